/** A promised day with less than an even chance: to whoever has to co-sign it, and what became of that to whoever promised it. */
import type { Block, Inline, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { command } from '../../../chat/spoken.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { chanceText, chanceWords, restsOn } from '../../portfolio/rules/promise.ts'
import type { DeliverableRecord, InitiativeRecord } from '../../portfolio/rules/records.ts'
import { type PromiseRecord, signedBy, unsigned } from '../rules/promise.ts'
import { sides, standsFor } from '../rules/sides.ts'
import { named, onDay, quoted, who } from './words.ts'

export interface PromiseView {
  row: PromiseRecord
  initiative: InitiativeRecord
  piece: DeliverableRecord
  /** The day that the card was sent about. */
  on: Day
  /** Who reads it. */
  personId: number
}

const titleOf = ({ initiative, piece, on }: PromiseView) =>
  `${initiative.key} ${named(piece)}: promised for ${onDay(on)}`

/** "Fri 12 Mar 2027 has a 34 % chance ..."; figures of the newest computing, and what they rest on. */
function chanceBlocks({ row }: PromiseView): Block[] {
  const { chance, p50, p80, threePoint, of, promisedOn, weighedOn } = row
  if (chance === null || p50 === null || p80 === null)
    return [{ block: 'text', text: 'Its chance is not known any more: no estimate of three points is left.' }]
  const rests =
    threePoint === null || of === null ? [] : [{ block: 'note' as const, text: `From ${restsOn({ threePoint, of })}.` }]
  return [{ block: 'text', text: `${chanceWords(promisedOn, { chance, p50, p80 }, weighedOn)}.` }, ...rests]
}

function stands({ row, piece: { promisedTo } }: PromiseView): Inline[] {
  const signed = sides.flatMap((side): Inline[] => {
    const by = signedBy(row, side)
    return by === null ? [] : [' ', { person: by }, ` stands for it on the ${side} side.`]
  })
  const to = promisedTo ? ` to ${shorten(promisedTo, 60)}` : ''
  const by: Inline[] =
    row.promisedById === null ? [`It is promised${to}.`] : [{ person: row.promisedById }, ` promised it${to}.`]
  return [...by, ...signed]
}

export function promiseCard(view: PromiseView): Message {
  const { row, initiative, piece, on, personId } = view
  const title = titleOf(view)
  const value = { promise: row.id, on }
  const changed = row.promisedOn !== on || piece.promisedOn !== on
  if (changed) {
    const now = piece.promisedOn
      ? `It is promised for ${onDay(piece.promisedOn)} by now.`
      : 'No day is promised any more.'
    return {
      summary: title,
      blocks: [
        { block: 'heading', text: title },
        { block: 'note', text: now },
      ],
    }
  }
  const mine = unsigned(row) && standsFor(initiative, personId).some((side) => signedBy(row, side) === null)
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      { block: 'text', text: stands(view) },
      ...chanceBlocks(view),
      ...(row.state === 'refused' && row.reason
        ? [
            {
              block: 'text' as const,
              text: [who(row.refusedById, 'Somebody'), `: not like this, ${quoted(row.reason)}`],
            },
          ]
        : []),
      { block: 'note', text: stateText(view, mine) },
      ...(mine
        ? [
            {
              block: 'buttons' as const,
              buttons: [
                { press: 'guards.cosign', label: 'Co-sign', value, style: 'primary' as const },
                { press: 'guards.refuse', label: 'Not like this...', value, opens: true as const },
              ],
            },
          ]
        : []),
    ],
  }
}

function stateText({ row }: PromiseView, mine: boolean): string {
  switch (row.state) {
    case 'held':
      return 'It has at least an even chance again. Nobody has to co-sign.'
    case 'signed':
      return 'Both sides stand for it.'
    case 'waiting':
      return mine
        ? 'Less than an even chance needs both sides. Until you co-sign it shows as not co-signed.'
        : 'Not co-signed: the word of the other side is missing.'
    case 'refused':
      return 'Not co-signed. Another day, or less to do for it, is weighed anew.'
  }
}

/** To whoever promised it. */
export function promisedCard(view: PromiseView): Message {
  const { row, initiative } = view
  const refused = row.state === 'refused'
  const title = `${titleOf(view)}, ${refused ? 'not co-signed' : row.state === 'signed' ? 'co-signed' : 'changed since'}`
  const said: Inline[] = refused
    ? [who(row.refusedById, 'Somebody'), ` does not co-sign it: ${quoted(row.reason ?? '')}`]
    : stands(view)
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      { block: 'text', text: said },
      ...chanceBlocks(view),
      ...(refused
        ? [
            {
              block: 'note' as const,
              text: `${command(`plan ${initiative.key}`)}, then Change one, gives it another day.`,
            },
          ]
        : []),
    ],
  }
}

export function promiseWaiting(view: Omit<PromiseView, 'on'>): Block {
  const { row, initiative, piece } = view
  return {
    block: 'alert',
    label: 'Co-sign?',
    text: `${initiative.key} ${named(piece)}, promised for ${onDay(row.promisedOn)}: ${chanceText(row.chance ?? 0)} chance`,
    buttons: [
      { press: 'guards.cosign', label: 'Co-sign', value: { promise: row.id, on: row.promisedOn } },
      {
        press: 'guards.refuse',
        label: 'Not like this...',
        value: { promise: row.id, on: row.promisedOn },
        opens: true,
      },
    ],
  }
}
