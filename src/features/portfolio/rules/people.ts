/** Allocations and gates as people give them. Pure. */
import { addDays, type Day, formatDay } from '../../../schedule/calendar.ts'
import { type Errors, pastDay } from './deliverable.ts'
import type { AllocationRecord } from './records.ts'

export interface AllocationAnswers {
  person: number[]
  percent: number
  from: Day
  to: Day
}

export function checkAllocation(
  { person, percent, from, to }: AllocationAnswers,
  today: Day,
): Errors<AllocationAnswers> {
  return {
    ...(person.length !== 1 && { person: 'Name one person at a time.' }),
    ...((percent < 0 || percent > 100 || !Number.isInteger(percent)) && {
      percent: 'Give a whole percent from 0 to 100; 0 takes it back.',
    }),
    ...(to < from && { to: 'The last day is before the first. Give a later one.' }),
    ...(to < today && to >= from && { to: pastDay(to) }),
    ...(to > addDays(from, 1_100) && { to: 'That is more than three years. Give a nearer last day.' }),
  }
}

type Span = Pick<AllocationRecord, 'percent' | 'fromDay' | 'toDay'>

/** What is left of a person's earlier allocations once a new one takes its days; the new one last, none at 0 percent. */
export function reallocated(before: Span[], next: Span): Span[] {
  const left = before.flatMap(({ percent, fromDay, toDay }) => {
    if (toDay < next.fromDay || fromDay > next.toDay) return [{ percent, fromDay, toDay }]
    return [
      ...(fromDay < next.fromDay ? [{ percent, fromDay, toDay: addDays(next.fromDay, -1) }] : []),
      ...(toDay > next.toDay ? [{ percent, fromDay: addDays(next.toDay, 1), toDay }] : []),
    ]
  })
  return next.percent === 0 ? left : [...left, next]
}

/** The first day on which a person is given away more than whole, and by how much; `null` where never. */
export function overAllocation(spans: Span[]): { day: Day; percent: number } | null {
  const days = [...new Set(spans.map(({ fromDay }) => fromDay))].sort()
  for (const day of days) {
    const percent = spans
      .filter(({ fromDay, toDay }) => fromDay <= day && day <= toDay)
      .reduce((sum, span) => sum + span.percent, 0)
    if (percent > 100) return { day, percent }
  }
  return null
}

export interface Criterion {
  text: string
  must: boolean
  met: boolean
}

export const gateOutcomes = { go: 'Go', kill: 'Kill', hold: 'Hold', recycle: 'Recycle' } as const
export type GateOutcome = keyof typeof gateOutcomes

/** One criterion a line. */
export function readCriteria(must: string, should: string | undefined): Criterion[] {
  const lines = (text: string, isMust: boolean) =>
    text
      .split('\n')
      .map((line) => line.replace(/^[-*•]\s*/, '').trim())
      .filter((line) => line !== '')
      .map((line) => ({ text: line, must: isMust, met: false }))
  return [...lines(must, true), ...lines(should ?? '', false)]
}

export interface GateAnswers {
  outcome: string
  met: string[]
  holdUntil: Day | undefined
  reason: string | undefined
}

/** Go only when every must-meet criterion is met; a hold has a date, a recycle its list, a kill its reason. */
export function checkGate(
  { outcome, met, holdUntil, reason }: GateAnswers,
  criteria: Criterion[],
  today: Day,
): Errors<GateAnswers> {
  const missing = criteria.filter(({ must }, index) => must && !met.includes(String(index)))
  return {
    ...(outcome === 'go' &&
      missing[0] && {
        outcome: `"${missing[0].text}" must be met before a go. Choose hold or recycle, or tick it.`,
      }),
    ...(outcome === 'hold' && !holdUntil && { holdUntil: 'A hold has a date. Until when?' }),
    ...(holdUntil &&
      holdUntil <= today && { holdUntil: `${formatDay(holdUntil)} is not ahead. Give a day after today.` }),
    ...(outcome === 'recycle' && !reason && { reason: 'Say what must be done again, one thing a line.' }),
    ...(outcome === 'kill' && !reason && { reason: 'Say why it ends here.' }),
  }
}
