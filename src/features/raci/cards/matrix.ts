/** The matrix of an initiative, and what does not hold in it. */
import type { Block, Button, Inline, Message, Text } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { command } from '../../../chat/spoken.ts'
import { type InitiativeRecord, phases } from '../../portfolio/rules/records.ts'
import { phaseWords } from '../../portfolio/rules/words.ts'
import { type Activity, type Finding, roles } from '../rules/matrix.ts'

const longest = 60
const mostRows = 40
const mostTaken = 10
const named = ({ key, name }: InitiativeRecord) => `${key} ${shorten(name, longest)}`
const letters = { responsible: 'R', accountable: 'A', consulted: 'C', informed: 'I' } as const

function partsText(row: Activity): Text {
  const parts = roles.filter((role) => row[role].length > 0)
  if (parts.length === 0) return 'nobody yet'
  // A letter stays with its first name.
  return parts.flatMap((role, index): Inline[] => [
    ...(index ? [' · '] : []),
    { strong: letters[role] },
    ...row[role].flatMap((person, at): Inline[] => [at ? ', ' : '\u00a0', { person }]),
  ])
}

export function matrixCard(initiative: InitiativeRecord, rows: Activity[], buttons: Button[]): Message {
  const title = `${named(initiative)}: who does what`
  const shown = rows.slice(0, mostRows)
  const groups = phases.flatMap((phase): Block[] => {
    const own = shown.filter((row) => row.phase === phase)
    if (own.length === 0) return []
    return [
      { block: 'text', text: [{ strong: phaseWords[phase] }] },
      { block: 'facts', facts: own.map((row) => ({ label: shorten(row.activity, longest), value: partsText(row) })) },
    ]
  })
  const left = rows.length - shown.length
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      ...(groups.length ? groups : [{ block: 'text' as const, text: 'No activity is written down yet.' }]),
      ...(left > 0 ? [{ block: 'note' as const, text: `and ${left} more` }] : []),
      { block: 'note', text: 'R does it, A answers for it (exactly one), C is asked before, I is told after.' },
      ...(buttons.length ? [{ block: 'buttons' as const, buttons }] : []),
    ],
  }
}

/** What nobody owns, and what a press of Take it takes. */
export interface Unowned {
  label: string
  text: string
  value: { initiative: number; take: 'activity' | 'deliverable' | 'project' | 'product'; of: number }
}

export function checkCard(initiative: InitiativeRecord, found: Finding[], unowned: Unowned[], rows: number): Message {
  const title = `${named(initiative)}: responsibilities checked`
  const taken = unowned.slice(0, mostTaken)
  const left = unowned.length - taken.length
  const notTaken = found.filter((one) => one.what === 'matrix' || !one.takes)
  const nothing = notTaken.length === 0 && unowned.length === 0
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      {
        block: 'text',
        text: nothing
          ? `Everything holds, in ${counted(rows, 'activity', 'activities')}.`
          : `${counted(notTaken.length + unowned.length, 'finding', 'findings')} in ${counted(rows, 'activity', 'activities')}.`,
      },
      ...notTaken.map(({ text }): Block => ({ block: 'text', text })),
      ...taken.map(
        ({ label, text, value }): Block => ({
          block: 'alert',
          label,
          text,
          buttons: [{ press: 'raci.take', label: 'Take it', value }],
        }),
      ),
      ...(left > 0 ? [{ block: 'note' as const, text: `and ${left} more that nobody owns` }] : []),
      { block: 'note', text: `${command(`raci ${initiative.key}`)} shows and changes the matrix.` },
    ],
  }
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export function whichCard(initiatives: InitiativeRecord[]): Message {
  const title = 'Whose responsibilities?'
  const shown = initiatives.slice(0, 20)
  const left = initiatives.length - shown.length
  return {
    summary: title,
    blocks: [
      { block: 'text', text: title },
      {
        block: 'buttons',
        buttons: shown.map((one) => ({ press: 'raci.show', label: named(one), value: { initiative: one.id } })),
      },
      ...(left > 0
        ? [{ block: 'note' as const, text: `and ${left} more: type the key, such as ${command('raci CHK')}.` }]
        : []),
    ],
  }
}
