import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countVotes, majority, twoThirds, type Vote } from '../../../src/methods/voting/majority.ts'

test('9 to 8 passes, a tie fails, and so does silence', () => {
  expect(majority({ for: 9, against: 8, abstain: 0 })).toBe(true)
  expect(majority({ for: 8, against: 8, abstain: 1 })).toBe(false)
  expect(majority({ for: 0, against: 0, abstain: 5 })).toBe(false)
})

test('two thirds of the votes cast: 30 to 15 passes although 15 abstained', () => {
  expect(twoThirds({ for: 30, against: 15, abstain: 15 })).toBe(true)
  expect(twoThirds({ for: 29, against: 15, abstain: 0 })).toBe(false)
  expect(twoThirds({ for: 0, against: 0, abstain: 5 })).toBe(false)
})

test('abstentions change nothing, another vote for never hurts, and two thirds are a majority', () => {
  const count = fc.nat(40)
  fc.assert(
    fc.property(count, count, count, (yes, against, abstain) => {
      const votes = { for: yes, against, abstain }
      for (const method of [majority, twoThirds]) {
        expect(method(votes)).toBe(method({ ...votes, abstain: 0 }))
        if (method(votes)) expect(method({ ...votes, for: yes + 1 })).toBe(true)
      }
      if (twoThirds(votes)) expect(majority(votes)).toBe(true)
    }),
  )
})

test('every ballot is counted once', () => {
  const ballots = fc.array(fc.record({ vote: fc.constantFrom<Vote>('for', 'against', 'abstain') }))
  fc.assert(
    fc.property(ballots, (given) => {
      const votes = countVotes(given)
      expect(votes.for + votes.against + votes.abstain).toBe(given.length)
    }),
  )
  expect(countVotes([{ vote: 'for' }, { vote: 'abstain' }, { vote: 'for' }])).toEqual({
    for: 2,
    against: 0,
    abstain: 1,
  })
})
