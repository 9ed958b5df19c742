/** What one person sees alone: their notes, their dots, all notes, whose turn it is. */
import type { Block, Inline, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { command } from '../../../chat/spoken.ts'
import { type ActionRecord, actionName } from '../../actions/rules/records.ts'
import { type NoteRecord, nameOf, type RetroRecord, type ThemeRecord } from '../rules/records.ts'
import { notesIn, type RetroView } from '../rules/view.ts'
import { boardCard, stateWords } from './board.ts'
import { actionWords, buttons, count, list, noteLine, titleOf } from './lines.ts'
import { commentLine } from './theme.ts'

/** Each with its buttons. */
const mostActions = 10

const strong = (text: string): Block => ({ block: 'text', text: [{ strong: text }] })

/** `changeable`: while notes are collected. */
export function ownNotes({ retro }: Pick<RetroView, 'retro'>, notes: NoteRecord[], changeable: boolean): Message {
  const title = `Your notes in ${nameOf(retro)}`
  if (notes.length === 0)
    return {
      summary: title,
      blocks: [
        strong(`You have no notes in ${nameOf(retro)}.`),
        ...buttons(
          changeable && { press: 'retro.write', label: 'Write notes', value: { retro: retro.id }, opens: true },
        ),
      ],
    }
  const names = new Map(retro.format.columns.map(({ id, name }) => [id, name]))
  return {
    summary: title,
    blocks: [
      strong(`${title} (${notes.length})`),
      ...notes.flatMap(({ id, columnId, text }): Block[] => {
        const value = { retro: retro.id, note: id }
        return [
          { block: 'text', text: [{ quiet: `${names.get(columnId) ?? '?'}: ` }, text] },
          ...buttons(
            changeable && { press: 'retro.edit', label: 'Change', value, opens: true, style: 'quiet' },
            changeable && { press: 'retro.delete', label: 'Delete', value, style: 'quiet' },
          ),
        ]
      }),
    ],
  }
}

export function ownDots({ retro, themes }: RetroView, placed: Map<number, number>): Message {
  const lines = themes.flatMap(({ id, name }): Inline[][] => {
    const given = placed.get(id)
    return given ? [[`\n- ${shorten(name, 140)} · ${count(given, 'dot')}`]] : []
  })
  const used = [...placed.values()].reduce((sum, given) => sum + given, 0)
  const title = `Your dots in ${nameOf(retro)}: ${used} of ${retro.settings.dots}`
  return {
    summary: title,
    blocks: [
      strong(title),
      ...list('On', lines, 10),
      ...buttons({ press: 'retro.vote', label: 'Vote', value: { retro: retro.id }, opens: true }),
    ],
  }
}

/** So much of all notes goes into one message on every platform. */
const pageCharacters = 7_000

export function allNotes(view: RetroView, skip: number): Message {
  const { retro, themes } = view
  const names = new Map(retro.format.columns.map(({ id, name }) => [id, name]))
  const groups = [
    ...themes.map((theme) => ({ label: theme.name, notes: notesIn(view, theme.id) })),
    ...retro.format.columns.map(({ id, name }) => ({
      label: name,
      notes: notesIn(view, null).filter(({ columnId }) => columnId === id),
    })),
  ].flatMap(({ label, notes }) => notes.map((note) => ({ label, note })))
  const blocks: Block[] = [strong(`${nameOf(retro)}: ${count(groups.length, 'note')}`)]
  let [label, lines, size, at] = ['', [] as Inline[][], 0, skip]
  const flush = () => {
    if (lines.length) blocks.push(...list(label, lines, lines.length))
    lines = []
  }
  for (; at < groups.length && (size === 0 || size < pageCharacters); at += 1) {
    const one = groups[at]
    if (!one) break
    if (one.label !== label) flush()
    label = one.label
    const column = themes.some(({ name }) => name === label)
      ? [{ quiet: ` ${names.get(one.note.columnId) ?? ''}` }]
      : []
    lines.push([...noteLine(one.note, true), ...column])
    size += one.note.text.length + 20
  }
  flush()
  const left = groups.length - at
  return {
    summary: `${nameOf(retro)}: ${count(groups.length, 'note')}`,
    blocks: [
      ...blocks,
      ...(left > 0 ? [{ block: 'note' as const, text: `and ${left} more` }] : []),
      ...buttons(left > 0 && { press: 'retro.notes', label: 'Read on', value: { retro: retro.id, skip: at } }),
    ],
  }
}

export function talkCard(view: RetroView, theme: ThemeRecord, comments: RetroView['comments']): Message {
  const title = `${nameOf(view.retro)} ${shorten(theme.name, 140)}`
  return {
    summary: title,
    blocks: [
      strong(title),
      ...(notesIn(view, theme.id).length
        ? list(
            'Notes',
            notesIn(view, theme.id).map((note) => noteLine(note, true)),
            60,
          )
        : []),
      ...list(
        'Said',
        comments.map((one) => commentLine(one, true)),
        60,
      ),
    ],
  }
}

/** To the silent, once. */
export function reminderCard(view: RetroView, waits: boolean): Message {
  const { retro } = view
  const title = titleOf(view)
  if (!waits) return { summary: title, blocks: [{ block: 'text', text: `${title}: nothing waits for you.` }] }
  return {
    summary: `${title}: ${stateWords(view)}`,
    blocks: [
      waitingBlock(view),
      { block: 'note', text: `You are reminded once. ${nameOf(retro)} goes on without you.` },
    ],
  }
}

/** "R-3 waits for your notes until Wed 17:00 [Write notes]" */
export function waitingBlock({ retro, crew }: Pick<RetroView, 'retro' | 'crew'>): Block {
  const voting = retro.phase === 'vote'
  const value = { retro: retro.id }
  return {
    block: 'alert',
    label: 'Retrospective',
    text: [
      `${titleOf({ retro, crew })} waits for your ${voting ? 'dots' : 'notes'}`,
      ...(retro.endsAt ? [' until ', { when: retro.endsAt, zone: crew.zone }] : []),
      '.',
    ],
    buttons: [
      voting
        ? { press: 'retro.vote', label: 'Vote', value, opens: true }
        : { press: 'retro.write', label: 'Write notes', value, opens: true },
      ...(voting ? [] : [{ press: 'retro.ready', label: 'Nothing from me', value }]),
    ],
  }
}

/** To whoever asks for it: the card, and how far they are themselves. */
export function shownCard(view: RetroView, personId: number): Message {
  const own = view.people.find((one) => one.personId === personId)
  const card = boardCard(view)
  const did = own
    ? [own.wrote && 'have written', own.ready && 'are ready', own.voted && 'have voted'].filter(Boolean).join(', ')
    : ''
  const said = own ? (did ? `You ${did}.` : 'You have not written yet.') : 'You read along.'
  return { ...card, blocks: [...card.blocks, { block: 'note', text: said }] }
}

/** What becomes of each is said here: done, another day, somebody else, or dropped with a reason. */
export function actionsCard(retro: RetroRecord, open: ActionRecord[]): Message {
  const title = `Open action items before ${nameOf(retro)}`
  if (open.length === 0)
    return { summary: title, blocks: [strong(`No action item is open from before ${nameOf(retro)}.`)] }
  return {
    summary: title,
    blocks: [
      strong(title),
      ...open.slice(0, mostActions).map((action): Block => {
        const value = { action: action.id }
        return {
          block: 'alert',
          label: actionName(action),
          text: actionWords(action),
          buttons: [
            { press: 'actions.done', label: 'Done', value },
            { press: 'actions.replan', label: 'Re-plan', value, opens: true },
            { press: 'actions.hand', label: 'Hand over', value, opens: true },
            { press: 'actions.drop', label: 'Drop', value, opens: true },
          ],
        }
      }),
      ...(open.length > mostActions
        ? [
            {
              block: 'note' as const,
              text: `and ${open.length - mostActions} more: ${command('actions')} in the crew's channel shows all.`,
            },
          ]
        : []),
    ],
  }
}

export function listCard(retros: { retro: RetroRecord; crew: string }[]): Message {
  const lines = retros.map(({ retro, crew }): Inline[] => [
    `\n- ${nameOf(retro)} ${crew}, ${retro.day}: ${retro.phase === 'skipped' ? 'called off' : retro.phase}`,
  ])
  return {
    summary: 'Retrospectives',
    blocks: [
      ...list('Retrospectives', lines, 20),
      ...buttons(
        ...retros
          .slice(0, 5)
          .map(({ retro }) => ({ press: 'retro.show', label: nameOf(retro), value: { retro: retro.id } })),
      ),
    ],
  }
}
