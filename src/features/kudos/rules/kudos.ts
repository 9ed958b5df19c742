/** Thanks in one line: whom for, and from which side to which. Pure. */
import { readPerson } from '../../../people/named.ts'
import { addDays, type Day } from '../../../schedule/calendar.ts'

export const longestThanks = 500

export interface KudosRecord {
  id: number
  organizationId: number
  /** Where it is told; `null`: only to whom it is for. */
  crewId: number | null
  celebrationId: number | null
  fromId: number
  to: number[]
  text: string
  public: boolean
  across: boolean
  at: Date
}

export type AnySide = 'project' | 'product' | 'both'

/** "@Ana, @Paul Miller and @Cleo for the demo": whom, and for what. Refused with the nearest name. */
export function readThanks<P extends { id: number; name: string }>(
  words: string,
  people: P[],
): { ok: { to: P[]; text: string } } | { error: string } {
  const text = words.trim()
  const cuts = [...text.matchAll(/\s+for\s+/gi)]
  let first: string | null = null
  for (const { index, 0: cut } of cuts) {
    const names = readNames(text.slice(0, index), people)
    if ('ok' in names) return { ok: { to: names.ok, text: text.slice(index + cut.length).trim() } }
    first ??= names.error
  }
  if (first !== null) return { error: first }
  const names = readNames(text, people)
  return 'ok' in names ? { ok: { to: names.ok, text: '' } } : { error: names.error }
}

function readNames<P extends { id: number; name: string }>(text: string, people: P[]): { ok: P[] } | { error: string } {
  const names = text
    .split(/\s*(?:,|&|\band\b|(?=@))\s*/i)
    .map((name) => name.replace(/^@/, '').trim())
    .filter((name) => name !== '')
  if (names.length === 0) return { error: 'Say whom: a name, or several.' }
  const found = new Map<number, P>()
  for (const name of names) {
    const person = readPerson(name, people)
    if ('error' in person) return person
    found.set(person.ok.id, person.ok)
  }
  return { ok: [...found.values()] }
}

/** From one side to the other: sponsors stand in neither. */
export function isAcross(from: AnySide | null, to: (AnySide | null)[]): boolean {
  const other = from === 'project' ? 'product' : from === 'product' ? 'project' : null
  return other !== null && to.includes(other)
}

/** Those across sides first, then as they were said. No order of persons, and no counts of them. */
export function acrossFirst<K extends Pick<KudosRecord, 'across' | 'at' | 'id'>>(all: K[]): K[] {
  return [...all].sort((a, b) => Number(b.across) - Number(a.across) || Number(a.at) - Number(b.at) || a.id - b.id)
}

/** "2026-11" */
export type Month = string
export const monthOf = (day: Day): Month => day.slice(0, 7)

export function nextMonth(month: Month): Month {
  return monthOf(addDays(`${month}-01`, 31))
}

export const monthBefore = (day: Day): Month => monthOf(addDays(`${monthOf(day)}-01`, -1))

/** The crew's first working day of a month; its first day where the crew has none. */
export function firstWorkingDay(month: Month, isWorking: (day: Day) => boolean): Day {
  const first = `${month}-01`
  for (let day = first; monthOf(day) === month; day = addDays(day, 1)) if (isWorking(day)) return day
  return first
}
