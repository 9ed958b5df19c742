/** Deadlines in words: "tomorrow 17:00", "fri", "2 working days", "in 4 hours"; and days a crew works. Pure. */
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
  weekdayOf,
  type Zone,
} from './calendar.ts'
import { holidaysOf } from './holidays.ts'

export interface DeadlineCalendar {
  zone: Zone
  /** Where only a day is named. */
  endOfDay: Clock
  isWorking(day: Day): boolean
}

/** What a crew's deadlines are reckoned by. */
export interface CrewTime {
  zone: Zone
  /** Digits of weekdays, 1 is Monday; '' is all of them. */
  workDays: string
  country: string | null
}

/** When a crew's day of deciding ends, in its zone. */
const close: Clock = '17:00'
export const deadlineExample = 'tomorrow 17:00'
const minute = 60_000
/** Long enough to read the question. */
const shortest = 5 * minute

/** Whether a crew works on a day: one of its weekdays, and no holiday of its country. */
export function worksIn({ workDays, country }: Pick<CrewTime, 'workDays' | 'country'>): (day: Day) => boolean {
  const isHoliday = holidaysOf(country)
  return (day) => (workDays === '' || workDays.includes(String(weekdayOf(day)))) && !isHoliday(day)
}

/** A crew's calendar for `readDeadline`. */
export function deadlinesOf(crew: CrewTime): DeadlineCalendar {
  return { zone: crew.zone, endOfDay: close, isWorking: worksIn(crew) }
}

/** 17:00 of the crew, so many of its working days after today. */
export function workingDaysOn(now: Date, days: number, crew: CrewTime): Date {
  return toInstant(addWorkingDays(toLocal(now, crew.zone).day, days, worksIn(crew)), close, crew.zone)
}

/**
 * Reads a moment that is still to come. Where only days are named, it is the end of that day.
 * Refuses what has passed, what is nearer than 5 minutes and what is further than `mostDays`, with what to do.
 */
export function readDeadline(
  words: string,
  now: Date,
  calendar: DeadlineCalendar,
  mostDays = 366,
): { ok: Date } | { error: string } {
  const read = readMoment(words.trim().toLowerCase().replace(/\s+/g, ' '), now, calendar)
  if ('error' in read) return read
  const { zone } = calendar
  const { day, time } = toLocal(read.ok, zone)
  const said = `${formatDay(day, { year: true })} ${time}`
  if (read.ok <= now)
    return { error: `${said} has passed. Name a moment that is still to come, for example "${deadlineExample}".` }
  if (read.ok.getTime() - now.getTime() < shortest)
    return { error: `${said} is in less than 5 minutes, too soon to read the question. Give people more time.` }
  if (read.ok > toInstant(addDays(toLocal(now, zone).day, mostDays), '23:59', zone)) {
    const most = mostDays > 360 ? 'a year' : `${mostDays} days`
    return { error: `${said} is more than ${most} away. Name an earlier one.` }
  }
  return read
}

function readMoment(text: string, now: Date, calendar: DeadlineCalendar): { ok: Date } | { error: string } {
  const { zone, endOfDay } = calendar
  const today = toLocal(now, zone)
  const span = readSpan(text, now, calendar)
  if (span) return span
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
    error: `"${text}" is not a deadline we know. Write it like "${deadlineExample}", "fri", or "2 working days".`,
  }
}

/** "2 working days", "in 3 days at 12:00", "in 4 hours", "a week"; null where it is none. */
function readSpan(
  text: string,
  now: Date,
  { zone, endOfDay, isWorking }: DeadlineCalendar,
): { ok: Date } | { error: string } | null {
  const [, howMany = '', unit = '', clock] =
    /^(?:in )?(\d{1,3}|an?|one|two|three) (minutes?|hours?|(?:working |work|week)?days?|weeks?)(?: (?:at )?(.+))?$/.exec(
      text,
    ) ?? []
  if (!unit) return null
  const count = { a: 1, an: 1, one: 1, two: 2, three: 3 }[howMany] ?? Number(howMany)
  if (/^(minute|hour)/.test(unit))
    return { ok: new Date(now.getTime() + count * minute * (unit.startsWith('hour') ? 60 : 1)) }
  const today = toLocal(now, zone).day
  const day = /^(working |work|week)days?/.test(unit)
    ? addWorkingDays(today, count, isWorking)
    : addDays(today, unit.startsWith('week') ? 7 * count : count)
  const time = clock ? readTime(clock) : { ok: endOfDay }
  return 'error' in time ? time : { ok: toInstant(day, time.ok, zone) }
}
