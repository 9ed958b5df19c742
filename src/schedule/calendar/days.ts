/** Local dates and times of day as texts, and their words. */
import { Temporal } from 'temporal-polyfill'
import type { Zone } from './zones.ts'
import { toLocal } from './zones.ts'

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

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** `n` days later (earlier when negative). Throws RangeError for an impossible day. */
export function addDays(day: Day, n: number): Day {
  return Temporal.PlainDate.from(day).add({ days: n }).toString()
}

export function weekdayOf(day: Day): Weekday {
  return Temporal.PlainDate.from(day).dayOfWeek as Weekday
}

/** Days from `a` to `b`, negative when `b` is earlier. */
export function daysBetween(a: Day, b: Day): number {
  return Temporal.PlainDate.from(a).until(Temporal.PlainDate.from(b), { largestUnit: 'days' }).days
}

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}

/** "Tue 24 Nov", with the year "Tue 24 Nov 2026". */
export function formatDay(day: Day, { year = false }: { year?: boolean } = {}): string {
  const date = Temporal.PlainDate.from(day)
  const weekday = capital((weekdayNames[date.dayOfWeek - 1] ?? '').slice(0, 3))
  const month = capital((monthNames[date.month - 1] ?? '').slice(0, 3))
  return `${weekday} ${date.day} ${month}${year ? ` ${date.year}` : ''}`
}

/** "11:30" in that zone. */
export function formatTime(instant: Date, zone: Zone): string {
  return toLocal(instant, zone).time
}

/** "Tue 24 Nov 11:30" in that zone. */
export function formatMoment(instant: Date, zone: Zone): string {
  const { day, time } = toLocal(instant, zone)
  return `${formatDay(day)} ${time}`
}
