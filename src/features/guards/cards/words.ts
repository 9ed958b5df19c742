/** Words that cards of guards share. */
import type { Inline } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'

export const lineLength = 140
export const onDay = (day: Day) => formatDay(day, { year: true })

export const named = ({ key, name }: { key: string; name: string }) => `${key} ${shorten(name, 60)}`

/** What somebody typed, as their words. */
export const quoted = (text: string) => `“${shorten(text, lineLength)}”`

export const who = (personId: number | null, nobody: string): Inline =>
  personId === null ? nobody : { person: personId }
