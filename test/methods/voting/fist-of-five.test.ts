import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FistBallot, fingers, fistOfFive } from '../../../src/methods/voting/fist-of-five.ts'
import { anySide } from './some.ts'

describe('fist of five', () => {
  const hands = (...shown: FistBallot['fingers'][]) => shown.map((one) => ({ side: 'project' as const, fingers: one }))

  test('is ready when all show 3 or more', () => {
    expect(fistOfFive(hands(3, 4, 5, 3)).ready).toBe(true)
    expect(fistOfFive(hands(5, 5, 5, 2)).ready).toBe(false)
    expect(fistOfFive(hands(0)).ready).toBe(false)
  })

  test('is neither ready nor not when nobody showed a hand', () => {
    expect(fistOfFive([]).ready).toBeNull()
  })

  test('counts each number from 0 to 5 per side, and asks those under 3', () => {
    const uma = { side: 'product' as const, fingers: 1 as const, person: 'Uma' }
    const found = fistOfFive([...hands(4, 4).map((one) => ({ ...one, person: 'Ana' })), uma])
    expect(found.counts.map(({ counts }) => counts.all)).toEqual([0, 1, 0, 0, 2, 0])
    expect(found.counts[1]).toEqual({ fingers: 1, counts: { all: 1, project: 0, product: 1, both: 0 } })
    expect(found.concerns).toEqual([uma])
  })

  test('refuses hands with other fingers', () => {
    expect(() => fistOfFive([{ side: 'project', fingers: 6 as 5 }])).toThrow('0 to 5, not 6')
    expect(() => fistOfFive([{ side: 'project', fingers: 2.5 as 2 }])).toThrow(RangeError)
  })

  test('is ready exactly when there is no concern, and every hand is counted', () => {
    const hand = fc.record({ side: anySide, fingers: fc.constantFrom(...fingers) })
    fc.assert(
      fc.property(fc.array(hand, { minLength: 1 }), (shown) => {
        const { ready, counts, concerns } = fistOfFive(shown)
        expect(ready).toBe(shown.every((one) => one.fingers >= 3))
        expect(ready).toBe(concerns.length === 0)
        expect(counts.reduce((sum, one) => sum + one.counts.all, 0)).toBe(shown.length)
      }),
    )
  })
})
