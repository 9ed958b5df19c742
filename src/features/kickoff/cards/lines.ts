/** Small words of kickoffs. */
import type { Inline } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'

const longestName = 60

export const named = ({ key, name }: { key: string; name: string }) => `${key} ${shorten(name, longestName)}`
export const longDay = (day: Day) => formatDay(day, { year: true })
export const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

/** Parts on one line, with dots between. */
export function dotted(parts: (Inline | Inline[] | null)[]): Inline[] {
  const there = parts.filter((part) => part !== null)
  return there.flatMap((part, index) => [...(index ? [' · '] : []), ...(Array.isArray(part) ? part : [part])])
}

/** Persons after each other, with how many more there are. */
export function people(ids: number[], most: number): Inline[] {
  const left = ids.length - most
  const shown = ids.slice(0, most).flatMap((person, at): Inline[] => [...(at ? [', '] : []), { person }])
  return left > 0 ? [...shown, ` and ${left} more`] : shown
}
