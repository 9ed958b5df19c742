/** Status, roadmap, why and capacity over the sample's plans, on both databases. */
import { describe, expect, it } from 'vitest'
import { loadHistory, removeSample } from '../../../src/sample.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  async function northwind(more: { guests?: number } = {}) {
    const { db } = await database.fresh()
    const house = await openHouse(db, more)
    await db.transact((tx) => loadHistory(tx, house.app.chat.apply, house.clock.now()))
    await house.app.outbox.drain()
    const ask = async (account: string, line: string, channel?: string) =>
      house.said(await house.say(account, line, channel))
    const id = async (key: string) => (await db.read.initiative.findFirstOrThrow({ where: { key } })).id
    const personId = async (name: string) => (await house.person(name)).id
    /** By Ana, in #checkout. */
    const shared = async (share: string, about: object) => {
      const { id: channel } = await db.read.channel.findFirstOrThrow({ where: { externalId: 'checkout' } })
      const said = await house.said(await house.press('ana', 'portfolio.share', { share, about, channel }, 'checkout'))
      expect(said).toBe('Shared in #checkout.')
      return (await house.seen('checkout')).at(-1) ?? ''
    }
    return { ...house, ask, id, personId, shared }
  }

  describe('the status of an initiative', () => {
    it('answers in one private card: dates, float, earned value, value, people, and whose figure each is', async () => {
      const house = await northwind()
      const answer = await house.say('ana', '/tandem status chk', 'checkout')
      expect(answer.do).toBe('tell')
      const card = await house.said(answer)
      expect(card).toContain('Finish: Fri 12 Mar 2027 · on plan · baseline v3: Fri 12 Mar 2027')
      expect(card).toContain('T9 Payment form has 2 days')
      expect(card).toContain(
        'KR1 Conversion: 2.3 %, goal 2.6 %, from 2.1 % · Thu 19 Nov 2026 on 43,350 records by Cleo',
      )
      expect(card).toContain('34,100 EUR of 120,000 EUR · 7 bookings · last Wed 18 Nov 2026 by Ana')
      expect(card).toContain('planned 32,045 EUR · earned 32,727 EUR · actual 34,100 EUR')
      expect(card).toContain('CPI 0.96 · SPI 1.02 · EAC 125,033 EUR')
      expect(card).toContain('Paul 110 % for 6 weeks')
      expect(card).toContain('given Fri 20 Nov 2026 by Ana')
      expect(card).toContain('[Share here]')
    })

    it('marks what is older than a week, and says "not reported" where value is unknown', async () => {
      const house = await northwind()
      const card = await house.ask('ben', '/tandem status PAY')
      expect(card).toContain('Finish: Fri 26 Feb 2027 · 2 days late')
      expect(card).toContain('Value: not reported')
      expect(card).toContain('Key result: none linked')
      expect(card).toContain('given Tue 10 Nov 2026 by Ben (13 days old)')
    })

    it('says what earned value needs instead of a number, and names the rate that is missing', async () => {
      const house = await northwind()
      const chk = await house.id('CHK')
      await house.db.transact((tx) => tx.baseline.deleteMany({ where: { initiativeId: chk } }))
      await house.db.transact((tx) =>
        tx.booking.updateMany({ where: { note: 'Staging data' }, data: { currency: 'USD' } }),
      )
      const card = await house.ask('ana', '/tandem status CHK')
      expect(card).toContain('cannot be computed yet: needs a baseline, a rate for USD')
      expect(card).toContain('1 not counted: no rate given for USD')
      expect(card).toContain('Finish: Fri 12 Mar 2027, no baseline yet')
      expect(card).not.toMatch(/CPI|EAC/)
    })

    it('shared in a channel, whose readers are not known, it shows percent and no amount', async () => {
      const house = await northwind()
      const card = await house.shared('portfolio.status', { initiative: await house.id('CHK') })
      expect(card).toContain('28 % of budget')
      expect(card).not.toContain('EUR')
    })

    it('shared where no guest reads, it shows amounts', async () => {
      const house = await northwind({ guests: 0 })
      const card = await house.shared('portfolio.status', { initiative: await house.id('CHK') })
      expect(card).toContain('34,100 EUR of 120,000 EUR')
    })

    it('keeps to what the crew has set: hidden money shows neither index nor estimate', async () => {
      const house = await northwind({ guests: 0 })
      await house.db.transact((tx) => tx.crew.updateMany({ data: { money: 'hidden' } }))
      const card = await house.shared('portfolio.status', { initiative: await house.id('CHK') })
      expect(card).toContain('Money: not shown here')
      expect(card).not.toMatch(/EUR|CPI|EAC|% of budget/)
      // Its owner sees amounts whatever the crew shows; Paul, a member, does not.
      expect(await house.ask('ana', '/tandem status CHK')).toContain('34,100 EUR')
      expect(await house.ask('paul', '/tandem status CHK')).not.toMatch(/EUR|CPI|% of budget/)
    })

    it('bare, it has one line for each initiative of the crew', async () => {
      const house = await northwind()
      const list = await house.ask('ana', '/tandem status', 'checkout')
      expect(list).toContain('CHK Checkout v2: finish Fri 12 Mar 2027, on plan · conversion 2.3 %, goal 2.6 %')
      expect(list).toContain('PAY Payments core: finish Fri 26 Feb 2027, 2 days late · value: not reported')
      expect(list).not.toContain('SHOP')
      expect(await house.ask('hanna', '/tandem status')).toContain('SHOP The shop')
    })

    it('bare and shared, it is of the crew that meets there', async () => {
      const house = await northwind()
      const list = await house.shared('portfolio.statuses', {})
      expect(list).toContain('CHK Checkout v2: finish Fri 12 Mar 2027, on plan')
      expect(list).not.toContain('SHOP')
      expect(await house.shared('portfolio.plan', { initiative: await house.id('PAY') })).toContain(
        'PAY Payments core: plan',
      )
    })

    it('an unknown key is answered with the nearest', async () => {
      const house = await northwind()
      expect(await house.ask('ana', '/tandem status CHX')).toContain('The nearest is CHK')
    })

    it('tells a circle instead of dates', async () => {
      const house = await northwind()
      const pieces = await house.db.read.deliverable.findMany({ where: { initiativeId: await house.id('EXP-1') } })
      const at = (key: string) => pieces.find((piece) => piece.key === key)?.id ?? 0
      await house.db.transact((tx) => tx.dependency.create({ data: { fromId: at('T3'), toId: at('T2') } }))
      const card = await house.ask('paul', '/tandem status EXP-1')
      expect(card).toContain('The plan goes in a circle: EXP-1')
      expect(await house.ask('ana', '/tandem roadmap')).toContain('its plan goes in a circle')
    })
  })

  describe('the roadmap', () => {
    it('groups by key result, and lists orphans with their share of spend', async () => {
      const house = await northwind()
      const card = await house.ask('ana', '/tandem roadmap')
      expect(card).toMatch(/KR1 conversion 2\.3 %, goal 2\.6 %\nCHK Checkout v2: .*\nEXP-1/)
      expect(card).toMatch(/KR2 returning shoppers 32 % \(14 days old\), goal 35 %\nSHOP The shop/)
      expect(card).toMatch(/No key result\nPAY Payments core: .* · value: not reported/)
      expect(card).toContain('18 % of spend has no key result, 4 bookings since Mon 26 Oct 2026.')
      expect(card).toContain('next: Checkout beta Fri 27 Nov')
    })

    it('shared, it shows what whoever shares it may see, and no share of hidden spend', async () => {
      const house = await northwind()
      expect(await house.shared('portfolio.roadmap', {})).toContain('18 % of spend has no key result')
      await house.db.transact((tx) => tx.crew.updateMany({ data: { money: 'hidden' } }))
      await house.press('ana', 'portfolio.status', { initiative: await house.id('CHK') })
      await house.to('2026-11-23', '06:11')
      const card = await house.shared('portfolio.roadmap', {})
      expect(card).toContain('PAY Payments core')
      expect(card).toContain('share of spend is not shown here')
    })

    it('shows no share of spend where a crew hides its money', async () => {
      const house = await northwind()
      await house.db.transact((tx) => tx.crew.updateMany({ data: { money: 'hidden' } }))
      expect(await house.ask('paul', '/tandem roadmap')).toContain('share of spend is not shown here')
    })

    it('without any initiative it says how to make one', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      expect(await house.said(await house.say('ana', '/tandem roadmap'))).toContain('There is no initiative yet')
    })
  })

  describe('why an initiative is done', () => {
    it('shows the newest version, its evidence, and each side’s count with the reasons of who disagrees', async () => {
      const house = await northwind()
      const card = await house.ask('ana', '/tandem why CHK')
      expect(card).toContain('Evidence: Survey of 3 weeks ago, n = 212')
      expect(card).toContain('Project: 2 of 3 acknowledged, 1 disagrees')
      expect(card).toContain('Product: 2 of 3 acknowledged')
      expect(card).toContain('Paul: The survey asked phone shoppers only')
      expect(card).toContain('Version 2')
      expect(card).toContain('[Disagree] [Change] [Share...]')
    })

    it('outside the crew and in a channel the reason is read, the name is not', async () => {
      const house = await northwind()
      for (const card of [
        await house.ask('igor', '/tandem why CHK'),
        await house.shared('portfolio.why', { initiative: await house.id('CHK') }),
      ]) {
        expect(card).toContain('Project side: The survey asked phone shoppers only')
        expect(card).not.toContain('Paul')
        expect(card).not.toContain('Acknowledge')
      }
    })

    it('one word per person: who acknowledges after disagreeing has acknowledged', async () => {
      const house = await northwind()
      const why = (await house.db.read.why.findFirstOrThrow({ where: { version: 2 } })).id
      const cleo = await house.said(
        await house.submit('cleo', 'portfolio.disagree', { why }, { reason: 'We promised accounts, too' }),
      )
      expect(cleo).toContain('Product: 2 of 3 acknowledged, 1 disagrees')
      expect(cleo).toContain('Cleo: We promised accounts, too')
      const after = await house.said(await house.press('cleo', 'portfolio.acknowledge', { why }))
      expect(after).toContain('Product: 3 of 3 acknowledged')
      expect(after).not.toContain('We promised accounts')
    })

    it('a version that is not the newest takes no words, and strangers have none', async () => {
      const house = await northwind()
      const [first, second] = await house.db.read.why.findMany({
        where: { initiativeId: await house.id('CHK') },
        orderBy: { version: 'asc' },
      })
      expect(await house.said(await house.press('ana', 'portfolio.acknowledge', { why: first?.id }))).toContain(
        'newer version',
      )
      expect(await house.said(await house.press('gus', 'portfolio.acknowledge', { why: second?.id }))).toContain(
        'Only members of its crew',
      )
      expect(await house.db.read.whyVoice.count({ where: { whyId: first?.id ?? 0 } })).toBe(0)
    })
  })

  describe('capacity', () => {
    it('names who is over 100 percent by week, and by initiative; no money', async () => {
      const house = await northwind()
      const card = await house.ask('ana', '/tandem capacity')
      expect(card).toContain('1 of 8 people who are allocated is over 100 %.')
      expect(card).toContain('Paul 110 % for 6 weeks, Mon 23 Nov 2026 to Sun 3 Jan 2027 (CHK 60 %, PAY 50 %)')
      expect(card).toContain('PAY: 1 person, 6 weeks over 100 % together')
      expect(card).not.toContain('EUR')
    })

    it('shared, it is of the same period', async () => {
      const house = await northwind()
      const period = { from: '2026-11-23', to: '2026-12-13' }
      const card = await house.shared('portfolio.capacity', period)
      expect(card).toContain('Paul 110 % for 3 weeks, Mon 23 Nov to Sun 13 Dec 2026')
      expect(await house.ask('ana', '/tandem capacity', 'checkout')).toContain('[Share here]')
    })

    it('a period that ends before it begins, or is too long, is refused with a sentence', async () => {
      const house = await northwind()
      expect(await house.ask('ana', '/tandem capacity 2026-12-01 2026-11-01')).toContain('Give the earlier day first')
      expect(await house.ask('ana', '/tandem capacity 2026-12-01 2029-11-01')).toContain('more than 366 days')
    })
  })

  describe('the digest', () => {
    it('has a line per initiative of the crew, with value beside the date', async () => {
      const house = await northwind()
      const digest = (await house.seen('checkout')).at(-1)
      expect(digest).toContain('CHK Checkout v2: finish Fri 12 Mar 2027, on plan · conversion 2.3 %, goal 2.6 %')
      expect(digest).toContain('PAY Payments core: finish Fri 26 Feb 2027, 2 days late · value: not reported')
      expect(digest).not.toContain('Worth a talk')
    })

    it('names a promise that the plan no longer holds, before what people raise', async () => {
      const house = await northwind()
      await house.db.transact((tx) =>
        tx.deliverable.updateMany({ where: { key: 'T14', name: 'Rollout to all stores' }, data: { likely: 7 } }),
      )
      await house.to('2026-11-23', '11:31')
      expect((await house.seen('checkout')).at(-1)).toContain(
        'Worth a talk: CHK Launch was promised for Fri 12 Mar to sales; the plan says Tue 16 Mar',
      )
    })

    it('of a crew without initiatives is as it was', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      await house.to('2026-11-23', '11:31')
      expect((await house.seen('checkout')).at(-1)).not.toMatch(/finish|value:|Worth a talk/)
    })
  })

  it('removing the sample removes its plans, money and people with it', async () => {
    const house = await northwind()
    await house.db.transact((tx) => removeSample(tx))
    const { read } = house.db
    const left = await Promise.all([
      read.objective.count(),
      read.keyResult.count(),
      read.keyResultReading.count(),
      read.initiative.count(),
      read.deliverable.count(),
      read.dependency.count(),
      read.booking.count(),
      read.allocation.count(),
      read.baseline.count(),
      read.why.count(),
      read.whyVoice.count(),
    ])
    expect(left).toEqual(left.map(() => 0))
  })
})
