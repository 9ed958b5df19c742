/** Score: each ballot gives points to as many options as it likes. */
import { percentile } from '../percentile.ts'
import { type OptionKey, optionCheck, type VoterSide } from './ballots.ts'

export interface ScoreBallot<Option> {
  side: VoterSide
  /** Whole points. An option that is left out has no opinion on it, which is not 0. */
  scores: readonly { option: Option; score: number }[]
}

export interface Scored {
  count: number
  /** Points; null when nobody gave any. */
  mean: number | null
  median: number | null
}

export type OptionScore<Option> = { option: Option } & Record<'all' | VoterSide, Scored>

export interface ScoreResult<Option> {
  /** In the given order. */
  options: OptionScore<Option>[]
  /** Those with the highest mean, several when they tie; look at the counts beside it, few may have scored them. */
  winners: Option[]
}

/**
 * Score voting (Smith, Range Voting, 2000), from 0 to `max` points, by the mean of those who scored an option. Throws a RangeError
 * for points that are not whole or outside, and as `optionCheck` does.
 */
export function score<Option extends OptionKey>(
  ballots: readonly ScoreBallot<Option>[],
  options: readonly Option[],
  { max }: { max: number },
): ScoreResult<Option> {
  const check = optionCheck(options)
  for (const { scores } of ballots) {
    check(scores.map(({ option }) => option))
    const strange = scores.find(({ score }) => !Number.isInteger(score) || score < 0 || score > max)
    if (strange) throw new RangeError(`${strange.score} points of 0 to ${max}`)
  }
  const scored = options.map((option) => {
    const given = ballots.flatMap(({ side, scores }) =>
      scores.filter((one) => one.option === option).map(({ score }) => ({ side, score })),
    )
    const of = (side: VoterSide) => summary(given.filter((one) => one.side === side))
    return { option, all: summary(given), project: of('project'), product: of('product'), both: of('both') }
  })
  // Means of whole points compare exactly: equal ratios are rounded to the same number.
  const best = Math.max(...scored.map(({ all }) => all.mean ?? -1))
  return { options: scored, winners: scored.filter(({ all }) => all.mean === best).map(({ option }) => option) }
}

function summary(given: readonly { score: number }[]): Scored {
  const points = given.map(({ score }) => score)
  const sum = points.reduce((all, one) => all + one, 0)
  return {
    count: points.length,
    mean: points.length > 0 ? sum / points.length : null,
    median: percentile(points, 0.5),
  }
}
