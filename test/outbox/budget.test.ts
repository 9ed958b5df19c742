import { describe, expect, test } from 'vitest'
import type { Effect } from '../../src/chat/feature.ts'
import { onBothDatabases } from '../support/databases.ts'
import { openHouse } from '../support/house.ts'

const monday = '2026-11-23'

onBothDatabases((database) => {
  /** Cards that the Checkout crew can be told, in a house whose stand-ups are silent. */
  async function open() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    await db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
    await house.to(monday, '10:00')
    const crew = await db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
    const ben = await house.person('Ben')
    const ids: number[] = []
    for (const number of [1, 2, 3, 4, 5, 6, 7]) {
      const row = {
        organizationId: crew.organizationId,
        crewId: crew.id,
        number,
        what: `Thing ${number}`,
        domain: 'joint' as const,
        options: [],
        source: `budget:${number}`,
        searched: '',
        proposedById: ben.id,
        at: house.clock.now(),
      }
      ids.push((await db.transact((tx) => tx.decision.create({ data: row }))).id)
    }
    const card = (number: number) => ({ kind: 'decisions.decision', key: String(ids[number - 1]) })
    const put = async (...effects: Effect[]) => {
      await db.transact((tx) => house.app.chat.apply(tx, { effects }, house.clock.now()))
      await house.app.outbox.drain()
    }
    const post = (number: number, more: object = {}): Effect => ({
      do: 'announce',
      to: crew.id,
      card: card(number),
      ...more,
    })
    /** "1", or "2 under 1". */
    const said = async (channel = 'checkout') => {
      const of = async (message: Parameters<typeof house.text>[0]) => /Thing (\d)/.exec(await house.text(message))?.[1]
      return Promise.all(
        house.posted
          .filter(({ conversation }) => conversation === channel)
          .map(async ({ message, under }) => `${await of(message)}${under === undefined ? '' : ' in a thread'}`),
      )
    }
    return { ...house, words: house.said, db, crew, ben, card, put, post, said }
  }

  describe('a channel has room for three posts a day', () => {
    test('what can wait comes on the next working day, in its order, two a day', async () => {
      const at = await open()
      await at.put(at.post(1), at.post(2), at.post(3))
      await at.put(at.post(4, { waits: true }), at.post(5, { waits: true }), at.post(6, { waits: true }))
      expect(await at.said()).toEqual(['1', '2', '3'])
      await at.to('2026-11-24', '08:59')
      expect(await at.said()).toEqual(['1', '2', '3'])
      await at.to('2026-11-24', '09:01')
      for (const channel of ['checkout', 'teams-checkout'])
        expect(await at.said(channel)).toEqual(['1', '2', '3', '4', '5'])
      await at.to('2026-11-25', '09:01')
      expect(await at.said()).toEqual(['1', '2', '3', '4', '5', '6'])
    })

    test('what cannot wait comes at once, and so do threads of what stands there', async () => {
      const at = await open()
      await at.put(at.post(1), at.post(2), at.post(3))
      await at.put(at.post(4), at.post(5, { under: at.card(1), waits: true }))
      expect(await at.said()).toEqual(['1', '2', '3', '4', '5 in a thread'])
    })

    test('a thread waits with its post, and holds up nobody', async () => {
      const at = await open()
      await at.put(at.post(1), at.post(2), at.post(3), at.post(4, { waits: true }))
      await at.put(at.post(5, { under: at.card(4) }))
      await at.put(at.post(6, { under: at.card(1) }))
      expect(await at.said()).toEqual(['1', '2', '3', '6 in a thread'])
      await at.to('2026-11-24', '09:01')
      expect(await at.said()).toEqual(['1', '2', '3', '6 in a thread', '4', '5 in a thread'])
    })

    test('what waits is drawn as it is when it is said', async () => {
      const at = await open()
      await at.put(at.post(1), at.post(2), at.post(3), at.post(4, { waits: true }))
      await at.db.transact((tx) => tx.decision.updateMany({ where: { number: 4 }, data: { what: 'Thing 9' } }))
      await at.put({ do: 'refresh', card: at.card(4) })
      expect(await at.said()).toEqual(['1', '2', '3'])
      await at.to('2026-11-24', '09:01')
      expect(await at.said()).toEqual(['1', '2', '3', '9'])
    })

    test('who thanks somebody is told when it comes', async () => {
      const at = await open()
      const thank = async (words: string) => at.words(await at.say('cleo', words, 'checkout'))
      await at.put(at.post(1), at.post(2))
      expect(await thank('/kudos @Paul for the demo')).not.toContain('it comes on')
      expect(await thank('/kudos @Ana for the plan')).not.toContain('it comes on')
      await at.to('2026-11-24', '10:00')
      await at.put(at.post(3), at.post(4), at.post(5))
      expect(await thank('/kudos @Paul for the tests')).toContain(
        'The channel has had three posts today: it comes on Wed 25 Nov.',
      )
      expect(at.posted.filter(({ conversation }) => conversation === 'checkout')).toHaveLength(7)
    })

    test('over a weekend it waits until Monday', async () => {
      const at = await open()
      await at.to('2026-11-27', '10:00')
      await at.put(at.post(1), at.post(2), at.post(3), at.post(4, { waits: true }))
      await at.to('2026-11-29', '20:00')
      expect(await at.said()).toEqual(['1', '2', '3'])
      await at.to('2026-11-30', '09:01')
      expect(await at.said()).toEqual(['1', '2', '3', '4'])
    })

    test('of a channel that the crew has left it is said nowhere', async () => {
      const at = await open()
      await at.put(at.post(1), at.post(2), at.post(3), at.post(4, { waits: true }))
      await at.db.transact((tx) => tx.channel.updateMany({ where: { crewId: at.crew.id }, data: { crewId: null } }))
      await at.to('2026-11-25', '09:01')
      expect(await at.said()).toEqual(['1', '2', '3'])
      expect(await at.db.read.delivery.count({ where: { state: 'held' } })).toBe(0)
    })
  })

  describe('a person has had enough for their week', () => {
    type Kind = 'prompt' | 'reminder' | 'notice' | 'urgent'
    const tellBen = async (at: Awaited<ReturnType<typeof open>>, number: number, kind: Kind) =>
      at.put({ do: 'dm', to: at.ben.id, card: at.card(number), kind })

    test('what can wait comes with Monday, what somebody needs them for on the next working day, what cannot wait at once', async () => {
      const at = await open()
      await at.db.transact((tx) => tx.person.update({ where: { id: at.ben.id }, data: { weeklyMost: 1 } }))
      await at.db.transact((tx) => tx.ritual.updateMany({ data: { active: false } }))
      await tellBen(at, 1, 'notice')
      await at.to('2026-11-24', '09:01')
      expect(await at.said('dm-ben')).toEqual(['1'])
      await tellBen(at, 2, 'notice')
      await at.to('2026-11-27', '16:00')
      expect(await at.said('dm-ben')).toEqual(['1'])
      await at.to('2026-11-30', '09:01')
      expect(await at.said('dm-ben')).toEqual(['1', '2'])
      await tellBen(at, 3, 'urgent')
      expect(await at.said('dm-ben')).toEqual(['1', '2'])
      await at.put({ do: 'dm', to: at.ben.id, card: at.card(4), kind: 'soon' })
      // It takes along what waited.
      expect(await at.said('dm-ben')).toHaveLength(3)
      await tellBen(at, 5, 'urgent')
      expect(await at.said('dm-ben')).toHaveLength(3)
      await at.to('2026-12-01', '08:59')
      expect(await at.said('dm-ben')).toHaveLength(3)
      await at.to('2026-12-01', '09:01')
      expect(await at.said('dm-ben')).toHaveLength(4)
    })

    test('in a full week whoever needs them is read with the next prompt, in one message', async () => {
      const at = await open()
      await at.db.transact((tx) => tx.person.update({ where: { id: at.ben.id }, data: { weeklyMost: 2 } }))
      await tellBen(at, 1, 'prompt')
      await tellBen(at, 2, 'urgent')
      expect(await at.said('dm-ben')).toEqual(['1'])
      await at.to('2026-11-24', '09:10')
      await tellBen(at, 3, 'prompt')
      const [, second] = at.posted.filter(({ conversation }) => conversation === 'dm-ben')
      expect(second && (await at.text(second.message))).toMatch(/Thing 2[\s\S]*Thing 3|Thing 3[\s\S]*Thing 2/)
    })

    test('room is kept for the prompts that are to come, and for whoever needs them', async () => {
      const at = await open()
      const wants = (weeklyMost: number) =>
        at.db.transact((tx) => tx.person.update({ where: { id: at.ben.id }, data: { weeklyMost } }))
      await at.db.transact((tx) => tx.ritual.updateMany({ data: { active: false } }))
      await wants(5)
      await tellBen(at, 1, 'prompt')
      // Nobody knows yet on which days he is asked: it may be on each of the four that are left.
      await tellBen(at, 2, 'reminder')
      expect(await at.said('dm-ben')).toEqual(['1'])
      await wants(7)
      await tellBen(at, 2, 'reminder')
      expect(await at.said('dm-ben')).toEqual(['1', '2'])
      await tellBen(at, 3, 'reminder')
      expect(await at.said('dm-ben')).toEqual(['1', '2'])
      await at.to('2026-11-25', '10:00')
      await tellBen(at, 3, 'prompt')
      // The week after he is asked on Monday and, as it seems, on Wednesday again.
      await at.to('2026-11-30', '10:00')
      await wants(5)
      await tellBen(at, 4, 'prompt')
      for (const number of [5, 6, 7]) await tellBen(at, number, 'reminder')
      expect(await at.said('dm-ben')).toEqual(['1', '2', '3', '4', '5', '6'])
    })

    test('/tandem me says how many there were, of what kind, and how many there may be', async () => {
      const at = await open()
      await at.db.transact((tx) => tx.ritual.updateMany({ data: { active: false } }))
      await tellBen(at, 1, 'notice')
      await at.to('2026-11-24', '09:01')
      await tellBen(at, 2, 'urgent')
      const form = await at.say('ben', '/tandem me')
      if (form.do !== 'open') throw new Error('No form')
      expect(form.form.intro).toContain(
        'Tandem wrote you 2 messages (1 with news, 1 because somebody needed you) since Monday, and no message in the week before.',
      )
      expect(form.form.inputs.weeklyMost).toMatchObject({ value: '10' })
      await at.to('2026-12-01', '10:00')
      const next = await at.say('ben', '/tandem me')
      expect(next.do === 'open' && next.form.intro).toContain('no message since Monday, and 2 messages (')
      const raw = { zone: 'Berlin', workDays: 'mon-fri', workFrom: '09:00', workTo: '17:00', weeklyMost: '5' }
      const part = { [`side-${at.crew.id}`]: 'project', [`part-${at.crew.id}`]: 'takesPart' }
      await at.submit('ben', 'setup.me', {}, { ...raw, ...part })
      expect((await at.person('Ben')).weeklyMost).toBe(5)
    })
  })
})
