/** Instant run-off: the weakest option goes, its ballots go on to their next choice, until one has more than half. */
import { countSides, type OptionKey, optionCheck, type RankedBallot, type SideCounts } from './ballots.ts'

/**
 * Who went, and by which rule: it alone had the fewest; or of those `tied` it had the fewest in an earlier `round` (the first is 1);
 * or, where they had been equal all along, it is the last of them in the given order of options.
 */
export type Elimination<Option> = { option: Option } & (
  | { rule: 'fewest' }
  | { rule: 'earlierRound'; tied: Option[]; round: number }
  | { rule: 'givenOrder'; tied: Option[] }
)

export interface RunoffRound<Option> {
  /** Those still in, in the given order, with the ballots that stand by each. */
  tallies: { option: Option; counts: SideCounts }[]
  /** Ballots that name none of those still in. */
  exhausted: SideCounts
  /** null in the last round. */
  eliminated: Elimination<Option> | null
}

export interface RunoffResult<Option> {
  rounds: RunoffRound<Option>[]
  /** null when no ballot names anything. */
  winner: Option | null
}

type Tallies<Option> = RunoffRound<Option>['tallies']

/**
 * Instant run-off (Robert's Rules of Order Newly Revised, 45: preferential voting). One option goes at a time. Options tied for the
 * fewest are told apart by the latest earlier round in which they differ (the count-back of Australian practice), then by the given
 * order: the last goes. So are two that are tied at the very end; the round says so. More than half is of the ballots not exhausted.
 * Throws a RangeError as `optionCheck` does.
 *
 * Example: the capital of Tennessee. Chattanooga goes, then Nashville; Knoxville wins by 58 to Memphis' 42.
 */
export function instantRunoff<Option extends OptionKey>(
  ballots: readonly RankedBallot<Option>[],
  options: readonly Option[],
): RunoffResult<Option> {
  const check = optionCheck(options)
  for (const { ranking } of ballots) check(ranking)
  const rounds: RunoffRound<Option>[] = []
  let standing = [...options]
  for (;;) {
    const { tallies, exhausted } = count(ballots, standing)
    const continuing = ballots.length - exhausted.all
    const leader = tallies.find(({ counts }) => 2 * counts.all > continuing)
    if (leader || continuing === 0) {
      rounds.push({ tallies, exhausted, eliminated: null })
      return { rounds, winner: leader?.option ?? null }
    }
    const eliminated = weakest(tallies, rounds)
    rounds.push({ tallies, exhausted, eliminated })
    standing = standing.filter((option) => option !== eliminated.option)
  }
}

function count<Option extends OptionKey>(ballots: readonly RankedBallot<Option>[], standing: readonly Option[]) {
  const still = new Set(standing)
  const piles = ballots.map(({ side, ranking }) => ({ side, at: ranking.find((option) => still.has(option)) }))
  const pile = (option: Option | undefined) => countSides(piles.filter(({ at }) => at === option))
  return { tallies: standing.map((option) => ({ option, counts: pile(option) })), exhausted: pile(undefined) }
}

function weakest<Option>(tallies: Tallies<Option>, earlier: readonly RunoffRound<Option>[]): Elimination<Option> {
  const tied = fewest(tallies)
  if (tied.length === 1) return { option: tied[0] as Option, rule: 'fewest' }
  let left = tied
  for (let round = earlier.length; round >= 1; round--) {
    const then = earlier[round - 1]?.tallies ?? []
    left = fewest(then.filter(({ option }) => left.includes(option)))
    if (left.length === 1) return { option: left[0] as Option, rule: 'earlierRound', tied, round }
  }
  return { option: left.at(-1) as Option, rule: 'givenOrder', tied }
}

function fewest<Option>(tallies: Tallies<Option>): Option[] {
  const least = Math.min(...tallies.map(({ counts }) => counts.all))
  return tallies.filter(({ counts }) => counts.all === least).map(({ option }) => option)
}
