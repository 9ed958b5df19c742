/** An initiative's plan: what comes when, what is critical, what has float. Names and dates, never day numbers. */
import type { Block, Button, Inline, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { command } from '../../../chat/spoken.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { circleText } from '../rules/links.ts'
import type { BaselineRecord, DeliverableRecord, InitiativeRecord } from '../rules/records.ts'
import { decisionIn } from '../rules/status.ts'
import { lateWords } from '../rules/status-line.ts'
import { daysText, spanText } from '../rules/words.ts'
import { cut, dotted, longDay, longestName, named } from './lines.ts'
import { promiseStands } from './promises.ts'

/** One deliverable with its days, as the network has them. */
export interface PlanLine {
  piece: DeliverableRecord
  start: Day
  end: Day
  float: number
  critical: boolean
  /** "T3", "PAY T2": what it waits for. */
  after: string[]
}

export interface PlanView {
  initiative: InitiativeRecord
  /** `null` where the plan goes in a circle. */
  lines: PlanLine[] | null
  cycle: string[]
  finish: Day | null
  baseline: BaselineRecord | null
  /** Working days later than the baseline; negative: earlier. */
  late: number | null
  /** Newest word about progress. */
  reported: { at: Date; by: number } | null
  zone: string
  buttons: Button[]
}

/** More than this is for the file. */
const mostLines = 25

export function planCard(view: PlanView): Message {
  const title = `${named(view.initiative)}: plan`
  return {
    summary: title,
    blocks: [
      { block: 'heading', text: title },
      ...(view.lines === null ? [circle(view.cycle)] : body(view, view.lines)),
      ...(view.buttons.length ? [{ block: 'buttons' as const, buttons: view.buttons }] : []),
    ],
  }
}

function circle(cycle: string[]): Block {
  return { block: 'alert', label: 'No dates', text: circleText(cycle) }
}

function body(view: PlanView, lines: PlanLine[]): Block[] {
  if (lines.length === 0) {
    return [
      {
        block: 'text',
        text: `Nothing is planned yet. Add the first deliverable, or paste a plan with ${command('plan import')}.`,
      },
    ]
  }
  const open = lines.filter(({ piece }) => piece.finishedOn === null).sort(byStart)
  const done = lines.length - open.length
  const { shown, more } = cut(open, mostLines)
  const key = view.initiative.key
  return [
    { block: 'text', text: finishText(view) },
    ...(shown.length ? [{ block: 'facts' as const, facts: shown.map(lineFact) }] : []),
    ...(more ? [{ block: 'note' as const, text: `${more}. ${command(`plan export ${key}`)} has them all.` }] : []),
    { block: 'note', text: dotted([`${done} of ${lines.length} finished`, ...reportedText(view)]) },
  ]
}

const byStart = (one: PlanLine, other: PlanLine) =>
  one.start.localeCompare(other.start) || one.end.localeCompare(other.end) || one.piece.position - other.piece.position

function finishText({ finish, baseline, late }: PlanView): string {
  if (finish === null) return 'No finish: no data.'
  const agreed = baseline?.finish
  if (!agreed || late === null) return `Finish ${longDay(finish)} · no baseline yet`
  const decided = decisionIn(baseline)
  const plan = `baseline v${baseline.version} ${longDay(agreed)}${decided ? ` (${decided})` : ''}`
  return `Finish ${longDay(finish)} · ${lateWords(late)} · ${plan}`
}

function lineFact({ piece, start, end, float, critical, after }: PlanLine) {
  const waits = cut(after, 4)
  return {
    label: named(piece),
    value: dotted([
      piece.likely === 0 ? `milestone, ${longDay(end)}` : spanText(start, end),
      piece.likely === 0 ? null : `${piece.percent} %`,
      critical ? { strong: 'critical' } : `${daysText(float)} of float`,
      after.length ? `after ${[...waits.shown, ...(waits.more ? [waits.more] : [])].join(', ')}` : null,
      piece.ownerId === null ? null : { person: piece.ownerId },
      promise(piece),
    ]),
  }
}

function promise(piece: DeliverableRecord): Inline[] | null {
  const { promisedOn, promisedTo } = piece
  if (!promisedOn) return null
  const to = promisedTo ? ` to ${shorten(promisedTo, longestName)}` : ''
  return [`promised for ${longDay(promisedOn)}${to}`, ...promiseStands(piece)]
}

function reportedText({ reported, zone }: PlanView) {
  if (!reported) return ['progress: no data']
  return [['progress given ', { when: reported.at, zone }, ' by ', { person: reported.by }]]
}
