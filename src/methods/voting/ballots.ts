/** What all tallies share: a ballot says which side it is of, never whose it is, and everything is counted by side. */

export type Side = 'project' | 'product'

/** `both`: a sponsor, who is in neither side's count. */
export type VoterSide = Side | 'both'

/** People or ballots; `all` is the sum of the other three. */
export interface SideCounts {
  all: number
  project: number
  product: number
  both: number
}

export function countSides(voters: readonly { side: VoterSide }[]): SideCounts {
  const of = (side: VoterSide) => voters.filter((voter) => voter.side === side).length
  return { all: voters.length, project: of('project'), product: of('product'), both: of('both') }
}

/** What a ballot names an option by. */
export type OptionKey = string | number

export interface RankedBallot<Option> {
  side: VoterSide
  /** Best first; the rest may be left out. */
  ranking: readonly Option[]
}

/**
 * A check for each ballot's options. Throws a RangeError for an option that is listed or named twice, and for one that nobody was
 * asked about: ballots are checked when they are cast, so that it takes a bug to get here.
 */
export function optionCheck<Option extends OptionKey>(options: readonly Option[]): (named: readonly Option[]) => void {
  const asked = new Set(options)
  if (asked.size < options.length) throw new RangeError('an option is listed twice')
  return (named) => {
    if (new Set(named).size < named.length) throw new RangeError('a ballot names an option twice')
    const strange = named.find((option) => !asked.has(option))
    if (strange !== undefined) throw new RangeError(`nobody was asked about option ${strange}`)
  }
}
