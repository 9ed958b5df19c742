/** A day as a command's value, read on the asker's own calendar. */
import type { Argument } from '../chat/feature.ts'
import { readDay, toLocal } from './calendar.ts'

export function dayArgument(name: string, example: string): Argument {
  return {
    name,
    expects: 'a day such as today, mon, 24 nov or 2026-11-24',
    example,
    optional: true,
    parse(text, { actor, now }) {
      const read = readDay(text, toLocal(now, actor.zone).day)
      return 'ok' in read ? { value: read.ok } : { error: read.error }
    },
  }
}
