/** Days along a line: from a day to its place, and the marks that help to read it. */

const dayMs = 86_400_000

/** Days since 1970-01-01; NaN for what is no day. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMs

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

const dateOf = (day: number) => new Date(day * dayMs)
const monthName = (date: Date) => months[date.getUTCMonth()] ?? ''

/** "27 Nov" */
export function dayLabel(day: number): string {
  const date = dateOf(day)
  return `${date.getUTCDate()} ${monthName(date)}`
}

export interface Axis {
  /** Where a day begins; fractions of days lie between. */
  x(day: number): number
  /** The first day and the one after the last. */
  from: number
  to: number
}

/** Over all of these days, with a little air; never shorter than a week. */
export function axisOver(days: number[], left: number, width: number): Axis {
  const [first, last] = [Math.min(...days), Math.max(...days) + 1]
  const air = Math.max((last - first) * 0.015, (7 - (last - first)) / 2)
  const [from, to] = [first - air, last + air]
  return { from, to, x: (day) => left + ((day - from) / (to - from)) * width }
}

export interface Tick {
  day: number
  label: string
  /** A year begins: it is written in the line above. */
  year?: string
}

const monthSteps = [1, 2, 3, 6, 12, 24, 60, 120]

/** Weeks for what is short, months for the rest; no closer together than `room`. */
export function ticks({ x, from, to }: Axis, room: number): Tick[] {
  const perDay = x(from + 1) - x(from)
  if (to - from < 75) return weeks(from, to, Math.max(1, Math.ceil(room / (7 * perDay))))
  const step = monthSteps.find((count) => count * 28 * perDay >= room) ?? 240
  const start = dateOf(from)
  const found: Tick[] = []
  let index = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step) * step
  for (; ; index += step) {
    const date = new Date(Date.UTC(Math.floor(index / 12), index % 12, 1))
    const day = date.getTime() / dayMs
    if (day > to) return found
    if (day < from) continue
    const year = String(date.getUTCFullYear())
    if (step >= 12) found.push({ day, label: year })
    else found.push({ day, label: monthName(date), ...(yearBefore(found) !== year && { year }) })
  }
}

const yearBefore = (found: Tick[]) => found.findLast(({ year }) => year)?.year

function weeks(from: number, to: number, step: number): Tick[] {
  const found: Tick[] = []
  // 5 January 1970 was a Monday.
  for (let day = Math.ceil((from - 4) / 7) * 7 + 4; day < to; day += 7 * step) {
    const year = String(dateOf(day).getUTCFullYear())
    found.push({ day, label: dayLabel(day), ...(yearBefore(found) !== year && { year }) })
  }
  return found
}
