/** Persons and their own settings. */
import type { Tx } from '../db.ts'
import type { Hours } from './hours.ts'

export interface Person extends Hours {
  id: number
  organizationId: number
  name: string
  fewerMessages: boolean
  /** After so many direct messages in a week, what can wait waits. */
  weeklyMost: number
  /** Where direct messages go; `null`: where they last acted. */
  writeIn: 'slack' | 'teams' | 'web' | null
  admin: boolean
  /** Books money and sees amounts and rates, whatever a crew shows. */
  finance: boolean
  /** May be named in celebrations. */
  celebrated: boolean
  /** Wants the years in a crew to be told. */
  anniversaries: boolean
}

export async function readPerson(read: Tx, organizationId: number, personId: number): Promise<Person | null> {
  return read.person.findFirst({ where: { id: personId, organizationId } })
}

/** For jobs and cards, which act for nobody in particular. */
export async function personById(read: Tx, personId: number): Promise<Person | null> {
  return read.person.findUnique({ where: { id: personId } })
}

/** By name; up to some hundreds in one organization of this size. */
export async function personsOf(read: Tx, organizationId: number): Promise<Person[]> {
  return read.person.findMany({ where: { organizationId }, orderBy: [{ name: 'asc' }, { id: 'asc' }] })
}

/** Their names by id. */
export async function namesOf(read: Tx, ids: number[]): Promise<Map<number, string>> {
  const rows = await read.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export type PersonPatch = Partial<Omit<Person, 'id' | 'organizationId'>>

export async function updatePerson(tx: Tx, personId: number, patch: PersonPatch): Promise<void> {
  await tx.person.update({ where: { id: personId }, data: patch })
}

export async function adminsOf(read: Tx, organizationId: number): Promise<Person[]> {
  return read.person.findMany({ where: { organizationId, admin: true }, orderBy: { name: 'asc' } })
}

/** Exactly these are admins from now on. */
export async function nameAdmins(tx: Tx, organizationId: number, personIds: number[]): Promise<void> {
  await tx.person.updateMany({
    where: { organizationId, admin: true, id: { notIn: personIds } },
    data: { admin: false },
  })
  await tx.person.updateMany({ where: { organizationId, id: { in: personIds } }, data: { admin: true } })
}
