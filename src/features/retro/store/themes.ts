/** Themes, the dots on them, and what is said to them. */
import { randomUUID } from 'node:crypto'
import type { Tx } from '../../../db.ts'
import type { CommentRecord, ThemeRecord } from '../rules/records.ts'

export async function themesOf(read: Tx, retroId: number): Promise<ThemeRecord[]> {
  return read.retroTheme.findMany({
    where: { retroId },
    omit: { retroId: true },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  })
}

/** The theme and the retro it is in. */
export async function themeById(read: Tx, id: number): Promise<(ThemeRecord & { retroId: number }) | null> {
  return read.retroTheme.findUnique({ where: { id } })
}

/** After the others; its notes leave whatever theme they were in. */
export async function addTheme(tx: Tx, retroId: number, name: string, noteIds: string[]): Promise<number> {
  const last = await tx.retroTheme.aggregate({ where: { retroId }, _max: { position: true } })
  const { id } = await tx.retroTheme.create({ data: { retroId, name, position: (last._max.position ?? -1) + 1 } })
  await tx.retroNote.updateMany({ where: { retroId, id: { in: noteIds } }, data: { themeId: id } })
  return id
}

/** Exactly these are in it from now on. */
export async function changeTheme(
  tx: Tx,
  { id, retroId }: { id: number; retroId: number },
  name: string,
  noteIds: string[],
): Promise<void> {
  await tx.retroTheme.update({ where: { id }, data: { name } })
  await tx.retroNote.updateMany({ where: { retroId, themeId: id, id: { notIn: noteIds } }, data: { themeId: null } })
  await tx.retroNote.updateMany({ where: { retroId, id: { in: noteIds } }, data: { themeId: id } })
}

/** Its notes stay, in no theme. */
export async function deleteTheme(tx: Tx, id: number): Promise<void> {
  await tx.retroTheme.delete({ where: { id } })
}

/** Those that no note is left in. */
export async function dropEmptyThemes(tx: Tx, retroId: number): Promise<void> {
  await tx.retroTheme.deleteMany({ where: { retroId, notes: { none: {} } } })
}

export interface DotRecord {
  themeId: number
  personId: number
  count: number
}

export async function dotsOf(read: Tx, retroId: number, personId: number): Promise<DotRecord[]> {
  return read.retroDot.findMany({ where: { retroId, personId }, omit: { retroId: true }, orderBy: { themeId: 'asc' } })
}

/** They take the place of those given before. */
export async function putDots(tx: Tx, retroId: number, personId: number, placed: Map<number, number>): Promise<void> {
  await tx.retroDot.deleteMany({ where: { retroId, personId } })
  const data = [...placed].map(([themeId, count]) => ({ retroId, themeId, personId, count }))
  if (data.length) await tx.retroDot.createMany({ data })
}

/** Sums stay, and who gave which dot does not. */
export async function countDots(tx: Tx, retroId: number): Promise<void> {
  const sums = await tx.retroDot.groupBy({ by: ['themeId'], where: { retroId }, _sum: { count: true } })
  await tx.retroTheme.updateMany({ where: { retroId }, data: { dots: 0 } })
  for (const { themeId, _sum } of sums)
    await tx.retroTheme.update({ where: { id: themeId }, data: { dots: _sum.count ?? 0 } })
  await tx.retroDot.deleteMany({ where: { retroId } })
}

/** In the order said; in that of their random ids where nobody is to know it. */
export async function commentsOf(read: Tx, retroId: number): Promise<CommentRecord[]> {
  return read.retroComment.findMany({
    where: { retroId },
    omit: { retroId: true },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  })
}

export async function addComment(
  tx: Tx,
  retroId: number,
  comment: Pick<CommentRecord, 'themeId' | 'text' | 'authorId' | 'at'>,
): Promise<void> {
  await tx.retroComment.create({ data: { retroId, ...comment, id: randomUUID() } })
}

/** As notes are: without a name, a moment or an order. */
export async function shuffleComments(tx: Tx, retroId: number): Promise<void> {
  const anew = (await commentsOf(tx, retroId))
    .map((one) => ({ ...one, retroId, id: randomUUID(), authorId: null, token: null, at: null }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  await tx.retroComment.deleteMany({ where: { retroId } })
  await tx.retroComment.createMany({ data: anew })
}
