import { describe, expect, test } from 'vitest'
import { directOf } from '../../../src/platforms/web/people.ts'
import { addSamplePortfolio } from '../../../src/sample/portfolio.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { openHouse } from '../../support/house.ts'

const none = { followUp: '', strategicReview: '', planning: '', shift: 'previous', yearFrom: '1' }

onBothDatabases((database) => {
  async function open({ portfolio = false } = {}) {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    await db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
    if (portfolio) {
      const { id } = await db.read.organization.findFirstOrThrow()
      const people = await db.read.identity.findMany({ where: { organizationId: id } })
      const of = (account: string) => people.find(({ externalId }) => externalId === account)?.personId ?? 0
      await db.transact((tx) => addSamplePortfolio(tx, id, of, house.clock.now()))
    }
    await house.to('2026-11-23', '09:30')
    const crew = await db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
    const said = house.said
    const say = async (account: string, words: string, channel?: string) =>
      said(await house.say(account, words, channel))
    const press = async (account: string, verb: string, value: object) =>
      said(await house.press(account, `alignment.${verb}`, value))
    const submit = async (account: string, form: string, value: object, raw: Record<string, string | string[]>) =>
      said(await house.submit(account, `alignment.${form}`, value, raw))
    const schedule = (raw: Partial<typeof none>) => submit('ana', 'schedule', { crew: crew.id }, { ...none, ...raw })
    const person = async (name: string) => (await house.person(name)).id
    const roots = async (channel = 'checkout') =>
      Promise.all(
        house.posted
          .filter(({ conversation, under }) => conversation === channel && under === undefined)
          .map(({ message }) => house.text(message)),
      )
    const thread = async (channel = 'checkout') =>
      Promise.all(
        house.posted
          .filter(({ conversation, under }) => conversation === channel && under !== undefined)
          .map(({ message }) => house.text(message)),
      )
    const direct = async (account: string) => (await house.seen(directOf(account))).join('\n')
    const sessions = () => db.read.alignmentSession.findMany({ orderBy: { id: 'asc' } })
    const next = async () => {
      const [first] = await db.read.alignmentSession.findMany({
        where: { state: { in: ['planned', 'announced', 'open'] } },
        orderBy: { day: 'asc' },
      })
      if (!first) throw new Error('No session is planned')
      return first
    }
    const away = async (name: string, from: string, to: string) => {
      const id = await person(name)
      await db.transact((tx) => tx.person.update({ where: { id }, data: { awayFrom: from, awayTo: to } }))
    }
    return { house, db, crew, say, press, submit, schedule, person, roots, thread, direct, sessions, next, away }
  }

  describe('a session, from its schedule to its record', () => {
    test('is scheduled in words, read before, begun in the thread and closed with who was there', async () => {
      const at = await open({ portfolio: true })
      const told = await at.schedule({ followUp: 'monthly last friday 09:00' })
      expect(told).toContain('Follow-up: last friday of the month 09:00, on a holiday the working day before')
      expect(told).toContain(
        'Next: Fri 27 Nov 2026 09:00, Fri 25 Dec 2026 09:00, Fri 29 Jan 2027 09:00 (Europe/Berlin)',
      )
      expect(await at.say('cleo', '/align point "Who tells the shops?"', 'checkout')).toBe(
        'Added to Follow-up of Checkout, Fri 27 Nov 2026.',
      )
      expect(await at.roots()).toEqual([])
      await at.house.to('2026-11-25', '09:01')
      for (const channel of ['checkout', 'teams-checkout']) {
        const [preRead, ...more] = await at.roots(channel)
        expect(more).toEqual([])
        expect(preRead).toContain('Follow-up of Checkout, Fri 27 Nov 2026')
        expect(preRead).toContain('45 minutes. Led by Ana (project) and Cleo (product).')
        expect(preRead).toMatch(/In one line: Delivery is .* initiatives on date/)
        expect(preRead).toContain('Who tells the shops? · Cleo')
        expect(preRead).toContain('No answer yet: Ana, Ben, Paul, Cleo, Dev, Uma, Finn')
        expect(preRead).toContain('Figures of Wed 25 Nov 09:00')
      }
      const { id } = await at.next()
      expect(await at.press('ana', 'come', { session: id })).toBe('You will be there.')
      expect(await at.press('cleo', 'come', { session: id })).toBe('You will be there.')
      expect(await at.press('paul', 'miss', { session: id })).toContain('You cannot come.')
      expect((await at.roots())[0]).toContain('Coming: project Ana · product Cleo')
      expect((await at.roots())[0]).toContain('Cannot: project Paul')
      expect(
        await at.submit('ana', 'decide', { session: id }, { what: 'x', domain: 'joint', initiative: 'none' }),
      ).toBe('This session has not begun yet. Nothing was changed.')

      await at.house.to('2026-11-27', '09:01')
      expect((await at.thread()).at(-1)).toContain('Follow-up of Checkout, Fri 27 Nov 2026 begins')
      const decision = { what: 'Guest checkout for all', why: 'It holds.', domain: 'joint', initiative: 'none' }
      const recorded = await at.submit('dev', 'decide', { session: id }, decision)
      expect(recorded).toBe('It is recorded as accepted, and said in the thread.')
      const promise = { text: 'Tell the shops', owner: [String(await at.person('Paul'))], due: 'fri' }
      expect(await at.submit('ben', 'act', { session: id }, { ...promise, due: '4 dec' })).toContain('It is promised')
      const there = await Promise.all(['Ana', 'Cleo', 'Dev', 'Finn'].map(at.person))
      const closed = await at.submit(
        'cleo',
        'close',
        { session: id },
        { there: there.map(String), summary: 'All well.' },
      )
      expect(closed).toBe('It is closed. What came of it is in the thread.')

      const summary = (await at.thread()).at(-1)
      expect(summary).toContain('There: project 1 of 3 (Ana) · product 2 of 3 (Cleo, Dev) · sponsors 1 of 1 (Finn)')
      expect(summary).toContain('All well.')
      expect(summary).toMatch(/DECIDED\n• DEC-\d+ Guest checkout for all/)
      expect(summary).toMatch(/A-\d+ Tell the shops · Paul, by Fri 4 Dec/)
      expect((await at.roots()).filter((text) => text.includes('Follow-up'))).toHaveLength(1)
      expect(await at.press('ana', 'come', { session: id })).toBe('This session is closed. Nothing was changed.')
      expect((await at.next()).day).toBe('2026-12-25')
    })
  })
})
