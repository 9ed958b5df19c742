/** When a person works: quiet hours hold outside. Pure. */
import { addDays, type Clock, type Day, toInstant, toLocal, type Zone } from '../schedule/calendar.ts'
import { isAway, worksOn } from './sides.ts'

export interface Hours {
  zone: Zone
  workDays: string
  workFrom: Clock
  workTo: Clock
  awayFrom: Day | null
  awayTo: Day | null
}

/** A week without a working day has none; an absence on the way is one more step. */
const mostSteps = 16

/** Now inside a person's working hours, else when they next begin; `null` when nobody can say: away without an end, or no working day. */
export function nextWorkingMoment(person: Hours, now: Date): Date | null {
  let day = toLocal(now, person.zone).day
  for (let step = 0; step < mostSteps; step += 1) {
    if (isAway(person, day)) {
      if (person.awayTo === null) return null
      day = addDays(person.awayTo, 1)
      continue
    }
    if (worksOn(person, day)) {
      const from = toInstant(day, person.workFrom, person.zone)
      if (now < from) return from
      if (now < toInstant(day, person.workTo, person.zone)) return now
    }
    day = addDays(day, 1)
  }
  return null
}

/** When the next working day begins: today's while it has not begun, else the one after today. */
export function nextWorkingDay(person: Hours, now: Date): Date | null {
  const moment = nextWorkingMoment(person, now)
  if (moment === null || moment > now) return moment
  return nextWorkingMoment(person, toInstant(toLocal(now, person.zone).day, person.workTo, person.zone))
}
