import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ballotsNeeded, moreThanHalf, quorumMet, quorumParts } from '../../../src/methods/voting/quorum.ts'

const crew = { all: 7, project: 3, product: 3, both: 1 }

test('more than half of a side, at least 2, and 1 where there is one voter', () => {
  expect([1, 2, 3, 4, 5, 6].map(moreThanHalf)).toEqual([1, 2, 2, 3, 3, 4])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), (size) => {
      expect(2 * moreThanHalf(size)).toBeGreaterThan(size)
      expect(2 * (moreThanHalf(size) - 1)).toBeLessThanOrEqual(size)
      expect(moreThanHalf(size)).toBeGreaterThanOrEqual(Math.min(2, size))
    }),
  )
})

test('a side that nobody is on has no quorum', () => {
  expect(moreThanHalf(0)).toBeGreaterThan(0)
})

test('a percentage is reached, never nearly', () => {
  expect(ballotsNeeded(4, { percent: 50 })).toBe(2)
  expect(ballotsNeeded(5, { percent: 50 })).toBe(3)
  expect(ballotsNeeded(100, { percent: 7 })).toBe(7)
  expect(ballotsNeeded(0, { percent: 100 })).toBe(0)
  fc.assert(
    fc.property(fc.nat(500), fc.nat(100), (size, percent) => {
      const needed = ballotsNeeded(size, { percent })
      expect(100 * needed).toBeGreaterThanOrEqual(size * percent)
      expect(100 * (needed - 1)).toBeLessThan(size * percent)
    }),
  )
})

test('overall and per side are met apart, and each says what it lacks', () => {
  const rule = { overall: { percent: 50 }, perSide: { count: 2 } }
  const cast = { all: 5, project: 3, product: 1, both: 1 }
  expect(quorumParts(crew, cast, rule)).toEqual([
    { of: 'overall', cast: 5, needed: 4, met: true },
    { of: 'project', cast: 3, needed: 2, met: true },
    { of: 'product', cast: 1, needed: 2, met: false },
  ])
  expect(quorumMet(crew, cast, rule)).toBe(false)
  expect(quorumMet(crew, { ...cast, all: 6, product: 2 }, rule)).toBe(true)
})

test('sponsors count overall and for neither side', () => {
  const cast = { all: 1, project: 0, product: 0, both: 1 }
  expect(quorumMet(crew, cast, { overall: { count: 1 } })).toBe(true)
  expect(quorumMet(crew, cast, { perSide: { count: 1 } })).toBe(false)
})

test('no rule is always met', () => {
  expect(quorumMet(crew, { all: 0, project: 0, product: 0, both: 0 }, {})).toBe(true)
})

test('a quorum that is no number of people is a mistake', () => {
  for (const wrong of [{ percent: 101 }, { percent: -1 }, { percent: 33.3 }, { count: 1.5 }, { count: -1 }]) {
    expect(() => ballotsNeeded(10, wrong)).toThrow(RangeError)
  }
  expect(() => ballotsNeeded(10, { count: Number.NaN })).toThrow(RangeError)
})
