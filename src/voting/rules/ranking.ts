/** Rankings counted by side: an order of each, and one in which both weigh the same however many ranked. Pure. */
import { meanRanks, placesOf } from '../../methods/ranks.ts'
import type { VoterSide } from '../../methods/voting/ballots.ts'

export interface SideRanking {
  ballots: number
  /** First to last; options that are level in one place. */
  order: number[][]
  /** The mean rank of each option; null where so few ranked that it would tell who. */
  means: { option: number; mean: number }[] | null
}

export interface RankingResult {
  /** null: nobody of that side ranked. Sponsors rank nothing: they are in neither side. */
  project: SideRanking | null
  product: SideRanking | null
  order: number[][]
}

interface Ranked {
  side: VoterSide
  ranking: number[]
}

export function rankedBySide(ballots: Ranked[], options: number[]): RankingResult {
  const meansOf = (of: VoterSide) => {
    const own = ballots.filter(({ side }) => side === of)
    const ranks = meanRanks(
      own.map(({ ranking }) => ranking),
      options,
    )
    return ranks && { ballots: own.length, ranks }
  }
  const sides = { project: meansOf('project'), product: meansOf('product') }
  const told = [sides.project, sides.product].filter((side) => side !== null)
  const both = options.map((one): [number, number] => {
    const sum = told.reduce((all, { ranks }) => all + (ranks.get(one) ?? 0), 0)
    return [one, sum / told.length]
  })
  const shown = (side: (typeof sides)['project']): SideRanking | null =>
    side && {
      ballots: side.ballots,
      order: placesOf(side.ranks),
      means: [...side.ranks].map(([option, mean]) => ({ option, mean })),
    }
  return {
    project: shown(sides.project),
    product: shown(sides.product),
    order: told.length ? placesOf(new Map(both)) : [],
  }
}
