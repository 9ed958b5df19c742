/** Less of a person's time for an initiative than is planned: what counts as that, and when it takes effect. Pure. */
import { addWorkingDays, type Clock, type Day, toInstant, type Zone } from '../../../schedule/calendar.ts'
import { worksIn } from '../../../schedule/deadlines.ts'
import type { AllocationRecord } from './records.ts'

type Span = Pick<AllocationRecord, 'percent' | 'fromDay' | 'toDay'>

export const moveStates = ['waiting', 'objected', 'done', 'left'] as const
export type MoveState = (typeof moveStates)[number]

export interface MoveRecord extends Span {
  id: number
  organizationId: number
  initiativeId: number
  personId: number
  /** The most that was planned in these days. */
  before: number
  byId: number
  state: MoveState
  effectAt: Date
  objection: string | null
  objectedById: number | null
  settledById: number | null
  settledAt: Date | null
  at: Date
}

/** The most that is planned of the person on a day of `next` that is not over, where that is more than it leaves; else `null`. */
export function takenFrom(before: Span[], next: Span, today: Day): number | null {
  const first = next.fromDay > today ? next.fromDay : today
  // What is planned only grows where a span begins.
  const days = [first, ...before.map(({ fromDay }) => fromDay)].filter((day) => first <= day && day <= next.toDay)
  const planned = days.map((day) =>
    before
      .filter(({ fromDay, toDay }) => fromDay <= day && day <= toDay)
      .reduce((sum, { percent }) => sum + percent, 0),
  )
  const most = Math.max(0, ...planned)
  return most > next.percent ? most : null
}

export interface CrewHours {
  zone: Zone
  workDays: string
  country: string | null
  workFrom: Clock
}

/** The start of the crew's next working day. */
export function effectOf(today: Day, crew: CrewHours): { day: Day; at: Date } {
  const day = addWorkingDays(today, 1, worksIn(crew))
  return { day, at: toInstant(day, crew.workFrom, crew.zone) }
}

/** Whether its product owner hears of it first: not who is it themselves, and not where the days would be over by then. */
export function waits(
  { productOwnerId, byId }: { productOwnerId: number | null; byId: number },
  next: Pick<Span, 'toDay'>,
  effect: Day,
): boolean {
  return productOwnerId !== null && productOwnerId !== byId && next.toDay >= effect
}

/** What is over stays as it was: nobody works less in days that have passed. */
export function fromNow<S extends Pick<Span, 'fromDay'>>(next: S, today: Day): S {
  return next.fromDay < today ? { ...next, fromDay: today } : next
}
