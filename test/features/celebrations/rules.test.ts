import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  aheadText,
  involved,
  keyByHand,
  keyOf,
  madePossible,
  mayConfirm,
  milestonesOnLine,
  missingSide,
  valueText,
  whoIsAsked,
  yearsOn,
} from '../../../src/features/celebrations/rules/drafting.ts'
import type { DecisionRecord } from '../../../src/features/decisions/rules/records.ts'
import type { KeyResultRecord } from '../../../src/features/portfolio/rules/records.ts'
import { addDays } from '../../../src/schedule/calendar.ts'

const members = [
  { personId: 1, side: 'project' as const },
  { personId: 2, side: 'project' as const },
  { personId: 3, side: 'product' as const },
  { personId: 9, side: 'both' as const },
]
const nobody = {
  initiative: { projectOwnerId: null, productOwnerId: null },
  allocations: [],
  pieces: [],
  decisions: [],
}
const around = { ...nobody, members, day: '2026-11-27', unnamed: new Set<number>() }

describe('who worked on it', () => {
  test('owners, whoever was given to it by then, whoever owns what was begun, and whoever decided, each on their side', () => {
    const found = involved({
      ...around,
      initiative: { projectOwnerId: 1, productOwnerId: 7 },
      allocations: [
        { personId: 2, fromDay: '2026-11-27' },
        { personId: 4, fromDay: '2026-11-28' },
      ],
      pieces: [{ ownerId: 3, finishedOn: null, percent: 10 }],
      decisions: [{ proposedById: 9, acceptedById: 3, voices: [] }],
    })
    expect(found).toEqual({ project: [1, 2], product: [7, 3] })
  })

  test('nobody who does not want to be named, however they took part', () => {
    const id = fc.integer({ min: 1, max: 9 })
    const one = fc.option(id, { nil: null })
    fc.assert(
      fc.property(
        one,
        one,
        fc.array(id),
        fc.array(id),
        fc.array(id),
        (projectOwnerId, productOwnerId, given, own, out) => {
          const unnamed = new Set(out)
          const { project, product } = involved({
            ...around,
            initiative: { projectOwnerId, productOwnerId },
            allocations: given.map((personId) => ({ personId, fromDay: '2026-11-01' })),
            pieces: own.map((ownerId) => ({ ownerId, finishedOn: '2026-11-20', percent: 100 })),
            unnamed,
          })
          const all = [...project, ...product]
          expect(all.filter((person) => unnamed.has(person))).toEqual([])
          expect(new Set(all).size).toBe(all.length)
          // Sponsors stand in neither side.
          if (projectOwnerId !== 9 && productOwnerId !== 9) expect(all).not.toContain(9)
        },
      ),
    )
  })

  test('one side alone waits for the other, where somebody of it can be named', () => {
    const both = { project: [1], product: [3] }
    expect(missingSide({ project: [1], product: [] }, both)).toBe('product')
    expect(missingSide({ project: [], product: [3] }, both)).toBe('project')
    expect(missingSide({ project: [1], product: [3] }, both)).toBeNull()
    expect(missingSide({ project: [1], product: [] }, { project: [1], product: [] })).toBeNull()
  })
})

describe('what made it possible', () => {
  const decided = (number: number, day: string, more: Partial<DecisionRecord> = {}) =>
    ({ number, state: 'accepted', source: 'chat', acceptedAt: new Date(`${day}T10:00:00Z`), ...more }) as DecisionRecord

  test('three accepted decisions at most, the newest first; none of later, none that no longer holds, no record of a plan', () => {
    const all = [
      decided(1, '2026-11-01'),
      decided(2, '2026-11-02'),
      decided(3, '2026-11-03'),
      decided(4, '2026-11-04'),
      decided(5, '2026-11-30'),
      decided(6, '2026-11-05', { state: 'superseded' }),
      decided(7, '2026-11-05', { source: 'baseline:1:2' }),
    ]
    expect(madePossible(all, new Date('2026-11-27T23:00:00Z')).map(({ number }) => number)).toEqual([4, 3, 2])
  })
})

describe('beside the baseline', () => {
  const crew = { workDays: '12345', country: null }
  test.each([
    ['2026-11-30', '2026-11-27', 'one working day ahead of the baseline'],
    ['2026-11-27', '2026-11-27', 'on the day of the baseline'],
    ['2026-11-25', '2026-11-27', '2 working days after the baseline'],
    [null, '2026-11-27', null],
  ])('agreed for %s, reached on %s: %s', (agreed, day, text) => expect(aheadText(agreed, day, crew)).toBe(text))
})

describe('its value', () => {
  const result = { name: 'Conversion', unit: '%', target: 2.6, current: null } as KeyResultRecord
  const read = { ...result, current: { day: '2026-11-23', value: 2.3, count: 40, byId: 1, at: new Date() } }

  test('is a figure only where it is realized, and no data is no data', () => {
    expect(valueText('realized', [read], null, '2026-11-24')).toBe('conversion 2.3 %, goal 2.6 %.')
    expect(valueText('realized', [result], null, '2026-11-24')).toBe('no data (0 of 1 key results report).')
    expect(valueText('milestone', [read], '2026-12-28', '2026-11-24')).toBe(
      'too early to say. Conversion is checked on Mon 28 Dec 2026.',
    )
    expect(valueText('delivered', [], null, '2026-11-24')).toBe(
      'too early to say. No day is set yet on which its value is checked.',
    )
  })
})

describe('once', () => {
  test('a milestone has one key for ever, and what stands in no plan one for its words', () => {
    expect(keyOf('milestone', 3, 12)).toBe('milestone.12')
    expect(keyOf('delivered', 3, null)).toBe('delivered.3')
    expect(keyByHand(3, ' Beta  LIVE ')).toBe(keyByHand(3, 'beta live'))
  })

  test('who delivers it is asked of what is delivered, who decides what it is worth of what is realized', () => {
    const owners = { projectOwnerId: 1, productOwnerId: 3, sponsorId: 9, createdById: 5 }
    expect(whoIsAsked('milestone', owners)).toEqual([1, 3, 9])
    expect(whoIsAsked('realized', owners)).toEqual([3, 1, 9])
    expect(whoIsAsked('delivered', { ...owners, projectOwnerId: null })).toEqual([3, 9])
    const nobodyYet = { ...owners, projectOwnerId: null, productOwnerId: null, sponsorId: null }
    expect(whoIsAsked('delivered', nobodyYet)).toEqual([5])
    expect(mayConfirm({ askedId: 1 }, [1, 3], 3)).toBe(true)
    expect(mayConfirm({ askedId: 1 }, [1, 3, null], 2)).toBe(false)
  })
})

describe('milestones on a line', () => {
  test('are in the order of their days, the last one reached among them, at most twelve', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days))
    fc.assert(
      fc.property(fc.array(day, { maxLength: 40 }), fc.nat(40), (days, reached) => {
        const sorted = [...days].sort()
        const all = sorted.map((one, at) => ({ key: `M${at}`, name: 'x', day: one, done: at < reached }))
        const line = milestonesOnLine([...all].reverse())
        expect(line.length).toBe(Math.min(12, all.length))
        expect(line.map((one) => one.day)).toEqual([...line.map((one) => one.day)].sort())
        const last = all.filter(({ done }) => done).at(-1)
        if (last) expect(line.some((one) => one.done && one.day === last.day)).toBe(true)
      }),
    )
  })
})

describe('another year', () => {
  test.each([
    ['2025-11-27', '2026-11-27', 1],
    ['2020-02-29', '2027-02-28', 7],
    ['2020-02-29', '2028-02-29', 8],
    ['2020-02-29', '2028-02-28', null],
    ['2026-11-27', '2026-11-27', null],
    ['2025-11-27', '2026-11-28', null],
  ])('since %s, on %s: %s', (since, today, years) => expect(yearsOn(since, today)).toBe(years))

  test('is told on exactly one day of every year', () => {
    const start = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays('2015-01-01', days))
    fc.assert(
      fc.property(start, (since) => {
        const year = Number(since.slice(0, 4)) + 3
        let told = 0
        for (let day = `${year}-01-01`; day < `${year + 1}-01-01`; day = addDays(day, 1))
          if (yearsOn(since, day)) told += 1
        return told === 1
      }),
      { numRuns: 20 },
    )
  })
})
