/** The rows of a before/after Gantt picture: what moved, in the order of the plan after. */
import type { GanttRow } from '../../../chat/message.ts'
import type { InitiativeShift } from '../rules/ripple.ts'
import { named } from './lines.ts'

/** More cannot be read on a phone. */
const mostRows = 30

/** What is left out has no days after, and stands in the words alone. */
export function ganttRows(initiatives: InitiativeShift[], most = mostRows): GanttRow[] {
  const several = initiatives.filter(({ pieces }) => pieces.length > 0).length > 1
  return initiatives
    .flatMap(({ initiative, pieces }) =>
      pieces.flatMap((piece): GanttRow[] => {
        if (!piece.after) return []
        const { before, after, percent, critical, milestone } = piece
        const label = several ? `${initiative.key} ${named(piece)}` : named(piece)
        return [{ label, from: after.from, to: after.to, before, percent, critical, milestone }]
      }),
    )
    .slice(0, most)
}
