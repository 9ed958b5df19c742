/** Action items, read. */
import type { Prisma, Tx } from '../../../db.ts'
import type { ActionRecord } from '../rules/records.ts'

const order = [{ dueOn: 'asc' as const }, { number: 'asc' as const }]

async function find(read: Tx, where: Prisma.ActionItemWhereInput, take?: number): Promise<ActionRecord[]> {
  return read.actionItem.findMany({ where, orderBy: order, ...(take !== undefined && { take }) })
}

/** Of this organization; another organization's is not there. */
export async function actionById(read: Tx, organizationId: number, id: number): Promise<ActionRecord | null> {
  return (await find(read, { id, organizationId }))[0] ?? null
}

/** For cards and jobs, which act for nobody in particular. */
export async function anyAction(read: Tx, id: number): Promise<ActionRecord | null> {
  return (await find(read, { id }))[0] ?? null
}

/** What this person promised and has not done, the next due first. */
export async function openActionsOf(read: Tx, ownerId: number): Promise<ActionRecord[]> {
  return find(read, { ownerId, state: 'open' })
}

export async function openActionsOfCrew(read: Tx, crewId: number): Promise<ActionRecord[]> {
  return find(read, { crewId, state: 'open' })
}

export async function openActionsOfCrews(read: Tx, crewIds: number[]): Promise<ActionRecord[]> {
  return find(read, { crewId: { in: crewIds }, state: 'open' })
}

/** Everything from one record: "retro:3". */
export async function actionsOfSource(read: Tx, organizationId: number, source: string): Promise<ActionRecord[]> {
  return find(read, { organizationId, source })
}

/** Of records of one kind, those that are still open: "retro" of this crew. */
export async function openActionsFrom(read: Tx, crewId: number, kind: string): Promise<ActionRecord[]> {
  return find(read, { crewId, state: 'open', source: { startsWith: `${kind}:` } })
}

/** What became overdue and nobody in the crew was told. */
export async function overdueUntold(read: Tx, crewId: number, today: string): Promise<ActionRecord[]> {
  return find(read, { crewId, state: 'open', dueOn: { lt: today }, overdueToldAt: null })
}

/** What the crew was told of in that span, whatever became of it. */
export async function toldOverdue(read: Tx, crewId: number, from: Date, to: Date): Promise<ActionRecord[]> {
  return find(read, { crewId, overdueToldAt: { gte: from, lt: to } })
}

/** Of these, the ones that may still change. */
export async function openAmong(read: Tx, ids: number[]): Promise<number[]> {
  const rows = await read.actionItem.findMany({ where: { id: { in: ids }, state: 'open' }, select: { id: true } })
  return rows.map(({ id }) => id)
}
