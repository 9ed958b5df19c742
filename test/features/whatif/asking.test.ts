import { describe, expect, test } from 'vitest'
import type { Button } from '../../../src/chat/message.ts'
import type { Reply } from '../../../src/chat/ports.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { type OpenHouse, openHouse } from '../../support/house.ts'
import { withWhatIfPlan } from './sample.ts'

onBothDatabases((database) => {
  async function atWork() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    await withWhatIfPlan(db)
    return house
  }

  const buttonsOf = (reply: Reply): Button[] =>
    'message' in reply ? reply.message.blocks.flatMap((one) => (one.block === 'buttons' ? one.buttons : [])) : []
  const pressed = (house: OpenHouse, account: string, reply: Reply, label: string, channel?: string) => {
    const button = buttonsOf(reply).find((one) => one.label === label)
    if (!button) throw new Error(`No ${label}`)
    return house.press(account, button.press, button.value, channel)
  }

  describe('a what-if', () => {
    test('answers privately with dates, float, money, key results and on what it rests', async () => {
      const house = await atWork()
      const reply = await house.say('ana', 'whatif CHK delay T9 3d; cost +8000', 'checkout')
      expect(reply.do).toBe('tell')
      const said = await house.said(reply)
      expect(said).toContain('What if? CHK Checkout v2')
      expect(said).toContain('T9 Payment form takes 3 days longer. It costs 8,000 EUR more.')
      expect(said).toContain('CHK finish: Mon 21 Dec 2026 > Tue 22 Dec 2026 · 1 working day later')
      expect(said).toContain('PAY finish: Tue 22 Dec 2026 > Wed 23 Dec 2026 · 1 working day later')
      expect(said).toContain('Float: T9 Payment form uses 2 days of its 2 days')
      expect(said).toContain('Newly critical: T9 Payment form')
      expect(said).toContain(
        'Money CHK: +9,100 EUR (8,000 EUR extra, 1,100 EUR for 1 working day more) · 129,100 EUR where the budget is 120,000 EUR',
      )
      expect(said).toContain('A working day CHK: 1,100 EUR, as given for CHK')
      expect(said).toContain('A working day PAY: 300 EUR, from 1 cost booked in the last 20 working days')
      expect(said).toContain('Cost of delay CHK: 575 EUR in 1 day of waiting')
      expect(said).toContain('At risk: conversion: 2.3 % now, goal 2.6 % · CHK 1 working day later')
      expect(said).toMatch(/T9 Payment form: .* > .* · now critical/)
      expect(said).toMatch(/progress of 1 of 16 given, last .* by Ana/)
      expect(said).toContain('Nothing is changed by asking.')
      expect(said).toContain('P50 and P80: no data')
      expect(said).not.toMatch(/undefined|NaN|\[object/)
      expect(buttonsOf(reply).map(({ label }) => label)).toEqual(['Share here', 'Try another'])
    })

    test('changes nothing', async () => {
      const house = await atWork()
      const all = () => house.db.read.deliverable.findMany({ orderBy: { id: 'asc' } })
      const before = await all()
      await house.say('ana', 'whatif CHK delay T9 3d; remove T10; add "Audit" 2d after T3')
      expect(await all()).toEqual(before)
    })

    test('with three-point durations says P50 and P80 before and after, and the same when asked again', async () => {
      const house = await atWork()
      await house.db.transact((tx) =>
        tx.deliverable.updateMany({ where: { key: 'T15' }, data: { optimistic: 6, pessimistic: 16 } }),
      )
      const said = await house.said(await house.say('ana', 'whatif CHK delay T9 3d'))
      expect(said).toMatch(/CHK finish: .* · P50 \w+ \d+ \w+ 202\d > .* · P80 \w+ \d+ \w+ 202\d > /)
      expect(said).toContain('10,000 simulated runs are done; 1 of 19 durations have three points.')
      expect(await house.said(await house.say('ana', 'whatif CHK delay T9 3d'))).toBe(said)
    })

    test('of a person is answered in days alone, in a channel too', async () => {
      const house = await atWork()
      const reply = await house.say('ana', 'whatif CHK staff Paul 0% 2026-11-23..2026-11-27; cost +8000')
      const said = await house.said(reply)
      expect(said).toContain('Paul gives 0 %, Mon 23 Nov to Fri 27 Nov 2026.')
      expect(said).toContain('CHK finish: Mon 21 Dec 2026 > ')
      expect(said).toContain('Money: not computed for one person; the effect is shown in days')
      expect(said).not.toMatch(/1,100|for \d+ working day/)
      const nobody = await house.said(await house.say('ana', 'whatif CHK staff Uma 0% 2026-11-23..2026-11-27'))
      expect(nobody).toContain('Uma owns no unfinished deliverable of CHK, so no date depends on it.')
    })

    test('of what is left out says what its successors wait for now', async () => {
      const house = await atWork()
      const said = await house.said(await house.say('ana', 'whatif CHK remove T10'))
      expect(said).toContain(
        'T10 Work 10 is left out. What waited for it, T12 Work 12, waits for what came before it, T3 Work 3.',
      )
      expect(said).toMatch(/T10 Work 10: .* > left out/)
      expect(said).toContain('2 working days earlier')
    })
  })

  describe('sharing', () => {
    test('posts the same in the channel, without buttons; amounts are percents where guests may read along', async () => {
      const house = await atWork()
      const reply = await house.say('ana', 'whatif CHK delay T9 3d; cost +8000', 'checkout')
      const shared = await pressed(house, 'ana', reply, 'Share here', 'checkout')
      expect(shared.do).toBe('post')
      const said = await house.said(shared)
      expect(buttonsOf(shared)).toEqual([])
      expect(said).toContain('1 working day later')
      expect(said).toContain('It costs 7 % of budget more.')
      expect(said).not.toMatch(/\d EUR|8,?000|1,?100/)
    })

    test('shows what the crew has set: amounts, or nothing', async () => {
      const house = await atWork()
      const set = (money: 'amounts' | 'hidden') =>
        house.db.transact((tx) => tx.crew.updateMany({ where: { name: 'Checkout' }, data: { money } }))
      const reply = await house.say('ana', 'whatif CHK delay T9 3d; cost +8000', 'checkout')
      await set('amounts')
      expect(await house.said(await pressed(house, 'ana', reply, 'Share here', 'checkout'))).toContain('+9,100 EUR')
      await set('hidden')
      const hidden = await house.said(await pressed(house, 'ana', reply, 'Share here', 'checkout'))
      expect(hidden).toContain('It costs more; how much is not shown here.')
      expect(hidden).toContain('Money CHK: not shown here')
      expect(hidden).not.toMatch(/EUR|8,?000|% of budget/)
      // Elsewhere than with the crew never more than percents.
      await set('amounts')
      expect(await house.said(await pressed(house, 'ana', reply, 'Share here', 'payments'))).not.toMatch(/\d EUR/)
    })

    test('of a plan that is not the same any more says so, or is computed on the new one', async () => {
      const house = await atWork()
      const reply = await house.say('ana', 'whatif CHK delay T9 3d', 'checkout')
      await house.db.transact((tx) => tx.deliverable.deleteMany({ where: { key: 'T9' } }))
      const said = await house.said(await pressed(house, 'ana', reply, 'Share here', 'checkout'))
      expect(said).toContain('The plan has changed since. "T9" is not a deliverable of CHK.')
      expect(said).toContain('Nothing was shared.')
    })
  })

  describe('asking in a form', () => {
    test('bare opens it, a key alone with that initiative, Try another with the words', async () => {
      const house = await atWork()
      const bare = await house.say('ana', 'whatif')
      expect(bare).toMatchObject({ do: 'open', form: { id: 'whatif.ask' } })
      const keyed = await house.say('ana', 'whatif chk')
      expect(keyed).toMatchObject({ do: 'open', form: { inputs: { initiative: { value: 'CHK' } } } })
      const reply = await house.say('ana', 'whatif CHK delay T9 3d')
      expect(await pressed(house, 'ana', reply, 'Try another')).toMatchObject({
        do: 'open',
        form: { inputs: { initiative: { value: 'CHK' }, change: { value: 'delay T9 3d' } } },
      })
    })

    test('answers like the line, and puts what is wrong beside its field', async () => {
      const house = await atWork()
      const value = { initiative: null, words: '' }
      const said = await house.said(
        await house.submit('ana', 'whatif.ask', value, { initiative: 'CHK', change: 'delay T9 3d' }),
      )
      expect(said).toContain('1 working day later')
      expect(
        await house.said(await house.submit('ana', 'whatif.ask', value, { initiative: 'CHK', change: 'delay T99 3d' })),
      ).toBe('change: "T99" is not a deliverable of CHK. The nearest is T9.')
    })
  })

  describe('what cannot be asked', () => {
    test('is answered with the nearest valid value, and nothing is computed', async () => {
      const house = await atWork()
      const said = async (words: string, who = 'ana') => house.said(await house.say(who, words))
      expect(await said('whatif CHX delay T9 3d')).toBe('"CHX" is not an initiative. The nearest is CHK.')
      expect(await said('whatif CHK dely T9 3d')).toBe(
        '"dely" is not a change. The nearest is delay, such as delay T9 3d. Nothing was computed.',
      )
      expect(await said('whatif CHK add "Audit" 1d after T15 before T1')).toMatch(
        /This would go in a circle: .*"Audit".* Take one of these links out first\. Nothing was computed\./,
      )
      expect(await said('whatif EMPTY delay T9 3d')).toBe(
        'EMPTY has no deliverables yet. /tandem plan EMPTY adds the first.',
      )
      await house.db.transact((tx) => tx.initiative.updateMany({ where: { key: 'PAY' }, data: { phase: 'retired' } }))
      expect(await said('whatif PAY delay T1 3d')).toContain('PAY is retired, and its plan is not computed any more.')
    })

    test('a guest of no crew of it learns neither its key nor its dates', async () => {
      const house = await atWork()
      await house.db.transact((tx) =>
        tx.identity.updateMany({ where: { person: { name: { in: ['Gus', 'Paul'] } } }, data: { guest: true } }),
      )
      const stranger = await house.said(await house.say('gus', 'whatif CHK delay T9 3d'))
      expect(stranger).toBe('"CHK" is not an initiative. There is none yet.')
      await house.db.transact((tx) => tx.initiative.updateMany({ where: { key: 'PAY' }, data: { crewId: null } }))
      const own = await house.said(await house.say('paul', 'whatif CHK delay T9 3d'))
      expect(own).toContain('Also reached: 1 that you cannot see')
      expect(own).not.toMatch(/PAY/)
      expect(own).not.toMatch(/1,100|\d EUR/)
    })
  })
})
