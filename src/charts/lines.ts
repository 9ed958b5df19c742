/** Charts over time as what they have in common: lines under each other over one time axis. */
import type { Chart } from '../chat/message.ts'
import { dayLabel, dayNumber } from './axis.ts'

export type Line =
  | { line: 'group'; label: string }
  /** Days are numbers; `to` is the last day. */
  | {
      line: 'row'
      label: string
      note: string
      dates: string
      from: number
      to: number
      before?: { from: number; to: number }
      percent: number
      critical: boolean
      milestone: boolean
      milestones: number[]
    }

export type Row = Extract<Line, { line: 'row' }>

export type ChartOverTime = Exclude<Chart, { chart: 'milestones' }>

export function linesOf(chart: ChartOverTime): Line[] {
  return chart.chart === 'gantt' ? ganttLines(chart) : roadmapLines(chart)
}

function ganttLines({ rows }: Extract<Chart, { chart: 'gantt' }>): Line[] {
  return rows.map(({ label, before, percent = 0, critical = false, milestone = false, ...days }) => {
    const to = dayNumber(days.to)
    const from = milestone ? to : dayNumber(days.from)
    const was = before ? { from: dayNumber(before.from), to: dayNumber(before.to) } : undefined
    // A milestone has one day.
    const earlier = was && milestone ? { from: was.to, to: was.to } : was
    const moved = earlier && (earlier.to !== to || earlier.from !== from)
    return {
      line: 'row',
      label,
      note: '',
      dates: datesOf({ from, to, ...(moved && { before: earlier }) }),
      from,
      to,
      ...(moved && { before: earlier }),
      percent: Math.min(Math.max(percent, 0), 100),
      critical,
      milestone,
      milestones: [],
    }
  })
}

function roadmapLines({ groups }: Extract<Chart, { chart: 'roadmap' }>): Line[] {
  return groups.flatMap(({ label: group, rows }): Line[] => [
    { line: 'group', label: group },
    ...rows.map(({ label, note = '', milestones = [], ...days }): Line => {
      const [from, to] = [dayNumber(days.from), dayNumber(days.to)]
      return {
        line: 'row',
        label,
        note,
        dates: datesOf({ from, to }),
        from,
        to,
        percent: 0,
        critical: false,
        milestone: false,
        milestones: milestones.map(dayNumber),
      }
    }),
  ])
}

/** What changed is said by its end: "27 Nov → 3 Dec". */
function datesOf({ from, to, before }: Pick<Row, 'from' | 'to' | 'before'>): string {
  if (before && before.to !== to) return `${dayLabel(before.to)} → ${dayLabel(to)}`
  return from === to ? dayLabel(to) : `${dayLabel(from)} – ${dayLabel(to)}`
}

export const rowsIn = (lines: Line[]): Row[] => lines.filter((line) => line.line === 'row')

export function daysIn(lines: Line[]): number[] {
  return rowsIn(lines).flatMap(({ from, to, before, milestones }) => [
    from,
    to,
    ...milestones,
    ...(before ? [before.from, before.to] : []),
  ])
}
