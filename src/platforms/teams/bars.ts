/** Counts as bars. Adaptive Cards 1.5 have none: columns stand in for them, and the words beside say the same. */
import type { Block } from '../../chat/message.ts'
import { tallySides } from '../../chat/plain.ts'
import { type CardElement, paragraphs, type Writing } from './text.ts'

type Of<K extends Block['block']> = Extract<Block, { block: K }>

export function progress(block: Of<'progress'>, writing: Writing): CardElement[] {
  const { done, of, label, sides } = block
  return [
    ...paragraphs([{ strong: `${done} of ${of}` }, ` ${label}`], writing),
    ...sides.map((side) => ({
      type: 'ColumnSet',
      spacing: 'Small',
      columns: [
        { type: 'Column', width: '160px', items: paragraphs(`${side.label} ${side.done} of ${side.of}`, writing) },
        { type: 'Column', width: 'stretch', verticalContentAlignment: 'Center', items: [bar(side.done, side.of)] },
      ],
    })),
  ]
}

/** The option, a bar as wide as its part, and the numbers in words. */
export function tally({ label, of, rows }: Of<'tally'>, writing: Writing, most: number): CardElement[] {
  const shown = rows.slice(0, most)
  const left = rows.length - shown.length
  return [
    ...shown.flatMap((row) => [
      ...paragraphs(row.won ? [{ strong: row.label }] : row.label, writing),
      {
        type: 'ColumnSet',
        spacing: 'None',
        columns: [
          { type: 'Column', width: 1, verticalContentAlignment: 'Center', items: [bar(part(row.count, of), parts)] },
          {
            type: 'Column',
            width: 1,
            items: paragraphs(
              `${row.said ?? `${row.count} of ${of}`} ${label}${tallySides(row)}${row.won ? ', first' : ''}`,
              writing,
            ),
          },
        ],
      },
    ]),
    ...(left ? paragraphs(`and ${left} more`, writing, { size: 'Small', isSubtle: true }) : []),
  ]
}

/** Means are no whole numbers; widths are. */
const parts = 100
const part = (count: number, of: number) => (of > 0 ? Math.min(parts, Math.round((count / of) * parts)) : 0)

/** Two columns as wide as their numbers; the words beside it say the same. */
function bar(done: number, of: number): CardElement {
  const column = (width: number, style: string) => ({
    type: 'Column',
    width,
    style,
    spacing: 'None',
    minHeight: '8px',
    items: [],
  })
  const open = Math.max(of - done, 0)
  return {
    type: 'ColumnSet',
    columns: [...(done ? [column(done, 'accent')] : []), ...(open || !done ? [column(open || 1, 'emphasis')] : [])],
  }
}
