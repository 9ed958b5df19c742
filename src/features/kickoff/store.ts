/** Kickoffs, who is asked for a concern, and what they said. The ballots are voting's. */
import { randomUUID } from 'node:crypto'
import type { Prisma, Tx } from '../../db.ts'
import { type ConcernRecord, joinedPlan, type KickoffRecord, type UnifiedPlan, unifiedPlan } from './rules/records.ts'

type Row = NonNullable<Awaited<ReturnType<Tx['kickoff']['findUnique']>>>

const recordOf = ({ plan, ...row }: Row): KickoffRecord => ({ ...row, plan: unifiedPlan.parse(plan) })
const json = (plan: UnifiedPlan) => plan as Prisma.InputJsonValue

/** For jobs and cards, which act for nobody in particular. */
export async function anyKickoff(read: Tx, id: number): Promise<KickoffRecord | null> {
  const row = await read.kickoff.findUnique({ where: { id } })
  return row && recordOf(row)
}

/** Another organization's is not there. */
export async function kickoffById(read: Tx, organizationId: number, id: number): Promise<KickoffRecord | null> {
  const row = await read.kickoff.findFirst({ where: { id, organizationId } })
  return row && recordOf(row)
}

/** The one that counts: the newest. */
export async function newestKickoff(read: Tx, initiativeId: number): Promise<KickoffRecord | null> {
  const row = await read.kickoff.findFirst({ where: { initiativeId }, orderBy: { number: 'desc' } })
  return row && recordOf(row)
}

export async function newestNumber(read: Tx, initiativeId: number): Promise<number> {
  const newest = await read.kickoff.aggregate({ where: { initiativeId }, _max: { number: true } })
  return newest._max.number ?? 0
}

export async function kickoffsOfCrew(read: Tx, crewId: number): Promise<KickoffRecord[]> {
  return (await read.kickoff.findMany({ where: { crewId }, orderBy: { id: 'asc' } })).map(recordOf)
}

/** Whose vote is open, of crews that this person is in. */
export async function openKickoffsFor(read: Tx, personId: number): Promise<KickoffRecord[]> {
  const where = { state: 'open' as const, crew: { members: { some: { personId } } } }
  return (await read.kickoff.findMany({ where, orderBy: { id: 'asc' } })).map(recordOf)
}

/** `number`: one more than that of the newest which was read. Two at once meet on it, and one of them is done anew. */
export async function createKickoff(
  tx: Tx,
  data: Omit<KickoffRecord, 'id' | 'state' | 'closedAt'>,
): Promise<KickoffRecord> {
  return recordOf(await tx.kickoff.create({ data: { ...data, plan: json(data.plan) } }))
}

/** Once: false where its vote has ended already. */
export async function endKickoff(tx: Tx, id: number, state: 'closed' | 'stopped', closedAt: Date): Promise<boolean> {
  const { count } = await tx.kickoff.updateMany({ where: { id, state: 'open' }, data: { state, closedAt } })
  return count === 1
}

export async function askThem(tx: Tx, kickoffId: number, personIds: number[]): Promise<void> {
  await tx.kickoffAsked.createMany({ data: personIds.map((personId) => ({ kickoffId, personId })) })
}

export async function isAsked(read: Tx, kickoffId: number, personId: number): Promise<boolean> {
  return (await read.kickoffAsked.count({ where: { kickoffId, personId } })) === 1
}

/** Kickoffs that wait for a concern of this person, with when they were counted. */
export async function askedOf(read: Tx, personId: number): Promise<KickoffRecord[]> {
  const rows = await read.kickoffAsked.findMany({
    where: { personId },
    include: { kickoff: true },
    orderBy: { kickoffId: 'asc' },
  })
  return rows.map(({ kickoff }) => recordOf(kickoff))
}

/** False where they are not asked, or not any more. */
export async function askNoMore(tx: Tx, kickoffId: number, personId: number): Promise<boolean> {
  return (await tx.kickoffAsked.deleteMany({ where: { kickoffId, personId } })).count === 1
}

/** Whom nobody asks any more: all of it, or those who are not among `members`. */
export async function dropAsked(tx: Tx, kickoffId: number, members?: number[]): Promise<number[]> {
  const where = { kickoffId, ...(members && { personId: { notIn: members } }) }
  const rows = await tx.kickoffAsked.findMany({ where, orderBy: { personId: 'asc' } })
  await tx.kickoffAsked.deleteMany({ where })
  return rows.map(({ personId }) => personId)
}

/** In the order of their random ids, which is none. */
export async function concernsOf(read: Tx, kickoffId: number): Promise<ConcernRecord[]> {
  return read.kickoffConcern.findMany({ where: { kickoffId }, orderBy: { id: 'asc' } })
}

export async function addConcern(tx: Tx, kickoffId: number, text: string, byId: number | null): Promise<void> {
  await tx.kickoffConcern.create({ data: { id: randomUUID(), kickoffId, text, byId } })
}

/** Only one's own, which has one's name. */
export async function removeConcern(tx: Tx, kickoffId: number, byId: number): Promise<boolean> {
  return (await tx.kickoffConcern.deleteMany({ where: { kickoffId, byId } })).count > 0
}

/** The kickoffs that name the former account, for their cards. */
export async function joinPersons(tx: Tx, personId: number, formerId: number): Promise<number[]> {
  for (const { kickoffId } of await tx.kickoffAsked.findMany({ where: { personId: formerId } })) {
    await tx.kickoffAsked.delete({ where: { kickoffId_personId: { kickoffId, personId: formerId } } })
    if (!(await isAsked(tx, kickoffId, personId))) await askThem(tx, kickoffId, [personId])
  }
  await tx.kickoffConcern.updateMany({ where: { byId: formerId }, data: { byId: personId } })
  const person = await tx.person.findUnique({ where: { id: personId }, select: { organizationId: true } })
  const rows = await tx.kickoff.findMany({ where: { organizationId: person?.organizationId ?? 0 } })
  const changed: number[] = []
  for (const row of rows) {
    const was = recordOf(row)
    const one = <T extends number | null>(id: T) => (id === formerId ? personId : id)
    const people = {
      startedById: one(was.startedById),
      projectPresenterId: one(was.projectPresenterId),
      productPresenterId: one(was.productPresenterId),
    }
    const plan = joinedPlan(was.plan, personId, formerId)
    const same = Object.entries(people).every(([name, id]) => was[name as keyof typeof people] === id)
    if (same && JSON.stringify(plan) === JSON.stringify(was.plan)) continue
    await tx.kickoff.update({ where: { id: was.id }, data: { ...people, plan: json(plan) } })
    changed.push(was.id)
  }
  return changed
}

const atOnce = 50

/** Who was asked and never said; true when more is left. */
export async function forgetAsked(tx: Tx, before: Date): Promise<boolean> {
  const rows = await tx.kickoff.findMany({
    where: { closedAt: { lt: before }, asked: { some: {} } },
    select: { id: true },
    take: atOnce,
  })
  await tx.kickoffAsked.deleteMany({ where: { kickoffId: { in: rows.map(({ id }) => id) } } })
  return rows.length === atOnce
}

/** What was said; the plan and the count stay as long as the initiative does. */
export async function forgetConcerns(tx: Tx, before: Date): Promise<boolean> {
  const rows = await tx.kickoff.findMany({
    where: { closedAt: { lt: before }, concerns: { some: {} } },
    select: { id: true },
    take: atOnce,
  })
  await tx.kickoffConcern.deleteMany({ where: { kickoffId: { in: rows.map(({ id }) => id) } } })
  return rows.length === atOnce
}
