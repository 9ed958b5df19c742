/** Counting: ballots to the result of the poll's method, with its quorum and what may be shown of the sides. Pure. */
import { approval } from '../../methods/voting/approval.ts'
import { countSides, type Side, type SideCounts, type VoterSide } from '../../methods/voting/ballots.ts'
import { consent } from '../../methods/voting/consent.ts'
import { type DualRules, decided, dualMajority, dualVotes } from '../../methods/voting/dual-majority.ts'
import { type FistBallot, fistOfFive } from '../../methods/voting/fist-of-five.ts'
import { instantRunoff } from '../../methods/voting/instant-runoff.ts'
import { ballotsNeeded, type Enough, type QuorumPart, quorumParts } from '../../methods/voting/quorum.ts'
import { schulze } from '../../methods/voting/schulze.ts'
import { score } from '../../methods/voting/score.ts'
import { singleChoice } from '../../methods/voting/single-choice.ts'
import { withoutSides } from './hiding.ts'
import { rankedBySide } from './ranking.ts'
import {
  type ChoiceOf,
  type Counted,
  type OptionRecord,
  type PollMethod,
  type PollRecord,
  type PollResult,
  type PollSettings,
  readChoice,
  type SideTally,
} from './records.ts'

type Poll = Pick<PollRecord, 'method' | 'settings'>
type Voter = { side: VoterSide }
type Option = Pick<OptionRecord, 'id'>

/** `electorate`: everybody who may vote, observers left out. */
export function tally(poll: Poll, options: Option[], electorate: Voter[], ballots: Counted[]): PollResult {
  const counts = { electorate: countSides(electorate), ballots: countSides(ballots) }
  const quorum = quorumOf(poll.settings, counts.electorate, counts.ballots)
  const common = { ...counts, quorum, quorumMet: quorum.every(({ met }) => met), bySide: true }
  const result = { ...common, ...counted(poll, options, electorate, ballots, common.quorumMet) } as PollResult
  return poll.settings.anonymous ? withoutSides(result) : result
}

function counted(poll: Poll, options: Option[], electorate: Voter[], ballots: Counted[], quorumMet: boolean) {
  const { method, settings } = poll
  const ids = options.map(({ id }) => id)
  const read = <M extends PollMethod>(of: M) =>
    ballots.map(({ side, choice, reason }) => ({ side, reason, ...(readChoice(of, choice) as ChoiceOf<M>) }))
  switch (method) {
    case 'dualMajority':
      return { method, ...dual(settings, electorate, read(method), quorumMet) }
    case 'single': {
      const named = read(method).map(({ side, option }) => ({ side, choice: option }))
      const { ballots: _, ...result } = singleChoice(named, ids)
      return { method, ...result }
    }
    case 'approval': {
      const named = read(method).map(({ side, options: chosen }) => ({ side, choices: chosen }))
      const { ballots: _, ...result } = approval(named, ids)
      return { method, ...result }
    }
    case 'instantRunoff':
      return { method, ...instantRunoff(read(method), ids) }
    case 'schulze': {
      const ranked = read(method)
      const firsts = ids.map((option) => ({
        option,
        counts: countSides(ranked.filter(({ ranking }) => ranking[0] === option)),
      }))
      return { method, firsts, ...schulze(ranked, ids) }
    }
    case 'score':
      return { method, max: settings.max, ...score(read(method), ids, { max: settings.max }) }
    case 'consent': {
      const { passes, counts, objections } = consent(read(method))
      return { method, passes, counts, objections: objections.length }
    }
    case 'fist': {
      const shown = read(method).map(({ side, fingers }) => ({ side, fingers: fingers as FistBallot['fingers'] }))
      const { ready, counts, concerns } = fistOfFive(shown)
      return { method, ready, counts, concerns: concerns.length }
    }
    case 'ranking':
      return { method, ...rankedBySide(read(method), ids) }
  }
}

type DualBallot = Voter & ChoiceOf<'dualMajority'>

function dual(settings: PollSettings, electorate: Voter[], ballots: DualBallot[], quorumMet: boolean) {
  const votes = dualVotes(electorate, ballots)
  const result = dualMajority(votes, dualRules(settings, votes.both))
  const side = (of: Side): SideTally => {
    const { size, ...own } = votes[of]
    return { ...result[of], votes: own, size }
  }
  const { size, ...sponsors } = votes.both
  const cast = sponsors.for + sponsors.against + sponsors.abstain
  const both: SideTally = { verdict: verdictOf(sponsors), cast, needed: 0, tieBroken: false, votes: sponsors, size }
  return {
    outcome: quorumMet ? result.outcome : ('noResult' as const),
    project: side('project'),
    product: side('product'),
    both,
  }
}

function verdictOf(votes: { for: number; against: number }) {
  if (votes.for === votes.against) return 'tie'
  return votes.for > votes.against ? 'yes' : 'no'
}

function dualRules({ quorum }: PollSettings, tieBreak: NonNullable<DualRules['tieBreak']>): DualRules {
  const { project, product } = quorum?.perSide ?? {}
  return { quorum: { ...(project && { project }), ...(product && { product }) }, tieBreak }
}

/** The outcome of a dual majority that the missing ballots cannot change. */
export function dualDecided(poll: Poll, electorate: Voter[], ballots: Counted[]) {
  const cast = ballots.map(({ side, choice }) => ({ side, ...readChoice('dualMajority', choice) }))
  const votes = dualVotes(electorate, cast)
  return decided(votes, dualRules(poll.settings, votes.both))
}

/** Of a dual majority each side's own quorum stands with its verdict; the parts here are what was asked for besides. */
function quorumOf({ quorum }: PollSettings, electorate: SideCounts, cast: SideCounts): QuorumPart[] {
  if (!quorum) return []
  const { overall, perSide } = quorum
  const part = (of: Side, needs: Enough | undefined): QuorumPart[] => {
    if (!needs) return []
    const needed = ballotsNeeded(electorate[of], needs)
    return [{ of, cast: cast[of], needed, met: cast[of] >= needed }]
  }
  return [
    ...quorumParts(electorate, cast, overall ? { overall } : {}),
    ...part('project', perSide?.project),
    ...part('product', perSide?.product),
  ]
}
