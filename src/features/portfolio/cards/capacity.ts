/** Who is given away more than whole, when, and by which initiatives. Percent only: nothing here is money. */
import type { Block, Button, Message } from '../../../chat/message.ts'
import { command } from '../../../chat/spoken.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import type { OverSpan } from '../rules/load.ts'
import { cut, longDay } from './lines.ts'
import { overWords } from './status.ts'

export interface CapacityView {
  from: Day
  to: Day
  spans: OverSpan[]
  /** How many people have any allocation in the period. */
  people: number
  keys: Map<number, string>
  buttons: Button[]
}

const mostSpans = 25
const nobody = `No data: nobody is allocated in this time. ${command('plan')}, then Allocate, says who works on what, and how much.`

export function capacityCard(view: CapacityView): Message {
  const { from, to, spans, people } = view
  const title = `Capacity, ${formatDay(from, { year: true })} to ${formatDay(to, { year: true })}`
  const over = new Set(spans.map(({ personId }) => personId)).size
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      { block: 'text', text: people === 0 ? nobody : overText(over, people) },
      ...(spans.length ? details(view) : []),
      { block: 'note', text: 'From allocations, counted over all initiatives; the fullest day of each week counts.' },
      ...(view.buttons.length ? [{ block: 'buttons' as const, buttons: view.buttons }] : []),
    ],
  }
}

function overText(over: number, people: number): string {
  const of = people === 1 ? '1 person who is allocated' : `${people} people who are allocated`
  return over === 0 ? `Nobody of ${of} is over 100 %.` : `${over} of ${of} ${over === 1 ? 'is' : 'are'} over 100 %.`
}

function details({ spans, keys, from, to }: CapacityView): Block[] {
  const { shown, more } = cut(spans, mostSpans)
  return [
    ...shown.map((span): Block => ({ block: 'text', text: overWords(span, keys) })),
    ...(more ? [{ block: 'note' as const, text: `${more} from ${longDay(from)} to ${longDay(to)}` }] : []),
    { block: 'text', text: [{ strong: 'By initiative' }] },
    { block: 'facts', facts: byInitiative(spans, keys) },
  ]
}

/** "CHK: 1 person in 6 weeks". */
function byInitiative(spans: OverSpan[], keys: Map<number, string>) {
  const ids = [...new Set(spans.flatMap(({ load }) => load.by.map(({ initiativeId }) => initiativeId)))]
  return ids
    .map((id) => {
      const own = spans.filter(({ load }) => load.by.some(({ initiativeId }) => initiativeId === id))
      const people = new Set(own.map(({ personId }) => personId)).size
      const weeks = own.reduce((sum, span) => sum + span.weeks, 0)
      return {
        label: keys.get(id) ?? 'others',
        value: `${people} ${people === 1 ? 'person' : 'people'}, ${weeks} ${weeks === 1 ? 'week' : 'weeks'} over 100 % together`,
      }
    })
    .sort((a, b) => a.label.localeCompare(b.label))
}
