/** Whose cards there are, and who belongs to which side of an initiative. */
import type { Card, Effect } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { type CrewMember, crewById } from '../../../people/crews.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import type { PromiseRecord } from '../rules/promise.ts'
import { ownersOf } from '../rules/sides.ts'

type Of = Pick<InitiativeRecord, 'crewId' | 'steeringCrewId'>

/** Members of the owning and of the steering crew who take part or follow. */
export async function membersOf(read: Tx, { crewId, steeringCrewId }: Of): Promise<CrewMember[]> {
  const ids = [...new Set([crewId, steeringCrewId])].filter((id) => id !== null)
  const crews = await Promise.all(ids.map((id) => crewById(read, id)))
  return crews.flatMap((crew) => crew?.members ?? []).filter(({ part }) => part !== 'watches')
}

export const promiseCardOf = (
  { id, promisedOn }: Pick<PromiseRecord, 'id' | 'promisedOn'>,
  personId: number,
): Card => ({
  kind: 'guards.promise',
  key: `${id}.${promisedOn}:${personId}`,
})
export const answeredCardOf = (
  { id, promisedOn }: Pick<PromiseRecord, 'id' | 'promisedOn'>,
  personId: number,
): Card => ({
  kind: 'guards.promised',
  key: `${id}.${promisedOn}:${personId}`,
})
export const silenceCardOf = (id: number, personId: number): Card => ({
  kind: 'guards.silence',
  key: `${id}:${personId}`,
})
export const askedCardOf = (id: number, personId: number): Card => ({ kind: 'guards.asked', key: `${id}:${personId}` })
export const heardCardOf = (id: number, personId: number): Card => ({ kind: 'guards.heard', key: `${id}:${personId}` })
export const moveCardOf = (id: number, personId: number): Card => ({ kind: 'guards.move', key: `${id}:${personId}` })
export const settledCardOf = (id: number, personId: number): Card => ({
  kind: 'guards.settled',
  key: `${id}:${personId}`,
})

export const dm = (to: number, card: Card, kind: 'urgent' | 'soon' | 'notice'): Effect => ({ do: 'dm', to, card, kind })
export const refresh = (card: Card): Effect => ({ do: 'refresh', card })

/** Everybody who may have been asked about a promise: its owners and its sponsor. */
export const askedAbout = (initiative: InitiativeRecord): number[] => [
  ...new Set([...ownersOf(initiative), ...(initiative.sponsorId === null ? [] : [initiative.sponsorId])]),
]
