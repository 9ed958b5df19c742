import { describe, expect, test } from 'vitest'
import { dayNumber, dayText } from '../../src/methods/days.ts'
import { computeNetwork, type Link, type Piece } from '../../src/methods/network.ts'
import { workCalendar } from '../../src/methods/working-days.ts'
import { usafa } from './usafa.ts'

const weekdays = workCalendar('12345')
const sevenDays = workCalendar('1234567')
const monday = dayNumber('2026-11-23')

function planned(pieces: Piece[], links: Link[], from = 0) {
  const result = computeNetwork(pieces, links, { from })
  if (!('network' in result)) throw new Error(JSON.stringify(result))
  const { network } = result
  const of = (id: string) => {
    const piece = network.pieces.get(id)
    if (!piece) throw new Error(id)
    return piece
  }
  const dates = (id: string) => [dayText(of(id).start), dayText(of(id).end)]
  const critical = () => [...network.pieces.values()].filter((one) => one.critical).map((one) => one.id)
  return { network, of, dates, critical }
}

describe('the network of USAFA CS350', () => {
  const { pieces, links } = usafa()

  test('finishes at 21, along T1 T3 T10 T12 T15, and T9 has 2 days of float', () => {
    const { network, of, critical } = planned(pieces, links)
    expect(of('T15').ef).toBe(21)
    expect(network.finish).toBe(20)
    expect(critical().sort()).toEqual(['T1', 'T10', 'T12', 'T15', 'T3'])
    expect(network.criticalPaths()).toEqual([['T1', 'T3', 'T10', 'T12', 'T15']])
    expect(of('T9')).toMatchObject({ es: 3, ef: 9, ls: 5, lf: 11, totalFloat: 2, freeFloat: 2, critical: false })
  })

  test('T9 two days longer still finishes at 21, on two critical paths', () => {
    const late = usafa({ T9: 2 })
    const { network, of } = planned(late.pieces, late.links)
    expect(of('T15').ef).toBe(21)
    expect(of('T9').critical).toBe(true)
    expect(network.criticalPaths()).toHaveLength(2)
    expect(network.criticalPaths()).toContainEqual(['T1', 'T9', 'T12', 'T15'])
    expect(network.criticalPaths()).toContainEqual(['T1', 'T3', 'T10', 'T12', 'T15'])
  })

  test('T9 three days longer finishes at 22, and the old path has a day of float', () => {
    const late = usafa({ T9: 3 })
    const { network, of } = planned(late.pieces, late.links)
    expect(of('T15').ef).toBe(22)
    expect(network.criticalPaths()).toEqual([['T1', 'T9', 'T12', 'T15']])
    expect(of('T10').totalFloat).toBe(1)
  })
})

describe('dates', () => {
  const piece = (id: string, duration: number, more: Partial<Piece> = {}): Piece => ({
    id,
    duration,
    calendar: weekdays,
    ...more,
  })

  test('one day that starts on Monday ends on Monday; what waits for it starts on Tuesday', () => {
    const { dates } = planned([piece('A', 1), piece('B', 4), piece('C', 1)], chain('A', 'B', 'C'), monday)
    expect(dates('A')).toEqual(['2026-11-23', '2026-11-23'])
    expect(dates('B')).toEqual(['2026-11-24', '2026-11-27'])
    expect(dates('C')).toEqual(['2026-11-30', '2026-11-30'])
  })

  test('parts of a day share it', () => {
    const { dates } = planned(
      [piece('A', 0.1), piece('B', 0.2), piece('C', 0.7), piece('D', 1)],
      chain('A', 'B', 'C', 'D'),
      monday,
    )
    expect(dates('C')).toEqual(['2026-11-23', '2026-11-23'])
    expect(dates('D')).toEqual(['2026-11-24', '2026-11-24'])
  })

  test('a milestone is on the day its last work ends, and what follows starts on the next', () => {
    const { dates, network } = planned([piece('A', 5), piece('M', 0), piece('B', 1)], chain('A', 'M', 'B'), monday)
    expect(dates('M')).toEqual(['2026-11-27', '2026-11-27'])
    expect(dates('B')).toEqual(['2026-11-30', '2026-11-30'])
    expect(network.criticalPaths()).toEqual([['A', 'M', 'B']])
    expect(planned([piece('M', 0)], [], dayNumber('2026-11-28')).dates('M')).toEqual(['2026-11-30', '2026-11-30'])
  })

  test('a path goes on to the milestone at its end', () => {
    const { network } = planned([piece('A', 5), piece('M', 0), piece('N', 0)], chain('A', 'M', 'N'), monday)
    expect(network.criticalPaths()).toEqual([['A', 'M', 'N']])
    expect(dayText(network.finish)).toBe('2026-11-27')
  })

  test('a lag is counted in the successor’s working days, also backward', () => {
    const lagged = (lag: number) =>
      planned([piece('A', 5), piece('B', 1)], [{ from: 'A', to: 'B', lag }], monday).dates('B')[0]
    expect(lagged(2)).toBe('2026-12-02')
    expect(lagged(-2)).toBe('2026-11-26')
    expect(lagged(-20)).toBe('2026-11-23')
  })

  test('nothing starts before its day', () => {
    const { dates, network } = planned(
      [piece('A', 1), piece('B', 1, { notBefore: dayNumber('2026-12-05') })],
      chain('A', 'B'),
      monday,
    )
    expect(dates('B')).toEqual(['2026-12-07', '2026-12-07'])
    expect(network.criticalPaths()).toEqual([['B']])
  })

  test('each crew works on its own days', () => {
    const both = [piece('A', 5), piece('S', 2, { calendar: sevenDays }), piece('B', 1)]
    const { dates, of } = planned(both, chain('A', 'S', 'B'), monday)
    expect(dates('S')).toEqual(['2026-11-28', '2026-11-29'])
    expect(dates('B')).toEqual(['2026-11-30', '2026-11-30'])
    expect(of('A').totalFloat).toBe(0)
    const short = planned(
      [both[0] as Piece, piece('S', 1, { calendar: sevenDays }), piece('B', 1)],
      chain('A', 'S', 'B'),
      monday,
    )
    expect(short.of('S')).toMatchObject({ totalFloat: 1, freeFloat: 1, critical: false })
  })

  test('a milestone of a weekday crew holds no weekend crew back', () => {
    const all = [piece('S', 6, { calendar: sevenDays }), piece('M', 0), piece('T', 1, { calendar: sevenDays })]
    const { dates, of, network } = planned(all, chain('S', 'M', 'T'), monday)
    expect(dates('M')).toEqual(['2026-11-28', '2026-11-28'])
    expect(dates('T')).toEqual(['2026-11-29', '2026-11-29'])
    expect(of('S').critical).toBe(true)
    expect(network.criticalPaths()).toEqual([['S', 'M', 'T']])
  })
})

describe('progress', () => {
  const today = dayNumber('2026-12-02')
  const piece = (id: string, duration: number, more: Partial<Piece> = {}): Piece => ({
    id,
    duration,
    calendar: weekdays,
    ...more,
  })

  test('what is finished keeps its dates and has no part in the critical path', () => {
    const done = piece('A', 5, { startedOn: monday, finishedOn: dayNumber('2026-11-26') })
    const { dates, of, network } = planned([done, piece('B', 2)], chain('A', 'B'), today)
    expect(dates('A')).toEqual(['2026-11-23', '2026-11-26'])
    expect(of('A')).toMatchObject({ critical: false, totalFloat: 0 })
    expect(dates('B')).toEqual(['2026-12-02', '2026-12-03'])
    expect(network.criticalPaths()).toEqual([['B']])
  })

  test('what has started keeps its start, and its rest is counted from today', () => {
    const { dates } = planned([piece('A', 9, { startedOn: monday, remaining: 4 })], [], today)
    expect(dates('A')).toEqual(['2026-11-23', '2026-12-07'])
    expect(planned([piece('A', 9, { startedOn: monday })], [], today).dates('A')).toEqual(['2026-11-23', '2026-12-03'])
    expect(planned([piece('A', 2, { startedOn: monday })], [], today).dates('A')).toEqual(['2026-11-23', '2026-12-02'])
  })

  test('the rest of what started early still waits for its predecessor', () => {
    const { dates, of } = planned(
      [piece('A', 3), piece('B', 4, { startedOn: monday, remaining: 1 })],
      chain('A', 'B'),
      today,
    )
    expect(dates('B')).toEqual(['2026-11-23', '2026-12-07'])
    expect(of('A').critical).toBe(true)
  })

  test('all finished: nothing is critical, the finish is the last of them', () => {
    const { network } = planned([piece('A', 5, { finishedOn: dayNumber('2026-11-27') })], [], today)
    expect(network.criticalPaths()).toEqual([])
    expect(dayText(network.finish)).toBe('2026-11-27')
  })
})

describe('initiatives', () => {
  const pieces: Piece[] = [
    { id: 'P1', duration: 5, group: 'PAY' },
    { id: 'P2', duration: 1, group: 'PAY' },
    { id: 'C1', duration: 4, group: 'CHK' },
    { id: 'C2', duration: 10, group: 'CHK' },
    { id: 'C3', duration: 2, group: 'CHK' },
  ]
  const links: Link[] = [
    { from: 'P1', to: 'C2' },
    { from: 'C1', to: 'C2' },
  ]

  test('float is counted to their own finish, and never past what another initiative needs', () => {
    const { of, network } = planned(pieces, links)
    expect(of('P1')).toMatchObject({ totalFloat: 0, critical: true })
    expect(of('P2')).toMatchObject({ totalFloat: 4 })
    expect(of('C1')).toMatchObject({ totalFloat: 1, freeFloat: 1 })
    expect(of('C3')).toMatchObject({ totalFloat: 13 })
    expect(network.groups).toEqual(
      new Map([
        ['PAY', { start: 0, finish: 4 }],
        ['CHK', { start: 0, finish: 14 }],
      ]),
    )
    expect(network.finish).toBe(14)
  })

  test('a path may begin in another initiative', () => {
    const { network } = planned(pieces, links)
    expect(network.criticalPaths('CHK')).toEqual([['P1', 'C2']])
    expect(network.criticalPaths('PAY')).toEqual([['P1']])
    expect(network.criticalPaths()).toEqual([['P1', 'C2']])
    expect(network.criticalPaths('NONE')).toEqual([])
  })
})

describe('what is refused', () => {
  const pieces: Piece[] = ['A', 'B', 'C', 'D', 'E'].map((id) => ({ id, duration: 1 }))

  test('a cycle, by naming it along its links', () => {
    const links = [...chain('A', 'B', 'C', 'D', 'E'), { from: 'D', to: 'B' }]
    expect(computeNetwork(pieces, links, { from: 0 })).toEqual({ cycle: ['B', 'C', 'D'] })
    expect(computeNetwork(pieces, [{ from: 'C', to: 'C' }], { from: 0 })).toEqual({ cycle: ['C'] })
  })

  test('a link to nowhere, by its id', () => {
    expect(computeNetwork(pieces, [{ from: 'A', to: 'X' }], { from: 0 })).toEqual({ missing: 'X' })
    expect(computeNetwork(pieces, [{ from: 'Y', to: 'A' }], { from: 0 })).toEqual({ missing: 'Y' })
  })

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('a duration of %s', (duration) => {
    expect(() => computeNetwork([{ id: 'A', duration }], [], { from: 0 })).toThrow(RangeError)
  })

  test('the same id twice', () => {
    expect(() => computeNetwork([...pieces, { id: 'A', duration: 2 }], [], { from: 0 })).toThrow('same id')
  })

  test('nothing at all is a plan too: it was over before today', () => {
    expect(planned([], [], monday).network.finish).toBe(monday - 1)
  })
})

test('as many critical paths are named as are asked for', () => {
  const layers = Array.from({ length: 12 }, (_, layer) => [`${layer}a`, `${layer}b`])
  const pieces = layers.flat().map((id) => ({ id, duration: 1 }))
  const links = layers
    .slice(1)
    .flatMap((to, at) => to.flatMap((id) => (layers[at] ?? []).map((from) => ({ from, to: id }))))
  const { network } = planned(pieces, links)
  expect(network.criticalPaths()).toHaveLength(20)
  const all = network.criticalPaths(undefined, 10_000).map((path) => path.join(' '))
  expect(all).toHaveLength(2 ** 12)
  expect(new Set(all).size).toBe(2 ** 12)
})

function chain(...ids: string[]): Link[] {
  return ids.slice(1).map((to, at) => ({ from: ids[at] as string, to }))
}
