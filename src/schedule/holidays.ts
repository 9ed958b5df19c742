/** Public holidays per country, from date-holidays (see README for its licence). Loaded when first asked: it is 10 MB of tables. */
import { createRequire } from 'node:module'
import { distance } from 'fastest-levenshtein'
import type { Day } from './calendar.ts'

type Tables = new (
  country?: string,
) => {
  getCountries(language: string): Record<string, string>
  getHolidays(year: number, language: string): { date: string; name: string; type: string }[] | false
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
    const all = isCountry(country) ? new (tables())(country).getHolidays(Number(year), 'en') || [] : []
    known = new Map(all.filter(({ type }) => type === 'public').map(({ date, name }) => [date.slice(0, 10), name]))
    years.set(key, known)
  }
  return known.get(day) ?? null
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
  return code in countryNames()
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
