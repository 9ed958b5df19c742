/** What moved time does to dates, as it was computed when it was asked for. */
import type { Prisma, Tx } from '../../../db.ts'
import { type MoveRipple, shifts } from '../rules/ripple.ts'

export async function putRipple(
  tx: Tx,
  moveId: number,
  { shifts: found, refused }: MoveRipple,
  computedAt: Date,
): Promise<void> {
  const data = { shifts: found as unknown as Prisma.InputJsonValue, refused, computedAt }
  await tx.moveRipple.create({ data: { moveId, ...data } })
}

export async function rippleOfMove(read: Tx, moveId: number): Promise<(MoveRipple & { computedAt: Date }) | null> {
  const row = await read.moveRipple.findUnique({ where: { moveId } })
  return row && { shifts: shifts.parse(row.shifts), refused: row.refused, computedAt: row.computedAt }
}
