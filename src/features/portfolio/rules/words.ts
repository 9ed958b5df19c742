/** Keys, names and choices as people type them, and what is said where they mean nothing. Pure. */
import { distance } from 'fastest-levenshtein'
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import type { Kind, Methodology, Phase } from './records.ts'

export type Read<T> = { ok: T } | { error: string }

export const kindWords: Record<Kind, string> = {
  project: 'Project',
  product: 'Product',
  release: 'Release',
  experiment: 'Experiment',
}
export const methodologyWords: Record<Methodology, string> = {
  agile: 'Agile',
  waterfall: 'Waterfall',
  phaseGate: 'Phase-gate',
  hybrid: 'Hybrid',
}
export const phaseWords: Record<Phase, string> = {
  idea: 'Idea',
  discovery: 'Discovery',
  build: 'Build',
  launch: 'Launch',
  grow: 'Grow',
  mature: 'Mature',
  retired: 'Retired',
}

/** Commands that stand where a key stands. */
const reserved = ['IMPORT', 'EXPORT']

/** CHK, EXP-1, T9: in upper case. */
export function readKey(text: string, example: string): Read<string> {
  const key = text.trim().toUpperCase()
  if (reserved.includes(key))
    return { error: `${key} is a word of the command line. Give another key, such as ${example}.` }
  if (/^[A-Z0-9]{1,12}(-[A-Z0-9]{1,12})?$/.test(key) && /[A-Z]/.test(key)) return { ok: key }
  return { error: `"${text.trim()}" cannot be a key. Use up to 12 letters and digits, such as ${example}.` }
}

/** The known one that was most likely meant. */
export function nearest(text: string, known: string[]): string | undefined {
  const typed = text.trim().toUpperCase()
  const [best] = known.map((one) => ({ one, far: distance(one.toUpperCase(), typed) })).sort((a, b) => a.far - b.far)
  return best?.one
}

/** `what`: "an initiative", "a deliverable of CHK". */
export function unknownKey(text: string, what: string, known: string[]): string {
  const near = nearest(text, known)
  const meant = near ? ` The nearest is ${near}.` : ' There is none yet.'
  return `"${text.trim()}" is not ${what}.${meant}`
}

/** One of a list of words, in any case, by its value or its label. */
export function readWord<T extends string>(text: string, words: Record<T, string>): Read<T> {
  const typed = text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]/g, '')
  const entries = Object.entries(words) as [T, string][]
  const found = entries.find(([value, label]) =>
    [value, label].some((one) => one.toLowerCase().replace(/[\s_-]/g, '') === typed),
  )
  if (found) return { ok: found[0] }
  const all = entries.map(([, label]) => label.toLowerCase())
  return { error: `"${text.trim()}" is none of ${all.join(', ')}. The nearest is ${nearest(text, all)}.` }
}

/** "2 days", "1 day", "2.5 days": working days of a plan. */
export function daysText(days: number): string {
  const rounded = Math.round(days * 10) / 10
  return `${rounded} ${rounded === 1 ? 'day' : 'days'}`
}

/** With the year once, where it is the same: "Mon 23 Nov to Fri 4 Dec 2026". */
export function spanText(from: Day, to: Day): string {
  const sameYear = from.slice(0, 4) === to.slice(0, 4)
  return `${from === to ? '' : `${formatDay(from, { year: !sameYear })} to `}${formatDay(to, { year: true })}`
}
