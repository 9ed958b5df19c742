/** Retros grow old: who took part is deleted first, what was said later. That there was one stays. */
import type { Tx } from '../../../db.ts'

const atOnce = 50
const over = { in: ['closed' as const, 'skipped' as const] }

/** Closed before; true when more is left. */
export async function forgetPeople(tx: Tx, before: Date, now: Date): Promise<boolean> {
  const rows = await tx.retro.findMany({
    where: { phase: over, closedAt: { lt: before }, peopleForgottenAt: null },
    select: { id: true },
    take: atOnce,
  })
  const ids = rows.map(({ id }) => id)
  await tx.retroPerson.deleteMany({ where: { retroId: { in: ids } } })
  await tx.retro.updateMany({ where: { id: { in: ids } }, data: { peopleForgottenAt: now } })
  return rows.length === atOnce
}

export async function forgetWords(tx: Tx, before: Date, now: Date): Promise<boolean> {
  const rows = await tx.retro.findMany({
    where: { phase: over, closedAt: { lt: before }, wordsForgottenAt: null },
    select: { id: true },
    take: atOnce,
  })
  const ids = rows.map(({ id }) => id)
  await tx.retroNote.deleteMany({ where: { retroId: { in: ids } } })
  await tx.retroComment.deleteMany({ where: { retroId: { in: ids } } })
  // Many a theme is a note's own words.
  await tx.retroTheme.deleteMany({ where: { retroId: { in: ids } } })
  await tx.retro.updateMany({ where: { id: { in: ids } }, data: { wordsForgottenAt: now, noActionReason: null } })
  return rows.length === atOnce
}

/** Of these, those in which something can still change. */
export async function openAmong(read: Tx, ids: number[]): Promise<number[]> {
  const rows = await read.retro.findMany({
    where: { id: { in: ids }, phase: { notIn: over.in } },
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}
