/** Whether a schedule ever falls on a day that counts. */
import { type Day, type Weekday, weekdayOf } from './days.ts'
import { code, describeSchedule, nextDays, type Schedule } from './recurrence.ts'
import { describeWorkDays } from './working.ts'

export interface CrewDays {
  /** ISO weekdays, "12345". */
  workDays: string
  isHoliday?: (day: Day) => boolean
}

/** The sentence that refuses a schedule which never falls on one of the crew's working days, with the nearest that does; else null. */
export function neverFalls(schedule: Schedule, from: Day, { workDays, isHoliday }: CrewDays): string | null {
  const falls = (one: Schedule) =>
    nextDays(one, from, 1, (day) => workDays.includes(String(weekdayOf(day))) && !isHoliday?.(day)).length > 0
  if (falls(schedule)) return null
  const [first = from] = nextDays(schedule, from, 1)
  const weekly = { ...schedule, rule: `FREQ=WEEKLY;BYDAY=${code(nearestWeekday(weekdayOf(first), workDays))}` }
  const moved = movedTo(schedule, workDays)
  const nearest = describeSchedule(falls(moved) ? moved : weekly)
  return `"${describeSchedule(schedule)}" never falls on a working day of the crew (${describeWorkDays(workDays)}). The nearest is "${nearest}".`
}

/** The same rule with each of its weekdays moved to the nearest working one. */
function movedTo(schedule: Schedule, workDays: string): Schedule {
  // "First working day" counts Monday to Friday: with none of them the first of the crew's own days stands in.
  const own = schedule.rule.replace(
    /BYDAY=[^;]+;BYSETPOS=(-?\d+)/,
    (_, nth) => `BYDAY=${nth}${code(Number(workDays[0] ?? 1))}`,
  )
  const rule = own.replace(/(?<=BYDAY=)[^;]+/, (list) => {
    const days = list.split(',').map((one) => {
      const weekday = (codes.indexOf(one.slice(-2)) + 1) as Weekday
      return `${one.slice(0, -2)}${code(nearestWeekday(weekday, workDays))}`
    })
    return [...new Set(days)].sort((a, b) => codes.indexOf(a) - codes.indexOf(b)).join(',')
  })
  return { ...schedule, rule }
}

const weekdays: Weekday[] = [1, 2, 3, 4, 5, 6, 7]
const codes = weekdays.map((weekday) => code(weekday) as string)

/** By days apart, whichever way; of two the earlier. */
function nearestWeekday(weekday: Weekday, workDays: string): Weekday {
  const apart = (other: Weekday) => Math.min((weekday - other + 7) % 7, ((other - weekday + 7) % 7) + 0.5)
  const [nearest] = weekdays.filter((one) => workDays.includes(String(one))).sort((a, b) => apart(a) - apart(b))
  return nearest ?? weekday
}
