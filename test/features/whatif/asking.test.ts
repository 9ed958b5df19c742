import { describe, expect, test } from 'vitest'
import type { Button, Message } from '../../../src/chat/message.ts'
import type { Reply } from '../../../src/chat/ports.ts'
import type { Db } from '../../../src/db.ts'
import { impactOf } from '../../../src/features/whatif/store/impact.ts'
import { standingOf } from '../../../src/people/standing.ts'
import { putSweep } from '../../../src/retention.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { type OpenHouse, openHouse } from '../../support/house.ts'
import { withWhatIfPlan } from './sample.ts'

onBothDatabases((database) => {
  async function atWork(more: { guests?: number } = {}) {
    const { db } = await database.fresh()
    const house = await openHouse(db, more)
    await withWhatIfPlan(db)
    return house
  }

  const buttonsIn = (message?: Message): Button[] =>
    message?.blocks.flatMap((one) => (one.block === 'buttons' ? one.buttons : [])) ?? []
  const buttonsOf = (reply: Reply) => buttonsIn('message' in reply ? reply.message : undefined)
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
      expect(buttonsOf(reply).map(({ label }) => label)).toEqual(['Share here', 'Propose this change', 'Try another'])
    })

    test('is kept as what it changes, and its buttons carry its id alone', async () => {
      const house = await atWork()
      const words = 'delay T9 3d; add "Audit" 2d after T3; cost +8000; staff Paul 50% 2026-12-01'
      const reply = await house.say('ana', `whatif chk ${words}`, 'checkout')
      const [kept, ...more] = await house.db.read.whatIfQuestion.findMany()
      const id = async (key: string) =>
        (await house.db.read.deliverable.findFirstOrThrow({ where: { key, initiative: { key: 'CHK' } } })).id
      const channel = await house.db.read.channel.findFirstOrThrow({ where: { externalId: 'checkout' } })
      expect(more).toEqual([])
      expect(kept).toMatchObject({
        askerId: (await house.person('Ana')).id,
        words,
        planVersion: null,
        channelId: channel.id,
        askedAt: house.clock.now(),
        changes: [
          { do: 'delay', piece: await id('T9'), days: 3, words: 'delay T9 3d' },
          { do: 'add', name: 'Audit', days: 2, after: [{ piece: await id('T3'), lag: 0 }], before: [] },
          { do: 'cost', amount: 800_000 },
          { do: 'staff', person: (await house.person('Paul')).id, percent: 50, from: '2026-12-01', to: '2026-12-01' },
        ],
      })
      expect(buttonsOf(reply).map(({ value }) => value)).toEqual([
        { share: 'whatif.answer', about: { whatIf: kept?.id }, channel: channel.id },
        { whatIf: kept?.id },
        { whatIf: kept?.id },
      ])
      await house.say('ana', 'whatif CHK delay T99 3d')
      expect(await house.db.read.whatIfQuestion.count()).toBe(1)
    })

    test('is computed with no transaction open: others write meanwhile', async () => {
      const { db } = await database.fresh()
      let open = 0
      const seenInside: string[] = []
      const watched: Db = {
        ...db,
        transact: (work) =>
          db.transact(async (tx) => {
            open += 1
            try {
              return await work(
                new Proxy(tx, {
                  get(of, name) {
                    if (name === 'deliverable') seenInside.push(String(name))
                    return Reflect.get(of, name)
                  },
                }),
              )
            } finally {
              open -= 1
            }
          }),
        snapshot: (work) => {
          expect(open).toBe(0)
          return db.snapshot(work)
        },
      }
      const house = await openHouse(watched)
      await withWhatIfPlan(db)
      seenInside.length = 0
      expect(await house.said(await house.say('ana', 'whatif CHK delay T9 3d'))).toContain('1 working day later')
      expect(seenInside).toEqual([])
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
    test('shows the same in the channel, without buttons, and says who shared it', async () => {
      const house = await atWork()
      const reply = await house.say('ana', 'whatif CHK delay T9 3d; cost +8000', 'checkout')
      const shared = await pressed(house, 'ana', reply, 'Share here', 'checkout')
      expect(await house.said(shared)).toBe('Shared in #checkout.')
      const [said = ''] = (await house.seen('checkout')).slice(-1)
      expect(buttonsIn(house.posted.at(-1)?.message)).toEqual([])
      expect(said).toContain('1 working day later')
      expect(said).toContain('Shared by Ana.')
      // Its platform does not tell who reads along here.
      expect(said).toContain('It costs 7 % of budget more.')
      expect(said).not.toMatch(/\d EUR|8,?000|1,?100/)
    })

    test('shows amounts where no guest reads, percents where one does', async () => {
      for (const [guests, shown] of [
        [0, '+9,100 EUR'],
        [1, '7 % of budget'],
      ] as const) {
        const house = await atWork({ guests })
        const reply = await house.say('ana', 'whatif CHK delay T9 3d; cost +8000', 'checkout')
        await pressed(house, 'ana', reply, 'Share here', 'checkout')
        expect((await house.seen('checkout')).at(-1)).toContain(shown)
      }
    })

    test('shows what the crew has set: amounts, or nothing; elsewhere never more than percents', async () => {
      const house = await atWork({ guests: 0 })
      const set = (money: 'amounts' | 'hidden') =>
        house.db.transact((tx) => tx.crew.updateMany({ where: { name: 'Checkout' }, data: { money } }))
      const reply = await house.say('ana', 'whatif CHK delay T9 3d; cost +8000', 'checkout')
      const other = await house.say('ana', 'whatif CHK delay T9 3d; cost +8000', 'payments')
      const before = house.posted.length
      await set('amounts')
      await pressed(house, 'ana', reply, 'Share here', 'checkout')
      expect((await house.seen('checkout')).at(-1)).toContain('+9,100 EUR')
      await set('hidden')
      const again = await pressed(house, 'ana', reply, 'Share here', 'checkout')
      expect(await house.said(again)).toBe('It stands in #checkout since just now, and is brought up to date there.')
      const [hidden = ''] = (await house.seen('checkout')).slice(-1)
      expect(hidden).toContain('It costs more; how much is not shown here.')
      expect(hidden).toContain('Money CHK: not shown here')
      expect(hidden).not.toMatch(/EUR|8,?000|% of budget/)
      expect(house.posted.length).toBe(before + 1)
      await set('amounts')
      const elsewhere = await pressed(house, 'ana', other, 'Share here', 'payments')
      expect(elsewhere.do).toBe('post')
      expect(await house.said(elsewhere)).toContain('7 % of budget')
      expect(await house.said(elsewhere)).not.toMatch(/\d EUR/)
    })

    test('on another plan than it was asked on says so', async () => {
      const house = await atWork()
      const reply = await house.say('ana', 'whatif CHK delay T9 3d', 'checkout')
      await house.db.transact((tx) => tx.deliverable.updateMany({ where: { key: 'T9' }, data: { likely: 12 } }))
      await pressed(house, 'ana', reply, 'Share here', 'checkout')
      const [said = ''] = (await house.seen('checkout')).slice(-1)
      expect(said).toContain('3 working days later')
      expect(said).toMatch(/It was asked Mon 23 Nov 06:00.*; the plan has changed since/)
    })

    test('of a plan that it cannot be asked of any more is said to whoever shares, and nothing is shared', async () => {
      const house = await atWork()
      const reply = await house.say('ana', 'whatif CHK delay T9 3d', 'checkout')
      const before = await house.seen('checkout')
      await house.db.transact((tx) => tx.deliverable.deleteMany({ where: { key: 'T9' } }))
      const said = await house.said(await pressed(house, 'ana', reply, 'Share here', 'checkout'))
      expect(said).toContain(
        'The plan has changed since. "delay T9 3d" is about a deliverable that is not in the plan any more.',
      )
      expect(said).toContain('Nothing was shared.')
      expect(await house.seen('checkout')).toEqual(before)
    })
  })

  describe('a question', () => {
    test('is its asker’s: nobody else shares it or goes on from it', async () => {
      const house = await atWork()
      const reply = await house.say('ana', 'whatif CHK delay T9 3d', 'checkout')
      const said = async (label: string) => house.said(await pressed(house, 'cleo', reply, label, 'checkout'))
      expect(await said('Share here')).toBe('Somebody else asked this. /tandem whatif asks one of your own.')
      expect(await said('Try another')).toBe('Somebody else asked this. /tandem whatif asks one of your own.')
    })

    test('gives whoever proposes from it the change and what it does, on the plan as it is then', async () => {
      const house = await atWork()
      await house.say('ana', 'whatif CHK delay T9 3d; cost +8000')
      const { id, organizationId, askerId, installationId } = await house.db.read.whatIfQuestion.findFirstOrThrow()
      const as = async () => ({
        organizationId,
        who: await standingOf(house.db.read, askerId, installationId),
        now: house.clock.now(),
        zone: 'Europe/Berlin',
      })
      const answer = await impactOf(house.db.snapshot, await as(), id)
      if ('refused' in answer) throw new Error(answer.refused)
      const { question, impact } = answer
      expect(question.changes.map((change) => change.do)).toEqual(['delay', 'cost'])
      expect(
        impact.initiatives.map(({ initiative, before, after, days }) => [initiative.key, before, after, days]),
      ).toEqual([
        ['CHK', '2026-12-21', '2026-12-22', 1],
        ['PAY', '2026-12-22', '2026-12-23', 1],
      ])
      expect(impact.costs?.[0]).toMatchObject({ days: 1, extra: 800_000, total: 910_000 })
      expect(impact.risks.map(({ result }) => result.name)).toEqual(['conversion'])
      expect(impact).toMatchObject({ chance: null, basis: { planVersion: null, fingerprint: question.fingerprint } })
      await house.db.transact((tx) => tx.deliverable.updateMany({ where: { key: 'T9' }, data: { likely: 12 } }))
      const later = await impactOf(house.db.snapshot, await as(), id)
      expect('impact' in later && later.impact.initiatives[0]?.days).toBe(3)
      expect('impact' in later && later.impact.basis.fingerprint).not.toBe(question.fingerprint)
      await house.db.transact((tx) =>
        tx.deliverable.updateMany({ where: { key: 'T9' }, data: { finishedOn: '2026-11-20' } }),
      )
      expect(await impactOf(house.db.snapshot, await as(), id)).toEqual({
        refused: '"delay T9 3d": T9 is finished since 2026-11-20.',
      })
      expect(await impactOf(house.db.snapshot, { ...(await as()), organizationId: 0 }, id)).toEqual({
        refused: 'This question is not here any more. Ask it again.',
      })
    })

    test('follows its asker, and whom it moves, when two accounts are one person', async () => {
      const house = await atWork()
      await house.say('gus', 'whatif CHK staff Gus 50% 2026-12-01')
      const [gus, ana] = [await house.person('Gus'), await house.person('Ana')]
      await house.db.transact(async (tx) => {
        await house.app.chat.apply(
          tx,
          { facts: [{ fact: 'person.joined', personId: ana.id, formerId: gus.id }] },
          house.clock.now(),
        )
      })
      expect(await house.db.read.whatIfQuestion.findFirstOrThrow()).toMatchObject({
        askerId: ana.id,
        changes: [{ do: 'staff', person: ana.id }],
      })
    })

    test('is forgotten after 400 days, and with its asker', async () => {
      const house = await atWork()
      const days = async (old: number, words: string) => {
        await house.say('ana', `whatif CHK ${words}`)
        const askedAt = new Date(house.clock.now().getTime() - old * 86_400_000)
        await house.db.transact((tx) => tx.whatIfQuestion.updateMany({ where: { words }, data: { askedAt } }))
      }
      await days(401, 'delay T9 1d')
      await days(399, 'delay T9 2d')
      await house.db.transact((tx) => putSweep(tx, house.clock.now()))
      await house.app.runner.tick()
      const left = await house.db.read.whatIfQuestion.findMany()
      expect(left.map(({ words }) => words)).toEqual(['delay T9 2d'])
      await house.db.transact((tx) => tx.whatIfQuestion.deleteMany())
      await house.say('gus', 'whatif CHK delay T9 3d')
      await house.db.transact(async (tx) => tx.person.delete({ where: { id: (await house.person('Gus')).id } }))
      expect(await house.db.read.whatIfQuestion.count()).toBe(0)
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
      const value = { whatIf: null, initiative: null }
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
