import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { approval } from '../../../src/methods/voting/approval.ts'
import type { VoterSide } from '../../../src/methods/voting/ballots.ts'
import { singleChoice } from '../../../src/methods/voting/single-choice.ts'
import { anySide, options } from './some.ts'

const single = (side: VoterSide, choice: string | null) => ({ side, choice })

describe('single choice', () => {
  test('counts overall and per side, in the given order, with the share of the votes cast', () => {
    const ballots = [single('project', 'B'), single('product', 'B'), single('both', 'A'), single('product', 'B')]
    expect(singleChoice(ballots, ['A', 'B', 'C'])).toEqual({
      ballots: { all: 4, project: 1, product: 2, both: 1 },
      abstained: { all: 0, project: 0, product: 0, both: 0 },
      options: [
        { option: 'A', counts: { all: 1, project: 0, product: 0, both: 1 }, share: 0.25 },
        { option: 'B', counts: { all: 3, project: 1, product: 2, both: 0 }, share: 0.75 },
        { option: 'C', counts: { all: 0, project: 0, product: 0, both: 0 }, share: 0 },
      ],
      winners: ['B'],
    })
  })

  test('names everybody who is tied for the most', () => {
    const found = singleChoice([single('project', 'C'), single('product', 'A')], ['A', 'B', 'C'])
    expect(found.winners).toEqual(['A', 'C'])
  })

  test('takes an abstention for no vote: it has no part in the shares', () => {
    const found = singleChoice([single('project', 'A'), single('product', null)], ['A', 'B'])
    expect(found.options[0]?.share).toBe(1)
    expect(found.ballots.all).toBe(1)
    expect(found.abstained).toEqual({ all: 1, project: 0, product: 1, both: 0 })
  })

  test('without a vote has no winner, and shares of nothing are no data', () => {
    const found = singleChoice([single('project', null)], ['A', 'B'])
    expect(found.winners).toEqual([])
    expect(found.options.map(({ share }) => share)).toEqual([null, null])
  })

  test('refuses what nobody was asked about', () => {
    expect(() => singleChoice([single('project', 'Z')], ['A'])).toThrow('nobody was asked about option Z')
    expect(() => singleChoice([], ['A', 'A'])).toThrow('an option is listed twice')
  })

  test('of one option each is approval of that one', () => {
    const choices = fc.array(fc.record({ side: anySide, choice: fc.constantFrom(...options) }), { maxLength: 12 })
    fc.assert(
      fc.property(choices, (ballots) => {
        const { abstained, ...found } = singleChoice(ballots, options)
        expect(abstained.all).toBe(0)
        expect(found).toEqual(
          approval(
            ballots.map(({ side, choice }) => ({ side, choices: [choice] })),
            options,
          ),
        )
        expect(found.options.reduce((sum, { counts }) => sum + counts.all, 0)).toBe(ballots.length)
      }),
    )
  })
})
