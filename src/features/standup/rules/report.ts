/** Figures about a stand-up over a range of days: per side, never per person. Pure. */
import { countSides, type SideCount, type StateCount } from '../../../rounds/counts.ts'
import { addDays, type Day, formatDay } from '../../../schedule/calendar.ts'

export interface ReportInput {
  rounds: number
  forgotten: { day: Day | null; rounds: number }
  wordless: Day | null
  counts: StateCount[]
  people: { project: number; product: number }
  blockers: { openedAt: Date; resolvedAt: Date | null }[]
}

export interface Report {
  rounds: number
  /** Rounds whose participation is still known. */
  counted: number
  /** The first day with data, where older ones of the range were deleted for their age. */
  peopleFrom: Day | null
  wordsFrom: Day | null
  /** `few`: so few people that a count would be about one of them. */
  sides: (SideCount & { few: boolean })[]
  blockers: number
  resolved: number
  /** Median hours from opened to resolved, of the resolved ones; `null` without any. */
  medianHours: number | null
}

/** Counts of a side are shown from this many people on. */
export const fewest = 3

export function report({ rounds, forgotten, wordless, counts, people, blockers }: ReportInput): Report {
  const hours = blockers
    .flatMap(({ openedAt, resolvedAt }) =>
      resolvedAt ? [(resolvedAt.getTime() - openedAt.getTime()) / 3_600_000] : [],
    )
    .sort((a, b) => a - b)
  return {
    rounds,
    counted: rounds - forgotten.rounds,
    peopleFrom: forgotten.day && addDays(forgotten.day, 1),
    wordsFrom: wordless && addDays(wordless, 1),
    sides: countSides(counts).map((side) => ({ ...side, few: people[side.side] < fewest })),
    blockers: blockers.length,
    resolved: hours.length,
    medianHours: median(hours),
  }
}

export interface Range {
  from: Day
  to: Day
}

const usualDays = 28
const mostDays = 366

/** The range that was asked for; the last four weeks where none was. */
export function rangeOf(from: Day | undefined, to: Day | undefined, today: Day): Range | { error: string } {
  const end = to ?? today
  const start = from ?? addDays(end, 1 - usualDays)
  if (start > end) return { error: `${formatDay(start)} is after ${formatDay(end)}. Give the earlier day first.` }
  const first = addDays(end, 1 - mostDays)
  if (start >= first) return { from: start, to: end }
  const year = { year: true }
  return {
    error: `${formatDay(start, year)} to ${formatDay(end, year)} is more than ${mostDays} days. Begin on ${formatDay(first, year)} or later.`,
  }
}

function median(sorted: number[]): number | null {
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2
}
