import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { netSuccess, perceptionGap } from '../../src/methods/perception.ts'

const scores = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 40 })

describe('net project success score', () => {
  test('9, 9, 10, 8, 9 is +80; 6, 7, 5, 9, 8 is -20; they are 100 apart', () => {
    const [project, product] = [netSuccess([9, 9, 10, 8, 9]), netSuccess([6, 7, 5, 9, 8])]
    expect([project, product]).toEqual([80, -20])
    expect(perceptionGap(project, product)).toBe(100)
  })

  test('the borders: 8 and 7 count for neither, 9 is high, 6 is low', () => {
    expect(netSuccess([7, 8])).toBe(0)
    expect(netSuccess([9])).toBe(100)
    expect(netSuccess([6])).toBe(-100)
  })

  test('nobody asked is no score, and without one side there is no gap', () => {
    expect(netSuccess([])).toBeNull()
    expect(perceptionGap(null, 20)).toBeNull()
    expect(perceptionGap(0, 0)).toBe(0)
  })

  test('what is no score from 0 to 10 is a mistake', () => {
    for (const wrong of [-1, 11, Number.NaN]) expect(() => netSuccess([wrong])).toThrow(RangeError)
  })

  test('it lies between -100 and 100, knows no order, and never falls when a score rises', () => {
    fc.assert(
      fc.property(scores, fc.nat(), (given, at) => {
        const score = netSuccess(given) ?? 0
        expect(Math.abs(score)).toBeLessThanOrEqual(100)
        expect(netSuccess([...given].reverse())).toBe(score)
        const raised = given.map((one, index) => (index === at % given.length ? Math.min(10, one + 1) : one))
        expect(netSuccess(raised)).toBeGreaterThanOrEqual(score)
      }),
    )
  })
})
