/** Lines that the cards of a retro have in common: notes, themes, action items, how far the crew is. */
import type { Block, Button, Inline } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { formatDay } from '../../../schedule/calendar.ts'
import { type ActionRecord, actionName } from '../../actions/rules/records.ts'
import { countOf, type Step } from '../rules/counting.ts'
import { isPhase, phaseNames } from '../rules/phases.ts'
import { type NoteRecord, nameOf, phases, type RetroRecord } from '../rules/records.ts'
import { notesIn, type RetroView } from '../rules/view.ts'

export const lineLength = 140

export const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`

export const titleOf = ({ retro, crew }: Pick<RetroView, 'retro' | 'crew'>) =>
  `${nameOf(retro)} Retrospective: ${crew.name}`

/** "- More pairing (Ana)", on a line of its own. */
export function noteLine({ text, authorId }: Pick<NoteRecord, 'text' | 'authorId'>, whole = false): Inline[] {
  return [
    `\n- ${whole ? text : shorten(text, lineLength)}`,
    ...(authorId === null ? [] : [{ quiet: ' (' }, { person: authorId }, { quiet: ')' }]),
  ]
}

/** A label and lines below it; how many are not there. */
export function list(label: string, lines: Inline[][], most: number): Block[] {
  if (lines.length === 0) return []
  const more: Inline[] = lines.length > most ? [{ quiet: `\nand ${lines.length - most} more` }] : []
  return [{ block: 'text', text: [{ strong: label }, ...lines.slice(0, most).flat(), ...more] }]
}

export function actionWords({ text, ownerId, dueOn, state }: ActionRecord): Inline[] {
  const end = state === 'open' ? `, due ${formatDay(dueOn)}` : `, ${state}`
  return [`${shorten(text, lineLength)} · `, { person: ownerId }, end]
}

export const actionLine = (action: ActionRecord): Inline[] => [`\n- ${actionName(action)} `, ...actionWords(action)]

/** "Collect > Group > Vote > Discuss > Act", the one it is in stands out. */
export function strip({ phase }: Pick<RetroRecord, 'phase'>): Inline[] {
  return phases.flatMap((one, at): Inline[] => [
    ...(at ? [' > '] : []),
    one === phase ? { strong: phaseNames[one] } : { quiet: phaseNames[one] },
  ])
}

export function progress({ retro, people, crew }: RetroView, step: Step, label: string): Block {
  const { done, of, sides } = countOf(people, step, retro)
  return {
    block: 'progress',
    label,
    done,
    of,
    sides: sides.map((one) => ({ label: crew.labels[one.side], done: one.done, of: one.of })),
  }
}

export function seenBy({ retro, crew }: Pick<RetroView, 'retro' | 'crew'>): string {
  const channels = crew.channels.map(({ name }) => name).join(' and ')
  const readers = `the ${crew.name} crew${channels && `, and whoever reads ${shorten(channels, lineLength)}`}`
  if (!retro.anonymous) return `${readers}, with your name, from grouping on`
  return `${readers}, without a name and without a side, from grouping on. That you have written is known, not what. Until the close someone with the server’s key and its database could link the two; then the key is destroyed`
}

/** Why nothing was promised, of one without action items; null where that is not known yet, or no longer. */
export function whyNothing({ phase, noActionReason, wordsForgottenAt }: RetroRecord): string | null {
  if (noActionReason) return `No action item: ${noActionReason}`
  return phase === 'closed' && !wordsForgottenAt ? 'No action item, and nobody said why.' : null
}

/** When the phase ends, and when the crew talks. */
export function untilFacts({ retro, crew }: Pick<RetroView, 'retro' | 'crew'>): { label: string; value: Inline[] }[] {
  if (!isPhase(retro.phase)) return []
  const { meetsAt } = retro.settings
  const ends: Inline[] = retro.endsAt
    ? [{ when: retro.endsAt, zone: crew.zone }, ', or when whoever runs it moves on']
    : ['when whoever runs it moves on']
  return [
    { label: `${phaseNames[retro.phase]} until`, value: ends },
    ...(meetsAt && retro.phase !== 'act' ? [{ label: 'We talk', value: [{ when: meetsAt, zone: crew.zone }] }] : []),
  ]
}

export function themeLine(view: RetroView, { id, name, dots }: RetroView['themes'][number]): Inline[] {
  const notes = count(notesIn(view, id).length, 'note')
  return [`\n- ${shorten(name, lineLength)} · ${notes}${dots === null ? '' : ` · ${count(dots, 'dot')}`}`]
}

export const buttons = (...all: (Button | false | null)[]): Block[] => {
  const shown = all.filter((one) => one !== false && one !== null)
  return shown.length ? [{ block: 'buttons', buttons: shown }] : []
}
