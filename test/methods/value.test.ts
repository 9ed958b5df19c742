import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { earnedValue } from '../../src/methods/earned-value.ts'
import { percentile } from '../../src/methods/percentile.ts'
import { cd3, payback, portfolioRoi, rice, roi, wsjf } from '../../src/methods/value.ts'

describe('earned value', () => {
  test('Schwalbe: BAC 120,000, PV 23,000, EV 20,000, AC 25,000', () => {
    const found = earnedValue({ budget: 120_000, planned: 23_000, earned: 20_000, actual: 25_000 })
    expect(found).toMatchObject({
      costVariance: -5_000,
      scheduleVariance: -3_000,
      costIndex: 0.8,
      estimateAtCompletion: 150_000,
      estimateToComplete: 125_000,
      varianceAtCompletion: -30_000,
    })
    expect(found.scheduleIndex).toBeCloseTo(0.8696, 4)
    expect(found.toCompleteIndex).toBeCloseTo(100 / 95, 10)
  })

  test('what nobody can know yet is null, never zero or endless', () => {
    const before = earnedValue({ budget: 1_000, planned: 0, earned: 0, actual: 0 })
    expect(before).toMatchObject({
      costIndex: null,
      scheduleIndex: null,
      estimateAtCompletion: null,
      toCompleteIndex: 1,
    })
    const nothingDone = earnedValue({ budget: 1_000, planned: 100, earned: 0, actual: 50 })
    expect(nothingDone).toMatchObject({ costIndex: 0, estimateAtCompletion: null, estimateToComplete: null })
    expect(earnedValue({ budget: 100, planned: 100, earned: 50, actual: 120 }).toCompleteIndex).toBeNull()
    expect(() => earnedValue({ budget: Number.NaN, planned: 0, earned: 0, actual: 0 })).toThrow(RangeError)
  })
})

describe('value', () => {
  const watt = { benefit: 306_425, cost: 201_175 }

  test('ROI: 306,425 on 201,175 is 52.3 %', () => {
    expect(100 * (roi(watt) ?? 0)).toBeCloseTo(52.3, 1)
    expect(roi({ benefit: 5, cost: 0 })).toBeNull()
  })

  test('a portfolio’s ROI is that of its money, 45.8 %, and not the mean of ROIs, 16.2 %', () => {
    expect(100 * (portfolioRoi([watt, { benefit: 16_000, cost: 20_000 }]) ?? 0)).toBeCloseTo(45.8, 1)
    expect(portfolioRoi([])).toBeNull()
  })

  test('payback takes the part of the last year that it needs: 5.5', () => {
    expect(payback(20_000, [2_000, 3_000, 4_000, 4_000, 4_000, 6_000])).toBe(5.5)
    expect(payback(20_000, [1_000])).toBeNull()
    expect(payback(0, [])).toBe(0)
    expect(payback(10, [-10, 20])).toBe(2)
  })

  test('WSJF 5.2, RICE 1,067, CD3 7.5', () => {
    expect(wsjf({ value: 8, timeCriticality: 5, riskReduction: 13, size: 5 })).toBe(5.2)
    expect(Math.round(rice({ reach: 2_000, impact: 2, confidence: 0.8, effort: 3 }) ?? 0)).toBe(1_067)
    expect(cd3({ costOfDelay: 30, duration: 4 })).toBe(7.5)
  })

  test('without size, effort or duration there is no ratio', () => {
    expect(wsjf({ value: 8, timeCriticality: 5, riskReduction: 13, size: 0 })).toBeNull()
    expect(rice({ reach: 1, impact: 1, confidence: 1, effort: 0 })).toBeNull()
    expect(cd3({ costOfDelay: 30, duration: 0 })).toBeNull()
  })
})

describe('percentiles of type 7', () => {
  const example = [50, 15, 40, 20, 35]

  test('of 15, 20, 35, 40, 50: P25 is 20, P30 is 23', () => {
    expect(percentile(example, 0.25)).toBe(20)
    expect(percentile(example, 0.3)).toBeCloseTo(23, 12)
    expect([percentile(example, 0), percentile(example, 1)]).toEqual([15, 50])
  })

  test('of nothing is null', () => {
    expect(percentile([], 0.5)).toBeNull()
    expect(() => percentile(example, 80)).toThrow('0 to 1')
    expect(() => percentile([1, Number.NaN], 0.5)).toThrow('no number')
  })

  test('keep within the values and rise with the share', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), share, share, (values, a, b) => {
        const [low, high] = [percentile(values, Math.min(a, b)) ?? 0, percentile(values, Math.max(a, b)) ?? 0]
        expect(low).toBeLessThanOrEqual(high)
        expect(low).toBeGreaterThanOrEqual(Math.min(...values))
        expect(high).toBeLessThanOrEqual(Math.max(...values))
      }),
    )
  })
})
