/** One bot of other names on every platform: whatever it says is what can be typed there. */
import { describe, expect, it } from 'vitest'
import type { Naming } from '../../src/chat/naming.ts'
import type { Db } from '../../src/db.ts'
import { onBothDatabases } from '../support/databases.ts'
import { type ConformancePlatform, type Seen, watched } from './client.ts'
import { serveSlack } from './slack.ts'
import { serveTeams } from './teams.ts'
import { serveSandbox } from './web.ts'

const naming: Naming = { root: 'crew', name: 'Crew Bot', aliases: { standup: 'daily' } }

/** `said`: how the bot names a command there; `other`: how no text there may name one. */
const platforms = [
  { name: 'web', open: (db: Db) => serveSandbox(db, { naming }), said: '/crew', other: '@Crew Bot' },
  { name: 'slack', open: (db: Db) => serveSlack(db, { naming }), said: '/crew', other: '@Crew Bot' },
  { name: 'teams', open: (db: Db) => serveTeams(db, { naming }), said: '@Crew Bot', other: '/crew' },
]

/** The channel cannot be written to any more: whom it concerns reads that on a card. */
async function lose(chat: ConformancePlatform, db: Db, name: string): Promise<void> {
  const { externalId, installation } = await db.read.channel.findFirstOrThrow({
    where: { name },
    include: { installation: true },
  })
  const { platform, externalId: home } = installation
  await chat.app.chat.event(
    { platform, installation: home },
    { event: 'lost', channels: [externalId], why: 'archived' },
  )
}

onBothDatabases((database) => {
  for (const { name, open, said, other } of platforms) {
    describe(`a bot of other names on ${name}`, () => {
      it('says in help, answers, refusals and cards what is typed there, and hears it', async () => {
        const { db } = await database.fresh()
        const chat = await open(db)
        const seen: Seen[] = []
        const ask = async (account: string, words: string) => {
          const answer = await watched(chat.as(account)).say('direct', `${said} ${words}`)
          seen.push(answer)
          return answer.text
        }
        try {
          const help = await ask('cleo', 'help')
          for (const line of ['setup', 'standup [day]', 'me', 'help standup']) {
            expect(help).toContain(`${said} ${line}`)
          }
          if (name === 'teams') expect(help).not.toContain('/daily')
          else
            expect(help).toContain(
              'In Slack, /daily, /whatif, /scope, /steer, /retro, /decision, /milestone, /kudos, /align work without /crew.',
            )
          const one = await ask('cleo', 'help standup')
          expect(one).toContain(`${said} standup report [from] [to]`)
          expect(one).toContain(`Example: ${said} standup report `)
          expect(await ask('cleo', 'help xyzzy')).toContain(`${said} help lists everything.`)
          expect(await ask('cleo', '')).toContain(`${said} me: your settings · ${said} help: everything it does`)
          const unknown = await ask('cleo', 'standap')
          expect(unknown).toContain(`Did you mean ${said} standup? ${said} help lists everything.`)
          expect(await ask('cleo', 'doctor')).toContain(`${said} admins shows who they are.`)
          expect(await ask('cleo', 'standup report soon')).toContain(`Example: ${said} standup report `)

          await lose(chat, db, 'Teams > Checkout')
          await chat.to('2026-11-23', '09:30')
          const direct = await watched(chat.as('ben')).read('direct')
          seen.push(...direct)
          const cards = direct.map(({ text }) => text).join('\n')
          expect(cards).toContain(`Or take it out of the crew with ${said} setup.`)
          expect(cards).toContain(`${said} doctor counts what was set aside.`)
          if (name === 'slack') expect(cards).toContain('/invite @Crew Bot there')

          for (const { text } of seen) {
            expect(text).not.toMatch(/\/tandem|@Tandem/)
            expect(text.replaceAll('/invite @Crew Bot', '')).not.toContain(other)
          }
        } finally {
          await chat.close()
        }
      })

      it('refuses setup in a channel with what to type there', async () => {
        const { db } = await database.fresh()
        const chat = await open(db)
        try {
          // A mention comes before every line in a Teams channel.
          const line = name === 'teams' ? 'setup' : `${said} setup`
          const refused = await watched(chat.as('gus')).say('#checkout', line)
          expect(refused.text).toContain(`One of its members can add you with ${said} setup.`)
        } finally {
          await chat.close()
        }
      })
    })
  }
})
