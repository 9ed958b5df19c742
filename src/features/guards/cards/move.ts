/** A person's time moved away from an initiative: to its product owner with what it does to dates, in days alone; and what was said to it. */
import type { Block, Button, Inline, Message } from '../../../chat/message.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import type { MoveRecord } from '../../portfolio/rules/moving.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { daysText, spanText } from '../../portfolio/rules/words.ts'
import type { MoveRipple, Shift } from '../rules/ripple.ts'
import { named, quoted, who } from './words.ts'

export interface MoveView {
  row: MoveRecord
  initiative: InitiativeRecord
  ripple: MoveRipple & { computedAt: Date }
  zone: string
  /** Whether the reader may object. */
  decides: boolean
}

const mostShifts = 6

const part = ({ personId, percent, before, fromDay, toDay }: MoveRecord): Inline[] => [
  { person: personId },
  ` ${percent} % instead of ${before} %, ${spanText(fromDay, toDay)}`,
]

export function moveCard({ row, initiative, ripple, zone, decides }: MoveView): Message {
  const title = `${named(initiative)}: less time of one person`
  const value = { move: row.id }
  const shown = ripple.shifts.slice(0, mostShifts)
  const facts = shown.map((one) => ({ label: one.key, value: shiftText(one) }))
  const buttons: Button[] = [
    { press: 'portfolio.move-fine', label: 'Fine', value, style: 'primary' },
    { press: 'portfolio.move-object', label: 'Object...', value, opens: true },
  ]
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      { block: 'text', text: [{ person: row.byId }, ' moves time away from it: ', ...part(row), '.'] },
      ...(ripple.refused ? [{ block: 'text' as const, text: ripple.refused }] : []),
      ...(facts.length ? [{ block: 'facts' as const, facts }] : []),
      ...(ripple.shifts.length > shown.length
        ? [{ block: 'note' as const, text: `and ${ripple.shifts.length - shown.length} more initiatives move` }]
        : []),
      {
        block: 'note',
        text: [
          'Finish before and after in working days of each crew, computed ',
          { when: ripple.computedAt, zone },
          ' on the plan and the allocations as they were then.',
        ],
      },
      stateBlock(row, zone),
      ...(row.state === 'waiting' && decides ? [{ block: 'buttons' as const, buttons }] : []),
    ],
  }
}

/** "finish Fri 12 > Mon 15 Mar 2027, +1 day" */
function shiftText({ before, after, days }: Shift): string {
  if (before === after) return `finish stays ${formatDay(before, { year: true })}`
  const from: Day = formatDay(before, { year: before.slice(0, 4) !== after.slice(0, 4) })
  return `finish ${from} > ${formatDay(after, { year: true })}, ${days > 0 ? '+' : '-'}${daysText(Math.abs(days))}`
}

function stateBlock(row: MoveRecord, zone: string): Block {
  switch (row.state) {
    case 'waiting':
      return {
        block: 'text',
        text: ['Nothing has changed yet. It takes effect ', { when: row.effectAt, zone }, ', unless you object.'],
      }
    case 'objected':
      return {
        block: 'note',
        text: [
          who(row.objectedById, 'Somebody'),
          ` objected: ${quoted(row.objection ?? '')}. Whoever moved it says what now.`,
        ],
      }
    case 'done':
      return {
        block: 'note',
        text: row.objection
          ? [{ person: row.byId }, ' did it all the same; the objection is recorded with it.']
          : 'It is in effect.',
      }
    case 'left':
      return { block: 'note', text: 'It was left as it was, or a later word took its place.' }
  }
}

/** `mover`: to whoever moved it; else to who owns the product side. */
export function settledCard(row: MoveRecord, initiative: InitiativeRecord, mover: boolean): Message {
  const title = `${named(initiative)}: ${words(row)}`
  const value = { move: row.id }
  const objected: Block[] = row.objection
    ? [{ block: 'text', text: [who(row.objectedById, 'Somebody'), `: ${quoted(row.objection)}`] }]
    : []
  const buttons: Button[] = [
    {
      press: 'portfolio.move-anyway',
      label: 'Do it anyway',
      value,
      confirm: {
        title: 'Do it anyway?',
        text: 'It takes effect now, and is recorded as a decision with the objection.',
        yes: 'Do it anyway',
      },
    },
    { press: 'portfolio.move-leave', label: 'Leave it', value, style: 'primary' },
  ]
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      { block: 'text', text: [...part(row), '.'] },
      ...objected,
      ...(row.state === 'objected' && mover ? [{ block: 'buttons' as const, buttons }] : []),
    ],
  }
}

function words({ state, objection }: MoveRecord): string {
  switch (state) {
    case 'waiting':
      return 'time moves away'
    case 'objected':
      return 'an objection to less time'
    case 'done':
      return objection ? 'less time, against the objection' : 'less time is in effect'
    case 'left':
      return 'time stays as it was'
  }
}

export function moveWaiting(row: MoveRecord, initiative: InitiativeRecord, mover: boolean): Block {
  const value = { move: row.id }
  return {
    block: 'alert',
    label: mover ? 'Objection' : 'Time moves away',
    text: [`${initiative.key}: `, ...part(row)],
    buttons: mover
      ? [
          { press: 'portfolio.move-anyway', label: 'Do it anyway', value },
          { press: 'portfolio.move-leave', label: 'Leave it', value },
        ]
      : [
          { press: 'portfolio.move-fine', label: 'Fine', value },
          { press: 'portfolio.move-object', label: 'Object...', value, opens: true },
        ],
  }
}
