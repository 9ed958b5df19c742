/** Days as whole numbers, so that a plan is arithmetic and no zone can move it. */

const dayMs = 86_400_000

/**
 * Days since 1970-01-01 of a day written 'YYYY-MM-DD' (proleptic Gregorian calendar, as ISO 8601 counts).
 * Throws a RangeError for anything else, 30 February included.
 */
export function dayNumber(day: string): number {
  const number = Date.parse(`${day}T00:00:00Z`) / dayMs
  if (!Number.isInteger(number) || dayText(number) !== day) throw new RangeError(`not a day: ${day}`)
  return number
}

/** The day 'YYYY-MM-DD' of a day number; a part of a day is dropped. */
export function dayText(number: number): string {
  return new Date(Math.floor(number) * dayMs).toISOString().slice(0, 10)
}
