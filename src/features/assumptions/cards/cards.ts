/** Assumptions: those of an initiative, the question to an owner, and what a broken one means. */
import type { Block, Button, Inline, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { command } from '../../../chat/spoken.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import { amountText } from '../../portfolio/rules/money.ts'
import type { InitiativeRecord, MoneyShown } from '../../portfolio/rules/records.ts'
import { count, left } from '../rules/assumption.ts'
import { type AssumptionRecord, nameOf, type ReadingRecord } from '../rules/records.ts'

const lineLength = 140
const mostShown = 12
const onDay = (day: Day) => formatDay(day, { year: true })

export const named = ({ key, name }: Pick<InitiativeRecord, 'key' | 'name'>) => `${key} ${shorten(name, 60)}`

const stateWords = { holds: 'holds', broken: 'broken', dropped: 'nothing rests on it any more' } as const

export function figures({ value, unit, floor, valueOn, percent }: AssumptionRecord): string {
  const resting = percent === null ? '' : ` · ${percent} % of the expected benefit rest on it`
  return `${value} ${shorten(unit, 30)} on ${onDay(valueOn)}, floor ${floor}${resting}`
}

const answers = (one: AssumptionRecord): Button[] =>
  [true, false].map((holds) => ({
    press: 'assumptions.review',
    label: holds ? 'Yes...' : 'No...',
    value: { assumption: one.id, holds, review: one.reviewOn },
    opens: true,
  }))

const change = ({ id }: AssumptionRecord): Button => ({
  press: 'assumptions.change',
  label: 'Change...',
  value: { assumption: id },
  opens: true,
})

export function listCard(
  initiative: InitiativeRecord,
  all: AssumptionRecord[],
  money: MoneyShown,
  edits: boolean,
  today: Day,
): Message {
  const title = `${named(initiative)}: assumptions`
  const live = all.filter(({ state }) => state !== 'dropped')
  const shown = live.slice(0, mostShown)
  const add: Button = {
    press: 'assumptions.add',
    label: 'Add an assumption...',
    value: { initiative: initiative.id },
    opens: true,
    style: 'primary',
  }
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      ...(live.length ? [] : [{ block: 'text' as const, text: 'No assumption is written down yet.' }]),
      ...shown.flatMap((one) => entry(one, today, edits)),
      ...(live.length > shown.length
        ? [{ block: 'note' as const, text: `and ${live.length - shown.length} more` }]
        : []),
      ...leftBlocks(initiative, count(all).percent, money),
      ...(edits ? [{ block: 'buttons' as const, buttons: [add] }] : []),
    ],
  }
}

/** Only one that is broken must not be overlooked. */
function entry(one: AssumptionRecord, today: Day, edits: boolean): Block[] {
  const label = `${nameOf(one)} ${stateWords[one.state]}`
  const text = shorten(one.text, lineLength)
  const asked = `${one.reviewOn > today ? ' is asked on' : ' is asked since'} ${onDay(one.reviewOn)}`
  return [
    one.state === 'broken' ? { block: 'alert', label, text } : { block: 'text', text: [{ strong: label }, ` ${text}`] },
    { block: 'note', text: [`${figures(one)} · `, { person: one.ownerId }, asked] },
    ...(edits ? [{ block: 'buttons' as const, buttons: [...answers(one), change(one)] }] : []),
  ]
}

function leftBlocks(initiative: InitiativeRecord, percent: number, money: MoneyShown): Block[] {
  return percent
    ? [{ block: 'text', text: [{ strong: 'Expected benefit: ' }, benefitText(initiative, 0, percent, money)] }]
    : []
}

/** "200,000 EUR > 140,000 EUR, 30 % less"; in percent where amounts are not for this reader. */
function benefitText(
  { benefit, currency }: InitiativeRecord,
  before: number,
  after: number,
  money: MoneyShown,
): string {
  const amounts = benefit !== null && money === 'amounts'
  const text = (percent: number) => (amounts ? amountText(left(benefit, percent), currency) : `${100 - percent} %`)
  const none = benefit === null ? '; no amount is given' : ''
  return `${text(before)} > ${text(after)}${none}`
}

/** `day`: of the review that asked. */
export function askCard(initiative: InitiativeRecord, one: AssumptionRecord, day: Day): Message {
  const title = `${named(initiative)}, ${nameOf(one)}: still true?`
  const asks = one.state !== 'dropped' && one.reviewOn === day
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      { block: 'text', text: shorten(one.text, lineLength) },
      { block: 'note', text: figures(one) },
      ...(asks
        ? [{ block: 'buttons' as const, buttons: [...answers(one), change(one)] }]
        : [{ block: 'note' as const, text: settledText(one) }]),
    ],
  }
}

function settledText(one: AssumptionRecord): string {
  if (one.state === 'dropped') return 'Nothing rests on it any more.'
  return `Answered: it ${one.state === 'holds' ? 'holds' : 'is broken'}. Asked again on ${onDay(one.reviewOn)}.`
}

export function waitingBlock(initiative: Pick<InitiativeRecord, 'key'>, one: AssumptionRecord): Block {
  const text = `${initiative.key} ${nameOf(one)} ${shorten(one.text, 100)}: still true? Asked on ${onDay(one.reviewOn)}.`
  return { block: 'alert', label: 'Assumption', text, buttons: answers(one) }
}

/** To both owners: what broke, and what it takes along. */
export function brokenCard(
  initiative: InitiativeRecord,
  one: AssumptionRecord,
  reading: ReadingRecord,
  money: MoneyShown,
): Message {
  const title = `${named(initiative)}, ${nameOf(one)}: an assumption is broken`
  const { percentBefore: before, percentAfter: after } = reading
  const by: Inline[] = [' ', { person: reading.byId }, ` on ${onDay(reading.day)}.`]
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      { block: 'text', text: shorten(one.text, lineLength) },
      {
        block: 'text',
        text: [
          reading.value === null
            ? `Not true any more. Floor ${one.floor}.`
            : `${reading.value} ${shorten(one.unit, 30)}, floor ${one.floor}.`,
          ...(reading.why ? [` "${shorten(reading.why, lineLength)}"`] : []),
          ...by,
        ],
      },
      {
        block: 'text',
        text: [
          { strong: 'Expected benefit: ' },
          after === before
            ? 'nobody has said how much of it rested on this.'
            : `${benefitText(initiative, before, after, money)}: ${after - before} % rested on it.`,
        ],
      },
      {
        block: 'note',
        text: `${command(`assumption ${initiative.key}`)} shows all; ${command('scope')} proposes what to change.`,
      },
    ],
  }
}

export function whichCard(initiatives: InitiativeRecord[]): Message {
  const title = 'Whose assumptions?'
  const shown = initiatives.slice(0, 20)
  return {
    summary: title,
    blocks: [
      { block: 'text', text: title },
      {
        block: 'buttons',
        buttons: shown.map((one) => ({ press: 'assumptions.show', label: named(one), value: { initiative: one.id } })),
      },
      ...(initiatives.length > shown.length
        ? [{ block: 'note' as const, text: `and more: type the key, such as ${command('assumption CHK')}.` }]
        : []),
    ],
  }
}
