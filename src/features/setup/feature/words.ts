import type { Crew } from '../../../people/crews.ts'

/** A person's side in a crew, as the crew calls it. */
export function sideName(crew: Crew, personId: number): string {
  const side = crew.members.find((member) => member.personId === personId)?.side
  if (!side) return 'not a member'
  return side === 'both' ? 'sponsor' : `${crew.labels[side].toLowerCase()} side`
}
