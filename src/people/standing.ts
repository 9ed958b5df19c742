/** What a person is in the organization, for what they may do there. */
import type { Context } from '../chat/feature.ts'
import type { Tx } from '../db.ts'

export interface PersonStanding {
  personId: number
  admin: boolean
  finance: boolean
  guest: boolean
  crewIds: number[]
}

/** `installationId`: of the account they act with; a person may be a guest on one platform and not on the other. */
export async function standingOf(read: Tx, personId: number, installationId: number): Promise<PersonStanding> {
  const person = await read.person.findUnique({
    where: { id: personId },
    select: {
      admin: true,
      finance: true,
      identities: { where: { installationId }, select: { guest: true } },
      memberships: { select: { crewId: true } },
    },
  })
  return {
    personId,
    admin: person?.admin ?? false,
    finance: person?.finance ?? false,
    guest: person?.identities.some(({ guest }) => guest) ?? false,
    crewIds: person?.memberships.map(({ crewId }) => crewId) ?? [],
  }
}

/** Of whoever acts, with the account they act with. */
export const whoActs = ({ tx, actor, place }: Context): Promise<PersonStanding> =>
  standingOf(tx, actor.id, place.installationId)

export async function financeOf(read: Tx, organizationId: number): Promise<number[]> {
  const rows = await read.person.findMany({
    where: { organizationId, finance: true },
    select: { id: true },
    orderBy: { name: 'asc' },
  })
  return rows.map(({ id }) => id)
}

/** Of these, the ones who are guests wherever they have an account: naming them would give them nothing. */
export async function guestsAmong(read: Tx, personIds: number[]): Promise<{ id: number; name: string }[]> {
  return read.person.findMany({
    where: { id: { in: personIds }, identities: { some: {}, every: { guest: true } } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
}

/** Exactly these book money and see amounts and rates from now on. */
export async function nameFinance(tx: Tx, organizationId: number, personIds: number[]): Promise<void> {
  await tx.person.updateMany({
    where: { organizationId, finance: true, id: { notIn: personIds } },
    data: { finance: false },
  })
  await tx.person.updateMany({ where: { organizationId, id: { in: personIds } }, data: { finance: true } })
}
