/** Days, times and weekdays in words, as people type them. */
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays'
import { getDaysInMonth } from 'date-fns/getDaysInMonth'
import { distance } from 'fastest-levenshtein'
import { addDays, type Clock, type Day, isDay, monthNames, type Weekday, weekdayNames, weekdayOf } from './days.ts'
import { utcDate } from './utc.ts'

type Read<T> = { ok: T } | { error: string }

const pad = (n: number) => String(n).padStart(2, '0')

/** "mon", "Monday", "mo": the weekday; undefined for anything else. */
export function weekdayNamed(word: string): Weekday | undefined {
  const wanted = word.toLowerCase().replace(/\.$/, '')
  if (wanted.length < 2) return undefined
  const index = weekdayNames.findIndex(
    (name) => name === wanted || `${name}s` === wanted || (wanted.length <= 5 && name.startsWith(wanted)),
  )
  return index < 0 ? undefined : ((index + 1) as Weekday)
}

export function nearestWord(word: string, words: readonly string[]): string | undefined {
  const [best] = words
    .map((known) => ({ known, far: distance(known, word.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)
  return best && best.far <= Math.max(1, Math.floor(best.known.length / 3)) ? best.known : undefined
}

/** Reads "9:30", "09.30", "9am", "17h", "1730", "noon"; the error names the nearest time. */
export function readTime(words: string): Read<Clock> {
  const text = words
    .trim()
    .toLowerCase()
    .replace(/^at\s+/, '')
  if (text === 'noon') return { ok: '12:00' }
  if (text === 'midnight') return { ok: '00:00' }
  const match = /^(\d{1,2})(?:[:.h]?(\d{2}))?\s*(?:h|o'clock)?\s*(am|pm)?$/.exec(text)
  if (!match) return { error: `"${words.trim()}" is not a time of day. Write it like 09:30.` }
  let hour = Number(match[1])
  const minutes = Number(match[2] ?? 0)
  if (match[3]) {
    if (hour < 1 || hour > 12)
      return { error: `${hour} ${match[3]} is not a time of day; the nearest is ${hour < 1 ? '1' : '12'} ${match[3]}.` }
    hour = (hour % 12) + (match[3] === 'pm' ? 12 : 0)
  }
  if (hour > 23 || minutes > 59) {
    const nearest = `${pad(Math.min(hour, 23))}:${pad(Math.min(minutes, 59))}`
    return { error: `${words.trim()} is not a time of day; the nearest is ${nearest}.` }
  }
  return { ok: `${pad(hour)}:${pad(minutes)}` }
}

/** Reads "today", "yesterday", "mon", "next friday", "24 nov", "24.11.2026", "2026-11-24"; without a year the nearest to today. */
export function readDay(words: string, today: Day): Read<Day> {
  const text = words.trim().toLowerCase().replace(/,/g, ' ').replace(/\s+/g, ' ')
  const relative: Record<string, number> = { today: 0, tomorrow: 1, yesterday: -1 }
  const days = Object.hasOwn(relative, text) ? relative[text] : undefined
  if (days !== undefined) return { ok: addDays(today, days) }
  const named = /^(next|last|this|on)?\s*([a-z]+)$/.exec(text)
  const weekday = named?.[2] ? weekdayNamed(named[2]) : undefined
  if (weekday) {
    const ahead = (weekday - weekdayOf(today) + 7) % 7
    if (named?.[1] === 'last') return { ok: addDays(today, ahead === 0 ? -7 : ahead - 7) }
    return { ok: addDays(today, ahead === 0 && named?.[1] === 'next' ? 7 : ahead) }
  }
  const parts = datePart(text)
  if (parts) return fromParts(parts, words.trim(), today)
  const near = nearestWord(text, ['today', 'tomorrow', 'yesterday', ...weekdayNames])
  const hint = near ? ` Did you mean ${near}?` : ''
  return { error: `"${words.trim()}" is not a day.${hint} Write it like 2026-11-24, 24 nov or mon.` }
}

interface DateParts {
  year?: number
  month: number
  date: number
}

function datePart(text: string): DateParts | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), date: Number(iso[3]) }
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?$/.exec(text)
  if (dotted)
    return { date: Number(dotted[1]), month: Number(dotted[2]), ...(dotted[3] && { year: Number(dotted[3]) }) }
  const worded =
    /^(?:[a-z]{3,9} )?(\d{1,2})(?:st|nd|rd|th|\.)? ([a-z]{3,9})(?: (\d{4}))?$/.exec(text) ??
    swap(/^([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/.exec(text))
  const month = worded ? monthNames.findIndex((name) => name.startsWith(worded[2] ?? '-')) + 1 : 0
  return worded && month ? { date: Number(worded[1]), month, ...(worded[3] && { year: Number(worded[3]) }) } : undefined
}

function swap(match: RegExpExecArray | null): (string | undefined)[] | null {
  return match && [match[0], match[2], match[1], match[3]]
}

function fromParts({ year, month, date }: DateParts, typed: string, today: Day): Read<Day> {
  const thisYear = Number(today.slice(0, 4))
  const years = year ? [year] : [thisYear, thisYear + 1, thisYear - 1]
  const found = years.map((one) => `${one}-${pad(month)}-${pad(date)}`).filter(isDay)
  if (found.length) {
    const far = (day: Day) => Math.abs(differenceInCalendarDays(utcDate(day), utcDate(today)))
    const [nearest] = found.sort((a, b) => far(a) - far(b))
    return { ok: nearest ?? today }
  }
  const first = `${years[0] ?? thisYear}-${pad(Math.min(Math.max(month, 1), 12))}-01`
  const last = getDaysInMonth(utcDate(first))
  const nearest = addDays(first, Math.min(Math.max(date, 1), last) - 1)
  return { error: `${typed} is not in the calendar; the nearest is ${nearest}.` }
}

/** Reads "mon tue wed", "mon-fri", "weekdays", "every day" into ISO weekdays in order ("12345"). */
export function readWorkDays(words: string): Read<string> {
  const text = words
    .trim()
    .toLowerCase()
    .replace(/\s*(?:-|–|to)\s*/g, '-')
  if (text === 'weekdays') return { ok: '12345' }
  if (text === 'every day' || text === 'daily' || text === 'all') return { ok: '1234567' }
  const found = new Set<number>()
  for (const word of text.split(/[\s,]+/).filter((one) => one && one !== 'and')) {
    const [from, to = from] = word.split('-').map((part) => weekdayNamed(part))
    if (!from || !to) {
      const near = nearestWord(word, weekdayNames)
      return {
        error: `"${word}" is not a weekday.${near ? ` Did you mean ${near}?` : ''} Write them like mon-fri or mon tue thu.`,
      }
    }
    for (let day = from; ; day = ((day % 7) + 1) as Weekday) {
      found.add(day)
      if (day === to) break
    }
  }
  return found.size ? { ok: [...found].sort().join('') } : { error: 'Name at least one weekday, for example mon-fri.' }
}
