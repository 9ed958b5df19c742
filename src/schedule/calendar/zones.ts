/** Local time and instants. Zones are IANA names; the host's own zone never matters. */
import { distance } from 'fastest-levenshtein'
import { Temporal } from 'temporal-polyfill'
import { addDays, type Clock, type Day, type Weekday } from './days.ts'

/** IANA time zone name. */
export type Zone = string

/**
 * The instant of a local date and time. In a gap (clocks go forward) the wall time is read with the offset before the
 * gap, so nothing is skipped; in an overlap it is the first of the two (RFC 5545, 3.3.5; Temporal's "compatible").
 * Throws RangeError for an impossible day, time or zone.
 */
export function toInstant(day: Day, time: Clock, zone: Zone): Date {
  const local = Temporal.PlainDateTime.from(`${day}T${time}`)
  return new Date(local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds)
}

/** Local date, time (HH:MM) and ISO weekday of an instant in a zone. */
export function toLocal(instant: Date, zone: Zone): { day: Day; time: Clock; weekday: Weekday } {
  const local = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone)
  return {
    day: local.toPlainDate().toString(),
    time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
    weekday: local.dayOfWeek as Weekday,
  }
}

/** "New York" for America/New_York. */
export function cityOf(zone: Zone): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** Every zone the host knows, UTC included. */
export function zones(): Zone[] {
  known ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
  return known
}
let known: Zone[] | undefined

/** Reads an IANA name or a city ("berlin", "New York"); an error names the nearest zone. */
export function readZone(words: string): { ok: Zone } | { error: string } {
  const wanted = plain(words)
  if (!wanted) return { error: 'Name a time zone, for example Europe/Berlin or New York.' }
  const exact = zones().find((zone) => plain(zone) === wanted) ?? zones().find((zone) => plain(cityOf(zone)) === wanted)
  if (exact) return { ok: exact }
  // Older names (Asia/Calcutta) are valid without being listed.
  if (words.includes('/') && isZone(words.trim())) return { ok: words.trim() }
  const [nearest] = zones()
    .map((zone) => ({ zone, far: Math.min(distance(plain(zone), wanted), distance(plain(cityOf(zone)), wanted)) }))
    .sort((a, b) => a.far - b.far)
  return { error: `"${words.trim()}" is not a time zone we know. The nearest is ${nearest?.zone ?? 'UTC'}.` }
}

export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
}

/** The date of so many days ago, where it is the same for everybody. */
export function daysBefore(now: Date, days: number): Day {
  return addDays(toLocal(now, 'UTC').day, -days)
}

/** The moment so many times 24 hours ago. */
export function daysAgo(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000)
}
