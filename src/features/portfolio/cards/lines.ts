/** Long lists and long names on cards. */
import type { Inline, PersonId, Text } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import { oldText } from '../rules/status-line.ts'

/** Of a name, so that a line of it stays one line on a phone. */
export const longestName = 60

export const named = ({ key, name }: { key: string; name: string }) => `${key} ${shorten(name, longestName)}`

/** The first ones, and how many more there are: "and 12 more". */
export function cut<T>(items: T[], most: number): { shown: T[]; more: string | null } {
  const left = items.length - most
  return left > 0 ? { shown: items.slice(0, most), more: `and ${left} more` } : { shown: items, more: null }
}

export const longDay = (day: Day) => formatDay(day, { year: true })

/** " (14 days old)" behind a figure that is not fresh. */
export function aged(day: Day, today: Day): Inline[] {
  const old = oldText(day, today)
  return old ? [' (', { strong: old }, ')'] : []
}

/** A person's name, or a word where there is nobody. */
export function somebody(personId: PersonId | null, nobody = 'nobody yet'): Inline {
  return personId === null ? nobody : { person: personId }
}

/** Parts on one line, with dots between. */
export function dotted(parts: (Inline | Inline[] | null)[]): Text {
  const there = parts.filter((part) => part !== null)
  return there.flatMap((part, index) => [...(index ? [' · '] : []), ...(Array.isArray(part) ? part : [part])])
}
