/** Milestones of initiatives, and which of them were celebrated. */
import type { Block, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { command } from '../../../chat/spoken.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'

export interface Line {
  deliverable: number | null
  label: string
  day: Day | null
  done: boolean
  /** What became of its celebration; `null`: there is none. */
  celebrated: 'drafted' | 'announced' | 'declined' | 'lapsed' | null
}

export interface InitiativeLines {
  key: string
  name: string
  id: number
  lines: Line[]
}

const mostLines = 12

export function listCard(initiatives: InitiativeLines[]): Message {
  if (initiatives.length === 0) {
    const text = `There is no initiative of your crews yet. ${command('initiative')} makes one.`
    return { summary: 'No milestones yet', blocks: [{ block: 'text', text }] }
  }
  return {
    summary: `Milestones of ${initiatives.map(({ key }) => key).join(', ')}`,
    blocks: [
      ...initiatives.flatMap(blocksOf),
      { block: 'note', text: `What stands in no plan: ${command('milestone "Beta live" CHK')}.` },
    ],
  }
}

function blocksOf({ key, name, lines }: InitiativeLines): Block[] {
  const shown = lines.slice(0, mostLines)
  const more = lines.length - shown.length
  return [
    { block: 'heading', text: `${key} ${shorten(name, 80)}` },
    ...(lines.length ? [] : [{ block: 'text' as const, text: 'No milestone stands in its plan.' }]),
    ...shown.flatMap(lineBlocks),
    ...(more > 0 ? [{ block: 'note' as const, text: `and ${more} more` }] : []),
  ]
}

function lineBlocks({ deliverable, label, day, done, celebrated }: Line): Block[] {
  const when = day === null ? 'without a day' : `${done ? 'reached' : 'planned'} ${formatDay(day, { year: true })}`
  const text = `${shorten(label, 100)}: ${when}${celebrated ? `, ${celebratedText(celebrated)}` : ''}`
  if (!done || celebrated || deliverable === null) return [{ block: 'text', text }]
  const celebrate = { press: 'celebrations.celebrate', label: 'Celebrate', value: { deliverable } }
  return [
    { block: 'text', text },
    { block: 'buttons', buttons: [celebrate] },
  ]
}

function celebratedText(state: NonNullable<Line['celebrated']>): string {
  switch (state) {
    case 'drafted':
      return 'waits to be confirmed'
    case 'announced':
      return 'celebrated'
    case 'declined':
      return 'not celebrated'
    case 'lapsed':
      return 'nobody confirmed it'
  }
}
