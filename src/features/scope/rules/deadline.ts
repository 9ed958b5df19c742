/** Deadlines of a vote: in words, on the crew's working days. Pure. */
import {
  addWorkingDays,
  type Day,
  readDay,
  readTime,
  toInstant,
  toLocal,
  weekdayOf,
} from '../../../schedule/calendar.ts'
import { holidaysOf } from '../../../schedule/holidays.ts'
import type { Read } from '../../portfolio/rules/words.ts'

export interface CrewTime {
  zone: string
  workDays: string
  country: string | null
}

const close = '17:00'
/** Longer is no vote any more, it is a plan. */
const mostDays = 60

export function worksIn({ workDays, country }: Pick<CrewTime, 'workDays' | 'country'>): (day: Day) => boolean {
  const isHoliday = holidaysOf(country)
  return (day) => (workDays === '' || workDays.includes(String(weekdayOf(day)))) && !isHoliday(day)
}

/** 17:00 of the crew, so many of its working days on. */
export function workingDaysOn(now: Date, days: number, crew: CrewTime): Date {
  return toInstant(addWorkingDays(toLocal(now, crew.zone).day, days, worksIn(crew)), close, crew.zone)
}

/** "", "2 working days", "thu 17:00", "24 nov", "2026-11-26 12:00": in the crew's zone, ahead of now. */
export function readDeadline(words: string, now: Date, crew: CrewTime): Read<Date> {
  const typed = words.trim().toLowerCase()
  if (typed === '') return { ok: workingDaysOn(now, 2, crew) }
  const days = /^(?:in )?(\d{1,3})\s*(?:working )?days?$/.exec(typed)
  if (days) {
    const count = Number(days[1])
    if (count < 1 || count > mostDays) return { error: `${count} days is not between 1 and ${mostDays}.` }
    return { ok: workingDaysOn(now, count, crew) }
  }
  const [, dayWords = typed, timeWords] =
    /^(.*?)[\s,]+(?:at )?(\d{1,2}(?:[:.h]\d{2})?\s*(?:am|pm|h)?|noon)$/.exec(typed) ?? []
  const asDay = readDay(typed, toLocal(now, crew.zone).day)
  const split = 'ok' in asDay ? { day: asDay.ok, time: close } : readBoth(dayWords, timeWords, now, crew)
  if ('error' in split) return split
  const at = toInstant(split.day, split.time, crew.zone)
  if (at.getTime() <= now.getTime())
    return { error: `${words.trim()} has passed. Give a time ahead, such as 2 working days.` }
  if (at.getTime() > now.getTime() + mostDays * 86_400_000)
    return { error: `That is more than ${mostDays} days ahead. Give a nearer time.` }
  return { ok: at }
}

function readBoth(
  dayWords: string,
  timeWords: string | undefined,
  now: Date,
  { zone }: CrewTime,
): { day: Day; time: string } | { error: string } {
  const day = readDay(dayWords, toLocal(now, zone).day)
  if ('error' in day) return { error: `${day.error} Or write it like thu 17:00, or 2 working days.` }
  const time = timeWords === undefined ? { ok: close } : readTime(timeWords)
  return 'error' in time ? time : { day: day.ok, time: time.ok }
}

/** Three months on, on a working day: by then it shows. */
export function usualReview(day: Day, crew: CrewTime): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + 3, 0)).getUTCDate()
  const on = new Date(Date.UTC(year, month + 2, Math.min(date, last))).toISOString().slice(0, 10)
  return worksIn(crew)(on) ? on : addWorkingDays(on, 1, worksIn(crew))
}
