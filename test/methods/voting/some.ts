/** Ballots for properties, and published elections. */
import fc from 'fast-check'
import type { RankedBallot, VoterSide } from '../../../src/methods/voting/ballots.ts'

export const anySide = fc.constantFrom<VoterSide>('project', 'product', 'both')

export const options = ['A', 'B', 'C', 'D', 'E']

/** Rankings of some of the options, none among them. */
export const rankings = (of = options) => fc.shuffledSubarray(of)

export const rankedBallots = (of = options, maxLength = 12) =>
  fc.array(fc.record({ side: anySide, ranking: rankings(of) }), { maxLength })

/** 'ACB' as often as `times`, sides taking turns. */
export function voters(times: number, ranking: string | string[]): RankedBallot<string>[] {
  const sides: VoterSide[] = ['project', 'product']
  return Array.from({ length: times }, (_, at) => ({ side: sides[at % 2] ?? 'both', ranking: [...ranking] }))
}

/** How many ballots prefer the one to the other. */
export function preferring(ballots: readonly RankedBallot<string>[], one: string, other: string): number {
  return ballots.filter(({ ranking }) => {
    const [at, than] = [ranking.indexOf(one), ranking.indexOf(other)]
    return at >= 0 && (than < 0 || at < than)
  }).length
}

export const beats = (ballots: readonly RankedBallot<string>[], one: string, other: string) =>
  preferring(ballots, one, other) > preferring(ballots, other, one)
