/** What has come with a report: milestones, and a plan that is done no later than it was agreed. */
import type { Context, Fact, Facts } from '../../../chat/feature.ts'
import type {} from '../facts.ts'
import type { DeliverableRecord, InitiativeRecord } from '../rules/records.ts'
import { deliverablesOf, newestBaseline } from '../store/reads.ts'

type Reached = Facts['portfolio.reached']
type Finished = Pick<DeliverableRecord, 'id' | 'initiativeId' | 'likely' | 'finishedOn'>

export function reached(
  of: Reached['of'],
  { organizationId, id: initiativeId }: Pick<InitiativeRecord, 'id' | 'organizationId'>,
  day: string,
  byId: number,
  deliverableId: number | null = null,
): Fact {
  return { fact: 'portfolio.reached', of, organizationId, initiativeId, deliverableId, day, byId }
}

/** After it was written; `before`: the deliverables as they were. What was finished then is no news. */
export async function finishes(
  before: Finished[],
  initiativeIds: number[],
  { tx, actor }: Pick<Context, 'tx' | 'actor'>,
): Promise<Fact[]> {
  const { organizationId, id: byId } = actor
  const known = new Map(before.map((piece) => [piece.id, piece.finishedOn]))
  const facts: Fact[] = []
  for (const id of new Set(initiativeIds)) {
    const pieces = await deliverablesOf(tx, id)
    const fresh = pieces.filter((piece) => piece.finishedOn !== null && !known.get(piece.id))
    for (const { id: deliverableId, finishedOn, likely } of fresh) {
      if (likely === 0 && finishedOn)
        facts.push(reached('milestone', { id, organizationId }, finishedOn, byId, deliverableId))
    }
    const last = fresh.length ? lastDay(pieces) : null
    const agreed = last === null ? null : (await newestBaseline(tx, id))?.finish
    if (last && agreed && last <= agreed) facts.push(reached('baseline', { id, organizationId }, last, byId))
  }
  return facts
}

/** When the last of them was finished; `null` while one is open. */
function lastDay(pieces: Finished[]): string | null {
  const days = pieces.map(({ finishedOn }) => finishedOn)
  return days.includes(null) ? null : (days.sort().at(-1) ?? null)
}
