import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kendallTau, meanRanks, midRanks, placesOf } from '../../src/methods/ranks.ts'

const times = <T>(count: number, ranking: T[]) => Array.from({ length: count }, () => ranking)
const options = ['a', 'b', 'c', 'd', 'e', 'f']
const ranking = fc.shuffledSubarray(options)
const rankings = fc.array(ranking, { minLength: 1, maxLength: 8 })

describe('ranks', () => {
  test('what is left out shares the last places', () => {
    expect([...midRanks([['A'], ['B']], ['A', 'B', 'C', 'D'])]).toEqual([
      ['A', 1],
      ['B', 2],
      ['C', 3.5],
      ['D', 3.5],
    ])
  })

  test('the published example: the Tennessee capitals', () => {
    const votes = [
      ...times(42, ['Memphis', 'Nashville', 'Chattanooga', 'Knoxville']),
      ...times(26, ['Nashville', 'Chattanooga', 'Knoxville', 'Memphis']),
      ...times(15, ['Chattanooga', 'Knoxville', 'Nashville', 'Memphis']),
      ...times(17, ['Knoxville', 'Chattanooga', 'Nashville', 'Memphis']),
    ]
    const ranks = meanRanks(votes, ['Memphis', 'Nashville', 'Chattanooga', 'Knoxville'])
    expect(placesOf(ranks ?? new Map())).toEqual([['Nashville'], ['Chattanooga'], ['Memphis'], ['Knoxville']])
    // 194, 173, 126 and 107 points from 0 up.
    expect([...(ranks ?? [])].map(([name, rank]) => [name, Math.round((4 - rank) * 100)])).toEqual([
      ['Memphis', 126],
      ['Nashville', 194],
      ['Chattanooga', 173],
      ['Knoxville', 107],
    ])
  })

  test('nobody ranked is no order; level ones share a place', () => {
    expect(meanRanks([], options)).toBeNull()
    const ranks = meanRanks(
      [
        ['a', 'b', 'c'],
        ['b', 'a', 'c'],
      ],
      ['a', 'b', 'c'],
    )
    expect(placesOf(ranks ?? new Map())).toEqual([['a', 'b'], ['c']])
  })

  test('ranks of every ranking add up to the same, and whose it is does not matter', () => {
    fc.assert(
      fc.property(rankings, (all) => {
        const ranks = meanRanks(all, options) ?? new Map()
        const sum = [...ranks.values()].reduce((total, rank) => total + rank, 0)
        expect(sum).toBeCloseTo((options.length * (options.length + 1)) / 2)
        const turned = meanRanks([...all].reverse(), options) ?? new Map()
        expect(placesOf(turned)).toEqual(placesOf(ranks))
        expect(placesOf(ranks).flat().sort()).toEqual(options)
      }),
    )
  })
})

describe('how alike two rankings are', () => {
  const named = (values: number[]) => new Map(values.map((value, at) => [at, value]))

  test('the published example with ties', () => {
    expect(kendallTau(named([12, 2, 1, 12, 2]), named([1, 4, 7, 1, 0]))).toBeCloseTo(-0.4714045, 6)
  })

  test('1 for the same, -1 turned around, nothing where all is level', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 2 }), (values) => {
        expect(kendallTau(named(values), named(values))).toBe(1)
        expect(kendallTau(named(values), named(values.map((one) => -one)))).toBe(-1)
        expect(kendallTau(named(values), named(values.map(() => 1)))).toBeNull()
      }),
    )
  })
})
