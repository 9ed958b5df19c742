/** Notes: written, changed, deleted, looked at by their author; and who is ready. */
import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import { notTaken, sentence, tell } from '../../../chat/say.ts'
import { editForm, longestNote, noteForm } from '../cards/forms.ts'
import { ownNotes } from '../cards/own.ts'
import { type NoteRecord, nameOf, type RetroRecord } from '../rules/records.ts'
import { addNotes, changeNote, countNotes, deleteNote, newNoteId, notesOf } from '../store/notes.ts'
import { markPerson, peopleOf } from '../store/people.ts'
import { lockPhase } from '../store/retros.ts'
import { ended, gone, type Own, ownPart, ownRetro, ownView } from './own.ts'
import { refreshed } from './records.ts'
import type { Tokens } from './tokens.ts'

export interface RetroValue {
  retro: number
}
export interface NoteValue extends RetroValue {
  note: string
}

export async function drawNote({ retro }: RetroValue, ctx: Context, text = '') {
  const part = await ownPart(retro, 'collect', ctx)
  if ('refused' in part) return part
  const view = await ownView(retro, ctx)
  return 'refused' in view ? view : noteForm(view, text)
}

/** More are nobody's to read. */
const mostNotes = 500

/** One a line, by column; or what is wrong beside the field. */
function readNotes(values: Record<string, unknown>, retro: RetroRecord) {
  const notes: { columnId: string; text: string }[] = []
  const errors: Record<string, string> = {}
  for (const { id } of retro.format.columns) {
    const typed = typeof values[id] === 'string' ? (values[id] as string) : ''
    for (const text of typed.split('\n').map((line) => line.trim())) {
      if (text.length > longestNote)
        errors[id] = `A note is ${text.length} characters long; at most ${longestNote} fit. Make two lines of it.`
      else if (text) notes.push({ columnId: id, text })
    }
  }
  const [first] = retro.format.columns
  if (!notes.length && !Object.keys(errors).length && first)
    errors[first.id] = 'Write at least one note, in any column.'
  return { notes, errors }
}

/** Locked while notes are collected, or the sentence why not. */
async function locked({ retro }: Own, { tx, now }: Context): Promise<RetroRecord | Refusal> {
  const here = await lockPhase(tx, retro.id, 'collect', { before: now })
  return here ?? { refused: ended({ ...retro, phase: 'group' }, 'collect', now) ?? gone }
}

export const saveNotes =
  (tokens: Tokens) =>
  async (values: Record<string, unknown>, value: RetroValue, ctx: Context): Promise<Outcome> => {
    const { tx, actor } = ctx
    const part = await ownPart(value.retro, 'collect', ctx)
    if ('refused' in part) return notTaken(part.refused)
    const { notes, errors } = readNotes(values, part.retro)
    if (Object.keys(errors).length) return { answer: { do: 'refuse', errors } }
    const retro = await locked(part, ctx)
    if ('refused' in retro) return notTaken(retro.refused)
    const [first] = retro.format.columns
    if (first && (await countNotes(tx, retro.id)) + notes.length > mostNotes) {
      const full = `${nameOf(retro)} holds at most ${mostNotes} notes, all together. Say it in fewer.`
      return { answer: { do: 'refuse', errors: { [first.id]: full } } }
    }
    await addNotes(
      tx,
      retro.id,
      notes.map((note) => {
        const id = newNoteId()
        return retro.anonymous
          ? { ...note, id, authorId: null, token: tokens.of(retro, actor.id, id) }
          : { ...note, id, authorId: actor.id, token: null }
      }),
    )
    await markPerson(tx, retro.id, actor.id, { wrote: true })
    return {
      answer: {
        do: 'tell',
        message: sentence(`${notes.length === 1 ? 'Your note is' : `Your ${notes.length} notes are`} in.`, [
          {
            block: 'buttons',
            buttons: [
              { press: 'retro.write', label: 'Write more', value, opens: true },
              { press: 'retro.mine', label: 'My notes', value },
              { press: 'retro.ready', label: 'I am ready', value },
            ],
          },
        ]),
      },
      effects: refreshed(retro, [part.person]),
    }
  }

/** By name, or by the token that only the retro's key can make. */
export function isOf(retro: RetroRecord, note: NoteRecord, personId: number, tokens: Tokens): boolean {
  if (note.authorId !== null) return note.authorId === personId
  return note.token !== null && tokens.of(retro, personId, note.id) === note.token
}

export const mine =
  (tokens: Tokens) =>
  async (value: RetroValue, ctx: Context): Promise<Outcome> => {
    const own = await ownRetro(value.retro, ctx)
    if ('refused' in own) return tell(own.refused)
    const { retro } = own
    if (retro.anonymous && !retro.tokenKey)
      return tell(`The key of ${nameOf(retro)} is destroyed: nobody can tell any more which notes are yours.`)
    const notes = (await notesOf(ctx.tx, retro.id)).filter((note) => isOf(retro, note, ctx.actor.id, tokens))
    return tell(ownNotes(own, notes, ended(retro, 'collect', ctx.now) === null))
  }

async function ownNote({ retro: id, note: noteId }: NoteValue, ctx: Context, tokens: Tokens) {
  const part = await ownPart(id, 'collect', ctx)
  if ('refused' in part) return part
  const note = (await notesOf(ctx.tx, id)).find((one) => one.id === noteId)
  if (!note || !isOf(part.retro, note, ctx.actor.id, tokens))
    return { refused: 'This note is not here any more, or not yours. Nothing was changed.' }
  return { ...part, note }
}

export const drawEdit = (tokens: Tokens) => async (value: NoteValue, ctx: Context) => {
  const own = await ownNote(value, ctx, tokens)
  if ('refused' in own) return own
  const view = await ownView(value.retro, ctx)
  return 'refused' in view ? view : editForm(view, own.note)
}

export const saveEdit =
  (tokens: Tokens) =>
  async (values: { column: string; text: string }, value: NoteValue, ctx: Context): Promise<Outcome> => {
    const own = await ownNote(value, ctx, tokens)
    if ('refused' in own) return notTaken(own.refused)
    const retro = await locked(own, ctx)
    if ('refused' in retro) return notTaken(retro.refused)
    const text = values.text.replace(/\s+/g, ' ').trim()
    await changeNote(ctx.tx, own.note.id, { columnId: values.column, text })
    return tell('Your note is changed.')
  }

export const remove =
  (tokens: Tokens) =>
  async (value: NoteValue, ctx: Context): Promise<Outcome> => {
    const own = await ownNote(value, ctx, tokens)
    if ('refused' in own) return tell(own.refused)
    const retro = await locked(own, ctx)
    if ('refused' in retro) return tell(retro.refused)
    await deleteNote(ctx.tx, own.note.id)
    const left = (await notesOf(ctx.tx, retro.id)).filter((note) => isOf(retro, note, ctx.actor.id, tokens))
    if (left.length === 0) await markPerson(ctx.tx, retro.id, ctx.actor.id, { wrote: false })
    return { ...tell('Your note is deleted.'), effects: refreshed(retro, [own.person]) }
  }

/** A second press takes it back. */
export async function ready(value: RetroValue, ctx: Context): Promise<Outcome> {
  const part = await ownPart(value.retro, 'collect', ctx)
  if ('refused' in part) return tell(part.refused)
  const retro = await locked(part, ctx)
  if ('refused' in retro) return tell(retro.refused)
  const now = !part.person.ready
  await markPerson(ctx.tx, retro.id, ctx.actor.id, { ready: now })
  const people = await peopleOf(ctx.tx, retro.id)
  const left = people.filter((one) => one.side !== 'both' && !one.ready).length
  const said = now
    ? `You are ready.${left === 0 ? ' So is everybody.' : ''} You can still write until grouping begins; press again to take it back.`
    : 'You are not ready any more.'
  return { ...tell(said), effects: refreshed(retro, [part.person]) }
}
