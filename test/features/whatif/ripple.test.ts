import { describe, expect, it } from 'vitest'
import { ripple } from '../../../src/features/whatif/rules/ripple.ts'
import { overload, ownPieces, plannedBefore } from '../../../src/features/whatif/rules/staff.ts'
import { about, allocation, changes, critical, finishes, joined, piece, plan, rippleOf, today } from './plan.ts'

describe('a delay on the network of USAFA CS350, whose finish is 21', () => {
  it('of 2 days takes the float of T9, which is then critical, and moves nothing else of it', () => {
    const after = rippleOf('delay T9 2d')
    expect(finishes(after).CHK).toBe('2026-12-21')
    expect(critical(after)).toEqual(['T9'])
    expect(after.named).toMatchObject([{ key: 'T9', floatBefore: 2, floatAfter: 0 }])
  })

  it('of 3 days makes it 22: one working day later', () => {
    const after = rippleOf('delay T9 3d')
    expect(finishes(after).CHK).toBe('2026-12-21 > 2026-12-22 +1')
    expect(critical(after)).toEqual(['T9'])
  })

  it('of 1 day leaves 1 day of float', () => {
    const after = rippleOf('delay T9 1d')
    expect(finishes(after).CHK).toBe('2026-12-21')
    expect(critical(after)).toEqual([])
    expect(after.named[0]).toMatchObject({ floatBefore: 2, floatAfter: 1 })
  })

  it('reaches the initiative that waits for it, by as much as it is later there', () => {
    // PAY: T9 ends on the 9th working day, Thu 3 Dec; then 2 + 1 days.
    expect(finishes(rippleOf('delay T9 2d', { records: joined() }))).toEqual({
      CHK: '2026-12-21',
      PAY: '2026-12-08 > 2026-12-10 +2',
    })
  })

  it('of what nothing depends on but the finish names no other initiative', () => {
    expect(finishes(rippleOf('delay T16 1d'))).toEqual({ CHK: '2026-12-21' })
  })

  it('has no float where another initiative waits: it has what that one leaves', () => {
    expect(rippleOf('delay T9 1d', { records: joined() }).named[0]).toMatchObject({ floatBefore: 0, floatAfter: 0 })
  })

  it('of a piece elsewhere shows that the own finish holds', () => {
    expect(finishes(rippleOf('delay PAY T1 1d', { records: joined() }))).toEqual({
      CHK: '2026-12-21',
      PAY: '2026-12-08 > 2026-12-09 +1',
    })
  })

  it('of one that has started adds to what is left of it', () => {
    const records = plan()
    records.deliverables = records.deliverables.map((one) =>
      one.id === 1 ? { ...one, startedOn: '2026-11-20', percent: 50 } : one,
    )
    const before = finishes(rippleOf('delay T16 0.1d', { records })).CHK
    expect(before).toBe('2026-12-18')
    expect(finishes(rippleOf('delay T1 2d', { records })).CHK).toBe('2026-12-18 > 2026-12-22 +2')
  })
})

describe('working days', () => {
  it('jump over the holidays of the crew’s country', () => {
    const records = plan()
    if (records.chk.crew) records.chk.crew.country = 'DE'
    // Christmas Day is a Friday and Boxing Day a Saturday: 24 Dec, then Mon 28.
    expect(finishes(rippleOf('delay T1 4d', { records })).CHK).toBe('2026-12-21 > 2026-12-28 +4')
  })

  it('are those of the crew that waits', () => {
    const records = joined()
    if (records.pay.crew) records.pay.crew = { ...records.pay.crew, workDays: '1' }
    // T9 ends on Thu 3 Dec, and PAY works on Mondays.
    expect(finishes(rippleOf('delay T9 1d', { records })).PAY).toBeUndefined()
    expect(finishes(rippleOf('delay T9 2d', { records })).PAY).toBe('2026-12-21 > 2026-12-28 +1')
  })
})

describe('leaving out', () => {
  it('lets what waited wait for what came before', () => {
    const after = rippleOf('remove T10')
    // T1 3, T9 6, T12 2, T15 8 are 19.
    expect(finishes(after).CHK).toBe('2026-12-21 > 2026-12-17 -2')
    expect(after.after.links).toContainEqual({ from: '3', to: '12', lag: 0 })
    expect(after.initiatives[0]?.pieces.find(({ key }) => key === 'T10')).toMatchObject({ after: null })
    expect(critical(after)).toEqual(['T9'])
  })

  it('keeps the waits: lags before and after it add up, and the longer of two ways holds', () => {
    const records = plan()
    records.dependencies = [
      { fromId: 1, toId: 3, lag: 2 },
      { fromId: 3, toId: 10, lag: 3 },
      { fromId: 1, toId: 10, lag: 1 },
    ]
    expect(rippleOf('remove T3', { records }).after.links).toEqual([{ from: '1', to: '10', lag: 5 }])
  })

  it('of what another initiative waits for moves that one', () => {
    expect(finishes(rippleOf('remove T9', { records: joined() })).PAY).toBe('2026-12-08 > 2026-11-30 -6')
  })
})

describe('adding', () => {
  it('between two is a longer way', () => {
    const after = rippleOf('add "Audit" 5d after T3 before T10')
    expect(finishes(after).CHK).toBe('2026-12-21 > 2026-12-28 +5')
    expect(after.named).toMatchObject([{ key: '', name: 'Audit', before: null, critical: true, newlyCritical: true }])
  })

  it('at the side has float', () => {
    const after = rippleOf('add "Audit" 5d after T3')
    expect(finishes(after).CHK).toBe('2026-12-21')
    expect(after.named[0]).toMatchObject({ floatBefore: null, floatAfter: 8 })
  })

  it('that would go in a circle is refused by naming it', () => {
    const records = plan()
    const asked = changes('add "Audit" 5d after T12 before T1', about(records))
    const staffing = { initiativeId: 1, deliverables: records.deliverables, allocations: [], today }
    const result = ripple({ initiative: records.chk, records, changes: asked, staffing })
    expect(result).toMatchObject({ already: false })
    const cycle = 'cycle' in result ? result.cycle : []
    expect(cycle).toEqual(expect.arrayContaining(['CHK T1', 'CHK T12', '"Audit"']))
  })

  it('to a plan that is circular already says so', () => {
    const records = plan()
    const asked = changes('cost +1', about(records))
    records.dependencies.push({ fromId: 15, toId: 1, lag: 0 })
    const staffing = { initiativeId: 1, deliverables: records.deliverables, allocations: [], today }
    expect(ripple({ initiative: records.chk, records, changes: asked, staffing })).toMatchObject({ already: true })
  })
})

describe('moving a person', () => {
  /** Paul owns T1 (3 days), T3 (5) and T9 (6). */
  const owned = () => {
    const records = plan()
    records.deliverables = records.deliverables.map((one) =>
      [1, 3, 9].includes(one.id) ? { ...one, ownerId: 3 } : one,
    )
    return records
  }

  it('to half makes their own work of these days take twice as long', () => {
    // T1: 3 days at half are Mon 23 to Mon 30; after Mon 30 Nov it goes on at full pace.
    const after = rippleOf('staff Paul 50% 2026-11-23..2026-11-30', { records: owned() })
    expect(finishes(after).CHK).toBe('2026-12-21 > 2026-12-24 +3')
  })

  it('to nothing stops it until they are back', () => {
    const after = rippleOf('staff Paul 0% 2026-11-23..2026-11-27', { records: owned() })
    expect(finishes(after).CHK).toBe('2026-12-21 > 2026-12-28 +5')
  })

  it('counts from what is allocated to them, so more makes it shorter', () => {
    const allocations = [allocation(50, '2026-11-23', '2026-12-31')]
    const after = rippleOf('staff Paul 100% 2026-11-23..2026-12-31', { records: owned(), allocations })
    // T1 1.5, T3 2.5, T10 3, T12 2, T15 8 are 17; T2 5, T5 3 and the rest are shorter; T9 3 days.
    expect(finishes(after).CHK).toBe('2026-12-21 > 2026-12-15 -4')
    expect(finishes(rippleOf('staff Paul 50% 2026-11-23..2026-12-31', { records: owned(), allocations })).CHK).toBe(
      '2026-12-21',
    )
  })

  it('in days without work of theirs changes nothing', () => {
    expect(finishes(rippleOf('staff Paul 50% 2027-03-01..2027-03-31', { records: owned() }))).toEqual({
      CHK: '2026-12-21',
    })
  })

  it('knows what is theirs, what was planned, and when it is too much', () => {
    const records = owned()
    const elsewhere = allocation(60, '2026-12-07', '2026-12-11', { initiativeId: 2 })
    const allocations = [allocation(40, '2026-11-23', '2026-12-31'), elsewhere]
    const staffing = { initiativeId: 1, deliverables: records.deliverables, allocations, today }
    const [change] = changes('staff Paul 50% 2026-12-01..2026-12-18')
    if (change?.do !== 'staff') throw new Error('no person')
    expect(ownPieces(change, staffing)).toEqual(['1', '3', '9'])
    expect(plannedBefore(change, staffing)).toBe(40)
    expect(overload(change, staffing)).toEqual({ day: '2026-12-07', percent: 110 })
    expect(overload({ ...change, percent: 40 }, staffing)).toBeNull()
  })
})

describe('a question', () => {
  it('of several changes is one network', () => {
    expect(finishes(rippleOf('delay T9 3d; delay T9 1d; cost +8000'))).toMatchObject({
      CHK: '2026-12-21 > 2026-12-23 +2',
    })
  })

  it('of money alone moves no date', () => {
    const after = rippleOf('cost +8000')
    expect(finishes(after)).toEqual({ CHK: '2026-12-21' })
    expect(after.initiatives[0]?.pieces).toEqual([])
  })

  it('leaves what is stored as it is', () => {
    const records = plan()
    const before = structuredClone(records)
    rippleOf('delay T9 3d; remove T10; add "Audit" 5d after T3; staff Paul 50% 2026-12-01..2026-12-18', { records })
    expect(records).toEqual(before)
  })

  it('about a milestone moves it', () => {
    const records = plan()
    records.deliverables.push(piece(30, 1, 'M1', 0))
    records.dependencies.push({ fromId: 15, toId: 30, lag: 0 })
    expect(finishes(rippleOf('delay M1 2d', { records })).CHK).toBe('2026-12-21 > 2026-12-23 +2')
  })
})
