/** A deadline in words: "tomorrow 17:00", "fri", "in 2 working days", "in 4 hours". Pure. */
import {
  addDays,
  addWorkingDays,
  type Clock,
  type Day,
  formatDay,
  readDay,
  readTime,
  toInstant,
  toLocal,
  type Zone,
} from '../../../schedule/calendar.ts'

export interface Calendar {
  zone: Zone
  /** Where only a day is named. */
  endOfDay: Clock
  isWorking(day: Day): boolean
}

export const deadlineExample = 'tomorrow 17:00'
const minute = 60_000
/** Long enough to read the question. */
const shortest = 5 * minute
const longestDays = 366

export function readDeadline(words: string, now: Date, calendar: Calendar): { ok: Date } | { error: string } {
  const read = readMoment(words.trim().toLowerCase().replace(/\s+/g, ' '), now, calendar)
  if ('error' in read) return read
  const { zone } = calendar
  const { day, time } = toLocal(read.ok, zone)
  const said = `${formatDay(day, { year: true })} ${time}`
  if (read.ok <= now)
    return { error: `${said} has passed. Name a moment that is still to come, for example "${deadlineExample}".` }
  if (read.ok.getTime() - now.getTime() < shortest)
    return { error: `${said} is in less than 5 minutes, too soon to read the question. Give people more time.` }
  if (read.ok > toInstant(addDays(toLocal(now, zone).day, longestDays), '23:59', zone))
    return { error: `${said} is more than a year away. Name an earlier one, or let the poll repeat.` }
  return read
}

function readMoment(text: string, now: Date, calendar: Calendar): { ok: Date } | { error: string } {
  const { zone, endOfDay, isWorking } = calendar
  const today = toLocal(now, zone)
  const span =
    /^in (\d{1,3}|an?|one|two|three) (minutes?|hours?|(?:working |work|week)?days?|weeks?)(?: (?:at )?(.+))?$/.exec(
      text,
    )
  if (span) {
    const count = { a: 1, an: 1, one: 1, two: 2, three: 3 }[span[1] ?? ''] ?? Number(span[1])
    const unit = span[2] ?? ''
    if (/^(minute|hour)/.test(unit))
      return { ok: new Date(now.getTime() + count * minute * (unit.startsWith('hour') ? 60 : 1)) }
    const working = /^(working |work|week)days?/.test(unit)
    const day = working
      ? addWorkingDays(today.day, count, isWorking)
      : addDays(today.day, unit.startsWith('week') ? 7 * count : count)
    const time = span[3] ? readTime(span[3]) : { ok: today.time }
    return 'error' in time ? time : { ok: toInstant(day, time.ok, zone) }
  }
  const whole = readDay(text, today.day)
  if ('ok' in whole) return { ok: toInstant(whole.ok, endOfDay, zone) }
  const split = /^(.+?)(?:,| at)? (\d{1,2}(?:[:.h]?\d{2})?(?: ?(?:am|pm|h))?|noon|midnight)$/.exec(text)
  if (split) {
    const [day, time] = [readDay(split[1] ?? '', today.day), readTime(split[2] ?? '')]
    if ('ok' in day && 'ok' in time) return { ok: toInstant(day.ok, time.ok, zone) }
    if ('ok' in day && 'error' in time) return time
    if ('error' in day) return { error: `${day.error} With a time: "${deadlineExample}".` }
  }
  const alone = readTime(text)
  if ('ok' in alone) return { ok: toInstant(today.day, alone.ok, zone) }
  return {
    error: `"${text}" is not a deadline we know. Write it like "${deadlineExample}", "fri", or "in 2 working days".`,
  }
}
