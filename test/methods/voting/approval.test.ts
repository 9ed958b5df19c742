import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { approval, leadDecided } from '../../../src/methods/voting/approval.ts'
import { anySide, options, rankings } from './some.ts'

describe('approval', () => {
  test('counts each option that a ballot approves of, as a share of all ballots', () => {
    const ballots = [
      { side: 'project' as const, choices: [1, 2] },
      { side: 'product' as const, choices: [2] },
      { side: 'product' as const, choices: [] },
      { side: 'both' as const, choices: [1, 2, 3] },
    ]
    const found = approval(ballots, [1, 2, 3])
    expect(found.options.map(({ counts, share }) => [counts.all, share])).toEqual([
      [2, 0.5],
      [3, 0.75],
      [1, 0.25],
    ])
    expect(found.options[1]?.counts).toEqual({ all: 3, project: 1, product: 1, both: 1 })
    expect(found.winners).toEqual([2])
  })

  test('refuses a ballot that names an option twice', () => {
    expect(() => approval([{ side: 'project', choices: ['A', 'A'] }], ['A'])).toThrow('names an option twice')
  })
})

const approvals = fc.array(fc.record({ side: anySide, choices: rankings() }), { maxLength: 12 })

describe('any approval', () => {
  test('counts the same in whatever order the ballots came, and sides add up', () => {
    fc.assert(
      fc.property(approvals, (ballots) => {
        const found = approval(ballots, options)
        expect(approval(ballots.toReversed(), options)).toEqual(found)
        for (const { counts } of [...found.options, { counts: found.ballots }]) {
          expect(counts.project + counts.product + counts.both).toBe(counts.all)
        }
      }),
    )
  })

  test('has winners that nobody has more votes than', () => {
    fc.assert(
      fc.property(approvals, (ballots) => {
        const found = approval(ballots, options)
        const votes = (option: string) => ballots.filter(({ choices }) => choices.includes(option)).length
        const most = Math.max(...options.map(votes))
        expect(found.winners).toEqual(most === 0 ? [] : options.filter((option) => votes(option) === most))
      }),
    )
  })
})

describe('a lead', () => {
  test('is decided once it is longer than what is missing', () => {
    expect(leadDecided([5, 2, 0], 2)).toBe(true)
    expect(leadDecided([5, 3, 0], 2)).toBe(false)
    expect(leadDecided([3, 3], 0)).toBe(true)
    expect(leadDecided([0, 0], 1)).toBe(false)
    expect(leadDecided([1], 7)).toBe(true)
    expect(leadDecided([0], 7)).toBe(false)
  })

  /** Winners of every way to add `missing` votes, or fewer: each goes to one of the options, or to none of them. */
  function ends(counts: number[], missing: number): Set<string> {
    const most = Math.max(1, ...counts)
    const now = JSON.stringify(counts.flatMap((count, at) => (count === most ? [at] : [])))
    const next = missing === 0 ? [] : counts.map((_, at) => counts.with(at, (counts[at] ?? 0) + 1))
    return new Set([now, ...next.flatMap((one) => [...ends(one, missing - 1)])])
  }

  test('is decided exactly when all the ways that votes can fall leave the same winners', () => {
    const counts = fc.array(fc.nat(5), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(counts, fc.nat(4), (given, missing) => {
        expect(leadDecided(given, missing)).toBe(ends(given, missing).size === 1)
      }),
      { numRuns: 300 },
    )
  })
})
