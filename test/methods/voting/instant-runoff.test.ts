import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantRunoff, type RunoffResult } from '../../../src/methods/voting/instant-runoff.ts'
import { beats, options, rankedBallots, voters } from './some.ts'

const cities = ['Memphis', 'Nashville', 'Chattanooga', 'Knoxville']
const tennessee = [
  ...voters(42, ['Memphis', 'Nashville', 'Chattanooga', 'Knoxville']),
  ...voters(26, ['Nashville', 'Chattanooga', 'Knoxville', 'Memphis']),
  ...voters(15, ['Chattanooga', 'Knoxville', 'Nashville', 'Memphis']),
  ...voters(17, ['Knoxville', 'Chattanooga', 'Nashville', 'Memphis']),
]

const counts = <Option extends string>({ rounds }: RunoffResult<Option>) =>
  rounds.map(({ tallies }) => Object.fromEntries(tallies.map((one) => [one.option, one.counts.all])))

const gone = (result: RunoffResult<string>) => result.rounds.map(({ eliminated }) => eliminated)

describe('instant run-off', () => {
  test('the capital of Tennessee is Knoxville, 58 to 42', () => {
    const found = instantRunoff(tennessee, cities)
    expect(found.winner).toBe('Knoxville')
    expect(counts(found)).toEqual([
      { Memphis: 42, Nashville: 26, Chattanooga: 15, Knoxville: 17 },
      { Memphis: 42, Nashville: 26, Knoxville: 32 },
      { Memphis: 42, Knoxville: 58 },
    ])
    expect(gone(found)).toEqual([
      { option: 'Chattanooga', rule: 'fewest' },
      { option: 'Nashville', rule: 'fewest' },
      null,
    ])
    expect(found.rounds[2]?.tallies[1]?.counts).toEqual({ all: 58, project: 30, product: 28, both: 0 })
  })

  test('ends with the first round that has more than half', () => {
    const found = instantRunoff([...voters(3, 'AB'), ...voters(1, 'B'), ...voters(1, 'C')], ['A', 'B', 'C'])
    expect(found.winner).toBe('A')
    expect(found.rounds).toHaveLength(1)
  })

  test('exhausted ballots stand by nobody, and more than half is of the others', () => {
    const found = instantRunoff([...voters(4, 'A'), ...voters(3, 'BC'), ...voters(2, 'C')], ['A', 'B', 'C'])
    expect(found.rounds.map(({ exhausted }) => exhausted.all)).toEqual([0, 2])
    expect(found.winner).toBe('A')
    const blank = instantRunoff([...voters(2, 'A'), ...voters(5, '')], ['A', 'B'])
    expect(blank).toMatchObject({ winner: 'A', rounds: [{ exhausted: { all: 5, project: 3, product: 2 } }] })
  })

  test('options tied for the fewest are told apart by the latest earlier round in which they differ', () => {
    // Round 1: C 2 and E 3, D goes with 1 to C; round 2: C and E 3 each. Of these, C had fewer before.
    const ballots = [...voters(6, 'A'), ...voters(5, 'B'), ...voters(2, 'C'), ...voters(1, 'DC'), ...voters(3, 'E')]
    expect(gone(instantRunoff(ballots, ['A', 'B', 'C', 'D', 'E'])).slice(0, 2)).toEqual([
      { option: 'D', rule: 'fewest' },
      { option: 'C', rule: 'earlierRound', tied: ['C', 'E'], round: 1 },
    ])
  })

  test('the latest round is asked first, and only those it leaves equal are told apart by the ones before', () => {
    // C, D, E by round: 4 5 3, then 5 5 3, then 5 5 6, then tied at 6. E was behind at first and does not go.
    const ballots = [
      ...voters(10, 'A'),
      ...voters(9, 'B'),
      ...voters(4, 'C'),
      ...voters(5, 'D'),
      ...voters(3, 'E'),
      ...voters(1, 'FC'),
      ...voters(3, 'GE'),
      ...[...voters(1, 'HC'), ...voters(1, 'HD'), ...voters(2, 'HA')],
    ]
    expect(gone(instantRunoff(ballots, [...'ABCDEFGH'])).slice(0, 4)).toEqual([
      { option: 'F', rule: 'fewest' },
      { option: 'G', rule: 'givenOrder', tied: ['E', 'G'] },
      { option: 'H', rule: 'fewest' },
      { option: 'C', rule: 'earlierRound', tied: ['C', 'D', 'E'], round: 1 },
    ])
  })

  test('those that were equal all along leave by the given order, the last first, and the round says so', () => {
    const even = [...voters(2, 'A'), ...voters(1, 'B'), ...voters(1, 'C')]
    expect(gone(instantRunoff(even, ['A', 'B', 'C']))[0]).toEqual({ option: 'C', rule: 'givenOrder', tied: ['B', 'C'] })
    expect(gone(instantRunoff(even, ['C', 'B', 'A']))[0]).toEqual({ option: 'B', rule: 'givenOrder', tied: ['C', 'B'] })
  })

  test('a tie at the very end is visible as one', () => {
    const found = instantRunoff([...voters(2, 'A'), ...voters(2, 'B')], ['A', 'B'])
    expect(found.winner).toBe('A')
    expect(gone(found)).toEqual([{ option: 'B', rule: 'givenOrder', tied: ['A', 'B'] }, null])
  })

  test('without a ballot that names anything there is no winner', () => {
    expect(instantRunoff([], ['A', 'B'])).toMatchObject({ winner: null, rounds: [{ eliminated: null }] })
    expect(instantRunoff(voters(3, ''), ['A', 'B']).winner).toBeNull()
    expect(instantRunoff([], []).winner).toBeNull()
  })

  test('refuses a ballot that ranks an option twice, or one that nobody asked about', () => {
    expect(() => instantRunoff(voters(1, 'AA'), ['A', 'B'])).toThrow('twice')
    expect(() => instantRunoff(voters(1, 'AZ'), ['A', 'B'])).toThrow('option Z')
  })
})

describe('any run-off', () => {
  test('lets one option go at a time, and never one that had more than another', () => {
    fc.assert(
      fc.property(rankedBallots(), (ballots) => {
        const { rounds, winner } = instantRunoff(ballots, options)
        for (const [at, { tallies, eliminated }] of rounds.entries()) {
          expect(tallies).toHaveLength(options.length - at)
          if (at === rounds.length - 1) expect(eliminated).toBeNull()
          const least = Math.min(...tallies.map((one) => one.counts.all))
          const weakest = tallies.filter((one) => one.counts.all === least).map(({ option }) => option)
          if (eliminated?.rule === 'fewest') expect(weakest).toEqual([eliminated.option])
          else if (eliminated) {
            expect(eliminated.tied).toEqual(weakest)
            expect(weakest).toContain(eliminated.option)
          }
          const next = rounds[at + 1]?.tallies.map(({ option }) => option)
          if (next) {
            expect(next).toEqual(tallies.map(({ option }) => option).filter((one) => one !== eliminated?.option))
          }
        }
        expect(winner === null).toBe(ballots.every(({ ranking }) => ranking.length === 0))
      }),
    )
  })

  test('keeps every ballot: those that stand by somebody and those exhausted are all, on each side too', () => {
    fc.assert(
      fc.property(rankedBallots(), (ballots) => {
        for (const { tallies, exhausted } of instantRunoff(ballots, options).rounds) {
          for (const side of ['all', 'project', 'product', 'both'] as const) {
            const own = side === 'all' ? ballots : ballots.filter((ballot) => ballot.side === side)
            expect(tallies.reduce((sum, one) => sum + one.counts[side], exhausted[side])).toBe(own.length)
          }
        }
      }),
    )
  })

  test('ends as soon as one has more than half of the ballots that are left, and not before', () => {
    fc.assert(
      fc.property(rankedBallots(), (ballots) => {
        const { rounds, winner } = instantRunoff(ballots, options)
        for (const { tallies, exhausted, eliminated } of rounds) {
          const half = (ballots.length - exhausted.all) / 2
          const ahead = tallies.filter((one) => one.counts.all > half).map(({ option }) => option)
          expect(ahead).toEqual(eliminated || winner === null ? [] : [winner])
        }
      }),
    )
  })

  test('is the same in whatever order the ballots came', () => {
    fc.assert(
      fc.property(rankedBallots(), (ballots) => {
        expect(instantRunoff(ballots.toReversed(), options)).toEqual(instantRunoff(ballots, options))
      }),
    )
  })

  test('never elects who loses to each other option one by one', () => {
    fc.assert(
      fc.property(rankedBallots(), (ballots) => {
        const loser = options.find((one) => options.every((other) => one === other || beats(ballots, other, one)))
        if (loser) expect(instantRunoff(ballots, options).winner).not.toBe(loser)
      }),
    )
  })

  test('tells ties apart by the first rule that can: earlier rounds, the latest first, then the order', () => {
    fc.assert(
      fc.property(rankedBallots(options, 8), (ballots) => {
        const { rounds } = instantRunoff(ballots, options)
        for (const [at, { eliminated }] of rounds.entries()) {
          if (!eliminated || eliminated.rule === 'fewest') continue
          const had = (option: string, round: number) =>
            rounds[round]?.tallies.find((one) => one.option === option)?.counts.all ?? Number.NaN
          // Counts of the rounds before, the latest first: the smallest list goes; of equal ones the last.
          const history = (option: string) => Array.from({ length: at }, (_, back) => had(option, at - 1 - back))
          const smaller = (one: number[], other: number[]) => {
            const differs = one.findIndex((count, round) => count !== other[round])
            return differs >= 0 && (one[differs] ?? 0) < (other[differs] ?? 0)
          }
          for (const other of eliminated.tied.filter((one) => one !== eliminated.option)) {
            const [own, theirs] = [history(eliminated.option), history(other)]
            expect(smaller(theirs, own)).toBe(false)
            const order = options.indexOf(eliminated.option) > options.indexOf(other)
            if (eliminated.rule === 'earlierRound') expect(smaller(own, theirs)).toBe(true)
            else expect(smaller(own, theirs) || order).toBe(true)
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})
