/** Yes or no by each side's own majority: neither side can carry a joint decision alone. */
import type { Side, VoterSide } from './ballots.ts'
import { countVotes, type Vote, type Votes } from './majority.ts'
import { ballotsNeeded, type Enough, moreThanHalf } from './quorum.ts'

/** One side's votes, and how many may vote on it, those away among them. */
export interface SideVotes extends Votes {
  size: number
}

export type BothSides = Record<Side, SideVotes>

/** `noResult`: the quorum is missed. */
export type Verdict = 'yes' | 'no' | 'tie' | 'noResult'

export type Outcome = 'accepted' | 'rejected' | 'noAgreement' | 'noResult'

export interface SideResult {
  verdict: Verdict
  /** Ballots, abstentions among them, and how many the quorum asks for. */
  cast: number
  needed: number
  /** Tied, and decided by the sponsors. */
  tieBroken: boolean
}

export interface DualRules {
  /** Of a side, instead of more than half of it. One that is larger than its side is never met. */
  quorum?: Partial<Record<Side, Enough>>
  /** What those on both sides voted; how many of them may is for `decided`. */
  tieBreak?: SideVotes
}

const nobody: SideVotes = { for: 0, against: 0, abstain: 0, size: 0 }

/**
 * Each side is yes, no or tied by its own votes, or without a result where its quorum is missed. Two yes accept, two no reject, one
 * of each is no agreement; a tie or a missed quorum on either side is no result. Sponsors are in neither side: their majority,
 * should they have one, breaks a side's tie (a side that only abstained is tied too), and never makes up for a quorum.
 *
 * A rule of this house. Throws a RangeError for counts that are not whole or below 0, and for more ballots than voters.
 *
 * Example: project 2 to 1, product 1 to 1 with 1 abstention is no result.
 */
export function dualMajority(
  sides: BothSides,
  { quorum, tieBreak = nobody }: DualRules = {},
): Record<Side, SideResult> & { outcome: Outcome } {
  const sponsors = verdictOf(tieBreak, 0)
  const resultOf = (side: Side): SideResult => {
    const needed = neededOf(sides[side].size, quorum?.[side])
    const own = verdictOf(sides[side], needed)
    const verdict = broken(own, sponsors)
    return { verdict, cast: castOf(sides[side]), needed, tieBroken: verdict !== own }
  }
  const [project, product] = [resultOf('project'), resultOf('product')]
  return { project, product, outcome: combined(project.verdict, product.verdict) }
}

/**
 * The outcome that no ballot still missing can change while those cast stand; null while one could. Considers every way in which
 * the missing ballots of both sides and of the sponsors can fall, or stay away. It is the outcome that is certain: where one side
 * is tied for good, that is no result, whatever the other side makes of it. Throws as `dualMajority` does.
 */
export function decided(sides: BothSides, { quorum, tieBreak = nobody }: DualRules = {}): Outcome | null {
  const possible = (side: Side) => reachable(sides[side], neededOf(sides[side].size, quorum?.[side]))
  const [project, product, sponsors] = [possible('project'), possible('product'), reachable(tieBreak, 0)]
  const outcomes = new Set(
    project.flatMap((one) =>
      product.flatMap((other) => sponsors.map((third) => combined(broken(one, third), broken(other, third)))),
    ),
  )
  const [only = null] = outcomes
  return outcomes.size === 1 ? only : null
}

/** The counts of ballots, for the two above: `sides` is all of it, `tieBreak` its `both`. The electorate is everybody who may vote. */
export function dualVotes(
  electorate: readonly { side: VoterSide }[],
  ballots: readonly { side: VoterSide; vote: Vote }[],
): Record<VoterSide, SideVotes> {
  const of = (side: VoterSide): SideVotes => ({
    ...countVotes(ballots.filter((ballot) => ballot.side === side)),
    size: electorate.filter((voter) => voter.side === side).length,
  })
  return { project: of('project'), product: of('product'), both: of('both') }
}

function verdictOf(votes: SideVotes, needed: number): Verdict {
  if (castOf(votes) < needed) return 'noResult'
  if (votes.for === votes.against) return 'tie'
  return votes.for > votes.against ? 'yes' : 'no'
}

/** With abstentions among them, the missing ballots can move the lead by any number up to theirs, and the quorum is nearest when all come. */
function reachable(votes: SideVotes, needed: number): Verdict[] {
  const cast = castOf(votes)
  const missing = votes.size - cast
  const lead = votes.for - votes.against
  const verdicts: [Verdict, boolean][] = [
    ['noResult', cast < needed],
    ['yes', votes.size >= needed && lead + missing > 0],
    ['no', votes.size >= needed && lead - missing < 0],
    ['tie', votes.size >= needed && Math.abs(lead) <= missing],
  ]
  return verdicts.flatMap(([verdict, possible]) => (possible ? [verdict] : []))
}

const broken = (own: Verdict, sponsors: Verdict): Verdict => (own === 'tie' ? sponsors : own)

function combined(project: Verdict, product: Verdict): Outcome {
  if ([project, product].some((verdict) => verdict === 'tie' || verdict === 'noResult')) return 'noResult'
  if (project !== product) return 'noAgreement'
  return project === 'yes' ? 'accepted' : 'rejected'
}

const neededOf = (size: number, quorum: Enough | undefined) =>
  quorum ? ballotsNeeded(size, quorum) : moreThanHalf(size)

function castOf({ size, ...votes }: SideVotes): number {
  const cast = votes.for + votes.against + votes.abstain
  if (![size, votes.for, votes.against, votes.abstain].every((count) => Number.isInteger(count) && count >= 0))
    throw new RangeError('a count of votes that is no count')
  if (cast > size) throw new RangeError(`${cast} ballots of ${size} who may vote`)
  return cast
}
