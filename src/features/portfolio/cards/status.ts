/** The status of an initiative on one card: dates, money, value, people, and how fresh each figure is. */
import type { Block, Button, Inline, Message, Text } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { command } from '../../../chat/spoken.ts'
import { type Day, toLocal } from '../../../schedule/calendar.ts'
import type { Sum } from '../rules/earned.ts'
import type { OverSpan } from '../rules/load.ts'
import { minorDigits, moneyText } from '../rules/money.ts'
import type { KeyResultRecord, MoneyShown } from '../rules/records.ts'
import type { Finish, Status } from '../rules/status.ts'
import { finishWords, lateWords, statusWords } from '../rules/status-line.ts'
import { daysText, spanText } from '../rules/words.ts'
import { brokenFacts } from './broken.ts'
import { aged, cut, dotted, longDay, longestName, named } from './lines.ts'
import { promiseFacts } from './promises.ts'
import { quietFacts } from './quiet.ts'

export interface StatusView {
  status: Status
  money: MoneyShown
  /** Keys by id, for whose time it is. */
  keys: Map<number, string>
  buttons: Button[]
}

export function statusCard(view: StatusView): Message {
  const { initiative, finish, results, today } = view.status
  const title = `${named(initiative)}: status`
  const line = statusWords({ initiative, finish, results }, today)
  return {
    summary: `${named(initiative)} · ${line}`,
    blocks: [
      { block: 'heading', text: title },
      ...(finish.cycle
        ? [
            {
              block: 'alert' as const,
              label: 'No dates',
              text: `The plan goes in a circle: ${finish.cycle.join(', ')}.`,
            },
          ]
        : []),
      {
        block: 'facts',
        facts: [
          { label: 'Finish', value: finishText(view.status) },
          ...(finish.open.length ? [{ label: 'Float', value: floatText(finish) }] : []),
          ...valueFacts(view),
          ...moneyFacts(view),
          ...promiseFacts(view.status.finish.open.map(({ piece }) => piece)),
          ...quietFacts(view.status.initiative),
          ...peopleFacts(view),
          { label: 'Progress', value: progressText(view.status) },
        ],
      },
      note(view),
      ...(view.buttons.length ? [{ block: 'buttons' as const, buttons: view.buttons }] : []),
    ],
  }
}

function finishText({ initiative, finish }: Status): Text {
  if (finish.day === null || finish.agreed === null || finish.late === null) {
    const words = finishWords(initiative, finish)
    return words.replace(/^finish:? /, '')
  }
  const ended = initiative.deliveredOn ? 'delivered ' : ''
  return dotted([
    `${ended}${longDay(finish.day)}`,
    { strong: lateWords(finish.late) },
    `baseline v${finish.version}: ${longDay(finish.agreed)}${finish.decision ? ` (${finish.decision})` : ''}`,
  ])
}

/** What moves the finish when it slips, and what gives way next. */
function floatText({ open }: Finish): Text {
  const critical = open
    .filter((one) => one.critical && one.piece.likely > 0)
    .map(({ piece }) => `${piece.key} ${shorten(piece.name, 30)}`)
  const next = open.find((one) => !one.critical)
  const { shown, more } = cut(critical, 2)
  return dotted([
    critical.length ? `none left: ${shown.join(', ')}${more ? ` ${more}` : ''}` : null,
    next ? `${next.piece.key} ${shorten(next.piece.name, 30)} has ${daysText(next.float)}` : null,
  ])
}

function valueFacts({ status: { initiative: one, benefit, results, today }, money }: StatusView) {
  const { shown, more } = cut(results, 4)
  const booked = benefit.count + benefit.without.count
  const expected = { amount: one.benefit, name: 'the expected benefit' }
  const soFar: Text = booked
    ? dotted([
        `${moneyText(benefit.amount, one.currency, money, expected)} so far in ${count(benefit)}`,
        ...without(benefit),
        one.benefit !== null && money === 'amounts'
          ? `expected ${moneyText(one.benefit, one.currency, money, expected)}`
          : null,
        given(benefit, today),
      ])
    : dotted([
        results.some(({ current }) => current) ? 'no benefit booked yet' : { strong: 'not reported' },
        one.benefit !== null && money === 'amounts'
          ? `expected ${moneyText(one.benefit, one.currency, money, expected)}`
          : null,
      ])
  return [
    { label: 'Value', value: soFar },
    ...brokenFacts(one, money),
    ...shown.map((result) => ({ label: named(result), value: resultText(result, today) })),
    ...(more ? [{ label: 'Key results', value: more }] : []),
    ...(results.length ? [] : [{ label: 'Key result', value: 'none linked' }]),
  ]
}

/** "2.3 %, goal 2.6 %, from 2.1 %", with whose figure it is and how old. */
function resultText({ unit, baseline, target, current }: KeyResultRecord, today: Day): Text {
  const goal = `goal ${target} ${unit}, from ${baseline} ${unit}`
  if (current === null) return `no data, ${goal}`
  const records = current.count === null ? '' : ` on ${current.count.toLocaleString('en')} records`
  return dotted([
    [{ strong: `${current.value} ${unit}` }, `, ${goal}`],
    [`${longDay(current.day)}${records} by `, { person: current.byId }, ...aged(current.day, today)],
  ])
}

function moneyFacts({ status, money }: StatusView) {
  const { initiative: one, costs, earned, today } = status
  const budget = 'missing' in earned ? one.budget : earned.work.budget
  const of = { amount: budget, name: 'budget' }
  const text = (amount: number) => moneyText(amount, one.currency, money, of)
  if (money === 'hidden') return [{ label: 'Money', value: 'not shown here' }]
  const spent: Text =
    costs.count + costs.without.count
      ? dotted([
          money === 'amounts' && budget !== null ? `${text(costs.amount)} of ${text(budget)}` : text(costs.amount),
          count(costs),
          ...without(costs),
          given(costs, today),
        ])
      : dotted(['no costs booked', budget !== null && money === 'amounts' ? `budget ${text(budget)}` : null])
  const facts: { label: string; value: Text }[] = [{ label: 'Spent', value: spent }]
  if ('missing' in earned) {
    facts.push({ label: 'Earned value', value: `cannot be computed yet: needs ${earned.missing.join(', ')}` })
    return facts
  }
  const { work, value } = earned
  const index = (name: string, ratio: number | null, why: string) =>
    ratio === null ? `${name}: no data (${why})` : `${name} ${ratio.toFixed(2)}`
  const about = (amount: number) => text(wholeAmount(amount, one.currency))
  facts.push({
    label: 'Earned value',
    value: dotted([`planned ${about(work.planned)}`, `earned ${about(work.earned)}`, `actual ${about(work.actual)}`]),
  })
  facts.push({
    label: 'Indexes',
    value: dotted([
      index('CPI', value.costIndex, 'nothing spent'),
      index('SPI', value.scheduleIndex, 'nothing planned by now'),
      value.estimateAtCompletion === null
        ? 'EAC: no data (nothing earned)'
        : `EAC ${about(value.estimateAtCompletion)}`,
    ]),
  })
  return facts
}

/** What is computed is no more exact than a whole unit: cents of it would pretend. */
function wholeAmount(amount: number, currency: string): number {
  const unit = 10 ** minorDigits(currency)
  return Math.round(amount / unit) * unit
}

function count({ count: counted, without: { count: left } }: Sum): string {
  const all = counted + left
  return `${all} ${all === 1 ? 'booking' : 'bookings'}`
}

function without({ without: { count: left, currencies } }: Sum): string[] {
  return left ? [`${left} not counted: no rate given for ${currencies.join(', ')}`] : []
}

/** "booked until Wed 18 Nov by Ana (12 days old)". */
function given({ newest }: Sum, today: Day): Inline[] {
  if (!newest) return []
  return [`last ${longDay(newest.day)} by `, { person: newest.byId }, ...aged(newest.day, today)]
}

function peopleFacts({ status: { people, over }, keys }: StatusView) {
  const { shown, more } = cut(people, 8)
  const list = shown.flatMap(({ personId, own }, index): Inline[] => [
    ...(index ? [', '] : []),
    { person: personId },
    own ? ` ${own} %` : ' later',
  ])
  return [
    { label: 'People', value: people.length ? [...list, ...(more ? [`, ${more}`] : [])] : 'nobody is allocated' },
    ...(over.length ? [{ label: 'Over-allocated', value: overText(over, keys) }] : []),
  ]
}

/** "Paul 110 % until Sun 27 Dec 2026 (CHK 60 %, PAY 50 %)". */
function overText(over: OverSpan[], keys: Map<number, string>): Text {
  const { shown, more } = cut(over, 3)
  return [
    ...shown.flatMap((span, index): Inline[] => [...(index ? ['; '] : []), ...overWords(span, keys)]),
    ...(more ? [`; ${more}`] : []),
  ]
}

export function overWords({ personId, load, from, to, weeks }: OverSpan, keys: Map<number, string>): Inline[] {
  const by = load.by.map(({ initiativeId, percent }) => `${keys.get(initiativeId) ?? 'others'} ${percent} %`)
  const when = weeks === 1 ? `in the week of ${longDay(from)}` : `for ${weeks} weeks, ${spanText(from, to)}`
  return [{ person: personId }, ' ', { strong: `${load.percent} %` }, ` ${when} (${by.join(', ')})`]
}

function progressText({ finish, progress, initiative, today }: Status): Text {
  const done = `${finish.pieces - finish.open.length} of ${finish.pieces} deliverables finished`
  if (finish.pieces === 0 || finish.cycle) return finish.pieces ? 'no data' : 'nothing is planned yet'
  if (!progress) return dotted([done, 'progress: no data'])
  const zone = initiative.crew?.zone ?? 'UTC'
  const { day } = toLocal(progress.at, zone)
  return dotted([done, [`given ${longDay(day)} by `, { person: progress.by }, ...aged(day, today)]])
}

function note({ status: { today, initiative }, money }: StatusView): Block {
  const shown = money === 'percent' ? ' Money is shown as percent here.' : ''
  const live = initiative.planAt ? ` The plan lives at ${shorten(initiative.planAt, longestName)}.` : ''
  return { block: 'note', text: `Computed for ${longDay(today)} from what is in Tandem.${shown}${live}` }
}

/** Every initiative that is meant, a line each. */
export function statusList(statuses: Status[], title: string, buttons: Button[]): Message {
  const { shown, more } = cut(statuses, 25)
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      {
        block: 'facts',
        facts: shown.map((status) => ({ label: named(status.initiative), value: statusWords(status, status.today) })),
      },
      ...(more ? [{ block: 'note' as const, text: `${more}: type the key, such as ${command('status CHK')}.` }] : []),
      ...(buttons.length ? [{ block: 'buttons' as const, buttons }] : []),
    ],
  }
}
