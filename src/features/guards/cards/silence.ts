/** A side that has said nothing for two weeks: to both owners; the question to that side; and its answer. Names nobody who was silent. */
import type { Block, Message, Text } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { addDays } from '../../../schedule/calendar.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { ageInDays } from '../../portfolio/rules/status-line.ts'
import { quietDays } from '../rules/silence.ts'
import type { SilenceRecord } from '../store/silences.ts'
import { lineLength, named, onDay, who } from './words.ts'

/** What a crew calls its sides. */
type Labels = { project: string; product: string }
type Draw = (of: InitiativeRecord, row: SilenceRecord, labels: Labels) => Message

export const silenceCard: Draw = (of, row, labels) => {
  const side = labels[row.side]
  const title = `${named(of)}: no word from the ${side} side for ${ageInDays(row.since, row.toldOn)} days`
  const value = { silence: row.id }
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      {
        block: 'text',
        text: `Since ${onDay(row.since)} there is nothing about ${of.key} from there: no progress, reading, vote, decision or proposal, and no stand-up answer that speaks of it.`,
      },
      ...(row.state === 'told'
        ? [
            {
              block: 'buttons' as const,
              buttons: [
                { press: 'guards.ask', label: 'Ask them now', value, style: 'primary' as const },
                { press: 'guards.right', label: 'It is fine, ask again in two weeks', value },
              ],
            },
          ]
        : [{ block: 'note' as const, text: stateText(row, side) }]),
      ...(row.state === 'later'
        ? [{ block: 'buttons' as const, buttons: [{ press: 'guards.ask', label: 'Ask them now', value }] }]
        : []),
    ],
  }
}

function stateText(row: SilenceRecord, side: string): Text {
  switch (row.state) {
    case 'told':
      return ''
    case 'asked':
      return [who(row.byId, 'Somebody'), ` has asked the ${side} side.`]
    case 'later': {
      const again =
        row.on === null ? '' : ` Should nothing be said until ${onDay(addDays(row.on, quietDays))}, you are told again.`
      return [who(row.byId, 'Somebody'), ` finds it fine.${again}`]
    }
    case 'heard':
      return `The ${side} side has said something since.`
  }
}

export const askedCard: Draw = (of, row, labels) => {
  const title = `${named(of)}: a word from the ${labels[row.side]} side?`
  const open = row.state === 'asked' && row.answeredAt === null
  const button = {
    press: 'guards.answer',
    label: 'Answer...',
    value: { silence: row.id },
    opens: true as const,
    style: 'primary' as const,
  }
  const asks: Block = {
    block: 'text',
    text: [
      who(row.byId, 'Somebody'),
      ` asks your side: what has come of ${of.key}, and is anything needed? The plan has no word from there since ${onDay(row.since)}.`,
    ],
  }
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      asks,
      ...(open
        ? [{ block: 'buttons' as const, buttons: [button] }]
        : [{ block: 'note' as const, text: answered(row) }]),
    ],
  }
}

function answered({ answer, answeredById }: SilenceRecord): Text {
  return answer === null
    ? 'Your side has said something since. Nobody waits for this any more.'
    : ['Answered by ', who(answeredById, 'somebody'), `: ${shorten(answer, lineLength)}`]
}

/** To whoever asked. */
export const heardCard: Draw = (of, row, labels) => {
  const title = `${named(of)}: the ${labels[row.side]} side answers`
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      // Whole: it was written for this reader.
      { block: 'text', text: [who(row.answeredById, 'Somebody'), `: ${row.answer ?? ''}`] },
    ],
  }
}

export function answerWaiting(of: InitiativeRecord, row: SilenceRecord): Block {
  return {
    block: 'alert',
    label: 'Asked of your side',
    text: `${named(of)}: what has come of it, and is anything needed?`,
    buttons: [{ press: 'guards.answer', label: 'Answer...', value: { silence: row.id }, opens: true }],
  }
}
