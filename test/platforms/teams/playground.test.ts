/** A morning in the Agents Playground: the same bot in front of a Teams client that nobody here wrote. */
import { expect, it } from 'vitest'
import { serveTeams } from '../../conformance/teams.ts'
import { places } from '../../conformance/teams-chatter.ts'
import { sqliteDatabase } from '../../support/databases.ts'
import type { TeamsPerson } from '../../support/teams-connector.ts'
import { openPlayground } from '../../support/teams-playground.ts'

const database = sqliteDatabase()
const person = (account: string): TeamsPerson => ({ account, name: account.charAt(0).toUpperCase() + account.slice(1) })
const moved = 'What moved toward the plan?'
const blocks = 'Blocked, or something product needs to know?'

it('a stand-up from prompt to digest, with dialogs, a private look and every copy kept current', {
  timeout: 90_000,
}, async () => {
  const { db } = await database.fresh()
  const chat = await serveTeams(db, {
    open: (_people, endpoint) =>
      openPlayground(
        {
          me: person('ana'),
          others: ['paul', 'cleo', 'finn', 'gus', 'uma'].map(person),
          groupChat: { id: places['#checkout'].id, name: '#checkout' },
          team: {
            id: places['#payments'].id,
            name: 'Teams',
            channel: { id: places['Teams > Checkout'].id, name: 'Checkout' },
          },
        },
        endpoint,
      ),
  })
  try {
    const [ana, paul, cleo] = ['ana', 'paul', 'cleo'].map((account) => chat.as(account))
    if (!ana || !paul || !cleo) throw new Error('Nobody is here')
    expect((await ana.say('Teams > Checkout', '/tandem help')).text).toContain('@Tandem standup')

    await chat.to('2026-11-23', '09:30')
    const prompts = await ana.read('direct')
    await prompts.at(-1)?.send({ [moved]: 'Staging **data** ready' })
    expect((await ana.read('direct')).at(-1)?.text).toContain('your answer is in')
    await chat.to('2026-11-23', '11:30')
    // Other people's own chats are not shown there, so Paul answers from the group chat, in a dialog.
    const asked = await (await paul.read('#checkout')).at(-1)?.press('Add or change mine')
    await asked?.send({
      [moved]: 'Card entry',
      [blocks]: 'No keys',
      'Who can help?': 'Cleo: I am blocked without them',
    })
    const both = ['#checkout', 'Teams > Checkout'] as const
    for (const place of both) {
      const [digest] = await ana.read(place)
      expect(digest?.text).toContain('2 of 6 so far')
      expect(digest?.text).toContain('Staging **data** ready')
    }
    const [digest] = await cleo.read('Teams > Checkout')
    const missing = await digest?.press('Who has not answered')
    expect([missing?.kind, missing?.text, missing?.buttons]).toEqual([
      'private',
      expect.stringContaining('Dev'),
      ['Back'],
    ])
    await digest?.press('I can help')
    for (const place of both) expect((await ana.read(place))[0]?.text).toContain('Cleo is helping')

    const form = await (await ana.read('#checkout'))[0]?.press('Add or change mine')
    expect(form?.fields[moved]?.value).toBe('Staging **data** ready')
  } finally {
    await chat.close()
  }
})
