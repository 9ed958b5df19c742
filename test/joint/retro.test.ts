import { expect, test } from 'vitest'
import type { Reply } from '../../src/chat/ports.ts'
import { how } from '../features/retro/retros.ts'
import { onBothDatabases } from '../support/databases.ts'
import { installations, openTwo, withCrew } from '../support/two.ts'

const [writers, notesEach] = [27, 7]

onBothDatabases((database) => {
  test('30 people of both platforms write 200 notes at once, vote and talk: nothing is lost, and all copies end equal', {
    timeout: 240_000,
  }, async () => {
    const two = await openTwo((await database.fresh()).db)
    const { db, slack, teams, app } = two
    const { crew } = await withCrew(two)
    const { organizationId } = await db.read.crew.findUniqueOrThrow({ where: { id: crew } })
    // A Teams channel beside the Slack one.
    await db.transact((tx) => tx.channel.updateMany({ where: { externalId: 'office' }, data: { crewId: crew } }))
    const homes = await db.read.installation.findMany({ where: { externalId: { in: ['T1', 'tenant'] } } })
    const people = Array.from({ length: writers }, (_, index) => ({
      account: `w${index}`,
      platform: index % 2 ? ('teams' as const) : ('slack' as const),
      side: index % 3 ? ('project' as const) : ('product' as const),
    }))
    await db.transact(async (tx) => {
      for (const { account, platform, side } of people) {
        const { id: personId } = await tx.person.create({
          data: { organizationId, name: account, zone: 'Europe/Berlin' },
        })
        const installationId = homes.find((home) => home.platform === platform)?.id ?? 0
        await tx.identity.create({ data: { organizationId, personId, installationId, externalId: account } })
        await tx.member.create({ data: { crewId: crew, personId, side, addedById: personId } })
      }
    })
    const started = await slack.submit('ana', 'retro.start', { crew }, { ...how, anonymous: 'true' }, 'checkout')
    expect(started).toContain('R-1 has begun')
    const { id: retro, facilitatorId } = await db.read.retro.findFirstOrThrow()
    const { externalId: runs } = await db.read.identity.findFirstOrThrow({ where: { personId: facilitatorId ?? 0 } })
    const next = async () => {
      const { phase } = await db.read.retro.findFirstOrThrow()
      return slack.press(runs, 'retro.next', { retro, phase })
    }
    /** Everybody at once, as many as PostgreSQL has connections here. */
    async function all(form: string, raw: (index: number) => Record<string, string>, value: object = { retro }) {
      const answers: Reply[] = []
      const waiting = [...people.entries()]
      const lane = async () => {
        for (let one = waiting.shift(); one; one = waiting.shift()) {
          const [index, { account, platform }] = one
          const origin = { platform, installation: installations[platform].installation, account }
          answers.push(await app.chat.submit(origin, form, value, raw(index)))
        }
      }
      await Promise.all(Array.from({ length: 10 }, lane))
      await app.outbox.drain()
      return answers.map((answer) => ('message' in answer ? answer.message.summary : answer.do))
    }
    const lines = (index: number) =>
      Array.from({ length: notesEach }, (_, at) => `Thought ${at} of somebody about subject ${index}`).join('\n')
    const written = await all('retro.note', (index) => ({ [`c${1 + (index % 3)}`]: lines(index) }))
    expect(written.filter((words) => words !== 'Your 7 notes are in.')).toEqual([])
    for (const account of ['ana', 'paul', 'cleo'])
      await slack.submit(account, 'retro.note', { retro }, { c1: Array(4).fill('Once more').join('\n') })
    const notes = await db.read.retroNote.findMany()
    expect(notes).toHaveLength(201)
    expect(new Set(notes.map(({ token }) => token)).size).toBe(201)
    expect(await next()).toBe('Collect is over.')
    const board = async () => {
      const copies = await Promise.all([slack.seen('checkout'), teams.seen('office')])
      const [one, other] = copies.map((texts) => texts.find((text) => text.startsWith('R-1 Retrospective')))
      expect(other).toBe(one)
      return one ?? ''
    }
    expect(await board()).toContain('Read all 201 notes')
    expect(await board()).not.toMatch(/\bw\d+\b|Paul|Cleo/)
    const picked = notes.slice(0, 40).map(({ id }) => id)
    const grouped = await slack.submit(runs, 'retro.group', { retro }, { name: 'First', notes: picked })
    expect(grouped).toContain('"First" is a theme of 40 now. 161 notes are in none yet.')
    expect(await next()).toBe('Group is over.')
    const first = await db.read.retroTheme.findFirstOrThrow({ where: { name: 'First' } })
    expect(await db.read.retroTheme.count()).toBe(162)
    const voted = await all('retro.vote', () => ({ theme: String(first.id), count: '2' }))
    expect(voted.filter((words) => !words.startsWith('2 dots are placed, 3 left.'))).toEqual([])
    expect(await next()).toBe('Vote is over.')
    expect((await db.read.retroTheme.findUniqueOrThrow({ where: { id: first.id } })).dots).toBe(2 * writers)
    const said = await all('retro.comment', (index) => ({ text: `Said ${index}` }), { theme: first.id })
    expect(said).toHaveLength(writers)
    const threads = await Promise.all([slack.seen('checkout'), teams.seen('office')])
    const [thread, copy] = threads.map((texts) => texts.find((text) => text.startsWith('First · 54 dots')))
    expect(copy).toBe(thread)
    // Three at a time: of 27 none waits.
    expect(thread).toContain('Said (27)')
    expect(await next()).toBe('Discuss is over.')
    const ana = String((await slack.person('ana')).id)
    await slack.submit('paul', 'retro.act', { retro }, { text: 'One thing', owner: ana, due: '2026-12-01' })
    expect(await next()).toBe('R-1 is closed.')
    expect(await board()).toContain('Promised (1)\n- A-1 One thing · Ana')
    expect(await db.read.retroNote.count({ where: { token: null, authorId: null } })).toBe(201)
    expect(two.lines).toEqual([])
  })
})
