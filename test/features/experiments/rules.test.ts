import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkExperiment,
  confirmed,
  outcome,
  said,
  sidesOf,
  startProblem,
} from '../../../src/features/experiments/rules/experiment.ts'

const today = '2026-11-24'
const given = {
  hypothesis: ' Shoppers leave at the address ',
  metric: 'of 8 shoppers who stop there',
  unit: '%',
  threshold: 50,
  direction: 'atLeast',
  owner: [3],
  endOn: '2026-12-08',
}

describe('what is fixed before the start', () => {
  test('is taken as it was given, and refused beside the field that does not hold', () => {
    expect(checkExperiment({ ...given, direction: 'atMost' }, today)).toMatchObject({
      data: { hypothesis: 'Shoppers leave at the address', atLeast: false, ownerId: 3 },
    })
    const wrong = checkExperiment(
      { ...given, hypothesis: ' ', metric: '', unit: ' ', owner: [1, 2], endOn: today },
      today,
    )
    expect(Object.keys('errors' in wrong ? wrong.errors : {}).sort()).toEqual(
      ['endOn', 'hypothesis', 'metric', 'owner', 'unit'].sort(),
    )
  })

  test('a draft whose end is still to come starts; what has started never does again', () => {
    expect(startProblem({ state: 'draft', endOn: '2026-11-25' }, today)).toBeNull()
    expect(startProblem({ state: 'draft', endOn: today }, today)).toContain('is no day to come')
    for (const state of ['running', 'measured', 'accepted', 'rejected'] as const)
      expect(startProblem({ state, endOn: '2026-12-08' }, today)).toContain('started already')
  })

  test('at the threshold it counts, either way round; anywhere else only one way does', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (threshold, result) => {
        const [least, most] = [
          confirmed({ threshold, atLeast: true }, result),
          confirmed({ threshold, atLeast: false }, result),
        ]
        expect(least && most).toBe(threshold === result)
        expect(least || most).toBe(true)
      }),
    )
  })
})

describe('what both owners say', () => {
  test('both accept, one rejects, or it waits', () => {
    expect(outcome({ projectSays: true, productSays: true })).toBe('accepted')
    expect(outcome({ projectSays: true, productSays: null })).toBe('measured')
    expect(outcome({ projectSays: null, productSays: false })).toBe('rejected')
    expect(outcome({ projectSays: true, productSays: false })).toBe('rejected')
  })

  test('a side has one word, and it is its owner’s; who owns both has both', () => {
    const owners = { projectOwnerId: 1, productOwnerId: 2 }
    expect([sidesOf(owners, 1), sidesOf(owners, 2), sidesOf(owners, 3)]).toEqual([['project'], ['product'], []])
    const both = sidesOf({ projectOwnerId: 1, productOwnerId: 1 }, 1)
    expect(outcome(said({ projectSays: null, productSays: null }, both, true))).toBe('accepted')
    expect(said({ projectSays: true, productSays: null }, ['product'], false)).toEqual({
      projectSays: true,
      productSays: false,
    })
  })

  test('nobody’s word alone adopts it: without both it is never accepted', () => {
    const word = fc.constantFrom(true, false, null)
    fc.assert(
      fc.property(word, word, (projectSays, productSays) => {
        expect(outcome({ projectSays, productSays }) === 'accepted').toBe(projectSays === true && productSays === true)
      }),
    )
  })
})
