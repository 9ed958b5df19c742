/** The figures behind status, roadmap and capacity, one by one. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roadmapChart } from '../../../src/features/portfolio/cards/roadmap-rows.ts'
import { earnedOf, sumOf } from '../../../src/features/portfolio/rules/earned.ts'
import { loadOn, overSpans } from '../../../src/features/portfolio/rules/load.ts'
import { crewCalendar, networkOf } from '../../../src/features/portfolio/rules/network.ts'
import { roadmapOf } from '../../../src/features/portfolio/rules/roadmap.ts'
import { inLine, lateWords, resultWords, valueWords } from '../../../src/features/portfolio/rules/status-line.ts'
import { addDays } from '../../../src/schedule/calendar.ts'
import { allocation, baseline, booking, initiative, piece, result } from './records.ts'

const today = '2026-11-23'

describe('earned value', () => {
  const calendar = crewCalendar(null)
  const agreed = baseline([
    { key: 'T1', name: 'One', start: '2026-11-16', end: '2026-11-20', likely: 5 },
    { key: 'T2', name: 'Two', start: '2026-11-23', end: '2026-12-04', likely: 10 },
  ])

  it('spreads the budget over the baseline by working days: planned before today, earned by percent', () => {
    const earned = earnedOf({
      budget: null,
      baseline: { ...agreed, budget: 1_500_00 },
      pieces: [piece({ key: 'T1', percent: 100, finishedOn: '2026-11-20' }), piece({ key: 'T2', percent: 20 })],
      costs: sumOf([booking({ amount: 800_00 })], 'cost', 'EUR', []),
      calendar,
      today,
    })
    expect(earned).toMatchObject({ work: { budget: 1_500_00, planned: 500_00, earned: 700_00, actual: 800_00 } })
    expect(earned).toMatchObject({ value: { costIndex: 0.875, scheduleIndex: 1.4 } })
  })

  it('names everything that is missing, and guesses nothing', () => {
    const costs = sumOf([booking({ currency: 'USD' })], 'cost', 'EUR', [])
    expect(earnedOf({ budget: null, baseline: null, pieces: [piece({})], costs, calendar, today })).toEqual({
      missing: ['a budget', 'a baseline', 'progress', 'a rate for USD'],
    })
  })

  it('a milestone weighs nothing, and a baseline of milestones says so', () => {
    const only = baseline([{ key: 'M1', name: 'Beta', start: today, end: today, likely: 0 }])
    const costs = sumOf([], 'cost', 'EUR', [])
    expect(
      earnedOf({ budget: 1, baseline: only, pieces: [piece({ percent: 5 })], costs, calendar, today }),
    ).toMatchObject({ missing: ['durations in the baseline'] })
  })
})

describe('bookings together', () => {
  it('each is counted by the rate of its day; one without a rate is counted as not counted', () => {
    const rates = [{ from: 'USD', to: 'EUR', rate: 0.9, since: '2026-11-01' }]
    const sum = sumOf(
      [
        booking({ amount: 100_00 }),
        booking({ amount: 100_00, currency: 'USD', day: '2026-11-02' }),
        booking({ amount: 100_00, currency: 'USD', day: '2026-10-31' }),
        booking({ amount: 999_00, kind: 'benefit' }),
      ],
      'cost',
      'EUR',
      rates,
    )
    expect(sum).toMatchObject({ amount: 190_00, count: 2, without: { count: 1, currencies: ['USD'] } })
  })
})

describe('over-allocation', () => {
  it('adds up across initiatives, week by week, and joins weeks of the same load', () => {
    const spans = overSpans(
      [
        allocation({ initiativeId: 1, percent: 60, fromDay: '2026-11-02', toDay: '2027-01-29' }),
        allocation({ initiativeId: 2, percent: 50, fromDay: '2026-11-25', toDay: '2026-12-11' }),
      ],
      today,
      '2027-01-31',
    )
    expect(spans).toEqual([
      {
        personId: 1,
        from: '2026-11-23',
        to: '2026-12-13',
        weeks: 3,
        load: {
          percent: 110,
          by: [
            { initiativeId: 1, percent: 60 },
            { initiativeId: 2, percent: 50 },
          ],
        },
      },
    ])
  })

  it('exactly whole is not over', () => {
    const whole = [allocation({ percent: 50 }), allocation({ percent: 50, initiativeId: 2 })]
    expect(overSpans(whole, today, '2026-12-31')).toEqual([])
  })

  it('finds every week that has a day over 100 percent, and no other', () => {
    const span = fc
      .record({ percent: fc.integer({ min: 0, max: 100 }), start: fc.nat(40), length: fc.nat(20) })
      .map(({ percent, start, length }) =>
        allocation({ percent, fromDay: addDays(today, start), toDay: addDays(today, start + length) }),
      )
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), (all) => {
        const over = overSpans(all, today, addDays(today, 69))
        for (let at = 0; at < 70; at += 7) {
          const monday = addDays(today, at)
          const most = Math.max(...[0, 1, 2, 3, 4, 5, 6].map((day) => loadOn(all, 1, addDays(monday, day)).percent))
          expect(over.some(({ from, to }) => from <= monday && monday <= to)).toBe(most > 100)
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('one line', () => {
  it('says how late in working days, and value or that there is none', () => {
    expect([0, 1, 2, -1].map(lateWords)).toEqual(['on plan', '1 day late', '2 days late', '1 day early'])
    expect(valueWords([], today)).toBe('value: not reported')
    expect(valueWords([result({ current: null })], today)).toBe('value: not reported')
    expect(valueWords([result({}), result({})], today)).toBe('conversion 2.3 %, goal 2.6 % and 1 more')
  })

  it('marks a reading older than seven days', () => {
    const reading = (day: string) => result({ current: { day, value: 2.3, count: null, byId: 1, at: new Date(0) } })
    expect(resultWords(reading('2026-11-16'), today)).toBe('conversion 2.3 %, goal 2.6 %')
    expect(resultWords(reading('2026-11-15'), today)).toBe('conversion 2.3 % (8 days old), goal 2.6 %')
  })

  it('keeps NPS as it is', () => {
    expect([inLine('Conversion'), inLine('NPS'), inLine('eNPS')]).toEqual(['conversion', 'NPS', 'eNPS'])
  })
})

describe('the roadmap', () => {
  const records = () => {
    const initiatives = [initiative({}), initiative({ id: 2, key: 'PAY', name: 'Payments core' })]
    const plan = {
      initiatives,
      deliverables: [piece({ likely: 5 }), piece({ id: 2, key: 'M1', name: 'Beta', likely: 0 })],
      dependencies: [{ fromId: 1, toId: 2, lag: 0 }],
    }
    return {
      initiatives,
      plan,
      network: networkOf(plan, today),
      results: [result({})],
      links: [{ initiativeId: 1, keyResultId: 1 }],
      baselines: new Map(),
      bookings: [booking({ amount: 820 }), booking({ amount: 180, initiativeId: 2, day: '2026-11-02' })],
      rates: [],
    }
  }

  it('an initiative without a key result is an orphan, with its share of what was spent', () => {
    const { groups, orphans, spend } = roadmapOf(records())
    expect(groups.map(({ rows }) => rows.map((row) => row.initiative.key))).toEqual([['CHK']])
    expect(orphans.map((row) => row.initiative.key)).toEqual(['PAY'])
    expect(spend).toEqual({ share: 0.18, bookings: 1, since: '2026-11-02', without: 0 })
  })

  it('nothing spent is no share, never 0', () => {
    expect(roadmapOf({ ...records(), bookings: [] }).spend.share).toBeNull()
  })

  it('as a picture it has the same groups and days; what has no days is in the words only', () => {
    expect(roadmapChart(roadmapOf(records()), today)).toEqual({
      chart: 'roadmap',
      title: 'Roadmap, Mon 23 Nov 2026',
      today,
      groups: [
        {
          label: 'KR1 conversion 2.3 %, goal 2.6 %',
          rows: [{ label: 'CHK Checkout v2', from: '2026-11-23', to: '2026-11-27', milestones: ['2026-11-27'] }],
        },
      ],
    })
  })
})
