import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { openHouse } from '../../support/house.ts'
import { withPlans } from './portfolio.ts'

onBothDatabases((database) => {
  async function atWork() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    return { ...house, ...(await withPlans(house)) }
  }

  describe('a plan', () => {
    test('shows dates that follow from links, across initiatives, and what is critical', async () => {
      const house = await atWork()
      const said = await house.said(await house.say('ana', 'plan chk'))
      expect(said).toContain('CHK Checkout v2: plan')
      expect(said).toContain('Finish Mon 21 Dec 2026 · no baseline yet')
      expect(said).toContain('T2 Payment form: Tue 15 Dec to Mon 21 Dec 2026 · 0 % · critical · after PAY T2+1, T1')
      expect(said).toMatch(/T1 Address form: Mon 23 Nov to Wed 25 Nov 2026 · 0 % · 13 days of float/)
    })

    test('an unknown key is answered with the nearest', async () => {
      const house = await atWork()
      expect(await house.said(await house.say('ana', 'plan CHL'))).toBe(
        '"CHL" is not an initiative. The nearest is CHK.',
      )
    })

    test('progress moves the dates; a day to come is refused beside its field', async () => {
      const house = await atWork()
      const value = { initiative: house.pay }
      expect(
        await house.said(
          await house.submit('paul', 'portfolio.progress', value, {
            key: 'T1',
            percent: '100',
            finishedOn: '2026-11-30',
          }),
        ),
      ).toBe('finishedOn: Mon 30 Nov 2026 is still to come. Give today or an earlier day.')
      await house.submit('paul', 'portfolio.progress', value, { key: 't1', percent: '100' })
      expect(await house.said(await house.say('ana', 'plan pay'))).toContain(
        '1 of 2 finished · progress given Mon 23 Nov 06:00 by Paul',
      )
    })

    test('a link that would go in a circle is refused, and the circle is named', async () => {
      const house = await atWork()
      const refused = await house.said(
        await house.submit('ana', 'portfolio.link', { initiative: house.pay }, { from: 'CHK M1', to: 'T1' }),
      )
      expect(refused).toBe(
        'from: This would go in a circle: CHK M1 → PAY T1 → PAY T2 → CHK T2 → CHK M1. Take one of these links out first.',
      )
    })

    test('two links at once never close a circle', async () => {
      const house = await atWork()
      const link = (initiative: number, from: string, to: string) =>
        house.submit('ana', 'portfolio.link', { initiative }, { from, to })
      await house.submit(
        'ana',
        'portfolio.deliverable',
        { initiative: house.chk, deliverable: null },
        { key: 'X', name: 'X', estimate: '1' },
      )
      await house.submit(
        'ana',
        'portfolio.deliverable',
        { initiative: house.chk, deliverable: null },
        { key: 'Y', name: 'Y', estimate: '1' },
      )
      const replies = await Promise.all([link(house.chk, 'X', 'Y'), link(house.chk, 'Y', 'X')])
      const said = await Promise.all(replies.map(house.said))
      expect(said.filter((text) => text.includes('circle'))).toHaveLength(1)
    })

    test('estimates are one number or three in order; what is wrong stands beside its field', async () => {
      const house = await atWork()
      const add = async (raw: Record<string, string>) =>
        house.said(
          await house.submit(
            'ana',
            'portfolio.deliverable',
            { initiative: house.chk, deliverable: null },
            { key: 'T9', name: 'Apple Pay', ...raw },
          ),
        )
      expect(await add({ estimate: '5/3/8' })).toContain('estimate: 5/3/8 is out of order.')
      expect(await add({ estimate: '-2' })).toContain('estimate: -2 is negative.')
      expect(await add({ estimate: '3', notBefore: '2026-01-05' })).toContain(
        'notBefore: Mon 5 Jan 2026 is in the past.',
      )
      expect(await add({ estimate: '3', key: 'T1' })).toContain('key: T1 is taken: Address form.')
      expect(await add({ estimate: '3/5/8' })).toBe('Saved: CHK T9 Apple Pay. /tandem plan CHK shows the dates.')
    })

    test('two hundred deliverables are cut, and say how many more', async () => {
      const house = await atWork()
      const rows = Array.from({ length: 200 }, (_, index) => `CHK,D${index},${'Long name '.repeat(15)},1`)
      await house.paste('ana', ['initiative,key,name,likely', ...rows].join('\n'))
      const said = await house.said(await house.say('ana', 'plan CHK'))
      expect(said).toContain('and 178 more. /tandem plan export CHK has them all.')
      expect(said.length).toBeLessThan(6_000)
    })
  })

  describe('money', () => {
    const cost = { kind: 'cost', day: '2026-11-20', amount: '8,000', currency: 'EUR' }

    test('is never negative, never to come, and needs a rate in another currency', async () => {
      const house = await atWork()
      const book = async (raw: Record<string, string>, who = 'ana') =>
        house.said(await house.submit(who, 'portfolio.book', { initiative: house.chk }, { ...cost, ...raw }))
      expect(await book({ amount: '-5' })).toContain('amount: -5 is negative.')
      expect(await book({ day: '2026-12-24' })).toContain('day: Thu 24 Dec 2026 is still to come.')
      expect(await book({ currency: 'USD' })).toContain('currency: No rate from USD to EUR is given')
      expect(await book({ currency: 'EURO' })).toContain('The nearest is EUR.')
      expect(await book({ currency: 'USD', rate: '0.9' })).toContain('rate: Rates are given by finance.')
      expect(await book({})).toBe('Booked: cost of 8,000 EUR for CHK on Fri 20 Nov 2026.')
      expect((await house.db.read.booking.findFirstOrThrow()).amount).toBe(800_000n)
    })

    test('is booked by owners, not by every member', async () => {
      const house = await atWork()
      expect(await house.said(await house.submit('paul', 'portfolio.book', { initiative: house.chk }, cost))).toBe(
        'You cannot book money for CHK: that is for organization admins, finance and its owners. Nothing was changed.',
      )
    })

    test('is no amount for a member where the crew shows percent', async () => {
      const house = await atWork()
      await house.db.transact((tx) => tx.crew.updateMany({ data: { money: 'percent' } }))
      expect(await house.said(await house.say('paul', 'initiative CHK'))).toContain('expected benefit 175 % of budget')
      expect(await house.said(await house.say('paul', 'initiative CHK'))).not.toMatch(/120,000|210,000/)
      expect(await house.said(await house.say('paul', 'plan export CHK costs'))).toContain('not shown to you')
      expect(await house.said(await house.say('ana', 'initiative CHK'))).toContain(
        'budget 120,000 EUR · expected benefit 210,000 EUR',
      )
    })
  })

  describe('an initiative', () => {
    const form = { key: 'NEW', name: 'New thing', kind: 'project', methodology: 'agile', phase: 'idea' }

    test('is made in one form; a taken key and a start in the past are refused', async () => {
      const house = await atWork()
      const make = async (raw: Record<string, string>) =>
        house.said(await house.submit('cleo', 'portfolio.initiative', { initiative: null }, { ...form, ...raw }))
      expect(await make({ key: 'chk' })).toContain('key: CHK is taken by Checkout v2.')
      expect(await make({ key: 'export' })).toContain('key: EXPORT is a word of the command line.')
      expect(await make({ startOn: '2026-11-02' })).toContain('startOn: Mon 2 Nov 2026 is in the past.')
      expect(await make({})).toContain('NEW New thing')
    })

    test('is not retired while others wait for it', async () => {
      const house = await atWork()
      const ben = await house.person('Ben')
      const dev = await house.person('Dev')
      const crew = String((await house.db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })).id)
      const raw = {
        ...form,
        key: 'PAY',
        name: 'Payments core',
        phase: 'retired',
        crew,
        projectOwner: [String(ben.id)],
        productOwner: [String(dev.id)],
      }
      expect(await house.said(await house.submit('ben', 'portfolio.initiative', { initiative: house.pay }, raw))).toBe(
        'phase: PAY cannot be retired yet: CHK T2 waits for PAY T2. Finish it or take the link out first.',
      )
      expect(
        await house.said(
          await house.submit(
            'paul',
            'portfolio.initiative',
            { initiative: house.pay },
            { ...raw, phase: 'build', projectOwner: [String((await house.person('Paul')).id)] },
          ),
        ),
      ).toBe('projectOwner: This is changed by its owners or an organization admin.')
    })

    test('delivered and realized are different; both owners are asked on the day of the check', async () => {
      const house = await atWork()
      expect(await house.said(await house.press('ana', 'portfolio.deliver', { initiative: house.chk }))).toContain(
        'CHK is not finished: T1, T2 and 1 more are open.',
      )
      for (const key of ['T1', 'T2', 'M1'])
        await house.submit('ana', 'portfolio.progress', { initiative: house.chk }, { key, percent: '100' })
      await house.submit(
        'ana',
        'portfolio.deliver',
        { initiative: house.chk },
        { deliveredOn: '2026-11-23', outcomeCheckOn: '2026-11-25' },
      )
      expect(await house.said(await house.say('ana', 'initiative CHK'))).toContain(
        'delivered Mon 23 Nov 2026, not realized yet, value looked at Wed 25 Nov 2026',
      )
      await house.to('2026-11-25', '12:00')
      for (const dm of ['dm-ana', 'dm-cleo'])
        expect((await house.seen(dm)).join('\n')).toContain('CHK Checkout v2: did the value come?')
      expect((await house.seen('dm-paul')).join('\n')).not.toContain('did the value come?')
      await house.submit('cleo', 'portfolio.realize', { initiative: house.chk }, { day: '2026-11-25' })
      expect(await house.said(await house.say('ana', 'initiative CHK'))).toContain('realized Wed 25 Nov 2026')
    })

    test('a baseline keeps the days and names its decision; later the plan says how late it is', async () => {
      const house = await atWork()
      await house.submit(
        'ana',
        'portfolio.baseline',
        { initiative: house.chk },
        { decision: 'Agreed in the kick-off.' },
      )
      expect(await house.said(await house.say('cleo', 'plan CHK'))).toContain('on plan · baseline v1 Mon 21 Dec 2026')
      await house.paste('ana', 'initiative,key,likely\nPAY,T2,12')
      expect(await house.said(await house.say('cleo', 'plan CHK'))).toContain('Finish Wed 23 Dec 2026 · 2 days late')
    })
  })

  test('objectives, key results and readings are kept by chat, and linked', async () => {
    const house = await atWork()
    await house.submit('cleo', 'portfolio.objective', { objective: null }, { name: 'Shoppers who finish' })
    const objective = (await house.db.read.objective.findFirstOrThrow()).id
    await house.submit(
      'cleo',
      'portfolio.key-result',
      { objective },
      { name: 'Conversion', unit: '%', baseline: '2.1', target: '2.6' },
    )
    expect(await house.said(await house.say('uma', 'objective'))).toContain(
      'KR1 Conversion: no data, from 2.1 to 2.6 %',
    )
    const result = String((await house.db.read.keyResult.findFirstOrThrow()).id)
    await house.submit('uma', 'portfolio.reading', { objective }, { result, value: '2.3', day: '2026-11-20' })
    await house.submit('uma', 'portfolio.results', { initiative: house.chk }, { results: [result] })
    expect(await house.said(await house.say('uma', 'initiative CHK'))).toContain(
      'KR1 Conversion: 2.3 %, from 2.1 to 2.6 % · Fri 20 Nov 2026 by Uma',
    )
  })

  test('risks are asked about on their day; a gate is no go before its must-meets; time given twice is said', async () => {
    const house = await atWork()
    const paul = [String((await house.person('Paul')).id)]
    const value = { initiative: house.chk }
    await house.submit('ana', 'portfolio.risk', value, {
      text: 'Provider is late',
      probability: '30',
      impact: '10000',
      owner: paul,
      reviewOn: '2026-11-24',
    })
    await house.to('2026-11-24', '12:00')
    expect((await house.seen('dm-paul')).join('\n')).toContain('CHK Checkout v2, R1: still open?')
    await house.submit('ana', 'portfolio.gate', value, {
      name: 'Gate 1',
      must: 'Pilot stores agree',
      productKeeper: paul,
    })
    const gate = (await house.db.read.gate.findFirstOrThrow()).id
    expect(await house.said(await house.submit('paul', 'portfolio.decide', { gate }, { outcome: 'go' }))).toContain(
      '"Pilot stores agree" must be met before a go.',
    )
    expect(
      await house.said(await house.submit('paul', 'portfolio.decide', { gate }, { outcome: 'go', met: ['0'] })),
    ).toBe('CHK, "Gate 1": go.')
    const span = { person: paul, from: '2026-12-01', to: '2026-12-18' }
    await house.submit('ana', 'portfolio.allocate', value, { ...span, percent: '60' })
    expect(
      await house.said(
        await house.submit('ana', 'portfolio.allocate', { initiative: house.pay }, { ...span, percent: '60' }),
      ),
    ).toContain('Across all initiatives that is 120 % from Tue 1 Dec 2026 on.')
    await house.submit('ana', 'portfolio.stakeholder', value, { name: 'Sales', informedOf: 'every new date' })
    const around = await house.said(await house.press('ana', 'portfolio.around', value))
    expect(around).toContain('R1: Provider is late · 30 % · exposure 3,000 EUR · still open')
    expect(around).toContain('Sales: every new date')
  })
})
