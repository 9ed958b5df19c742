/** A date without a zone, for date-fns: it computes with a date's local parts, and here those are UTC, whatever the host's zone is. */

/** Midnight of a local date. Throws RangeError for an impossible one. */
export function utcDate(day: string): Date {
  const date = new UtcDate(`${day}T00:00:00Z`)
  // Impossible days roll over to the next month.
  if (Number.isNaN(date.getTime()) || isoDate(date) !== day) throw new RangeError(`${day} is not in the calendar`)
  return date
}

export function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10)
}

class UtcDate extends Date {
  override getFullYear = () => this.getUTCFullYear()
  override getMonth = () => this.getUTCMonth()
  override getDate = () => this.getUTCDate()
  override getDay = () => this.getUTCDay()
  override getHours = () => this.getUTCHours()
  override getMinutes = () => this.getUTCMinutes()
  override getSeconds = () => this.getUTCSeconds()
  override getMilliseconds = () => this.getUTCMilliseconds()
  override getTimezoneOffset = () => 0
  override setFullYear = (...to: [number, number?, number?]) => this.setUTCFullYear(...(to as [number]))
  override setMonth = (...to: [number, number?]) => this.setUTCMonth(...(to as [number]))
  override setDate = (to: number) => this.setUTCDate(to)
  override setHours = (...to: [number, number?, number?, number?]) => this.setUTCHours(...(to as [number]))
}
