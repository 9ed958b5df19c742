/** When a round asks whom: pure. The round's day is the crew's local date; each person is asked on that date in their own zone. */
import { isAway, worksOn } from '../people/sides.ts'
import { type Clock, type Day, type Schedule, toInstant, toLocal, weekdayOf, type Zone } from '../schedule/calendar.ts'

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
export interface Askable {
  personId: number
  side: 'project' | 'product'
  zone: Zone
  workDays: string
  workFrom: Clock
  workTo: Clock
  awayFrom: Day | null
  awayTo: Day | null
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
const shortestWindow = 60

export function isRoundDay(workDays: string, isHoliday: (day: Day) => boolean, day: Day): boolean {
  return workDays.includes(String(weekdayOf(day))) && !isHoliday(day)
}

/** `at` replaces the schedule's moment for a round that somebody starts now. */
export function planRound(timing: Timing, zone: Zone, people: Askable[], day: Day, at?: Date): RoundPlan {
  const crewAsk = at ?? toInstant(day, timing.ask.time, zone)
  const asked = people.map((person) => {
    const moment = at ?? (timing.moment === 'own' ? toInstant(day, timing.ask.time, person.zone) : crewAsk)
    return { person, askAt: withinHours(person, day, moment), state: stateOn(person, day) }
  })
  const asks = asked.filter(({ state }) => state === 'notYet').map(({ askAt }) => askAt.getTime())
  const digestAt = new Date(crewAsk.getTime() + timing.digestAfter * minute)
  const closesAt = new Date(
    Math.max(digestAt.getTime(), Math.max(...asks, crewAsk.getTime()) + timing.closeAfter * minute),
  )
  return {
    day,
    opensAt: new Date(Math.min(...asks, crewAsk.getTime()) - gatherMinutes * minute),
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

export function stateOn(person: Askable, day: Day): PlannedPerson['state'] {
  if (isAway(person, day)) return 'away'
  return worksOn(person, day) ? 'notYet' : 'off'
}

/** Quiet hours hold: a moment outside a person's working hours moves to the nearest one inside them on the round's day. */
function withinHours(person: Askable, day: Day, moment: Date): Date {
  const local = toLocal(moment, person.zone)
  const first = toInstant(day, person.workFrom, person.zone)
  const last = new Date(
    Math.max(first.getTime(), toInstant(day, person.workTo, person.zone).getTime() - lastAskBeforeEnd * minute),
  )
  if (local.day === day && moment >= first && moment <= last) return moment
  return moment < first ? first : last
}

function ownClose(person: Askable, day: Day, askAt: Date, roundClose: Date): Date {
  const end = toInstant(day, person.workTo, person.zone).getTime()
  return new Date(Math.max(askAt.getTime() + shortestWindow * minute, Math.min(roundClose.getTime(), end)))
}

/** One private reminder, half an hour before a person's part ends. */
export function reminderAt(closesAt: Date): Date {
  return new Date(closesAt.getTime() - 30 * minute)
}
