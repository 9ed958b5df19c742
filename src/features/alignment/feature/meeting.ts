/** Who is asked to a session: its crew, and for the whole organization whoever owns an initiative. */
import type { Tx } from '../../../db.ts'
import { type Crew, type CrewMember, crewById } from '../../../people/crews.ts'
import { personsOf } from '../../../people/persons.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { initiativesOf, initiativesOfCrew, initiativesOwnedBy } from '../../portfolio/store/reads.ts'
import type { Reach, SessionRecord } from '../rules/records.ts'
import { sessionsAhead } from '../store/sessions.ts'

/** A crew with whoever else is asked to this one session. */
export interface Meeting extends Crew {
  /** Persons among its members who are in it for this session only. */
  guests: number[]
}

export type Meets = Pick<SessionRecord, 'crewId' | 'covers'>

export async function meetingOf(read: Tx, { crewId, covers }: Meets): Promise<Meeting | null> {
  const crew = await crewById(read, crewId)
  if (!crew) return null
  const guests = covers === 'organization' ? await ownersBeside(read, crew) : []
  return { ...crew, members: [...crew.members, ...guests], guests: guests.map(({ personId }) => personId) }
}

export function coveredBy(
  read: Tx,
  crew: Pick<Crew, 'id' | 'organizationId'>,
  covers: Reach,
): Promise<InitiativeRecord[]> {
  return covers === 'crew' ? initiativesOfCrew(read, crew.id) : initiativesOf(read, crew.organizationId)
}

/** Of this crew's members nobody twice; who owns on both sides is on the project's. */
async function ownersBeside(read: Tx, crew: Crew): Promise<CrewMember[]> {
  const sides = new Map<number, CrewMember['side']>()
  const initiatives = await initiativesOf(read, crew.organizationId)
  const add = (id: number | null, side: CrewMember['side']) => {
    if (id !== null && !sides.has(id)) sides.set(id, side)
  }
  for (const { projectOwnerId } of initiatives) add(projectOwnerId, 'project')
  for (const { productOwnerId } of initiatives) add(productOwnerId, 'product')
  for (const { sponsorId } of initiatives) add(sponsorId, 'both')
  for (const { personId } of crew.members) sides.delete(personId)
  return (await personsOf(read, crew.organizationId)).flatMap(({ id: personId, ...person }) => {
    const side = sides.get(personId)
    return side ? [{ ...person, memberId: 0, personId, side, part: 'follows' as const, addedById: personId }] : []
  })
}

/** Still to come or going on: of these crews, and of the whole organization where this person owns an initiative. */
export async function sessionsFor(
  read: Tx,
  { id, organizationId }: { id: number; organizationId: number },
  crews: Pick<Crew, 'id'>[],
): Promise<SessionRecord[]> {
  const own = crews.map((crew) => crew.id)
  const all = await sessionsAhead(read, own, organizationId)
  const ofCrews = all.filter(({ crewId }) => own.includes(crewId))
  return all.length === ofCrews.length || (await initiativesOwnedBy(read, id)).length > 0 ? all : ofCrews
}
