/** Schulze: every option against every other, cycles resolved by the strongest paths of wins. */
import { type OptionKey, optionCheck, type RankedBallot } from './ballots.ts'

/** A number for each pair: row over column, both in the given order of options; 0 in the diagonal. */
export type Matrix = readonly (readonly number[])[]

export interface SchulzeResult<Option> {
  /** Ballots that prefer the row to the column. */
  pairwise: Matrix
  /** Strength of the strongest path from row to column, in ballots; 0 without one. */
  strengths: Matrix
  /** Best first. Options in one place are tied: nobody in it is beaten by any that is not placed above. */
  order: Option[][]
  winners: Option[]
}

/**
 * The Schulze method (Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
 * election method, 2011), strength measured in winning votes. An option that a ballot leaves out is below all that it ranks and
 * equal to the others left out. Give it one side's ballots for that side's order. Throws a RangeError as `optionCheck` does.
 *
 * Example: of the source's 45 voters E wins, and the order is E A C B D.
 */
export function schulze<Option extends OptionKey>(
  ballots: readonly RankedBallot<Option>[],
  options: readonly Option[],
): SchulzeResult<Option> {
  const check = optionCheck(options)
  for (const { ranking } of ballots) check(ranking)
  const pairwise = comparePairs(ballots, options)
  const strengths = strongestPaths(pairwise)
  const order = places(strengths).map((place) => place.map((at) => options[at] as Option))
  return { pairwise, strengths, order, winners: order[0] ?? [] }
}

const cell = (matrix: Matrix, row: number, column: number) => matrix[row]?.[column] ?? 0

function comparePairs<Option>(ballots: readonly RankedBallot<Option>[], options: readonly Option[]): Matrix {
  const ranks = ballots.map(({ ranking }) => {
    const rank = new Map(ranking.map((option, at) => [option, at]))
    return options.map((option) => rank.get(option) ?? Number.POSITIVE_INFINITY)
  })
  const prefers = (rank: number[], one: number, other: number) => (rank[one] as number) < (rank[other] as number)
  return options.map((_, row) => options.map((_, column) => ranks.filter((rank) => prefers(rank, row, column)).length))
}

/** A path is as strong as its weakest win; each step lets one more option lie on the way (Floyd and Warshall, 1962). */
function strongestPaths(pairwise: Matrix): Matrix {
  const wins = pairwise.map((row, from) => row.map((votes, to) => (votes > cell(pairwise, to, from) ? votes : 0)))
  return wins.reduce<Matrix>(
    (paths, _, via) =>
      paths.map((row, from) =>
        row.map((direct, to) =>
          from === to ? 0 : Math.max(direct, Math.min(cell(paths, from, via), cell(paths, via, to))),
        ),
      ),
    wins,
  )
}

/** Those that none of the rest beats, then those that none of the rest after them beats, and so on; there always are some. */
function places(strengths: Matrix): number[][] {
  const beats = (one: number, other: number) => cell(strengths, one, other) > cell(strengths, other, one)
  const order: number[][] = []
  let rest = strengths.map((_, at) => at)
  while (rest.length > 0) {
    const unbeaten = rest.filter((one) => !rest.some((other) => beats(other, one)))
    order.push(unbeaten)
    rest = rest.filter((one) => !unbeaten.includes(one))
  }
  return order
}
