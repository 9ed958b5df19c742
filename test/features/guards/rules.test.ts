import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cosigned,
  given,
  missing,
  type PromiseData,
  unsigned,
  weighedAgain,
} from '../../../src/features/guards/rules/promise.ts'
import { plannedBefore, rippleOf } from '../../../src/features/guards/rules/ripple.ts'
import { sidesOf, standsFor, toldTo } from '../../../src/features/guards/rules/sides.ts'
import {
  aboutOf,
  allAway,
  expected,
  judge,
  namedIn,
  quietDays,
  quietSince,
} from '../../../src/features/guards/rules/silence.ts'
import { effectOf, fromNow, type MoveRecord, takenFrom, waits } from '../../../src/features/portfolio/rules/moving.ts'
import { reallocated } from '../../../src/features/portfolio/rules/people.ts'
import {
  aChance,
  chanceWords,
  lessThanEven,
  type Weighed,
  weigh,
} from '../../../src/features/portfolio/rules/promise.ts'
import { addDays } from '../../../src/schedule/calendar.ts'
import { initiative, piece } from '../portfolio/records.ts'

const today = '2026-11-23'
const day = fc.integer({ min: -60, max: 60 }).map((ahead) => addDays(today, ahead))
const owners = { projectOwnerId: 1, productOwnerId: 2, sponsorId: 9 }

describe('a silent side', () => {
  const living = {
    phase: 'build',
    startOn: null,
    deliveredOn: null,
    realizedOn: null,
    madeOn: '2026-10-01',
    holdUntil: null,
  }

  test.each([
    ['that is built', {}, ['project', 'product']],
    ['that is an idea', { phase: 'idea' }, []],
    ['that is retired', { phase: 'retired' }, []],
    ['that a gate holds', { holdUntil: today }, []],
    ['that a gate held', { holdUntil: '2026-11-22' }, ['project', 'product']],
    ['that begins tomorrow', { startOn: '2026-11-24' }, []],
    ['that is delivered', { deliveredOn: '2026-11-20' }, ['product']],
    ['whose value has come', { deliveredOn: '2026-11-01', realizedOn: '2026-11-20' }, []],
  ])('of an initiative %s, a word is expected of %j: %j', (_what, over, sides) => {
    expect(expected({ ...living, ...over }, today)).toEqual(sides)
  })

  const one = (more: object) => judge({ since: '2026-11-09', lastWord: null, before: null, ...more }, today)
  const told = (state: 'told' | 'asked' | 'later' | 'heard', on: string | null = null) => ({
    state,
    toldOn: '2026-11-05',
    on,
  })
  test.each([
    ['after 14 days', one({}), 'tell'],
    ['after 13 days', one({ since: '2026-11-10' }), 'nothing'],
    ['told already', one({ before: told('told') }), 'open'],
    ['asked already', one({ before: told('asked') }), 'open'],
    ['found fine ten days ago', one({ before: told('later', '2026-11-13') }), 'open'],
    ['found fine two weeks ago', one({ before: told('later', '2026-11-09') }), 'tell'],
    ['a word since', one({ before: told('told'), lastWord: '2026-11-06' }), 'heard'],
    ['heard, and silent for 14 days again', one({ before: told('heard'), lastWord: '2026-11-09' }), 'tell'],
    [
      'heard, and silent for 3 days',
      one({ before: told('heard'), lastWord: '2026-11-20', since: '2026-11-20' }),
      'nothing',
    ],
  ])('%s: %s is %s', (_what, verdict, wanted) => {
    expect(verdict).toBe(wanted)
  })

  test('is never told in an initiative’s first 14 days, nor within 14 days of a word, of a hold, or of an absence of all', () => {
    const maybe = fc.option(day, { nil: null })
    fc.assert(
      fc.property(day, maybe, maybe, maybe, (madeOn, lastWord, holdUntil, to) => {
        const away = to === null ? null : { from: addDays(to, -5), to }
        const since = quietSince({ madeOn, startOn: null, holdUntil }, lastWord, away, today)
        if (judge({ since, lastWord, before: null }, today) !== 'tell') return
        for (const one of [madeOn, lastWord, holdUntil, to])
          if (one !== null && one <= today) expect(addDays(one, quietDays) <= today).toBe(true)
      }),
    )
  })

  test('is not silent while all of it are away, and a side without people never was', () => {
    expect(allAway([])).toBeNull()
    expect(
      allAway([
        { awayFrom: null, awayTo: null },
        { awayFrom: today, awayTo: today },
      ]),
    ).toBeNull()
    expect(
      allAway([
        { awayFrom: '2026-11-20', awayTo: '2026-11-30' },
        { awayFrom: '2026-11-22', awayTo: '2026-11-25' },
      ]),
    ).toEqual({ from: '2026-11-22', to: '2026-11-25' })
    expect(
      allAway([
        { awayFrom: '2026-11-01', awayTo: '2026-11-05' },
        { awayFrom: '2026-11-20', awayTo: null },
      ]),
    ).toBeNull()
  })

  test('both owners hear of one side; of both sides each hears of the other’s, and who owns both hears once', () => {
    expect(toldTo(owners, 'product', false)).toEqual([1, 2])
    expect([toldTo(owners, 'project', true), toldTo(owners, 'product', true)]).toEqual([[2], [1]])
    const both = { ...owners, productOwnerId: 1 }
    expect([toldTo(both, 'project', true), toldTo(both, 'product', true)]).toEqual([[1], []])
  })

  const all = [
    { id: 1, key: 'CHK', name: 'Checkout v2' },
    { id: 2, key: 'PAY', name: 'Payments core' },
  ]
  test('a stand-up answer speaks of what it names, by whole key or by name; of nothing that is only alike', () => {
    expect(namedIn('CHK: address form tested', all)).toEqual([1])
    expect(namedIn('the chk and the payments core', all)).toEqual([1, 2])
    expect(namedIn('paying back checkouts', all)).toEqual([])
  })
  test('naming none it speaks of the crew’s only one, else of those its author works on', () => {
    expect(aboutOf('staging data ready', all.slice(0, 1), () => false)).toEqual([1])
    expect(aboutOf('staging data ready', all, (id) => id === 2)).toEqual([2])
    expect(aboutOf('CHK is ready', all, (id) => id === 2)).toEqual([1])
  })
})

describe('who speaks for a side', () => {
  test('owners by what they own, others by their crew; those of both sides for neither', () => {
    const members = [
      { personId: 3, side: 'product' as const },
      { personId: 4, side: 'both' as const },
      { personId: 1, side: 'product' as const },
    ]
    expect([1, 2, 3, 4, 5].map((id) => sidesOf(owners, members, id))).toEqual([
      ['project'],
      ['product'],
      ['product'],
      [],
      [],
    ])
  })
  test('the sponsor decides for a side that nobody owns', () => {
    expect(standsFor({ ...owners, productOwnerId: null }, 9)).toEqual(['product'])
    expect(standsFor(owners, 9)).toEqual([])
  })
})

describe('a promised day', () => {
  const chance = (percent: number): Weighed => ({
    chance: percent,
    p50: '2026-12-01',
    p80: '2026-12-08',
    threePoint: 1,
    of: 2,
  })
  const promised = (percent: number | null, bySides: ('project' | 'product')[] = ['project']) =>
    given({ promisedOn: '2026-12-01', byId: 1, bySides }, percent === null ? null : chance(percent), today)

  test('needs the other side exactly where its chance is known and less than even', () => {
    expect([null, 0, 49, 50, 100].map((one) => promised(one).state)).toEqual([
      'held',
      'waiting',
      'waiting',
      'held',
      'held',
    ])
    expect(promised(10, ['project', 'product']).state).toBe('signed')
    expect(missing(promised(10), owners)).toEqual([2])
    expect(missing(promised(10, []), owners)).toEqual([1, 2])
    expect(missing(promised(10), { ...owners, productOwnerId: null })).toEqual([9])
  })

  test('is co-signed by whoever decides for the side that is missing, and by nobody else', () => {
    expect(cosigned(promised(10), owners, 1)).toBeNull()
    expect(cosigned(promised(10), owners, 3)).toBeNull()
    expect(cosigned(promised(80), owners, 2)).toBeNull()
    expect(cosigned(promised(10), owners, 2)).toMatchObject({ state: 'signed', projectById: 1, productById: 2 })
    expect(cosigned(promised(10, []), owners, 2)).toMatchObject({ state: 'waiting', productById: 2 })
  })

  test('that falls under even is told once, however often it is weighed, and stays signed once it was', () => {
    const percents = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 13 })
    fc.assert(
      fc.property(percents, fc.boolean(), (nights, signs) => {
        let row: PromiseData = promised(70)
        let told = 0
        nights.forEach((percent, night) => {
          const next = weighedAgain(row, chance(percent), addDays(today, night + 1))
          told += Number(next.tell)
          row = next.data
          expect(row.state === 'signed' || unsigned(row) === lessThanEven(chance(percent))).toBe(true)
          if (signs) row = cosigned(row, owners, 2) ?? row
        })
        expect(told).toBe(nights.some((percent) => percent < 50) ? 1 : 0)
      }),
    )
  })

  const plan = (three: boolean) => ({
    initiatives: [initiative({})],
    deliverables: [
      piece({ id: 1, key: 'T1', likely: 5, ...(three && { optimistic: 3, pessimistic: 15 }) }),
      piece({ id: 2, key: 'M1', likely: 0, position: 2 }),
      piece({ id: 3, key: 'T9', likely: 1, optimistic: 1, pessimistic: 2, position: 3 }),
    ],
    dependencies: [{ fromId: 1, toId: 2, lag: 0 }],
  })
  const weighing = (three: boolean, asked: { id: number; on: string }[]) => {
    const parts = weigh(plan(three), asked, today)
    for (;;) {
      const next = parts.next()
      if (next.done) return next.value
    }
  }
  test('is weighed by what it rests on: later days are likelier, and P50 and P80 are what they say', () => {
    const of = (on: string) => weighing(true, [{ id: 2, on }]).get(2)
    const first = of('2026-11-27')
    expect(first).toMatchObject({ threePoint: 1, of: 2 })
    const [p50, p80] = [first?.p50 ?? '', first?.p80 ?? '']
    expect(p50 < p80).toBe(true)
    expect(of(p50)?.chance).toBeGreaterThanOrEqual(50)
    expect(of(p80)?.chance).toBeGreaterThanOrEqual(80)
    expect(of(addDays(p50, -1))?.chance).toBeLessThan(50)
    const days = [0, 4, 7, 9, 14, 30].map((ahead) => of(addDays(today, ahead))?.chance ?? -1)
    expect([...days].sort((a, b) => a - b)).toEqual(days)
  })
  test('has the same chance whatever else is asked, and none where nothing it rests on is uncertain', () => {
    const asked = { id: 2, on: '2026-12-02' }
    expect(weighing(true, [asked, { id: 3, on: today }]).get(2)).toEqual(weighing(true, [asked]).get(2))
    expect(weighing(false, [asked, { id: 3, on: today }]).get(2)).toBeNull()
    expect(weighing(true, [{ id: 99, on: today }]).has(99)).toBe(false)
  })
  test('says its chance in words, and never that something is certain', () => {
    expect([0, 8, 11, 34, 80, 100].map(aChance)).toEqual([
      'an under 1 % chance',
      'an 8 % chance',
      'an 11 % chance',
      'a 34 % chance',
      'an 80 % chance',
      'an over 99 % chance',
    ])
    expect(chanceWords('2027-03-12', { chance: 34, p50: '2027-03-19', p80: '2027-03-26' }, today)).toBe(
      'Fri 12 Mar 2027 has a 34 % chance on the plan of Mon 23 Nov 2026; Fri 19 Mar has 50 %, Fri 26 Mar 80 %',
    )
  })
})

describe('time that moves away', () => {
  const span = (percent: number, fromDay: string, toDay: string) => ({ percent, fromDay, toDay })
  const was = [span(60, '2026-11-01', '2026-12-31')]
  test.each([
    ['half of it', was, span(30, '2026-12-01', '2026-12-18'), 60],
    ['all of it', was, span(0, '2026-12-01', '2026-12-18'), 60],
    ['as much as before', was, span(60, '2026-12-01', '2026-12-18'), null],
    ['more', was, span(80, '2026-12-01', '2026-12-18'), null],
    ['from somebody who had none', [], span(0, '2026-12-01', '2026-12-18'), null],
    ['only days that are over', [span(60, '2026-11-01', '2026-11-20')], span(10, '2026-11-10', '2026-12-18'), null],
    [
      'of a later part',
      [span(20, '2026-11-01', '2026-11-30'), span(90, '2026-12-10', '2026-12-31')],
      span(20, '2026-11-25', '2026-12-12'),
      90,
    ],
  ])('%s: %j, then %j takes from %s', (_what, before, next, taken) => {
    expect(takenFrom(before, next, today)).toBe(taken)
  })

  test('takes effect at the start of the crew’s next working day', () => {
    const crew = { zone: 'Europe/Berlin', workDays: '12345', country: 'DE', workFrom: '09:00' as const }
    expect(effectOf('2026-11-27', crew)).toEqual({ day: '2026-11-30', at: new Date('2026-11-30T08:00:00Z') })
    expect(effectOf('2026-12-24', crew).day).toBe('2026-12-28')
  })

  test('waits only where another one owns the product side and days are left', () => {
    const next = { toDay: '2026-12-18' }
    expect(waits({ productOwnerId: 2, byId: 1 }, next, '2026-11-24')).toBe(true)
    expect(waits({ productOwnerId: 1, byId: 1 }, next, '2026-11-24')).toBe(false)
    expect(waits({ productOwnerId: null, byId: 1 }, next, '2026-11-24')).toBe(false)
    expect(waits({ productOwnerId: 2, byId: 1 }, { toDay: today }, '2026-11-24')).toBe(false)
  })

  test('is taken from exactly the days on which less is left than was planned, and days that are over stay', () => {
    const spans = fc.tuple(day, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 100 }))
    const one = spans.map(([fromDay, long, percent]) => span(percent, fromDay, addDays(fromDay, long)))
    fc.assert(
      fc.property(fc.array(one, { maxLength: 4 }), one, (list, next) => {
        const before = list.reduce<ReturnType<typeof span>[]>((known, each) => reallocated(known, each), [])
        const on = (all: typeof before, at: string) =>
          all.filter((each) => each.fromDay <= at && at <= each.toDay).reduce((sum, each) => sum + each.percent, 0)
        const ahead = Array.from({ length: 120 }, (_, at) => addDays(today, at))
        const less = ahead.some((at) => next.fromDay <= at && at <= next.toDay && on(before, at) > next.percent)
        expect(takenFrom(before, next, today) !== null).toBe(less)
        if (next.toDay < today) return
        const after = reallocated(before, fromNow(next, today))
        for (let back = 1; back < 30; back += 1)
          expect(on(after, addDays(today, -back))).toBe(on(before, addDays(today, -back)))
      }),
    )
  })

  const move = (over: Partial<MoveRecord> = {}): MoveRecord => ({
    id: 4,
    organizationId: 1,
    initiativeId: 1,
    personId: 7,
    percent: 30,
    fromDay: today,
    toDay: '2027-03-31',
    before: 60,
    byId: 1,
    state: 'waiting',
    effectAt: new Date('2026-11-24T08:00:00Z'),
    objection: null,
    objectedById: null,
    settledById: null,
    settledAt: null,
    at: new Date('2026-11-23T09:00:00Z'),
    ...over,
  })
  const records = {
    initiatives: [initiative({})],
    deliverables: [piece({ id: 1, likely: 10, ownerId: 7 })],
    dependencies: [],
  }
  const allocation = {
    id: 1,
    initiativeId: 1,
    personId: 7,
    name: 'Paul',
    percent: 60,
    fromDay: today,
    toDay: '2027-03-31',
  }
  const on = { initiative: initiative({}), records, name: 'Paul', from: '2026-11-24', today }

  test('is shown in days of every finish it moves, with no word of money', () => {
    const found = rippleOf(move(), { ...on, allocations: [allocation] })
    // The first day at the old pace, nine at half of it.
    expect(found).toEqual({
      shifts: [{ initiativeId: 1, key: 'CHK', before: '2026-12-04', after: '2026-12-17', days: 9 }],
      refused: null,
    })
    const gone = [{ ...allocation, percent: 30 }]
    expect(
      rippleOf(move({ state: 'done' }), { ...on, allocations: plannedBefore(move({ state: 'done' }), gone) }),
    ).toEqual(found)
  })

  test('says where no date depends on it', () => {
    expect(rippleOf(move({ personId: 8 }), { ...on, allocations: [allocation] }).refused).toContain(
      'no date depends on it',
    )
  })
})
