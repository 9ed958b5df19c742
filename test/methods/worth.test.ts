import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bestSet, valuePerCost, valuePerDay, type Weighed } from '../../src/methods/worth.ts'

/** Rosetta Code, Knapsack problem/0-1: weight in dag, value. */
const rucksack = [
  [9, 150],
  [13, 35],
  [153, 200],
  [50, 160],
  [15, 60],
  [68, 45],
  [27, 60],
  [39, 40],
  [23, 30],
  [52, 10],
  [11, 70],
  [32, 30],
  [24, 15],
  [48, 10],
  [73, 40],
  [42, 70],
  [43, 75],
  [22, 80],
  [7, 20],
  [18, 12],
  [4, 50],
  [30, 10],
].map(([cost = 0, benefit = 0]) => ({ cost, benefit, days: 0 }))

const item = fc.record({
  benefit: fc.integer({ min: -5, max: 60 }),
  cost: fc.integer({ min: 0, max: 40 }),
  days: fc.integer({ min: 0, max: 9 }),
})
const limit = (max: number) => fc.option(fc.integer({ min: 0, max }), { nil: null })

/** Every set there is. */
function byHand(items: Weighed[], budget: number | null, days: number | null): number {
  let best = 0
  for (let set = 0; set < 2 ** items.length; set += 1) {
    const chosen = items.filter((_, at) => set & (1 << at))
    const sum = (of: keyof Weighed) => chosen.reduce((all, one) => all + one[of], 0)
    if (sum('cost') <= (budget ?? Infinity) && sum('days') <= (days ?? Infinity)) best = Math.max(best, sum('benefit'))
  }
  return best
}

describe('what something brings for what it takes', () => {
  test('the published example: an ROI of 52.3 % is a value per cost of 1.523', () => {
    expect(valuePerCost({ benefit: 306_425, cost: 201_175 })).toBeCloseTo(1.523, 3)
  })

  test('per nothing is undefined, never 0 and never without end', () => {
    expect(valuePerCost({ benefit: 10, cost: 0 })).toBeNull()
    expect(valuePerDay({ benefit: 10, days: 0 })).toBeNull()
    expect(valuePerDay({ benefit: 10, days: -2 })).toBeNull()
    expect(valuePerDay({ benefit: 30, days: 4 })).toBe(7.5)
  })
})

describe('the best set', () => {
  test('the published rucksack: 1,030 in 396 of 400', () => {
    const { chosen, benefit, exact } = bestSet(rucksack, { budget: 400, days: null })
    expect({ benefit, exact }).toEqual({ benefit: 1_030, exact: true })
    expect(chosen.reduce((sum, at) => sum + (rucksack[at]?.cost ?? 0), 0)).toBe(396)
  })

  test('brings what the best of all sets brings, and stays within both limits', () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 9 }), limit(120), limit(20), (items, budget, days) => {
        const found = bestSet(items, { budget, days })
        const sum = (of: keyof Weighed) => found.chosen.reduce((all, at) => all + (items[at]?.[of] ?? 0), 0)
        expect(found.exact).toBe(true)
        expect(found.benefit).toBe(byHand(items, budget, days))
        expect(sum('benefit')).toBe(found.benefit)
        expect(sum('cost')).toBeLessThanOrEqual(budget ?? Infinity)
        expect(sum('days')).toBeLessThanOrEqual(days ?? Infinity)
      }),
    )
  })

  test('forty items with both limits are exact', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            benefit: fc.integer({ min: 1_000, max: 5_000_000 }),
            cost: fc.integer({ min: 1_000, max: 2_000_000 }),
            days: fc.integer({ min: 0, max: 15 }),
          }),
          { minLength: 40, maxLength: 40 },
        ),
        (items) => {
          const begun = performance.now()
          expect(bestSet(items, { budget: 15_000_000, days: 120 }).exact).toBe(true)
          expect(performance.now() - begun).toBeLessThan(2_000)
        },
      ),
      { numRuns: 20 },
    )
  })
})
