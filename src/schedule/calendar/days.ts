/** Local dates and times of day as texts, and their words. */
import { addDays as add } from 'date-fns/addDays'
import { format } from 'date-fns/format'
import { getISODay } from 'date-fns/getISODay'
import { isoDate, utcDate } from './utc.ts'

/** Local date, "2026-11-24". */
export type Day = string
/** Local time of day, "09:30". */
export type Clock = string
/** ISO weekday, Monday is 1. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

export const weekdayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const

/** `n` days later (earlier when negative). Throws RangeError for an impossible day. */
export function addDays(day: Day, n: number): Day {
  return isoDate(add(utcDate(day), n))
}

export function weekdayOf(day: Day): Weekday {
  return getISODay(utcDate(day)) as Weekday
}

/** The Monday of the week that a day is in. */
export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekdayOf(day))
}

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    utcDate(text)
    return true
  } catch {
    return false
  }
}

/** "Tue 24 Nov", with the year "Tue 24 Nov 2026". */
export function formatDay(day: Day, { year = false }: { year?: boolean } = {}): string {
  return format(utcDate(day), year ? 'EEE d MMM yyyy' : 'EEE d MMM')
}
