/** The promise to enter an accepted change where the plan really lives. */
import type { Tx } from '../../../db.ts'

export interface NewAction {
  organizationId: number
  crewId: number
  initiativeId: number
  text: string
  ownerId: number
  dueOn: string
  source: string
  createdById: number
  at: Date
}

/** Two at once meet on the number, and one is done anew. */
export async function putAction(tx: Tx, data: NewAction): Promise<void> {
  const last = await tx.actionItem.aggregate({ where: { organizationId: data.organizationId }, _max: { number: true } })
  await tx.actionItem.create({ data: { ...data, number: (last._max.number ?? 0) + 1 } })
}

export interface ActionRecord {
  id: number
  ownerId: number
  dueOn: string
  state: 'open' | 'done' | 'dropped'
}

export async function actionOf(read: Tx, scopeId: number): Promise<ActionRecord | null> {
  return read.actionItem.findFirst({
    where: { source: `scope:${scopeId}` },
    orderBy: { id: 'desc' },
    select: { id: true, ownerId: true, dueOn: true, state: true },
  })
}

/** Of somebody: what is accepted and not yet entered, by scope change. */
export async function openActionsOf(read: Tx, ownerId: number): Promise<{ scopeId: number; dueOn: string }[]> {
  const rows = await read.actionItem.findMany({
    where: { ownerId, state: 'open', source: { startsWith: 'scope:' } },
    orderBy: { dueOn: 'asc' },
  })
  return rows.map(({ source, dueOn }) => ({ scopeId: Number(source.slice('scope:'.length)), dueOn }))
}

/** Once. */
export async function enteredAction(tx: Tx, id: number, now: Date): Promise<boolean> {
  const { count } = await tx.actionItem.updateMany({
    where: { id, state: 'open' },
    data: { state: 'done', doneAt: now },
  })
  return count === 1
}
