/** Accepted or rejected: its record, its card, and who is told. */

import type { Consequence, Effect, Fact } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { crewById } from '../../../people/crews.ts'
import { workingDaysOn } from '../../../schedule/deadlines.ts'
import { cancelJobs, putJobs } from '../../../schedule/jobs.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { usualReview } from '../rules/deadline.ts'
import { countText, decisionWords, impactLines } from '../rules/outcome.ts'
import { type ScopeCourse, type ScopeRecord, sourceOf } from '../rules/records.ts'
import { moveScope } from '../store/scopes.ts'
import { dm, refreshed, resultCardOf, today, voteCardOf } from './records.ts'

export interface At {
  tx: Tx
  now: Date
}

/** In the thread of the vote's card, and to whoever proposed it. */
export const result = (scope: ScopeRecord, also: number[] = []): Effect[] => [
  { do: 'announce', to: scope.crewId, card: resultCardOf(scope), under: voteCardOf(scope) },
  ...[...new Set([scope.proposerId, ...also])].map((id) => dm(id, resultCardOf(scope), 'urgent')),
  ...refreshed(scope),
]

/** The vote is said once; what comes later changes its card. */
export const later = (scope: ScopeRecord): Effect[] => [
  dm(scope.proposerId, resultCardOf(scope), 'urgent'),
  ...refreshed(scope),
]

function wanted(scope: ScopeRecord, accepted: boolean, reasons: string[], actorId: number): Fact {
  const { course } = scope
  const { what, why } = decisionWords(scope, accepted, reasons)
  const line = (label: string, one: NonNullable<ScopeCourse['tally']>['project']) => ({ label, text: countText(one) })
  const tally = course.tally
  return {
    fact: 'decision.wanted',
    organizationId: scope.organizationId,
    crewId: scope.crewId,
    initiativeId: scope.initiativeId,
    keyResultId: scope.keyResultId,
    domain: 'joint',
    what,
    why,
    options: [
      { text: scope.what, why: scope.why },
      { text: 'The plan as it is', why: reasons.join(' · ') || null },
    ],
    tally: tally && [line('Project', tally.project), line('Product', tally.product)],
    impact: impactLines(scope),
    source: sourceOf(scope),
    supersedes: scope.decisionId,
    link: null,
    actorId,
    // It is reviewed here, with what was predicted beside what came.
    reviewOn: null,
    under: voteCardOf(scope),
  }
}

/** Nothing is written into the plan before the project owner had a working day to look at what was computed. */
export async function accept(
  scope: ScopeRecord,
  initiative: InitiativeRecord,
  course: ScopeCourse,
  { tx, now }: At,
  actorId = scope.proposerId,
): Promise<Consequence> {
  const crew = await crewById(tx, scope.crewId)
  if (!crew) return {}
  const correctBy = workingDaysOn(now, 1, crew)
  const reviewOn = scope.reviewOn ?? usualReview(today(crew.zone, now), crew)
  const patch = { state: 'accepted' as const, course, correctBy, reviewOn, chooseBy: null, sponsorBy: null }
  if (!(await moveScope(tx, scope, patch, now))) return {}
  await endChoosing(tx, scope)
  await putJobs(tx, [{ name: 'scope.correct', key: `${scope.id}:${scope.round}`, due: correctBy }])
  const next = { ...scope, ...patch }
  const owner = initiative.projectOwnerId ?? scope.proposerId
  return {
    effects:
      scope.state === 'voting'
        ? result(next, [owner])
        : [...later(next), ...(owner === scope.proposerId ? [] : [dm(owner, resultCardOf(next), 'urgent')])],
    facts: [wanted(next, true, [], actorId)],
  }
}

export async function reject(
  scope: ScopeRecord,
  course: ScopeCourse,
  reasons: string[],
  { tx, now }: At,
  actorId = scope.proposerId,
): Promise<Consequence> {
  const patch = { state: 'rejected' as const, course, chooseBy: null, sponsorBy: null }
  if (!(await moveScope(tx, scope, patch, now))) return {}
  await endChoosing(tx, scope)
  const next = { ...scope, ...patch }
  return {
    effects: scope.state === 'voting' ? result(next) : later(next),
    facts: [wanted(next, false, reasons, actorId)],
  }
}

export async function endChoosing(tx: Tx, { id }: ScopeRecord): Promise<void> {
  for (const name of ['scope.choose', 'scope.sponsor']) await cancelJobs(tx, name, `${id}:`)
}
