/** Who is given away more than whole, and by which initiatives. Percent only. Pure. */
import { addDays, type Day, mondayOf } from '../../../schedule/calendar.ts'
import type { AllocationRecord } from './records.ts'

export interface Load {
  percent: number
  by: { initiativeId: number; percent: number }[]
}

/** A person's on one day. */
export function loadOn(allocations: AllocationRecord[], personId: number, day: Day): Load {
  const spans = allocations.filter(
    (one) => one.personId === personId && one.fromDay <= day && day <= one.toDay && one.percent > 0,
  )
  const by = new Map<number, number>()
  for (const { initiativeId, percent } of spans) by.set(initiativeId, (by.get(initiativeId) ?? 0) + percent)
  return {
    percent: spans.reduce((sum, { percent }) => sum + percent, 0),
    by: [...by].map(([initiativeId, percent]) => ({ initiativeId, percent })),
  }
}

export interface OverSpan {
  personId: number
  /** Monday of the first week and Sunday of the last. */
  from: Day
  to: Day
  weeks: number
  /** On its fullest day. */
  load: Load
}

/** Weeks in which a person has a day over 100 percent; weeks that follow each other with the same load are one span. */
export function overSpans(allocations: AllocationRecord[], from: Day, to: Day): OverSpan[] {
  const people = [...new Set(allocations.map(({ personId }) => personId))]
  return people.flatMap((personId) => {
    const own = allocations.filter((one) => one.personId === personId)
    const spans: OverSpan[] = []
    for (let week = mondayOf(from); week <= to; week = addDays(week, 7)) {
      const load = fullest(own, personId, week < from ? from : week, addDays(week, 6) > to ? to : addDays(week, 6))
      if (load.percent <= 100) continue
      const last = spans.at(-1)
      if (last && last.to === addDays(week, -1) && same(last.load, load)) {
        last.to = addDays(week, 6)
        last.weeks += 1
      } else spans.push({ personId, from: week, to: addDays(week, 6), weeks: 1, load })
    }
    return spans
  })
}

/** A load changes only where an allocation begins. */
function fullest(own: AllocationRecord[], personId: number, from: Day, to: Day): Load {
  const days = [from, ...own.map(({ fromDay }) => fromDay).filter((day) => day > from && day <= to)]
  return days
    .map((day) => loadOn(own, personId, day))
    .reduce((most, load) => (load.percent > most.percent ? load : most))
}

const same = (one: Load, other: Load) => JSON.stringify(one) === JSON.stringify(other)

const usualDays = 12 * 7
const mostDays = 366

/** The range that was asked for; the next twelve weeks where none was. */
export function weeksAhead(
  from: Day | undefined,
  to: Day | undefined,
  today: Day,
): { from: Day; to: Day } | { error: string } {
  const start = from ?? today
  const end = to ?? addDays(start, usualDays - 1)
  if (start > end) return { error: `${start} is after ${end}. Give the earlier day first.` }
  if (end > addDays(start, mostDays - 1))
    return { error: `That is more than ${mostDays} days. Give a nearer last day.` }
  return { from: start, to: end }
}
