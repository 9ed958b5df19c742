/** Many decisions: a list, what a search found. */
import type { Button, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { command } from '../../../chat/spoken.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { type DecisionState, decisionName } from '../rules/records.ts'
import { longDay, longest, stateWords } from './lines.ts'

export const pageSize = 10

export interface DecisionList {
  /** `null`: all of them. */
  words: string | null
  shown: { id: number; number: number; what: string; state: DecisionState; day: Day; key: string | null }[]
  skip: number
  total: number
}

export function decisionList({ words, shown, skip, total }: DecisionList): Message {
  const of = words === null ? 'Decisions' : `Decisions with "${shorten(words, 60)}"`
  const title = `${of}: ${total}`
  if (total === 0) return none(words)
  const left = total - skip - shown.length
  const buttons: Button[] = [
    ...shown.map(({ id, number }) => ({
      press: 'decisions.show',
      label: `DEC-${number}`,
      value: { decision: id },
      style: 'quiet' as const,
    })),
    ...(left > 0
      ? [{ press: 'decisions.more', label: `and ${left} more`, value: { words, skip: skip + shown.length } }]
      : []),
  ]
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      {
        block: 'facts',
        facts: shown.map((one) => ({
          label: decisionName(one),
          value: `${one.key ? `${one.key} · ` : ''}${shorten(one.what, longest)} · ${stateWords[one.state]} ${longDay(one.day)}`,
        })),
      },
      { block: 'buttons', buttons },
      {
        block: 'note',
        text: `Newest first${skip ? `, number ${skip + 1} on` : ''}. ${command('decision search guest checkout')} finds one, ${command('decision export')} is all of them as a file.`,
      },
    ],
  }
}

function none(words: string | null): Message {
  const text =
    words === null
      ? `Nothing is decided yet. ${command('decision "Ship the beta without accounts"')} proposes the first.`
      : `No decision has all of these words: "${shorten(words, 60)}". Try fewer of them; ${command('decision list')} shows the newest.`
  return { summary: text, blocks: [{ block: 'text', text }] }
}
