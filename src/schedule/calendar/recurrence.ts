/** Schedules: an iCalendar RRULE over local dates and a local time, typed and shown in words (RFC 5545, 3.3.10). */
import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { addDays, type Clock, type Day, mondayOf, type Weekday, weekdayNames, weekdayOf } from './days.ts'
import { describeMonths, type MonthsOf, monthsOf, periodPattern } from './months.ts'
import { nearestWord, readTime, weekdayNamed } from './words.ts'

/** `rule` has no DTSTART and no time; `anchor` is the day from which intervals are counted; `time` is local. */
export interface Schedule {
  rule: string
  anchor: Day
  time: Clock
}

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export const code = (weekday: number) => codes[weekday - 1] ?? 'MO'
const ordinals: Record<string, number> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
  last: -1,
}
const ordinalNames: Record<number, string> = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', [-1]: 'last' }
/** A Monday; rules without an interval do not depend on it. */
const fixedAnchor = '2024-01-01'
export const scheduleExample = 'weekdays 09:30'

type Rule = { rule: string; anchor?: Day }

/**
 * Reads a schedule from words ("weekdays 09:30", "every 2 weeks on friday 15:00", "last working day of the month 16:00", "first
 * monday of january and july 10:00"). `yearFrom`: the month in which quarters and half-years are counted from.
 */
export function readSchedule(
  words: string,
  { today, yearFrom = 1 }: { today: Day; yearFrom?: number },
): { ok: Schedule } | { error: string } {
  const text = words.trim().toLowerCase().replace(/,/g, ' ').replace(/\s+/g, ' ')
  const split = /^(.*?)(?:\s+at)?\s*((?:\d{1,2}(?:[:.h]?\d{2})?\s*(?:am|pm|h|o'clock)?)|noon|midnight)$/.exec(text)
  const days = (split?.[1] ?? '').trim()
  if (!split || !days) {
    if (!text) return { error: `Say when, for example "${scheduleExample}".` }
    const alone = readDays(text.replace(/\s+at$/, ''), today, yearFrom)
    if ('rule' in alone)
      return {
        error: `"${words.trim()}" has no time of day. For example "${describeDays(alone.rule, yearFrom)} 09:30".`,
      }
    return split
      ? { error: `"${words.trim()}" says no days. For example "weekdays ${split[2]}".` }
      : { error: `"${words.trim()}" is not a schedule we know.${alone.hint} For example "${scheduleExample}".` }
  }
  const time = readTime(split[2] ?? '')
  const read = readDays(days, today, yearFrom)
  if ('hint' in read)
    return { error: `"${days}" is not a set of days we know.${read.hint} For example "${scheduleExample}".` }
  if ('error' in time) return { error: `${time.error} For example "${describeDays(read.rule, yearFrom)} 09:30".` }
  return { ok: { rule: read.rule, anchor: read.anchor ?? fixedAnchor, time: time.ok } }
}

const monthlyPattern = new RegExp(
  `^(?:every |the |on the |monthly |monthly on the )*(first|1st|second|2nd|third|3rd|fourth|4th|last) (working day|weekday|[a-z]+)(?: (?:of|in) ${periodPattern})?$`,
)
const datePattern = new RegExp(
  `^(?:every |monthly )?(?:on )?(?:the )?(\\d{1,2})(?:st|nd|rd|th|\\.)?(?: (?:of|in) ${periodPattern})?$`,
)

function readDays(text: string, today: Day, yearFrom: number): Rule | { hint: string } {
  if (/^(?:every |each |on )?(?:weekdays?|working days?|workdays?|business days?)$/.test(text))
    return weekly([1, 2, 3, 4, 5])
  if (/^(?:daily|every ?day|each day)$/.test(text)) return { rule: 'FREQ=DAILY' }
  const interval = /^every (?:(\d{1,2}) weeks?|week|(?:second|other) week|(second|other))(?: on)?(?: (.+))?$/.exec(text)
  if (interval) return everyWeeks(Number(interval[1] ?? (/^every week\b/.test(text) ? 1 : 2)), interval[3] ?? '', today)
  const monthly = monthlyPattern.exec(text)
  if (monthly) return monthlyRule(ordinals[monthly[1] ?? ''] ?? 1, monthly[2] ?? '', monthly[3] ?? 'month', yearFrom)
  const date = datePattern.exec(text)
  if (date) return dateRule(Number(date[1]), date[2] ?? 'month', yearFrom)
  const days = weekdayList(text.replace(/^(?:every|each|weekly|on)(?: on)? /, ''))
  return 'days' in days ? weekly(days.days) : days
}

function weekly(days: Weekday[]): Rule {
  return { rule: `FREQ=WEEKLY;BYDAY=${days.map(code).join(',')}` }
}

function everyWeeks(weeks: number, words: string, today: Day): Rule | { hint: string } {
  const days = words ? weekdayList(words) : { days: [weekdayOf(today)] }
  if ('hint' in days) return days
  if (weeks < 1 || weeks > 52) return { hint: ' Between 1 and 52 weeks can lie between two times.' }
  if (weeks === 1) return weekly(days.days)
  // Counted from the week of the first of these days that is still to come.
  const ahead = Math.min(...days.days.map((day) => (day - weekdayOf(today) + 7) % 7))
  const rule = `FREQ=WEEKLY;INTERVAL=${weeks};BYDAY=${days.days.map(code).join(',')}`
  return { rule, anchor: mondayOf(addDays(today, ahead)) }
}

function monthlyRule(nth: number, what: string, period: string, yearFrom: number): Rule | { hint: string } {
  const of = monthsOf(period, nth, yearFrom)
  if ('hint' in of) return of
  if (what === 'working day' || what === 'weekday') {
    return { rule: `FREQ=MONTHLY${inMonths(of)};BYDAY=MO,TU,WE,TH,FR;BYSETPOS=${nth}` }
  }
  const weekday = weekdayNamed(what)
  if (!weekday) return { hint: didYouMean(what) }
  return { rule: `FREQ=MONTHLY${inMonths(of)};BYDAY=${nth}${code(weekday)}` }
}

const inMonths = ({ months }: MonthsOf) => (months.length ? `;BYMONTH=${months.join(',')}` : '')

function dateRule(date: number, period: string, yearFrom: number): Rule | { hint: string } {
  if (date < 1 || date > 31)
    return { hint: ` A month has days 1 to 31; the nearest is ${Math.min(Math.max(date, 1), 31)}.` }
  const of = monthsOf(period, 1, yearFrom)
  return 'hint' in of ? of : { rule: `FREQ=MONTHLY${inMonths(of)};BYMONTHDAY=${date}` }
}

function weekdayList(text: string): { days: Weekday[] } | { hint: string } {
  const range = /^([a-z]+)\s*(?:-|–|to)\s*([a-z]+)$/.exec(text)
  const [from, to] = [weekdayNamed(range?.[1] ?? ''), weekdayNamed(range?.[2] ?? '')]
  if (from && to && from <= to)
    return { days: ([1, 2, 3, 4, 5, 6, 7] as const).filter((day) => day >= from && day <= to) }
  const found = new Set<Weekday>()
  for (const word of text.split(' ').filter((one) => one !== 'and')) {
    const weekday = weekdayNamed(word)
    if (!weekday) return { hint: didYouMean(word) }
    found.add(weekday)
  }
  return { days: [...found].sort() }
}

function didYouMean(word: string): string {
  const near = nearestWord(word, ['weekdays', 'daily', ...weekdayNames])
  return near ? ` Did you mean "${near}"?` : ''
}

/** The schedule in words that `readSchedule` reads back to the same rule, with quarters from the same month. */
export function describeSchedule({ rule, time }: Schedule, { yearFrom = 1 }: { yearFrom?: number } = {}): string {
  return `${describeDays(rule, yearFrom)} ${time}`
}

function describeDays(rule: string, yearFrom: number): string {
  const part = Object.fromEntries(rule.split(';').map((one) => one.split('=') as [string, string]))
  const days = (part.BYDAY ?? '').split(',')
  const names = (list: string[], short: boolean) =>
    list
      .map((one) => weekdayNames[codes.indexOf(one as (typeof codes)[number])] ?? one)
      .map((name) => (short ? name.slice(0, 3) : name))
  if (part.FREQ === 'DAILY') return 'daily'
  if (part.FREQ === 'WEEKLY') {
    const several = days.length > 1
    if (part.INTERVAL) return `every ${part.INTERVAL} weeks on ${names(days, several).join(' ')}`
    return days.join() === 'MO,TU,WE,TH,FR'
      ? 'weekdays'
      : several
        ? names(days, true).join(' ')
        : `every ${names(days, false)[0]}`
  }
  const nth = /^(-?\d)(..)$/.exec(part.BYDAY ?? '')
  const which = Number(part.BYSETPOS ?? nth?.[1] ?? 1)
  const period = describeMonths((part.BYMONTH ?? '').split(',').filter(Boolean).map(Number), which, yearFrom)
  if (part.BYMONTHDAY) return `on the ${ordinal(Number(part.BYMONTHDAY))} of ${period}`
  if (part.BYSETPOS) return `${ordinalNames[which]} working day of ${period}`
  return `${ordinalNames[which]} ${names([nth?.[2] ?? 'MO'], false)[0]} of ${period}`
}

function ordinal(n: number): string {
  const tens = n % 100
  const suffix = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${suffix}`
}

const windowDays = 62
/** Some ten years: a schedule that `keep` never accepts ends in an empty list. */
const mostWindows = 60

/** The first `count` days from `from` on (inclusive) that the rule gives and `keep` accepts; fewer when there are none within ten years. */
export function nextDays(
  schedule: Schedule,
  from: Day,
  count: number,
  keep: (day: Day) => boolean = () => true,
): Day[] {
  const found: Day[] = []
  // Dates only: the rule runs in UTC at midnight, where no clock ever changes.
  const start = schedule.anchor < from || schedule.rule.includes('INTERVAL') ? schedule.anchor : from
  const rule = new RRuleTemporal({
    rruleString: `DTSTART:${start.replaceAll('-', '')}T000000Z\nRRULE:${schedule.rule}`,
    temporal: Temporal,
  })
  let begin = from
  for (let windows = 0; windows < mostWindows && found.length < count; windows += 1) {
    const end = addDays(begin, windowDays)
    for (const moment of rule.between(midnight(begin), midnight(end), true)) {
      const day = moment.toPlainDate().toString()
      // `includeDtstart` is off, yet the first day must match the rule and lie before the next window.
      if (day >= begin && day < end && found.length < count && keep(day)) found.push(day)
    }
    begin = end
  }
  return found
}

function midnight(day: Day): Date {
  return new Date(`${day}T00:00:00Z`)
}
