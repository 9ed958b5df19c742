/** The joint checklist: what is there, and what is missing with the press that mends it. */
import type { Block, Button, Inline, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import type { Line, Part } from '../rules/checklist.ts'
import { named } from './lines.ts'

export interface ChecklistView {
  initiative: { key: string; name: string }
  lines: Line[]
  /** Whether the reader may mend what is missing. */
  edits: boolean
  /** How the newest kickoff stands, if there was one. */
  standing: Inline[] | null
  buttons: Button[]
}

const longest = 140

export function checklistCard({ initiative, lines, edits, standing, buttons }: ChecklistView): Message {
  const title = `${named(initiative)}: kickoff checklist`
  const there = lines.filter(({ missing }) => missing === null)
  const open = lines.filter(({ missing }) => missing !== null)
  const said = open.length
    ? `${there.length} of ${lines.length} are there. What is missing holds nobody up: it is what to talk about.`
    : `All ${lines.length} are there.`
  return {
    summary: `${title}, ${there.length} of ${lines.length} there`,
    blocks: [
      { block: 'heading', text: title },
      ...(standing ? [{ block: 'text' as const, text: standing }] : []),
      { block: 'text', text: said },
      ...(there.length ? [{ block: 'facts' as const, facts: there.map(thereFact) }] : []),
      ...missingBlocks(
        'Missing',
        open.filter(({ use }) => use === 'expected'),
        edits,
      ),
      ...missingBlocks(
        'Would help',
        open.filter(({ use }) => use !== 'expected'),
        edits,
      ),
      ...(open.length && !edits
        ? [{ block: 'note' as const, text: 'Members of its crew and its owners can add what is missing.' }]
        : []),
      ...(buttons.length ? [{ block: 'divider' as const }, { block: 'buttons' as const, buttons }] : []),
    ],
  }
}

const thereFact = ({ label, there }: Line) => ({ label, value: inlines(there ?? []) })

/** What mends it stands below, once where it mends several: a row of alarms would be read by nobody. */
function missingBlocks(title: string, lines: Line[], edits: boolean): Block[] {
  if (lines.length === 0) return []
  const mends = new Map<string, Button>()
  for (const mend of edits ? lines.flatMap((one) => one.mends) : []) {
    if (!('press' in mend)) continue
    const { press, label, value } = mend
    const opens = press !== 'raci.check' && { opens: true as const }
    if (!mends.has(label)) mends.set(label, { press, label, value, ...opens })
  }
  return [
    { block: 'text', text: [{ strong: title }] },
    { block: 'facts', facts: lines.map(missingFact) },
    ...(mends.size ? [{ block: 'buttons' as const, buttons: [...mends.values()] }] : []),
  ]
}

function missingFact({ label, there, missing, mends }: Line) {
  const typed = mends.flatMap((mend) => ('type' in mend ? [mend.type] : []))
  const value: Inline[] = [
    missing ?? '',
    ...(there ? [' There: ', ...inlines(there), '.'] : []),
    ...(typed.length ? [` ${typed.join(', ')} does it.`] : []),
  ]
  return { label, value }
}

/** Each text by itself is cut: names of people are not. */
const inlines = (parts: Part[]): Inline[] => parts.map((part) => (typeof part === 'string' ? cut(part) : part))

/** With its blanks at both ends, which stand between it and a name. */
function cut(text: string): string {
  if (text.length <= longest) return text
  const [, before = ''] = /^(\s*)/.exec(text) ?? []
  return `${before}${shorten(text, longest)}${/\s$/.test(text) ? ' ' : ''}`
}
