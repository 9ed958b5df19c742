import { describe, expect, it } from 'vitest'
import { forecast, relevant } from '../../../src/features/whatif/rules/chance.ts'
import { burnOf, costOf, extraOf, movesOnePerson } from '../../../src/features/whatif/rules/cost.ts'
import { fingerprintOf, seedOf } from '../../../src/features/whatif/rules/fingerprint.ts'
import { booking, changes, initiative, joined, plan, rippleOf, today } from './plan.ts'

describe('money', () => {
  const rates = [{ from: 'USD', to: 'EUR', rate: 0.5, since: '2026-01-01' }]

  it('of a day is what was given, else what was booked in the last 20 working days, and says on how much it rests', () => {
    const given = initiative(1, 'CHK', { burnPerDay: 110_000 })
    expect(burnOf(given, [booking('2026-11-20', 999)], { today, rates })).toEqual({
      perDay: 110_000,
      from: 'given',
      bookings: 0,
      left: 0,
    })
    const bookings = [
      // 20 working days that end with Mon 23 Nov begin on Tue 27 Oct.
      booking('2026-10-26', 5_000_000),
      booking('2026-10-27', 1_000_000),
      booking('2026-11-20', 1_000_000, { currency: 'USD' }),
      booking('2026-11-20', 1_000_000, { currency: 'JPY' }),
      booking('2026-11-20', 7_000_000, { kind: 'benefit' }),
      booking('2026-11-20', 7_000_000, { initiativeId: 2 }),
      booking('2026-11-24', 7_000_000),
    ]
    expect(burnOf(initiative(1, 'CHK'), bookings, { today, rates })).toEqual({
      perDay: 75_000,
      from: 'booked',
      bookings: 2,
      left: 1,
    })
    expect(burnOf(initiative(1, 'CHK'), [], { today, rates })).toBeNull()
  })

  it('adds the days and what is booked extra; waiting costs what the benefit brings in the meantime', () => {
    const one = initiative(1, 'CHK', { burnPerDay: 110_000, benefit: 36_500_000 })
    const shift = { initiative: one, before: '2027-03-12', after: '2027-03-15', days: 1 }
    const burn = burnOf(one, [], { today, rates: [] })
    // 8,000 extra and 1,100 for one day are 9,100; 365,000 a year are 1,000 a day, for 3 days.
    expect(costOf(shift, burn, 800_000)).toMatchObject({
      daysCost: 110_000,
      total: 910_000,
      waiting: { days: 3, amount: 300_000 },
    })
  })

  it('of days is unknown where no day has a cost, and never 0', () => {
    const shift = { initiative: initiative(1, 'CHK'), before: '2027-03-12', after: '2027-03-15', days: 1 }
    expect(costOf(shift, null, 0)).toMatchObject({ daysCost: null, waiting: null })
    expect(costOf({ ...shift, after: shift.before, days: 0 }, null, 5)).toMatchObject({ daysCost: 0, total: 5 })
  })

  it('is saved by an earlier finish, without a cost of delay', () => {
    const one = initiative(1, 'CHK', { burnPerDay: 110_000, benefit: 36_500_000 })
    const shift = { initiative: one, before: '2027-03-15', after: '2027-03-12', days: -1 }
    expect(costOf(shift, burnOf(one, [], { today, rates: [] }), 0)).toMatchObject({ total: -110_000, waiting: null })
  })

  it('of a question is the sum of what it books; a person moved is told', () => {
    expect(extraOf(changes('cost +8000; delay T9 1d; cost -3000'))).toBe(500_000)
    expect(movesOnePerson(changes('cost +8000'))).toBe(false)
    expect(movesOnePerson(changes('cost +8000; staff Paul 50% 2026-12-01'))).toBe(true)
  })
})

describe('P50 and P80', () => {
  const estimated = () => {
    const records = joined()
    records.deliverables = records.deliverables.map((one) =>
      one.likely > 0 ? { ...one, optimistic: one.likely - 1, pessimistic: one.likely * 2 + 1 } : one,
    )
    return records
  }
  const chance = (words: string, groups = ['CHK', 'PAY'], records = estimated()) => {
    const { before, after } = rippleOf(words, { records })
    const parts = forecast(before, after, { groups, today, seed: seedOf(words, fingerprintOf(before)) })
    let turns = 0
    for (;;) {
      const next = parts.next()
      if (next.done) return { chance: next.value, turns }
      turns += 1
    }
  }

  it('are the same for the same question on the same plan, in many short turns', () => {
    const [one, other] = [chance('delay T9 3d'), chance('delay T9 3d')]
    expect(one).toEqual(other)
    expect(one.turns).toBe(2 * Math.ceil(10_000 / 64))
    expect(one.chance).toMatchObject({ threePoint: 18, of: 18 })
  })

  it('move with the change, in every initiative it reaches, and P80 is never before P50', () => {
    const { chance: found } = chance('delay T9 10d')
    for (const key of ['CHK', 'PAY']) {
      const [was, is] = [found?.before.get(key), found?.after.get(key)]
      expect(is?.p80.localeCompare(was?.p80 ?? '')).toBe(1)
      expect(is?.p50.localeCompare(was?.p50 ?? '')).toBe(1)
      expect(was && was.p80 >= was.p50).toBe(true)
    }
  })

  it('do not move where the change cannot reach', () => {
    const { chance: found } = chance('delay PAY T1 10d')
    expect(found?.after.get('CHK')).toEqual(found?.before.get('CHK'))
  })

  it('are no data where every duration is one number', () => {
    expect(chance('delay T9 3d', ['CHK'], joined()).chance).toBeNull()
  })

  it('are taken over what is touched and what that waits for, and nothing else', () => {
    const { before } = rippleOf('delay T9 3d', { records: joined() })
    expect(relevant(before, new Set(['PAY'])).pieces.map(({ id }) => id)).toEqual(['1', '9', '21', '22'])
    expect(relevant(before, new Set(['CHK'])).pieces).toHaveLength(16)
  })

  it('depend on the words and on the plan', () => {
    const { before, after } = rippleOf('delay T9 3d')
    const seed = (words: string, of: typeof before) => seedOf(words, fingerprintOf(of))
    expect(seed('a', before)).toBe(seed(' a ', rippleOf('delay T9 3d', { records: plan() }).before))
    expect(new Set([seed('a', before), seed('b', before), seed('a', after)]).size).toBe(3)
  })
})

describe('the fingerprint of a plan', () => {
  it('is another one with every number, name and link that dates come from', () => {
    const { before } = rippleOf('delay T9 3d')
    const [first, ...rest] = before.pieces
    if (!first) throw new Error('No plan')
    const other = (piece: Partial<typeof first>) => ({ ...before, pieces: [{ ...first, ...piece }, ...rest] })
    const all = [
      before,
      other({ duration: first.duration + 0.1 }),
      other({ group: 'PAY' }),
      other({ notBefore: 1 }),
      other({ startedOn: 1 }),
      other({ remaining: 1 }),
      other({ finishedOn: 1 }),
      other({ estimate: { optimistic: 1, likely: 2, pessimistic: 3 } }),
      { ...before, links: before.links.slice(1) },
      { ...before, links: before.links.map((link) => ({ ...link, lag: 1 })) },
    ]
    expect(new Set(all.map(fingerprintOf)).size).toBe(all.length)
    expect(fingerprintOf(before)).toMatch(/^[0-9a-f]{16}$/)
  })
})
