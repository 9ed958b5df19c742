/** Of an anonymous vote numbers by side are given only where they cannot tell who: from three ballots a side. Pure. */
import type { SideCounts } from '../../methods/voting/ballots.ts'
import type { SideRanking } from './ranking.ts'
import type { PollResult, SideTally } from './records.ts'

export const fewest = 3

/** All sides or none: what is shown of two would tell the third. A side of which nobody voted tells nothing. */
export function sidesShown({ project, product, both }: SideCounts): boolean {
  return [project, product, both].every((count) => count === 0 || count >= fewest)
}

const merged = ({ all }: SideCounts): SideCounts => ({ all, project: 0, product: 0, both: 0 })
const nothing = { count: 0, mean: null, median: null }
const silent = (side: SideTally): SideTally => ({ ...side, votes: null })
const plain = <T extends { counts: SideCounts }>(rows: T[]): T[] =>
  rows.map((row) => ({ ...row, counts: merged(row.counts) }))

/** Each side stands for itself: nothing is told of both together but their order. */
const onlyOrder = (side: SideRanking | null) => side && (side.ballots < fewest ? { ...side, means: null } : side)

/** The same count without what would tell how one of a few voted. */
export function withoutSides(result: PollResult): PollResult {
  if (sidesShown(result.ballots)) return result
  const common = { bySide: false }
  switch (result.method) {
    case 'dualMajority': {
      const { project, product, both } = result
      return { ...result, ...common, project: silent(project), product: silent(product), both: silent(both) }
    }
    case 'single':
      return { ...result, ...common, options: plain(result.options), abstained: merged(result.abstained) }
    case 'approval':
      return { ...result, ...common, options: plain(result.options) }
    case 'instantRunoff': {
      const rounds = result.rounds.map((round) => ({
        ...round,
        tallies: plain(round.tallies),
        exhausted: merged(round.exhausted),
      }))
      return { ...result, ...common, rounds }
    }
    case 'schulze':
      return { ...result, ...common, firsts: plain(result.firsts) }
    case 'score': {
      const sides = { project: nothing, product: nothing, both: nothing }
      return { ...result, ...common, options: result.options.map((option) => ({ ...option, ...sides })) }
    }
    case 'consent': {
      const { consent, object, abstain } = result.counts
      return {
        ...result,
        ...common,
        counts: { consent: merged(consent), object: merged(object), abstain: merged(abstain) },
      }
    }
    case 'fist':
      return { ...result, ...common, counts: plain(result.counts) }
    case 'ranking': {
      const { project, product } = result
      return { ...result, ...common, project: onlyOrder(project), product: onlyOrder(product) }
    }
  }
}
