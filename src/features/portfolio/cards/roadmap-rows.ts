/** The roadmap as a picture shows it: bars in groups on one axis. The card says the same in words. */
import type { Chart } from '../../../chat/message.ts'
import type { Day } from '../../../schedule/calendar.ts'
import type { Roadmap, RoadmapRow } from '../rules/roadmap.ts'
import { lateWords, resultWords } from '../rules/status-line.ts'
import { longDay, named } from './lines.ts'

/** More rows are for words: a picture of them cannot be read on a phone. */
export const mostBars = 30

export function roadmapChart({ groups, orphans }: Roadmap, today: Day): Extract<Chart, { chart: 'roadmap' }> | null {
  const all = [
    ...groups.map(({ result, rows }) => ({ label: `${result.key} ${resultWords(result, today)}`, rows: bars(rows) })),
    { label: 'No key result', rows: bars(orphans) },
  ]
  let left = mostBars
  const shown = all.flatMap(({ label, rows }) => {
    const fitting = rows.slice(0, left)
    left -= fitting.length
    return fitting.length ? [{ label, rows: fitting }] : []
  })
  return shown.length ? { chart: 'roadmap', title: `Roadmap, ${longDay(today)}`, today, groups: shown } : null
}

function bars(rows: RoadmapRow[]) {
  return rows.flatMap(({ initiative, from, to, finish, milestones }) =>
    from && to
      ? [
          {
            label: named(initiative),
            from,
            to,
            ...(finish.late !== null && { note: lateWords(finish.late) }),
            ...(milestones.length && { milestones: milestones.map(({ day }) => day) }),
          },
        ]
      : [],
  )
}
