/** Approval: each ballot names every option it can live with. */
import { countSides, type OptionKey, optionCheck, type SideCounts, type VoterSide } from './ballots.ts'

export interface ApprovalBallot<Option> {
  side: VoterSide
  /** None is a ballot too: it approves of nothing. */
  choices: readonly Option[]
}

export interface OptionTally<Option> {
  option: Option
  counts: SideCounts
  /** Part of the ballots, 0 to 1; null without ballots. */
  share: number | null
}

export interface ChoiceResult<Option> {
  ballots: SideCounts
  /** In the given order. */
  options: OptionTally<Option>[]
  /** Those with the most, several when they tie; none without a vote. */
  winners: Option[]
}

/** Approval voting (Brams and Fishburn, Approval Voting, 1978). Throws a RangeError as `optionCheck` does. */
export function approval<Option extends OptionKey>(
  ballots: readonly ApprovalBallot<Option>[],
  options: readonly Option[],
): ChoiceResult<Option> {
  const check = optionCheck(options)
  for (const { choices } of ballots) check(choices)
  const tallies = options.map((option) => {
    const counts = countSides(ballots.filter(({ choices }) => choices.includes(option)))
    return { option, counts, share: ballots.length > 0 ? counts.all / ballots.length : null }
  })
  const most = Math.max(1, ...tallies.map(({ counts }) => counts.all))
  const winners = tallies.filter(({ counts }) => counts.all === most).map(({ option }) => option)
  return { ballots: countSides(ballots), options: tallies, winners }
}

/**
 * Whether the winners stand whatever `missing` more ballots say: the leader must be ahead of each other option by more than those.
 * `counts` are all votes of each option, of an approval or of a single choice; without missing ballots everything is decided.
 * Where options may still be added, or a quorum is still open, nothing is decided by this alone.
 */
export function leadDecided(counts: readonly number[], missing: number): boolean {
  if (missing === 0) return true
  const [lead = 0, next = Number.NEGATIVE_INFINITY] = [...counts].sort((a, b) => b - a)
  return lead > 0 && lead > next + missing
}
