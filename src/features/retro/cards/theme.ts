/** A theme that is talked about, in the thread; and the summary at the end of it. */
import type { Inline, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { ranked } from '../rules/dots.ts'
import { nameOf, type ThemeRecord } from '../rules/records.ts'
import { commentsShown, notesIn, type RetroView, together, topOf } from '../rules/view.ts'
import { actionLine, buttons, count, lineLength, list, noteLine, whyNothing } from './lines.ts'

const [mostNotes, mostComments, mostActions] = [10, 12, 10]

export function themeCard(view: RetroView, theme: ThemeRecord): Message {
  const { retro } = view
  const notes = notesIn(view, theme.id)
  const comments = commentsShown(view, theme.id)
  const waiting = view.comments.filter(({ themeId }) => themeId === theme.id).length - comments.length
  const talking = retro.phase === 'discuss'
  const said = list(
    `Said (${comments.length})`,
    comments.slice(-mostComments).map((one) => commentLine(one)),
    mostComments,
  )
  const earlier = comments.length - mostComments
  const value = { theme: theme.id }
  return {
    summary: `${nameOf(retro)} ${shorten(theme.name, lineLength)}: ${count(theme.dots ?? 0, 'dot')}`,
    blocks: [
      { block: 'text', text: [{ strong: shorten(theme.name, lineLength) }, ` · ${count(theme.dots ?? 0, 'dot')}`] },
      ...list(
        count(notes.length, 'note'),
        notes.map((note) => noteLine(note)),
        mostNotes,
      ),
      ...said,
      ...(earlier > 0 ? [{ block: 'note' as const, text: `and ${earlier} more before these` }] : []),
      ...(talking && retro.anonymous
        ? [
            {
              block: 'note' as const,
              text: `Said without a name, and shown ${together} at a time, so that no moment tells who.${waiting ? ` ${waiting} wait.` : ''}`,
            },
          ]
        : []),
      ...buttons(
        talking && { press: 'retro.comment', label: 'Say something', value, style: 'primary', opens: true },
        { press: 'retro.talk', label: 'Read all', value },
        talking && {
          press: 'retro.act',
          label: 'Add an action item',
          value: { retro: retro.id },
          opens: true,
        },
      ),
    ],
  }
}

export function commentLine({ text, authorId }: { text: string; authorId: number | null }, whole = false): Inline[] {
  const words = whole ? text : shorten(text, lineLength)
  return authorId === null ? [`\n- ${words}`] : ['\n- ', { person: authorId }, `: ${words}`]
}

/** Themes and promises go further than the crew; notes do not. */
export function summaryCard(view: RetroView): Message {
  const { retro, actions, notes, people } = view
  const top = ranked(topOf(view))
  const why = whyNothing(retro)
  const writers = people.filter(({ wrote }) => wrote).length
  const from = writers ? `, from ${writers === 1 ? '1 person' : `${writers} people`}` : ''
  const counts = `${count(notes.length, 'note')}${from}, ${count(view.themes.length, 'theme')}, ${count(actions.length, 'action item')}.`
  return {
    summary: `${nameOf(retro)} is closed: ${count(actions.length, 'action item')}.`,
    blocks: [
      { block: 'text', text: [{ strong: `${nameOf(retro)} is closed.` }, ` ${counts}`] },
      ...list(
        'We talked about',
        top.map(({ name, dots }) => [`\n- ${shorten(name, lineLength)} · ${count(dots ?? 0, 'dot')}`]),
        mostActions,
      ),
      ...list('We promise', actions.map(actionLine), mostActions),
      ...(why && actions.length === 0 ? [{ block: 'text' as const, text: why }] : []),
      ...(retro.anonymous
        ? [{ block: 'note' as const, text: 'The key is destroyed: nobody can tell any more who wrote what.' }]
        : []),
    ],
  }
}
