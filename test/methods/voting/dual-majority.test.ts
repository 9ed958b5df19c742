import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Side, VoterSide } from '../../../src/methods/voting/ballots.ts'
import {
  type BothSides,
  type DualRules,
  decided,
  dualMajority,
  dualVotes,
  type Outcome,
  type SideVotes,
} from '../../../src/methods/voting/dual-majority.ts'
import type { Vote } from '../../../src/methods/voting/majority.ts'
import { anySide } from './some.ts'

/** Three who may vote, unless said otherwise. */
const side = (yes: number, against: number, abstain = 0, size = 3): SideVotes => ({ for: yes, against, abstain, size })

const outcome = (project: SideVotes, product: SideVotes, rules?: DualRules) =>
  dualMajority({ project, product }, rules).outcome

describe('dual majority', () => {
  test('project 2 to 1, product 1 to 1 with 1 abstention: no result', () => {
    const found = dualMajority({ project: side(2, 1), product: side(1, 1, 1) })
    expect(found.outcome).toBe('noResult')
    expect(found.project).toEqual({ verdict: 'yes', cast: 3, needed: 2, tieBroken: false })
    expect(found.product.verdict).toBe('tie')
  })

  test('two yes accept, two no reject, one of each is no agreement', () => {
    expect(outcome(side(2, 1), side(3, 0))).toBe('accepted')
    expect(outcome(side(0, 2), side(1, 2))).toBe('rejected')
    expect(outcome(side(1, 2), side(3, 0))).toBe('noAgreement')
    expect(outcome(side(3, 0), side(1, 2))).toBe('noAgreement')
  })

  test('a hundred of one side cannot carry what the other refuses', () => {
    expect(outcome(side(100, 0, 0, 100), side(0, 1, 0, 1))).toBe('noAgreement')
  })

  test('those away count for the quorum of their side: 2 of 4 are not enough, an abstention makes them so', () => {
    expect(dualMajority({ project: side(2, 0, 0, 4), product: side(2, 0) }).project).toMatchObject({
      verdict: 'noResult',
      cast: 2,
      needed: 3,
    })
    expect(outcome(side(2, 0, 0, 4), side(2, 0))).toBe('noResult')
    expect(outcome(side(2, 0, 1, 4), side(2, 0))).toBe('accepted')
  })

  test('a side of two needs both, a side of one needs one, a side of nobody never has a result', () => {
    expect(outcome(side(1, 0, 0, 2), side(1, 0, 0, 1))).toBe('noResult')
    expect(outcome(side(2, 0, 0, 2), side(1, 0, 0, 1))).toBe('accepted')
    expect(outcome(side(3, 0), side(0, 0, 0, 0))).toBe('noResult')
  })

  test('a quorum of its own holds for its side alone, and one above its side is never met', () => {
    const quorum = { project: { count: 3 } }
    expect(outcome(side(2, 0), side(2, 0), { quorum })).toBe('noResult')
    expect(outcome(side(3, 0), side(2, 0), { quorum })).toBe('accepted')
    expect(outcome(side(1, 0), side(1, 0), { quorum: { project: { percent: 30 }, product: { percent: 34 } } })).toBe(
      'noResult',
    )
    expect(outcome(side(3, 0), side(3, 0), { quorum: { product: { count: 4 } } })).toBe('noResult')
  })

  test('sponsors break a tie by their majority, and a tie among them breaks none', () => {
    const tied = { project: side(2, 1), product: side(1, 1, 1) }
    const byOne = dualMajority(tied, { tieBreak: side(1, 0, 0, 1) })
    expect(byOne.outcome).toBe('accepted')
    expect(byOne.product).toEqual({ verdict: 'yes', cast: 3, needed: 2, tieBroken: true })
    expect(byOne.project.tieBroken).toBe(false)
    expect(dualMajority(tied, { tieBreak: side(0, 1, 0, 1) }).outcome).toBe('noAgreement')
    expect(dualMajority(tied, { tieBreak: side(1, 1, 0, 2) }).outcome).toBe('noResult')
    expect(dualMajority(tied, { tieBreak: side(0, 0, 1, 1) }).outcome).toBe('noResult')
  })

  test('sponsors neither outvote a side nor make up for its quorum', () => {
    const tieBreak = side(9, 0, 0, 9)
    expect(outcome(side(1, 2), side(2, 1), { tieBreak })).toBe('noAgreement')
    expect(outcome(side(1, 0), side(2, 1), { tieBreak })).toBe('noResult')
  })

  test('counts that cannot be are a mistake', () => {
    expect(() => outcome(side(2, 2), side(1, 0))).toThrow('4 ballots of 3')
    expect(() => outcome(side(-1, 2), side(1, 0))).toThrow(RangeError)
    expect(() => outcome(side(1, 0), side(0.5, 0))).toThrow(RangeError)
    expect(() => outcome(side(1, 0), side(1, 0), { tieBreak: side(2, 0, 0, 1) })).toThrow(RangeError)
    expect(() => decided({ project: side(2, 2), product: side(1, 0) })).toThrow(RangeError)
  })
})

describe('ballots by side', () => {
  test('become the counts of both sides and the tie-break', () => {
    const electorate = (['project', 'project', 'product', 'both'] as const).map((one) => ({ side: one }))
    const votes = dualVotes(electorate, [
      { side: 'project', vote: 'for' },
      { side: 'both', vote: 'against' },
      { side: 'project', vote: 'abstain' },
    ])
    expect(votes).toEqual({
      project: side(1, 0, 1, 2),
      product: side(0, 0, 0, 1),
      both: side(0, 1, 0, 1),
    })
  })

  test('count alike in whatever order they came', () => {
    const ballot = fc.record({ side: anySide, vote: fc.constantFrom<Vote>('for', 'against', 'abstain') })
    fc.assert(
      fc.property(fc.array(ballot), (ballots) => {
        const result = (given: { side: VoterSide; vote: Vote }[]) => {
          const votes = dualVotes(ballots, given)
          return dualMajority(votes, { tieBreak: votes.both })
        }
        expect(result(ballots.toReversed())).toEqual(result(ballots))
      }),
    )
  })
})

describe('a vote that can be closed early', () => {
  test('is decided once nobody missing could change the outcome', () => {
    // 3 of 5 against: no whatever the other two say; 2 of 3 for: yes.
    expect(decided({ project: side(0, 3, 0, 5), product: side(2, 0) })).toBe('noAgreement')
    expect(decided({ project: side(2, 0), product: side(3, 0) })).toBe('accepted')
  })

  test('stays open while the last one could still tie it', () => {
    expect(decided({ project: side(2, 1, 0, 4), product: side(3, 0) })).toBeNull()
  })

  test('stays open while a quorum is missing, however clear the lead', () => {
    expect(decided({ project: side(1, 0, 0, 3), product: side(3, 0) })).toBeNull()
    expect(decided({ project: side(2, 0), product: side(2, 0) }, { quorum: { project: { count: 3 } } })).toBeNull()
  })

  test('waits for a sponsor who could break a tie, and not for one who cannot matter', () => {
    const tied = { project: side(1, 1, 1), product: side(3, 0) }
    expect(decided(tied)).toBe('noResult')
    expect(decided(tied, { tieBreak: side(0, 0, 0, 1) })).toBeNull()
    expect(decided({ project: side(2, 1), product: side(3, 0) }, { tieBreak: side(0, 0, 0, 1) })).toBe('accepted')
  })

  test('is decided without a result when one side is tied for good, whatever the other says', () => {
    expect(decided({ project: side(1, 1, 1), product: side(0, 0) })).toBe('noResult')
  })
})

/** Every way in which the missing ballots can fall, or stay away. */
function endings(votes: SideVotes): SideVotes[] {
  const missing = votes.size - votes.for - votes.against - votes.abstain
  const upTo = (most: number) => Array.from({ length: most + 1 }, (_, count) => count)
  return upTo(missing).flatMap((yes) =>
    upTo(missing - yes).flatMap((against) =>
      upTo(missing - yes - against).map((abstain) =>
        side(votes.for + yes, votes.against + against, votes.abstain + abstain, votes.size),
      ),
    ),
  )
}

function bruteForce({ project, product }: BothSides, { tieBreak = side(0, 0, 0, 0), ...rules }: DualRules) {
  const outcomes = new Set<Outcome>()
  const sponsors = endings(tieBreak)
  for (const one of endings(project)) {
    for (const other of endings(product)) {
      for (const third of sponsors) outcomes.add(outcome(one, other, { ...rules, tieBreak: third }))
    }
  }
  return outcomes
}

const votes = (most: number) =>
  fc
    .record({ for: fc.nat(most), against: fc.nat(most), abstain: fc.nat(most), missing: fc.nat(most) })
    .filter((one) => one.for + one.against + one.abstain + one.missing <= most)
    .map(({ missing, ...one }) => ({ ...one, size: one.for + one.against + one.abstain + missing }))

const enough = fc.oneof(
  fc.nat(6).map((count) => ({ count })),
  fc.nat(100).map((percent) => ({ percent })),
)
const quorums = fc.record({ project: enough, product: enough }, { requiredKeys: [] })
const rules: fc.Arbitrary<DualRules> = fc.record({ quorum: quorums, tieBreak: votes(2) }, { requiredKeys: [] })
const sides: fc.Arbitrary<BothSides> = fc.record({ project: votes(5), product: votes(5) })

describe('any vote', () => {
  test('is decided exactly when every way that the missing ballots can fall leads to one outcome', () => {
    fc.assert(
      fc.property(sides, rules, (given, by) => {
        const outcomes = bruteForce(given, by)
        expect(decided(given, by)).toBe(outcomes.size === 1 ? [...outcomes][0] : null)
      }),
      { numRuns: 300 },
    )
  })

  test('that is decided ends as it was decided', () => {
    fc.assert(
      fc.property(sides, rules, (given, by) => {
        const now = decided(given, by)
        if (now !== null) expect(dualMajority(given, by).outcome).toBe(now)
      }),
    )
  })

  test('is decided when all ballots are cast', () => {
    const full = (one: SideVotes) => ({ ...one, size: one.for + one.against + one.abstain })
    fc.assert(
      fc.property(sides, ({ project, product }) => {
        const cast = { project: full(project), product: full(product) }
        expect(decided(cast)).toBe(dualMajority(cast).outcome)
      }),
    )
  })

  test('treats the sides alike', () => {
    fc.assert(
      fc.property(sides, rules, ({ project, product }, { quorum = {}, ...by }) => {
        const swapped: Partial<Record<Side, (typeof quorum)['project'] & {}>> = {
          ...(quorum.product && { project: quorum.product }),
          ...(quorum.project && { product: quorum.project }),
        }
        expect(outcome(product, project, { ...by, quorum: swapped })).toBe(outcome(project, product, { ...by, quorum }))
      }),
    )
  })

  test('turns around when everybody changes their mind', () => {
    const turned = (one: SideVotes) => ({ ...one, for: one.against, against: one.for })
    const opposite = { accepted: 'rejected', rejected: 'accepted', noAgreement: 'noAgreement', noResult: 'noResult' }
    fc.assert(
      fc.property(sides, rules, ({ project, product }, { tieBreak = side(0, 0), ...by }) => {
        const before = outcome(project, product, { ...by, tieBreak })
        expect(outcome(turned(project), turned(product), { ...by, tieBreak: turned(tieBreak) })).toBe(opposite[before])
      }),
    )
  })
})
