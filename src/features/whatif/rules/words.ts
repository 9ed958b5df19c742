/** Small readers of what-if words: parts, days, dates, names. Pure. */
import { addDays, type Day, formatDay } from '../../../schedule/calendar.ts'
import type { Read } from '../../portfolio/rules/words.ts'

/** More in one question would not be read any more. */
export const mostChanges = 10
/** More is no question but a plan. */
export const mostWords = 500
export const mostDays = 500
export const longestName = 60

const quotes: Record<string, string> = { '"': '"', '“': '”', '„': '“', '«': '»' }

/** Where `;` stands, but not inside a quoted name. */
export function partsOf(words: string): string[] {
  const parts = ['']
  let close: string | undefined
  for (const letter of words) {
    if (close !== undefined) {
      // „so“ and “so” both occur, and a straight quote closes either.
      if (letter === close || letter === '"' || (close === '“' && letter === '”')) close = undefined
    } else close = quotes[letter]
    if (letter === ';' && close === undefined) parts.push('')
    else parts[parts.length - 1] += letter
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

/** A quoted name at the beginning, and what follows it. */
export function quotedName(text: string): { name: string; rest: string } | null {
  const match = /^["“”„«]([^"“”„«»]*)["“”»]\s*(.*)$/su.exec(text)
  return match ? { name: (match[1] ?? '').trim(), rest: match[2] ?? '' } : null
}

/** "3d", "2.5 days", "2w": working days; a week has as many as its crew works. `least`: 0 where a milestone is one. */
export function readDays(text: string, perWeek: number, least: 0 | 1): Read<number> {
  const typed = text.trim()
  const match = /^([-+\u2212]?)(\d+(?:\.\d+)?)\s*(d|days?|w|weeks?)?$/i.exec(typed)
  if (!match) return { error: `"${typed}" is not a number of working days. Write it like 3d, 2.5d or 2w.` }
  const days = Number(match[2]) * (/^w/i.test(match[3] ?? '') ? perWeek : 1)
  const negative = match[1] === '-' || match[1] === '\u2212'
  if (negative || days < 0.1 * least) {
    const near = days > 0 && days <= mostDays ? `${days}d` : least === 1 ? '1d' : '0d'
    return { error: `${typed} is no length of work. The nearest is ${near}.` }
  }
  if (days > mostDays) return { error: `${typed} is more than ${mostDays} working days. The nearest is ${mostDays}d.` }
  return { ok: Math.round(days * 100) / 100 }
}

/** A day "2026-12-01"; the nearest there is for one that is none. */
export function readDay(text: string): Read<Day> {
  const typed = text.trim()
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed)
  if (!match) return { error: `"${typed}" is not a day. Write it like 2026-12-01.` }
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const inYear = Math.min(12, Math.max(1, month))
  const last = new Date(Date.UTC(year, inYear, 0)).getUTCDate()
  const inMonth = Math.min(last, Math.max(1, day))
  const near = `${match[1]}-${String(inYear).padStart(2, '0')}-${String(inMonth).padStart(2, '0')}`
  if (inYear !== month || inMonth !== day) return { error: `${typed} is not a day. The nearest is ${near}.` }
  return { ok: near }
}

/** "2026-12-01..2026-12-18", also with "to" or a dash between spaces; one day alone is a span of one. */
export function readSpan(text: string, today: Day): Read<{ from: Day; to: Day }> {
  const [first = '', second] = text.trim().split(/\s*(?:\.{2,}|…|\bto\b|\s[-–]\s)\s*/i)
  const from = readDay(first)
  if ('error' in from) return from
  const to = second === undefined ? from : readDay(second)
  if ('error' in to) return to
  if (to.ok < from.ok)
    return { error: `${to.ok} is before ${from.ok}. Write the first day first: ${to.ok}..${from.ok}.` }
  if (to.ok < today) {
    return { error: `${formatDay(to.ok, { year: true })} is over. A what-if begins today at the earliest: ${today}.` }
  }
  if (to.ok > addDays(from.ok, 1_100)) {
    return { error: `That is more than three years. The last day that fits is ${addDays(from.ok, 1_100)}.` }
  }
  return { ok: { from: from.ok, to: to.ok } }
}
