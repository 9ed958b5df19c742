/** Action items, written. */
import type { Tx } from '../../../db.ts'
import type { Day } from '../../../schedule/calendar.ts'
import type { ActionRecord } from '../rules/records.ts'

export type NewAction = Pick<
  ActionRecord,
  'organizationId' | 'crewId' | 'initiativeId' | 'text' | 'ownerId' | 'dueOn' | 'source' | 'createdById' | 'at'
>

/** Two at once meet on the number, and one is done anew. */
export async function addAction(tx: Tx, data: NewAction): Promise<ActionRecord> {
  return tx.actionItem.create({ data: { ...data, number: (await lastNumber(tx, data.organizationId)) + 1 } })
}

async function lastNumber(tx: Tx, organizationId: number): Promise<number> {
  const last = await tx.actionItem.aggregate({ where: { organizationId }, _max: { number: true } })
  return last._max.number ?? 0
}

/** Once: false where somebody closed it before. */
export async function closeAction(
  tx: Tx,
  id: number,
  state: 'done' | 'dropped',
  reason: string | null,
  doneAt: Date,
): Promise<boolean> {
  const { count } = await tx.actionItem.updateMany({
    where: { id, state: 'open' },
    data: { state, reason, doneAt },
  })
  return count === 1
}

/** Another day; overdue anew, its crew is told anew. */
export async function replanAction(tx: Tx, id: number, dueOn: Day): Promise<boolean> {
  const { count } = await tx.actionItem.updateMany({
    where: { id, state: 'open' },
    data: { dueOn, overdueToldAt: null, replanned: { increment: 1 } },
  })
  return count === 1
}

export async function handOverAction(tx: Tx, id: number, from: number, ownerId: number): Promise<boolean> {
  const { count } = await tx.actionItem.updateMany({
    where: { id, state: 'open', ownerId: from },
    data: { ownerId },
  })
  return count === 1
}

/** The crew is told of these now; those that it was told of before are left out. */
export async function markTold(tx: Tx, ids: number[], now: Date): Promise<number> {
  const { count } = await tx.actionItem.updateMany({
    where: { id: { in: ids }, state: 'open', overdueToldAt: null },
    data: { overdueToldAt: now },
  })
  return count
}

/** A crew is gone: what was promised stays with whoever promised it. */
export async function leaveCrew(tx: Tx, crewId: number): Promise<void> {
  await tx.actionItem.updateMany({ where: { crewId }, data: { crewId: null } })
}

/** Two persons turned out to be one. */
export async function joinOwners(tx: Tx, personId: number, formerId: number): Promise<number[]> {
  const named = { OR: [{ ownerId: formerId }, { createdById: formerId }] }
  const rows = await tx.actionItem.findMany({ where: named, select: { id: true } })
  await tx.actionItem.updateMany({ where: { ownerId: formerId }, data: { ownerId: personId } })
  await tx.actionItem.updateMany({ where: { createdById: formerId }, data: { createdById: personId } })
  return rows.map(({ id }) => id)
}

/** What is done or dropped since before then; true when more is left. */
export async function forgetActions(tx: Tx, before: Date, most = 500): Promise<boolean> {
  const rows = await tx.actionItem.findMany({
    where: { state: { not: 'open' }, doneAt: { lt: before } },
    select: { id: true },
    take: most,
  })
  await tx.actionItem.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } })
  return rows.length === most
}
