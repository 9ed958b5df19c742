import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { VoterSide } from '../../../src/methods/voting/ballots.ts'
import { score } from '../../../src/methods/voting/score.ts'
import { anySide, options } from './some.ts'

const ballot = (side: VoterSide, points: Record<string, number>) => ({
  side,
  scores: Object.entries(points).map(([option, score]) => ({ option, score })),
})

describe('score', () => {
  test('has mean, median and count of each option, overall and per side', () => {
    const found = score(
      [ballot('project', { A: 5, B: 2 }), ballot('project', { A: 1 }), ballot('product', { A: 0, B: 3 })],
      ['A', 'B'],
      { max: 5 },
    )
    expect(found.options).toEqual([
      {
        option: 'A',
        all: { count: 3, mean: 2, median: 1 },
        project: { count: 2, mean: 3, median: 3 },
        product: { count: 1, mean: 0, median: 0 },
        both: { count: 0, mean: null, median: null },
      },
      {
        option: 'B',
        all: { count: 2, mean: 2.5, median: 2.5 },
        project: { count: 1, mean: 2, median: 2 },
        product: { count: 1, mean: 3, median: 3 },
        both: { count: 0, mean: null, median: null },
      },
    ])
    expect(found.winners).toEqual(['B'])
  })

  test('does not take no opinion for 0', () => {
    const found = score([ballot('project', { A: 4 }), ballot('product', {})], ['A', 'B'], { max: 5 })
    expect(found.options.map(({ all }) => all.mean)).toEqual([4, null])
    expect(found.winners).toEqual(['A'])
  })

  test('ties what has the same mean, though by other numbers of ballots', () => {
    const thirds = [{ A: 1, B: 1 }, { A: 0, B: 1 }, { A: 0, B: 0 }, { B: 0 }, { B: 0 }, { B: 0 }]
    const found = score(
      thirds.map((points) => ballot('both', points)),
      ['A', 'B'],
      { max: 5 },
    )
    expect(found.options.map(({ all }) => all.count)).toEqual([3, 6])
    expect(found.winners).toEqual(['A', 'B'])
  })

  test('without a score has no winner; a best of 0 is one', () => {
    expect(score([], ['A', 'B'], { max: 5 }).winners).toEqual([])
    expect(score([ballot('project', { A: 0 })], ['A', 'B'], { max: 5 }).winners).toEqual(['A'])
  })

  test('refuses points outside, halves, and options nobody asked about or scored twice', () => {
    const of = (points: Record<string, number>) => () => score([ballot('project', points)], ['A'], { max: 5 })
    expect(of({ A: 6 })).toThrow('6 points of 0 to 5')
    expect(of({ A: -1 })).toThrow(RangeError)
    expect(of({ A: 2.5 })).toThrow(RangeError)
    expect(of({ B: 1 })).toThrow('nobody was asked')
    const twice = { side: 'project' as const, scores: [1, 2].map((points) => ({ option: 'A', score: points })) }
    expect(() => score([twice], ['A'], { max: 5 })).toThrow('twice')
  })

  test('is the same in whatever order the ballots came, and lies between the lowest and the highest', () => {
    const points = fc.dictionary(fc.constantFrom(...options), fc.nat(10))
    const ballots = fc.array(
      fc.tuple(anySide, points).map(([side, given]) => ballot(side, given)),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(ballots, (given) => {
        const found = score(given, options, { max: 10 })
        expect(score(given.toReversed(), options, { max: 10 })).toEqual(found)
        for (const { option, all, project, product, both } of found.options) {
          expect(project.count + product.count + both.count).toBe(all.count)
          const own = given.flatMap(({ scores }) => scores.filter((one) => one.option === option))
          for (const middle of [all.mean, all.median]) {
            if (middle === null) expect(own).toEqual([])
            else {
              expect(middle).toBeGreaterThanOrEqual(Math.min(...own.map((one) => one.score)))
              expect(middle).toBeLessThanOrEqual(Math.max(...own.map((one) => one.score)))
            }
          }
        }
      }),
    )
  })
})
