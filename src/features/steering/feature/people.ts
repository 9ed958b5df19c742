/** Who may be asked, and on which side. */
import type { Context } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { crewsOf } from '../../../people/crews.ts'
import { personsOf } from '../../../people/persons.ts'
import type { Elector } from '../rules/asking.ts'

/** The side each has in the first crew they are in; those of another organization are left out. */
export async function sidesOf(read: Tx, organizationId: number, ids: number[]): Promise<Map<number, Elector['side']>> {
  const found = new Map<number, Elector['side']>()
  for (const id of ids) {
    const crews = (await crewsOf(read, id)).filter((crew) => crew.organizationId === organizationId)
    const member = crews[0]?.members.find(({ personId }) => personId === id)
    if (member) found.set(id, member.side)
  }
  return found
}

/** On which side somebody is in the first of these crews that has them, else in any. */
export async function sideIn(read: Tx, organizationId: number, personId: number, crewIds: number[]) {
  const crews = (await crewsOf(read, personId)).filter((crew) => crew.organizationId === organizationId)
  const crew = crews.find(({ id }) => crewIds.includes(id)) ?? crews[0]
  return crew?.members.find((member) => member.personId === personId)?.side ?? null
}

export async function askable({ tx, actor }: Context) {
  const crews = (await crewsOf(tx, actor.id)).filter(({ organizationId }) => organizationId === actor.organizationId)
  return { crews, people: await personsOf(tx, actor.organizationId) }
}
