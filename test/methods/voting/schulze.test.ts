import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { schulze } from '../../../src/methods/voting/schulze.ts'
import { beats, options, preferring, rankedBallots, voters } from './some.ts'

const published = [
  ...voters(5, 'ACBED'),
  ...voters(5, 'ADECB'),
  ...voters(8, 'BEDAC'),
  ...voters(3, 'CABED'),
  ...voters(7, 'CAEBD'),
  ...voters(2, 'CBADE'),
  ...voters(7, 'DCEBA'),
  ...voters(8, 'EBADC'),
]

describe('Schulze', () => {
  test('of the published 45 voters E wins, and the order is E A C B D', () => {
    const found = schulze(published, options)
    expect(found.winners).toEqual(['E'])
    expect(found.order).toEqual([['E'], ['A'], ['C'], ['B'], ['D']])
    expect(found.pairwise).toEqual([
      [0, 20, 26, 30, 22],
      [25, 0, 16, 33, 18],
      [19, 29, 0, 17, 24],
      [15, 12, 28, 0, 14],
      [23, 27, 21, 31, 0],
    ])
    expect(found.strengths).toEqual([
      [0, 28, 28, 30, 24],
      [25, 0, 28, 33, 24],
      [25, 29, 0, 29, 24],
      [25, 28, 28, 0, 24],
      [25, 28, 28, 31, 0],
    ])
  })

  test('what a ballot leaves out is below what it ranks, and equal among itself', () => {
    const found = schulze(voters(3, 'B'), ['A', 'B', 'C'])
    expect(found.pairwise).toEqual([
      [0, 0, 0],
      [3, 0, 3],
      [0, 0, 0],
    ])
    expect(found.order).toEqual([['B'], ['A', 'C']])
  })

  test('a tie is a tie: two winners, and everybody when nobody said anything', () => {
    expect(schulze([...voters(2, 'ABC'), ...voters(2, 'BAC')], ['A', 'B', 'C'])).toMatchObject({
      winners: ['A', 'B'],
      order: [['A', 'B'], ['C']],
    })
    expect(schulze([], ['A', 'B']).order).toEqual([['A', 'B']])
    expect(schulze([], []).winners).toEqual([])
  })

  test('a circle of three equal wins has three winners, of unequal ones the one whose loss is weakest', () => {
    expect(schulze([...voters(1, 'ABC'), ...voters(1, 'BCA'), ...voters(1, 'CAB')], [...'ABC']).winners).toEqual([
      'A',
      'B',
      'C',
    ])
    // A beats B by 7, B beats C by 6, C beats A by 5 of 9.
    const circle = [...voters(4, 'ABC'), ...voters(2, 'BCA'), ...voters(3, 'CAB')]
    expect(schulze(circle, [...'ABC']).order).toEqual([['A'], ['B'], ['C']])
  })

  test('refuses a ballot that ranks an option twice, or one that nobody asked about', () => {
    expect(() => schulze(voters(1, 'AA'), ['A'])).toThrow('twice')
    expect(() => schulze(voters(1, 'Z'), ['A'])).toThrow('option Z')
  })
})

describe('any election by Schulze', () => {
  test('is won by who beats every other one by one, where there is one', () => {
    fc.assert(
      fc.property(rankedBallots(), (ballots) => {
        const condorcet = options.find((one) => options.every((other) => one === other || beats(ballots, one, other)))
        const found = schulze(ballots, options)
        if (condorcet) expect(found.winners).toEqual([condorcet])
      }),
    )
  })

  test('puts who loses to every other last and alone, where there is one', () => {
    fc.assert(
      fc.property(rankedBallots(), (ballots) => {
        const loser = options.find((one) => options.every((other) => one === other || beats(ballots, other, one)))
        if (loser) expect(schulze(ballots, options).order.at(-1)).toEqual([loser])
      }),
    )
  })

  test('is the same in whatever order the ballots came, and names the same winners in whatever order the options stand', () => {
    fc.assert(
      fc.property(rankedBallots(), fc.shuffledSubarray(options, { minLength: 5 }), (ballots, shuffled) => {
        const found = schulze(ballots, options)
        expect(schulze(ballots.toReversed(), options)).toEqual(found)
        const places = schulze(ballots, shuffled).order.map((place) => place.toSorted())
        expect(places).toEqual(found.order)
      }),
    )
  })

  test('has the strengths that trying every path gives', () => {
    fc.assert(
      fc.property(rankedBallots(options, 9), (ballots) => {
        const win = (one: string, other: string) => (beats(ballots, one, other) ? preferring(ballots, one, other) : 0)
        const strongest = (from: string, to: string, unused: string[]): number =>
          Math.max(
            win(from, to),
            ...unused.map((via) => {
              const left = unused.filter((one) => one !== via)
              return Math.min(win(from, via), strongest(via, to, left))
            }),
          )
        const { pairwise, strengths } = schulze(ballots, options)
        for (const [row, from] of options.entries()) {
          for (const [column, to] of options.entries()) {
            const others = options.filter((one) => one !== from && one !== to)
            if (from !== to) expect(pairwise[row]?.[column]).toBe(preferring(ballots, from, to))
            expect(strengths[row]?.[column]).toBe(from === to ? 0 : strongest(from, to, others))
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  test('places everybody once, below somebody who beats them and beside nobody who does', () => {
    fc.assert(
      fc.property(rankedBallots(), (ballots) => {
        const { order, strengths } = schulze(ballots, options)
        const strength = (one: string, other: string) => strengths[options.indexOf(one)]?.[options.indexOf(other)] ?? 0
        const better = (one: string, other: string) => strength(one, other) > strength(other, one)
        expect(order.flat().toSorted()).toEqual(options)
        for (const [at, place] of order.entries()) {
          for (const one of place) {
            const notAbove = order.slice(at).flat()
            expect(notAbove.filter((other) => better(other, one))).toEqual([])
            if (at > 0) expect(order[at - 1]?.some((other) => better(other, one))).toBe(true)
          }
        }
      }),
    )
  })
})
