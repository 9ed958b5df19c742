/** Of which months a rule is: every one, those that begin or end a quarter or half-year, or those that are named. */
import { monthNames } from './days.ts'
import { nearestWord } from './words.ts'

export interface MonthsOf {
  /** 1 to 12 in order; none: every month. */
  months: number[]
}

/** What follows "of": a period, or months by name. */
export const periodPattern =
  '(?:the |every |each )?(month|quarter|half[ -]?year|[a-z]{3,9}(?: (?:and )?[a-z]{3,9}){0,11})'

const every = (length: number, from: number): number[] =>
  Array.from({ length: 12 / length }, (_, at) => ((from - 1 + at * length) % 12) + 1).sort((a, b) => a - b)

/** `nth`: the first of a quarter lies in its first month, the last (negative) in its last. */
export function monthsOf(period: string, nth: number, yearFrom: number): MonthsOf | { hint: string } {
  if (period === 'month') return { months: [] }
  if (period === 'quarter') return { months: every(3, nth < 0 ? yearFrom + 2 : yearFrom) }
  if (/^half/.test(period)) return { months: every(6, nth < 0 ? yearFrom + 5 : yearFrom) }
  const months = new Set<number>()
  for (const word of period.split(' ').filter((one) => one !== 'and')) {
    const month = monthNames.findIndex((name) => name.startsWith(word)) + 1
    if (month === 0) {
      const near = nearestWord(word, ['month', 'quarter', 'half-year', ...monthNames])
      return { hint: near ? ` Did you mean "${near}"?` : '' }
    }
    months.add(month)
  }
  return { months: [...months].sort((a, b) => a - b) }
}

/** In words that read back to the same months with the same `yearFrom`. */
export function describeMonths(months: number[], nth: number, yearFrom: number): string {
  if (months.length === 0) return 'the month'
  if (months.join() === every(3, nth < 0 ? yearFrom + 2 : yearFrom).join()) return 'the quarter'
  const names = months.map((month) => monthNames[month - 1] ?? '')
  return names.length > 1 ? `${names.slice(0, -1).join(' ')} and ${names.at(-1)}` : names.join('')
}
