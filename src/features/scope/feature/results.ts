/** What the cards after a vote are drawn from; what would make it a yes is computed when they are. */
import type { House } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { crewById } from '../../../people/crews.ts'
import { pollOfCard } from '../../../voting/views.ts'
import type { ResultView } from '../cards/result.ts'
import { noEffects } from '../rules/draft.ts'
import { asAnybody, compute } from './computing.ts'
import { type Found, steeringCardOf, voteCardOf } from './records.ts'

/** `snapshot`: none where nothing is to be computed. */
export async function resultView(
  read: Tx,
  found: Found,
  round: number,
  snapshot: House['snapshot'] | null,
): Promise<ResultView> {
  const { scope, view } = found
  const ids = { id: scope.id, round }
  const steering = view.initiative.steeringCrewId === null ? null : await crewById(read, view.initiative.steeringCrewId)
  const now = round === scope.round && scope.state === 'undecided'
  return {
    ...view,
    round,
    poll: await pollOfCard(read, voteCardOf(ids)),
    steering: await pollOfCard(read, steeringCardOf(ids)),
    steeringName: steering?.name ?? null,
    condition: now && snapshot ? await conditionOf(found, snapshot) : null,
  }
}

export async function conditionOf(
  { scope, view }: Found,
  snapshot: House['snapshot'],
): Promise<ResultView['condition']> {
  const { condition } = scope.course
  if (!condition) return null
  const { initiative, zone, now } = view
  const before = scope.effects === null || noEffects(scope.effects) ? [] : [scope.effects]
  const words = { effects: [...before, condition.words].join('; '), cost: scope.settings.cost }
  const result = await compute(snapshot, asAnybody(scope.organizationId, zone, now), initiative, words)
  const benefit = scope.value.benefit?.amount ?? null
  return 'refused' in result
    ? { ...condition, impact: null, refused: result.refused, benefit }
    : { ...condition, impact: result.impact, refused: null, benefit }
}
