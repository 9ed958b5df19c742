/** Less of somebody's time, asked for and not in effect yet. Each step is one conditional write. */
import type { Tx } from '../../../db.ts'
import type { MoveRecord, MoveState } from '../rules/moving.ts'

const batch = 500

/** Another organization's is not there. */
export async function moveById(read: Tx, organizationId: number, id: number): Promise<MoveRecord | null> {
  return read.allocationMove.findFirst({ where: { id, organizationId } })
}

/** For jobs and cards, which act for nobody in particular. */
export async function anyMove(read: Tx, id: number): Promise<MoveRecord | null> {
  return read.allocationMove.findUnique({ where: { id } })
}

export async function openMovesOf(read: Tx, initiativeId: number, personId: number): Promise<MoveRecord[]> {
  return read.allocationMove.findMany({
    where: { initiativeId, personId, state: { in: ['waiting', 'objected'] } },
    orderBy: { id: 'asc' },
  })
}

/** That wait for this person's word: as product owner, or as whoever asked. */
export async function movesFor(read: Tx, personId: number): Promise<MoveRecord[]> {
  return read.allocationMove.findMany({
    where: {
      OR: [
        { state: 'waiting', initiative: { productOwnerId: personId } },
        { state: 'objected', byId: personId },
      ],
    },
    orderBy: { id: 'asc' },
  })
}

export type NewMove = Pick<
  MoveRecord,
  | 'organizationId'
  | 'initiativeId'
  | 'personId'
  | 'percent'
  | 'fromDay'
  | 'toDay'
  | 'before'
  | 'byId'
  | 'state'
  | 'effectAt'
  | 'at'
>

export async function addMove(tx: Tx, data: NewMove): Promise<MoveRecord> {
  return tx.allocationMove.create({ data })
}

type Settled = Partial<Pick<MoveRecord, 'objection' | 'objectedById' | 'settledById' | 'settledAt'>>

/** False where somebody was faster. */
export async function putMove(tx: Tx, id: number, from: MoveState, state: MoveState, data: Settled): Promise<boolean> {
  const { count } = await tx.allocationMove.updateMany({ where: { id, state: from }, data: { ...data, state } })
  return count === 1
}

/** True when more is left. */
export async function forgetMoves(tx: Tx, before: Date): Promise<boolean> {
  const rows = await tx.allocationMove.findMany({
    where: { settledAt: { lt: before } },
    select: { id: true },
    take: batch,
  })
  await tx.allocationMove.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } })
  return rows.length === batch
}
