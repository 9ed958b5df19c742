/** Figures about a stand-up over a range of days: per side, never per person. Pure. */
import { countRound, type Participant } from '../../../rounds/counts.ts'
import type { Day } from '../../../schedule/calendar.ts'

export interface ReportInput {
  rounds: { day: Day; participations: Participant[] }[]
  blockers: { openedAt: Date; resolvedAt: Date | null }[]
}

export interface Report {
  rounds: number
  sides: { side: 'project' | 'product'; answered: number; expected: number }[]
  blockers: number
  resolved: number
  /** Median hours from opened to resolved, of the resolved ones; `null` without any. */
  medianHours: number | null
}

export function report({ rounds, blockers }: ReportInput): Report {
  const counts = rounds.map(({ participations }) => countRound(participations))
  const sides = (['project', 'product'] as const).map((side, index) => ({
    side,
    answered: counts.reduce((sum, count) => sum + (count.sides[index]?.answered ?? 0), 0),
    expected: counts.reduce((sum, count) => sum + (count.sides[index]?.expected ?? 0), 0),
  }))
  const hours = blockers
    .flatMap(({ openedAt, resolvedAt }) =>
      resolvedAt ? [(resolvedAt.getTime() - openedAt.getTime()) / 3_600_000] : [],
    )
    .sort((a, b) => a - b)
  return { rounds: rounds.length, sides, blockers: blockers.length, resolved: hours.length, medianHours: median(hours) }
}

function median(sorted: number[]): number | null {
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2
}
