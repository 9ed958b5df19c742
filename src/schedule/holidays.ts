/** Public holidays per country, from date-holidays (see README for its licence). Loaded when first asked: it is 10 MB of tables. */
import { createRequire } from 'node:module'
import { distance } from 'fastest-levenshtein'
import { addDays, type Day } from './calendar.ts'

type Tables = new (
  country?: string,
) => {
  getCountries(language: string): Record<string, string>
  getHolidays(year: number, language: string): Holiday[] | false
}

interface Holiday {
  /** Local start, "2026-05-27 00:00:00". */
  date: string
  name: string
  type: string
  start: Date
  end: Date
}

const require = createRequire(import.meta.url)
let loaded: Tables | undefined
function tables(): Tables {
  loaded ??= require('date-holidays') as Tables
  return loaded
}

const years = new Map<string, Map<Day, string>>()

/** The public holiday's name in English where there is one; `null` on other days and for unknown countries. */
export function holidayName(country: string, day: Day): string | null {
  const year = day.slice(0, 4)
  const key = `${country}:${year}`
  let known = years.get(key)
  if (!known) {
    known = isCountry(country) ? publicHolidays(country, Number(year)) : new Map<Day, string>()
    years.set(key, known)
  }
  return known.get(day) ?? null
}

/** By day; those that began in the old year and reach into this one too. */
function publicHolidays(country: string, year: number): Map<Day, string> {
  const table = new (tables())(country)
  const all = [year - 1, year].flatMap((one) => table.getHolidays(one, 'en') || [])
  return new Map(
    all.filter(({ type }) => type === 'public').flatMap((one) => daysOf(one).map((day) => [day, one.name])),
  )
}

const hourMs = 3_600_000

/** Whole days from the first on. Some begin on the eve and end at noon, and a clock may change on the way: what is left over is no day. */
function daysOf({ date, start, end }: Holiday): Day[] {
  const length = Math.floor(((end.getTime() - start.getTime()) / hourMs + 1) / 24)
  return Array.from({ length: Math.max(1, length) }, (_, index) => addDays(date.slice(0, 10), index))
}

/** Whether a day is a public holiday of that country; never without one. */
export function holidaysOf(country: string | null): (day: Day) => boolean {
  return (day) => country !== null && holidayName(country, day) !== null
}

let names: Record<string, string> | undefined
function countryNames(): Record<string, string> {
  names ??= new (tables())().getCountries('en')
  return names
}

/** ISO code and English name, by name. */
export function countries(): { code: string; name: string }[] {
  return Object.entries(countryNames())
    .map(([code, name]) => ({ code, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

export function isCountry(code: string): boolean {
  return Object.hasOwn(countryNames(), code)
}

/** Reads an ISO code or an English name; "none" or nothing is no country. The error names the nearest. */
export function readCountry(words: string): { ok: string | null } | { error: string } {
  const wanted = words.trim().toLowerCase()
  if (wanted === '' || wanted === 'none') return { ok: null }
  const all = countries()
  const exact = all.find(({ code, name }) => code.toLowerCase() === wanted || name.toLowerCase() === wanted)
  if (exact) return { ok: exact.code }
  const [nearest] = all
    .map((one) => ({ one, far: distance(one.name.toLowerCase(), wanted) }))
    .sort((a, b) => a.far - b.far)
  return { error: `"${words.trim()}" is not a country we know. The nearest is ${nearest?.one.name}; or write none.` }
}
