/** When a pulse asks and until when. Pure. */
import {
  addDays,
  addWorkingDays,
  type Day,
  nextDays,
  type Schedule,
  toInstant,
  type Zone,
} from '../../../schedule/calendar.ts'

const openDays = 5
/** A holiday moves a day on by this at most: the longest run of them. */
const mostShift = 14

export interface PulseCalendar {
  zone: Zone
  workFrom: string
  isWorking(day: Day): boolean
}

/** The days to come: one on which the crew does not work moves to the next on which it does. */
export function comingDays(schedule: Schedule, calendar: PulseCalendar, now: Date, from: Day, most: number): Day[] {
  const planned = nextDays(schedule, addDays(from, -mostShift), most + mostShift)
  const moved = planned.map((day) => firstWorking(day, calendar))
  const ahead = moved.filter((day) => day >= from && toInstant(day, schedule.time, calendar.zone) > now)
  return [...new Set(ahead)].slice(0, most)
}

function firstWorking(day: Day, { isWorking }: PulseCalendar): Day {
  for (let step = 0, found = day; step < mostShift; step += 1, found = addDays(found, 1))
    if (isWorking(found)) return found
  return day
}

/** Five working days, to the beginning of the last: its digest can tell the result. */
export function closeOf(day: Day, { zone, workFrom, isWorking }: PulseCalendar): Date {
  return toInstant(addWorkingDays(day, openDays, isWorking), workFrom, zone)
}
