/** Saying something to a whole crew: on its channels, or, where it has none, to its members in person. */
import type { Card, Effect } from '../../../chat/feature.ts'
import type { Crew, CrewMember } from '../../../people/crews.ts'
import { inHours } from '../../../rounds/plan.ts'
import { digestCardOf } from './rounds.ts'

/** Who only watches a crew looks for themselves. */
function readers(crew: Crew): CrewMember[] {
  return crew.members.filter(({ part }) => part !== 'watches')
}

/** The digest, at its time: it does not wait for the next day's message. Who is not at work then finds it in that one. */
export function digestTo(crew: Crew, card: Card, now: Date): Effect[] {
  if (crew.channels.length) return [{ do: 'announce', to: crew.id, card }]
  return readers(crew).map((member) => ({
    do: 'dm',
    to: member.personId,
    card,
    kind: inHours(member, now) ? 'urgent' : 'notice',
  }))
}

/** What comes after the digest, once: in its thread. `but`: who knows of it already. */
export function lateTo(crew: Crew, card: Card, round: { id: number } | null, but: (number | null)[] = []): Effect[] {
  const under = round ? { under: digestCardOf(round) } : {}
  if (crew.channels.length) return [{ do: 'announce', to: crew.id, card, ...under }]
  return readers(crew)
    .filter(({ personId }) => !but.includes(personId))
    .map(({ personId }) => ({ do: 'dm', to: personId, card, kind: 'notice' }))
}
