/** The digest follows the plans of its crew while it is kept. */
import { describe, expect, it, test } from 'vitest'
import { stillChanging } from '../../../src/features/standup/rules/target.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { openHouse } from '../../support/house.ts'
import { csv, withPlans } from '../portfolio/portfolio.ts'

describe('rounds whose digest is kept', () => {
  const out = new Date(0)
  const round = (day: string, state: 'planned' | 'open' | 'closed', digestedAt: Date | null = out) => ({
    day,
    state,
    digestedAt,
  })

  it('are the open ones, else the last one that went out, for a week', () => {
    const [older, last] = [round('2026-11-20', 'closed'), round('2026-11-23', 'closed')]
    const planned = round('2026-11-24', 'planned', null)
    const open = round('2026-11-24', 'open', null)
    expect(stillChanging([planned, last, older], '2026-11-23')).toEqual([last])
    expect(stillChanging([open, last, older], '2026-11-24')).toEqual([open])
    expect(stillChanging([last, older], '2026-12-02')).toEqual([])
    expect(stillChanging([round('2026-11-23', 'closed', null)], '2026-11-23')).toEqual([])
  })
})

onBothDatabases((database) => {
  async function withDigest() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    const plans = await withPlans(house)
    await house.submit('ana', 'portfolio.baseline', { initiative: plans.chk }, { decision: 'Kick-off' })
    await house.to('2026-11-23', '11:30')
    const copies = () =>
      house.posted.filter(
        ({ conversation, message }) =>
          /checkout$/.test(conversation) && message.summary.startsWith('Checkout stand-up'),
      )
    const digests = async () => Promise.all(copies().map(({ message }) => house.text(message)))
    const updates = () => copies().reduce((sum, one) => sum + one.updates, 0)
    const progress = (account: string, initiative: number, raw: Record<string, string>) =>
      house.submit(account, 'portfolio.progress', { initiative }, raw)
    return { ...house, ...plans, digests, updates, progress }
  }

  describe('a digest that is out', () => {
    test('shows progress that is given later, on every copy of it', async () => {
      const house = await withDigest()
      const before = await house.digests()
      expect(before).toHaveLength(2)
      for (const text of before) expect(text).toContain('CHK Checkout v2: finish Mon 21 Dec 2026, on plan')
      await house.progress('ben', house.pay, { key: 'T1', percent: '100', finishedOn: '2026-11-23' })
      await house.progress('ben', house.pay, { key: 'T2', percent: '60' })
      for (const text of await house.digests()) expect(text).toMatch(/CHK Checkout v2: finish .* early/)
    })

    test('follows an initiative of another crew that its own one waits for', async () => {
      const house = await withDigest()
      const board = await house.db.read.crew.findFirstOrThrow({ where: { name: 'Commerce board' } })
      await house.db.transact((tx) =>
        tx.initiative.update({ where: { id: house.pay }, data: { crewId: board.id, steeringCrewId: null } }),
      )
      await house.progress('ben', house.pay, { key: 'T1', percent: '100', finishedOn: '2026-11-23' })
      for (const text of await house.digests()) {
        expect(text).toContain('CHK Checkout v2: finish Tue 15 Dec 2026, 4 days early')
        expect(text).not.toContain('PAY Payments core')
      }
    })

    test('follows files, links, readings, names, what comes into the crew and what leaves it, in one update each', async () => {
      const house = await withDigest()
      const shows = async (line: string | RegExp, act: () => Promise<unknown>) => {
        const count = house.updates()
        await act()
        for (const text of await house.digests()) expect(text).toMatch(line)
        expect(house.updates() - count).toBe(2)
      }
      await shows(/CHK Checkout v2: finish Tue 22 Dec 2026, 1 day late/, () =>
        house.paste('ana', csv('initiative,key,likely', 'CHK,T2,6')),
      )
      await shows(/CHK Checkout v2: finish Thu 3 Dec 2026, 12 days early/, () =>
        house.submit('ana', 'portfolio.link', { initiative: house.chk }, { from: 'PAY T2', to: 'T2', remove: 'true' }),
      )
      await shows(/NEW Gift cards: finish: nothing is planned yet/, () =>
        house.paste('ana', csv('key,name,crew', 'NEW,Gift cards,Checkout')),
      )
      await house.submit('ana', 'portfolio.objective', { objective: null }, { name: 'Shoppers finish' })
      const objective = (await house.db.read.objective.findFirstOrThrow()).id
      const raw = { name: 'Conversion', unit: '%', baseline: '2.1', target: '2.6' }
      await house.submit('ana', 'portfolio.key-result', { objective }, raw)
      const result = String((await house.db.read.keyResult.findFirstOrThrow()).id)
      await shows(/CHK Checkout v2: .* value: not reported/, () =>
        house.submit('ana', 'portfolio.results', { initiative: house.chk }, { results: [result] }),
      )
      await shows(/CHK Checkout v2: .* conversion 2.3 %, goal 2.6 %/, () =>
        house.submit('ana', 'portfolio.reading', { objective }, { result, value: '2.3', day: '2026-11-23' }),
      )
      await shows(/^(?!.*NEW Gift cards)/s, () => house.paste('ana', csv('key,crew', 'NEW,')))
    })

    test('is left alone by what it does not show', async () => {
      const house = await withDigest()
      const count = house.updates()
      const paul = String((await house.person('Paul')).id)
      const value = { initiative: house.chk }
      const cost = { kind: 'cost', day: '2026-11-20', amount: '8000', currency: 'EUR' }
      await house.submit('ana', 'portfolio.book', value, cost)
      await house.submit('ana', 'portfolio.risk', value, {
        text: 'Keys come late',
        probability: '40',
        owner: [paul],
        reviewOn: '2026-12-01',
      })
      const span = { person: [paul], percent: '50', from: '2026-11-23', to: '2026-12-18' }
      await house.submit('ana', 'portfolio.allocate', value, span)
      await house.paste('ana', csv('initiative,key,kind,day,amount', 'CHK,I1,cost,2026-11-20,100'))
      expect(await house.db.read.booking.count()).toBe(2)
      expect(await house.db.read.risk.count()).toBe(1)
      expect(house.updates()).toBe(count)
    })

    test('stays as it was once the next round has begun', async () => {
      const house = await withDigest()
      await house.to('2026-11-24', '10:00')
      const [first] = await house.digests()
      await house.progress('ana', house.chk, { key: 'T1', percent: '50' })
      expect((await house.digests())[0]).toBe(first)
    })
  })
})
