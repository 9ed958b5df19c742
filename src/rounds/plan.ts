/** When a round asks whom: pure. The round's day is the crew's local date; each person is asked on that date in their own zone. */

import type { Hours } from '../people/hours.ts'
import { isAway, worksOn } from '../people/sides.ts'
import { type Day, type Schedule, toInstant, toLocal, weekdayOf, type Zone } from '../schedule/calendar.ts'

export interface Timing {
  ask: Schedule
  /** `own`: the crew's time in each member's own zone; `together`: one moment for all. */
  moment: 'own' | 'together'
  /** Minutes from the ask in the crew's zone to the digest. */
  digestAfter: number
  /** Minutes from the last ask to the close. */
  closeAfter: number
}

/** What the plan needs to know about a person. */
export interface Askable extends Hours {
  personId: number
  side: 'project' | 'product'
}

export interface PlannedPerson {
  personId: number
  side: 'project' | 'product'
  state: 'notYet' | 'away' | 'off'
  askAt: Date
  /** When this person's part ends: the round's close, or the end of their working day before it. */
  closesAt: Date
}

export interface RoundPlan {
  day: Day
  opensAt: Date
  digestAt: Date
  closesAt: Date
  people: PlannedPerson[]
}

const minute = 60_000
/** Rounds open this long before the first ask, so that a person in several crews can be asked once. */
export const gatherMinutes = 60
/** Nobody is asked in the last half hour of their day. */
const lastAskBeforeEnd = 30
/** Who has less time than this from their ask to the end of their part is not reminded. */
const shortestWindow = 60

export function isRoundDay(workDays: string, isHoliday: (day: Day) => boolean, day: Day): boolean {
  return workDays.includes(String(weekdayOf(day))) && !isHoliday(day)
}

/** `at` replaces the schedule's moment for a round that somebody starts now. Nobody is asked before `notBefore`. */
export interface Begin {
  at?: Date
  notBefore?: Date
}

export function planRound(timing: Timing, zone: Zone, people: Askable[], day: Day, begin: Begin = {}): RoundPlan {
  const { at, notBefore = at } = begin
  const crewAsk = at ?? toInstant(day, timing.ask.time, zone)
  const asked = people.map((person) => {
    const moment = at ?? (timing.moment === 'own' ? toInstant(day, timing.ask.time, person.zone) : crewAsk)
    return { person, ...askOn(person, day, moment, notBefore) }
  })
  const asks = asked.filter(({ state }) => state === 'notYet').map(({ askAt }) => askAt)
  const digestAt = new Date(crewAsk.getTime() + timing.digestAfter * minute)
  const closesAt = closeOf(digestAt, [...asks, crewAsk], timing.closeAfter)
  return {
    day,
    opensAt: new Date(Math.min(...asks.map(Number), crewAsk.getTime()) - gatherMinutes * minute),
    digestAt,
    closesAt,
    people: asked.map(({ person, askAt, state }) => ({
      personId: person.personId,
      side: person.side,
      state,
      askAt,
      closesAt: ownClose(person, day, askAt, closesAt),
    })),
  }
}

/** A round closes when the last person asked had their time, and not before its digest. */
export function closeOf(digestAt: Date, asks: Date[], closeAfter: number): Date {
  return new Date(Math.max(digestAt.getTime(), ...asks.map((ask) => ask.getTime() + closeAfter * minute)))
}

export function stateOn(person: Askable, day: Day): PlannedPerson['state'] {
  if (isAway(person, day)) return 'away'
  return worksOn(person, day) ? 'notYet' : 'off'
}

/** Quiet hours: whether a person may be written to at that moment. */
export function inHours(person: Omit<Askable, 'personId' | 'side'>, now: Date): boolean {
  const { day, time } = toLocal(now, person.zone)
  return !isAway(person, day) && worksOn(person, day) && person.workFrom <= time && time < person.workTo
}

/**
 * Quiet hours hold: a moment outside a person's working hours moves to the nearest one inside them on the round's day.
 * Who could only be asked before `notBefore` is not asked that day.
 */
function askOn(
  person: Askable,
  day: Day,
  moment: Date,
  notBefore: Date | undefined,
): Pick<PlannedPerson, 'state' | 'askAt'> {
  const first = toInstant(day, person.workFrom, person.zone)
  const end = toInstant(day, person.workTo, person.zone).getTime()
  const last = new Date(Math.max(first.getTime(), end - lastAskBeforeEnd * minute))
  const askAt = moment < first ? first : moment > last ? last : moment
  const state = stateOn(person, day)
  if (!notBefore || askAt >= notBefore || state !== 'notYet') return { state, askAt }
  return notBefore <= last ? { state, askAt: notBefore } : { state: 'off', askAt }
}

function ownClose(person: Askable, day: Day, askAt: Date, roundClose: Date): Date {
  const end = toInstant(day, person.workTo, person.zone).getTime()
  return new Date(Math.max(askAt.getTime() + lastAskBeforeEnd * minute, Math.min(roundClose.getTime(), end)))
}

/** One private reminder, half an hour before a person's part ends; none where that would follow on the prompt's heels. */
export function reminderAt({ askAt, closesAt }: Pick<PlannedPerson, 'askAt' | 'closesAt'>): Date | null {
  const enough = closesAt.getTime() - askAt.getTime() >= shortestWindow * minute
  return enough ? new Date(closesAt.getTime() - 30 * minute) : null
}
