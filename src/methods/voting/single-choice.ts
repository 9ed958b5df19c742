/** Single choice: each ballot names one option, the most named wins. */
import { approval, type ChoiceResult } from './approval.ts'
import { countSides, type OptionKey, type SideCounts, type VoterSide } from './ballots.ts'

export interface SingleBallot<Option> {
  side: VoterSide
  /** null abstains: it counts for the quorum only. */
  choice: Option | null
}

/**
 * Plurality (Robert's Rules of Order Newly Revised, 44: the most votes, be they a majority or not). Shares are of the votes cast,
 * without abstentions. Throws a RangeError as `optionCheck` does.
 */
export function singleChoice<Option extends OptionKey>(
  ballots: readonly SingleBallot<Option>[],
  options: readonly Option[],
): ChoiceResult<Option> & { abstained: SideCounts } {
  const votes = ballots.flatMap(({ side, choice }) => (choice === null ? [] : [{ side, choices: [choice] }]))
  return { ...approval(votes, options), abstained: countSides(ballots.filter(({ choice }) => choice === null)) }
}
