/** What was promised in retros. */
import type { Tx } from '../../../db.ts'
import type { ActionWanted } from '../facts.ts'
import type { ActionLine } from '../rules/records.ts'

const line = { id: true, number: true, text: true, ownerId: true, dueOn: true, state: true } as const

/** Two at once meet on the number, and one is done anew. */
export async function writeAction(tx: Tx, wanted: ActionWanted, at: Date): Promise<void> {
  const { organizationId } = wanted
  const last = await tx.actionItem.aggregate({ where: { organizationId }, _max: { number: true } })
  await tx.actionItem.create({ data: { ...wanted, number: (last._max.number ?? 0) + 1, at } })
}

/** Promised in this one. */
export async function actionsFrom(read: Tx, organizationId: number, source: string): Promise<ActionLine[]> {
  return read.actionItem.findMany({ where: { organizationId, source }, select: line, orderBy: { number: 'asc' } })
}

/** Of a crew's retros, still open: the earliest due first. */
export async function openActionsOf(read: Tx, crewId: number): Promise<ActionLine[]> {
  return read.actionItem.findMany({
    where: { crewId, state: 'open', source: { startsWith: 'retro:' } },
    select: line,
    orderBy: [{ dueOn: 'asc' }, { number: 'asc' }],
  })
}
