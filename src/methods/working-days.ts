/**
 * Working days counted, so that a duration is a subtraction. A crew's calendar numbers its working days 0, 1, 2, ... from a
 * fixed origin (negative before it); weekends and holidays have no number of their own, they share the next working day's.
 */
import { dayNumber, dayText } from './days.ts'

export interface WorkCalendar {
  /** How many working days lie between the origin and `day`: the index of the first working day on or after it. */
  indexOf(day: number): number
  /** The day number of the working day with that (whole) index. */
  dayOf(index: number): number
  works(day: number): boolean
}

/** No weekends, no holidays: the index is the day number. */
export const everyDay: WorkCalendar = { indexOf: (day) => day, dayOf: (index) => index, works: () => true }

/** Near the present, so that few years of holidays are looked up; a Monday, so that weeks begin with the origin. */
const origin = dayNumber('2024-01-01')
/** Holidays are asked for between these only: a mistyped year must not look up thousands of them. Weeks go on beyond. */
const [earliest, latest] = [dayNumber('1990-01-01'), dayNumber('2060-01-01')]
const chunk = 366

/** Counts in one direction from the origin; the other direction is the same, mirrored. */
interface Half {
  /** By distance from the origin: working days nearer than it. */
  counts: number[]
  /** By index: the working day's distance. */
  days: number[]
}

/**
 * The calendar of a crew that works on `workDays` (ISO weekdays, "12345" is Monday to Friday) except on holidays.
 * `isHoliday` must always answer the same for a day; it is asked once per day, for a year around what is needed.
 * Throws a RangeError when there is no weekday to work on.
 */
export function workCalendar(workDays: string, isHoliday: (day: string) => boolean = () => false): WorkCalendar {
  const week = [1, 2, 3, 4, 5, 6, 7].map((day) => workDays.includes(String(day)))
  const perWeek = week.filter(Boolean).length
  if (perWeek === 0) throw new RangeError(`no working day in "${workDays}"`)
  const inWeek = (day: number) => week[(((day - origin) % 7) + 7) % 7] === true

  const half = (dayAt: (distance: number) => number, reach: number) => {
    const { counts, days }: Half = { counts: [], days: [] }
    const grow = () => {
      for (let end = counts.length + chunk; counts.length < end; ) {
        const day = dayAt(counts.length)
        const works = inWeek(day) && (counts.length > reach || !isHoliday(dayText(day)))
        if (works) days.push(counts.length)
        counts.push(works ? days.length - 1 : days.length)
      }
    }
    /** Far beyond the table, whole weeks at a time. */
    const weeksBeyond = (distance: number) => Math.max(0, Math.ceil((distance - reach - chunk) / 7))
    return {
      count(distance: number): number {
        const known = counts[distance]
        if (known !== undefined) return known
        const weeks = weeksBeyond(distance)
        const near = distance - 7 * weeks
        while (counts.length <= near) grow()
        return (counts[near] as number) + weeks * perWeek
      },
      day(index: number): number {
        const known = days[index]
        if (known !== undefined) return known
        while (days.length <= index && counts.length <= reach + chunk) grow()
        const weeks = Math.max(0, Math.ceil((index - days.length + 1) / perWeek))
        return (days[index - weeks * perWeek] as number) + 7 * weeks
      },
    }
  }
  const after = half((distance) => origin + distance, latest - origin)
  const before = half((distance) => origin - 1 - distance, origin - 1 - earliest)

  const indexOf = (day: number) => (day >= origin ? after.count(day - origin) : 0 - before.count(origin - day))
  const dayOf = (index: number) => (index >= 0 ? origin + after.day(index) : origin - 1 - before.day(-1 - index))
  return { indexOf, dayOf, works: (day) => dayOf(indexOf(day)) === day }
}

/**
 * Working days from one day to another, both included (as NETWORKDAYS counts); 0 when `to` is before `from`.
 * Source: OpenFormula 1.2, NETWORKDAYS; 2008-10-01 to 2009-03-01 is 108, and 107 without 2008-11-26.
 */
export function workingDaysBetween(calendar: WorkCalendar, from: string, to: string): number {
  return Math.max(0, calendar.indexOf(dayNumber(to) + 1) - calendar.indexOf(dayNumber(from)))
}

/**
 * A point in working time is an index with the part of that day that is over: 3.5 is the middle of working day 3.
 * A moment is the same in calendar days, for passing from one calendar to another.
 */

/** Smaller differences than this part of a day are rounding, in every comparison of the plan. */
export const tolerance = 1e-6

/** When work that ends at this point is over: at midnight after its last working day, not on the next one's morning. */
export function momentOfEnd(calendar: WorkCalendar, point: number): number {
  const whole = Math.floor(point + tolerance)
  const part = point - whole
  return part < tolerance ? calendar.dayOf(whole - 1) + 1 : calendar.dayOf(whole) + part
}

/** When work that begins at this point begins. */
export function momentOfStart(calendar: WorkCalendar, point: number): number {
  const whole = Math.floor(point + tolerance)
  return calendar.dayOf(whole) + Math.max(0, point - whole)
}

/** The point of a moment: how much working time is over by then. */
export function pointAt(calendar: WorkCalendar, moment: number): number {
  const day = Math.floor(moment + tolerance)
  const part = moment - day
  const index = calendar.indexOf(day)
  return part > tolerance && calendar.dayOf(index) === day ? index + part : index
}

/** The last day of work that ends at this point: a one-day piece that starts on Monday ends on Monday. */
export function lastDay(calendar: WorkCalendar, point: number): number {
  return calendar.dayOf(Math.ceil(point - tolerance) - 1)
}
