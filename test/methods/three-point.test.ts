import { describe, expect, test } from 'vitest'
import { betaTable, draw, stream } from '../../src/methods/beta.ts'
import { monteCarlo, pertDeviation, pertMean, type Uncertain } from '../../src/methods/three-point.ts'
import { usafa } from './usafa.ts'

const estimate = { optimistic: 5, likely: 8, pessimistic: 14 }

function forecast(pieces: Uncertain[], links = usafa().links, options: { seed: number; runs?: number } = { seed: 1 }) {
  const result = monteCarlo(pieces, links, { from: 0, ...options })
  if (!('forecast' in result)) throw new Error(JSON.stringify(result))
  return result.forecast
}

const spread = (pieces: Uncertain[]): Uncertain[] =>
  pieces.map((one) => ({
    ...one,
    estimate: { optimistic: one.duration * 0.5, likely: one.duration, pessimistic: one.duration * 2.5 },
  }))

describe('three points', () => {
  test('5, 8, 14 have the mean 8.5 and the deviation 1.5', () => {
    expect(pertMean(estimate)).toBe(8.5)
    expect(pertDeviation(estimate)).toBe(1.5)
  })

  test.each([estimate, { optimistic: 1, likely: 1, pessimistic: 10 }, { optimistic: 0, likely: 20, pessimistic: 20 }])(
    'draws keep within them and have the mean and the spread of beta-PERT: %o',
    (given) => {
      const values = new Float64Array(200_000)
      draw(betaTable(given), stream(1, 'T9'), { values, start: 0, end: values.length, scale: 1 })
      const width = given.pessimistic - given.optimistic
      const mean = values.reduce((sum, one) => sum + one, 0) / values.length
      const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length
      expect(Math.min(...values.subarray(0, 50_000))).toBeGreaterThanOrEqual(given.optimistic)
      expect(Math.max(...values.subarray(0, 50_000))).toBeLessThanOrEqual(given.pessimistic)
      expect(Math.abs(mean - pertMean(given)) / width).toBeLessThan(0.002)
      // Beta(a, b) with a + b = 6: (mean - O)(P - mean) / 7.
      const exact = ((pertMean(given) - given.optimistic) * (given.pessimistic - pertMean(given))) / 7
      expect(variance / exact).toBeGreaterThan(0.98)
      expect(variance / exact).toBeLessThan(1.02)
    },
  )

  test('streams of neighbors have nothing to do with each other', () => {
    const [one, other, next] = [stream(1, 'T1'), stream(1, 'T2'), stream(2, 'T1')].map((source) =>
      Array.from({ length: 20_000 }, () => (source() >>> 0) / 2 ** 32 - 0.5),
    ) as [number[], number[], number[]]
    const together = (a: number[], b: number[]) =>
      a.reduce((sum, x, at) => sum + x * (b[at] as number) * 12, 0) / a.length
    expect(together(one, one)).toBeCloseTo(1, 1)
    for (const [a, b] of [
      [one, other],
      [one, next],
      [one, [0, ...one]],
    ] as const) {
      expect(Math.abs(together([...a], [...b]))).toBeLessThan(0.03)
    }
  })
})

describe('a simulated plan', () => {
  const { pieces, links } = usafa()

  test('the same seed, the same P80; another seed, other runs', () => {
    const of = (seed: number) => {
      const one = forecast(spread(pieces), links, { seed })
      return [one.p50, one.p80, ...one.criticality.values(), one.chanceBy(undefined, 24)]
    }
    expect(of(7)).toEqual(of(7))
    expect(of(7)).not.toEqual(of(8))
  })

  test('is the same in whatever order it is given', () => {
    const [one, other] = [forecast(spread(pieces), links), forecast(spread(pieces).reverse(), [...links].reverse())]
    expect(other.criticality).toEqual(one.criticality)
    expect([other.p50, other.p80]).toEqual([one.p50, one.p80])
  })

  test('a piece that is added elsewhere does not shake the others’ draws', () => {
    const more = [...spread(pieces), { id: 'A0', duration: 1, estimate: { optimistic: 1, likely: 1, pessimistic: 2 } }]
    const [one, other] = [forecast(spread(pieces)), forecast(more)]
    expect(other.p80).toBe(one.p80)
    for (const [id, share] of one.criticality) expect(other.criticality.get(id)).toBe(share)
  })

  test('P80 is the first day with a chance of 80 %', () => {
    const { p50, p80, chanceBy } = forecast(spread(pieces))
    expect(p50).toBeLessThanOrEqual(p80)
    expect(chanceBy(undefined, p80)).toBeGreaterThanOrEqual(0.8)
    expect(chanceBy(undefined, p80 - 1)).toBeLessThan(0.8)
    expect(chanceBy(undefined, p50)).toBeGreaterThanOrEqual(0.5)
    expect(chanceBy(undefined, p50 - 1)).toBeLessThan(0.5)
    expect(chanceBy('NONE', p50)).toBeNull()
  })

  test('one piece alone is as likely as its distribution says', () => {
    const quarter = { optimistic: 4, likely: 6, pessimistic: 12 }
    const { chanceBy, criticality } = forecast([{ id: 'A', duration: 6, estimate: quarter }], [])
    // Beta(2, 4) at (6 - 4) / 8: at least 2 of 5 with a chance of a quarter each.
    expect(Math.abs((chanceBy(undefined, 5) ?? 0) - (1 - (243 + 405) / 1024))).toBeLessThan(0.015)
    expect(criticality.get('A')).toBe(1)
  })

  test('T9 with its 2 days of float is critical in some runs only', () => {
    const { criticality } = forecast(spread(pieces))
    expect(criticality.get('T9')).toBeGreaterThan(0.05)
    expect(criticality.get('T9')).toBeLessThan(0.6)
    expect(criticality.get('T1')).toBeGreaterThan(criticality.get('T9') ?? 1)
  })

  test('what has started is uncertain only in what is left of it', () => {
    const started = { id: 'A', duration: 8, startedOn: -6, remaining: 2, estimate }
    const { chanceBy } = forecast([started], [])
    expect(chanceBy(undefined, 0)).toBe(0)
    expect(chanceBy(undefined, 3)).toBe(1)
  })

  test('finished, or without estimates, it is certain', () => {
    expect(forecast([{ id: 'A', duration: 8, finishedOn: -2, estimate }], [])).toMatchObject({ p50: -2, p80: -2 })
    expect(forecast(pieces, links)).toMatchObject({ p50: 20, p80: 20 })
    expect(forecast([], [])).toMatchObject({ p50: -1, p80: -1 })
  })

  test('refuses what the network refuses, and estimates out of order', () => {
    const pair = [
      { id: 'A', duration: 1 },
      { id: 'B', duration: 1 },
    ]
    const round = [
      { from: 'A', to: 'B' },
      { from: 'B', to: 'A' },
    ]
    expect(monteCarlo(pair, round, { from: 0, seed: 1 })).toEqual({ cycle: ['A', 'B'] })
    expect(monteCarlo(pair, [{ from: 'A', to: 'X' }], { from: 0, seed: 1 })).toEqual({ missing: 'X' })
    const wrong = { id: 'A', duration: 1, estimate: { optimistic: 3, likely: 2, pessimistic: 4 } }
    expect(() => monteCarlo([wrong], [], { from: 0, seed: 1 })).toThrow('in this order: A')
    expect(() => monteCarlo(pair, [], { from: 0, seed: 1, runs: 0 })).toThrow('at least one run')
  })
})
