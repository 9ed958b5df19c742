/** Working days and working time. */
import { addDays, type Clock, type Day, weekdayNames, weekdayOf } from './days.ts'
import { toInstant, toLocal, type Zone } from './zones.ts'

/** A working calendar: ISO weekdays as text ("12345"), local hours, holidays. */
export interface WorkingTime {
  zone: Zone
  workDays: string
  from: Clock
  to: Clock
  isHoliday?: (day: Day) => boolean
}

const minute = 60_000
/** Two years: longer than any row of holidays, short enough to end. */
const searchDays = 731

/** The `n`-th working day after `day` (before it when negative); `day` itself for 0. */
export function addWorkingDays(day: Day, n: number, isWorking: (day: Day) => boolean): Day {
  const step = n < 0 ? -1 : 1
  let left = Math.abs(n)
  let at = day
  for (let tries = 0; left > 0 && tries < searchDays + Math.abs(n) * 7; tries += 1) {
    at = addDays(at, step)
    if (isWorking(at)) left -= 1
  }
  return at
}

function works({ workDays, isHoliday }: WorkingTime, day: Day): boolean {
  return workDays.includes(String(weekdayOf(day))) && !isHoliday?.(day)
}

function hours(calendar: WorkingTime, day: Day): { from: number; to: number } {
  return {
    from: toInstant(day, calendar.from, calendar.zone).getTime(),
    to: toInstant(day, calendar.to, calendar.zone).getTime(),
  }
}

/** The instant at which `minutes` of working time after `start` have passed. Without any working time: that much later by the clock. */
export function addWorkingMinutes(start: Date, minutes: number, calendar: WorkingTime): Date {
  let left = minutes * minute
  let day = toLocal(start, calendar.zone).day
  for (let tries = 0; tries < searchDays; tries += 1, day = addDays(day, 1)) {
    if (!works(calendar, day)) continue
    const { from, to } = hours(calendar, day)
    const begin = Math.max(from, start.getTime())
    const here = Math.max(0, to - begin)
    if (here >= left) return new Date(begin + left)
    left -= here
  }
  return new Date(start.getTime() + minutes * minute)
}

/** "12345" -> "Mon to Fri"; "135" -> "Mon, Wed, Fri". */
export function describeWorkDays(workDays: string): string {
  const days = [...workDays].map(Number)
  const name = (day: number | undefined) => {
    const word = weekdayNames[(day ?? 1) - 1] ?? ''
    return word.charAt(0).toUpperCase() + word.slice(1, 3)
  }
  const run = days.every((day, index) => index === 0 || day === (days[index - 1] ?? 0) + 1)
  return days.length > 2 && run ? `${name(days[0])} to ${name(days.at(-1))}` : days.map(name).join(', ')
}
