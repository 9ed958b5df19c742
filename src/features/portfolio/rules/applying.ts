/** Keys and spans that an accepted change of a plan needs. Pure. */
import { addDays, type Day } from '../../../schedule/calendar.ts'
import type { DeliverableRecord, DependencyRecord } from './records.ts'

/** The next free one: T18 after T9 and T17. */
export function nextKey(pieces: Pick<DeliverableRecord, 'key'>[]): string {
  const numbers = pieces.map(({ key }) => Number(/^T(\d+)$/.exec(key)?.[1] ?? 0))
  return `T${Math.max(0, ...numbers) + 1}`
}

/** All three points move: the days come on top, whatever they turn out to be. */
export function lengthened({ likely, optimistic, pessimistic }: DeliverableRecord, days: number) {
  const longer = (value: number) => Math.round(Math.max(0, value + days) * 100) / 100
  return {
    likely: longer(likely),
    optimistic: optimistic === null ? null : longer(optimistic),
    pessimistic: pessimistic === null ? null : longer(pessimistic),
  }
}

/** What waited for one that is left out waits for what it waited for. */
export function joinedAround(id: number, dependencies: DependencyRecord[]): DependencyRecord[] {
  const into = dependencies.filter(({ toId }) => toId === id)
  const out = dependencies.filter(({ fromId }) => fromId === id)
  return into.flatMap(({ fromId, lag }) => out.map((link) => ({ fromId, toId: link.toId, lag: lag + link.lag })))
}

interface Span {
  percent: number
  fromDay: Day
  toDay: Day
}

/** The days of the change are cut out of what was planned. */
export function withSpan(before: Span[], { percent, fromDay, toDay }: Span): Span[] {
  const cut = before.flatMap((one): Span[] => {
    if (one.toDay < fromDay || one.fromDay > toDay) return [one]
    return [
      ...(one.fromDay < fromDay ? [{ ...one, toDay: addDays(fromDay, -1) }] : []),
      ...(one.toDay > toDay ? [{ ...one, fromDay: addDays(toDay, 1) }] : []),
    ]
  })
  return [...cut, { percent, fromDay, toDay }].sort((a, b) => a.fromDay.localeCompare(b.fromDay))
}
