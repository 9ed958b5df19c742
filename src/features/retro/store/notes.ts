/** Notes: with a name, or with a token of their own. Always in the order of their random ids, which is none. */
import { randomUUID } from 'node:crypto'
import type { Tx } from '../../../db.ts'
import type { NoteRecord } from '../rules/records.ts'

export async function notesOf(read: Tx, retroId: number): Promise<NoteRecord[]> {
  return read.retroNote.findMany({ where: { retroId }, omit: { retroId: true }, orderBy: { id: 'asc' } })
}

export async function countNotes(read: Tx, retroId: number): Promise<number> {
  return read.retroNote.count({ where: { retroId } })
}

export interface NewNote {
  id: string
  columnId: string
  text: string
  authorId: number | null
  token: string | null
}

export const newNoteId = randomUUID

export async function addNotes(tx: Tx, retroId: number, notes: NewNote[]): Promise<void> {
  await tx.retroNote.createMany({ data: notes.map((note) => ({ retroId, ...note })) })
}

export async function changeNote(tx: Tx, id: string, note: Pick<NoteRecord, 'columnId' | 'text'>): Promise<void> {
  await tx.retroNote.update({ where: { id }, data: note })
}

export async function deleteNote(tx: Tx, id: string): Promise<void> {
  await tx.retroNote.deleteMany({ where: { id } })
}

export async function deleteNotes(tx: Tx, retroId: number): Promise<void> {
  await tx.retroNote.deleteMany({ where: { retroId } })
}

/** Databases keep rows in the order in which they came: written anew by new ids, with no name, and the tokens that `tokenOf` gives. */
export async function shuffleNotes(
  tx: Tx,
  retroId: number,
  tokenOf: (note: NoteRecord, id: string) => string | null,
): Promise<void> {
  const notes = await notesOf(tx, retroId)
  const anew = notes
    .map((note) => {
      const id = randomUUID()
      return { ...note, retroId, id, authorId: null, token: tokenOf(note, id) }
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  await tx.retroNote.deleteMany({ where: { retroId } })
  await tx.retroNote.createMany({ data: anew })
}
