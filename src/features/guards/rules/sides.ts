/** Who speaks for which side of an initiative. Pure. */
export type Side = 'project' | 'product'
export const sides = ['project', 'product'] as const satisfies Side[]

export const otherSide = (side: Side): Side => (side === 'project' ? 'product' : 'project')

export interface Owners {
  projectOwnerId: number | null
  productOwnerId: number | null
  sponsorId: number | null
}

export const ownerOf = ({ projectOwnerId, productOwnerId }: Owners, side: Side): number | null =>
  side === 'project' ? projectOwnerId : productOwnerId

/** Of both sides, each once. */
export const ownersOf = (of: Owners): number[] => [
  ...new Set(sides.map((side) => ownerOf(of, side)).filter((id) => id !== null)),
]

/** Who hears of a silent side: both owners; where both sides are silent each of the other's. */
export function toldTo(of: Owners, side: Side, both: boolean): number[] {
  const own = ownerOf(of, side)
  const other = ownerOf(of, otherSide(side))
  if (!both) return ownersOf(of)
  // Who owns both hears of one.
  if (own === other) return own !== null && side === 'project' ? [own] : []
  return other === null ? [] : [other]
}

/** The sides that this person decides for: those they own; the sponsor for those that nobody owns. */
export function standsFor(of: Owners, personId: number): Side[] {
  return sides.filter((side) => (ownerOf(of, side) ?? of.sponsorId) === personId)
}

/** Who decides for a side. */
export const deciderOf = (of: Owners, side: Side): number | null => ownerOf(of, side) ?? of.sponsorId

/** What of a crew's member matters here. */
export interface Belonging {
  personId: number
  side: Side | 'both'
}

/** The sides a person speaks on: as an owner, else as a member of a crew; those of both sides speak for neither. */
export function sidesOf(of: Owners, members: Belonging[], personId: number): Side[] {
  const owned = sides.filter((side) => ownerOf(of, side) === personId)
  if (owned.length) return owned
  const there = members.filter((one) => one.personId === personId).map(({ side }) => side)
  return sides.filter((side) => there.includes(side))
}
