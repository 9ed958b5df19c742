/** What follows from a vote, and from whoever decides where the sides do not agree. */

import type { Consequence, Facts } from '../../../chat/feature.ts'
import { crewById } from '../../../people/crews.ts'
import { workingDaysOn } from '../../../schedule/deadlines.ts'
import { putJobs } from '../../../schedule/jobs.ts'
import { extendPoll } from '../../../voting/opening.ts'
import type { ResultOf } from '../../../voting/rules/records.ts'
import { pollView } from '../../../voting/views.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import { choosers } from '../rules/choosing.ts'
import { conditionsOf, courseOf, follows, reasonsOf } from '../rules/outcome.ts'
import type { ScopeCourse, ScopeRecord } from '../rules/records.ts'
import { anyScope, moveScope } from '../store/scopes.ts'
import { asAnybody, isChange } from './computing.ts'
import { steered } from './escalating.ts'
import { type At, accept, reject, result as said } from './recording.ts'
import { idsOf, refreshed } from './records.ts'

type Closed = Facts['poll.closed']

export async function pollClosed({ pollId, card, result }: Closed, at: At): Promise<Consequence> {
  const [id = 0, round = 0] = idsOf(card.key)
  if (card.kind !== 'scope.vote' && card.kind !== 'scope.steering') return {}
  const scope = await anyScope(at.tx, id)
  const initiative = scope && (await anyInitiative(at.tx, scope.initiativeId))
  if (!scope || !initiative || scope.round !== round) return {}
  if (card.kind === 'scope.steering') return steered(scope, initiative, result, at)
  if (scope.state !== 'voting' || result.method !== 'dualMajority') return {}
  return voted(scope, initiative, { pollId, result }, at)
}

async function voted(
  scope: ScopeRecord,
  initiative: InitiativeRecord,
  { pollId, result }: { pollId: number; result: ResultOf<'dualMajority'> },
  at: At,
): Promise<Consequence> {
  const { tx, now } = at
  const crew = await crewById(tx, scope.crewId)
  const view = await pollView(tx, pollId)
  if (!crew || !view) return {}
  const then = follows(result.outcome, view.poll.extended)
  if (then === 'extend') {
    await extendPoll(tx, pollId, workingDaysOn(now, 1, crew), now)
    return { effects: refreshed(scope) }
  }
  const course: ScopeCourse = { ...scope.course, ...courseOf(result), decidedBy: then === 'choose' ? null : 'vote' }
  const reasons = reasonsOf(view.ballots ?? []).against.flatMap(({ reason }) => (reason ? [reason] : []))
  if (then === 'accept') return accept(scope, initiative, course, at)
  if (then === 'reject') return reject(scope, course, reasons, at)
  return disagree(
    scope,
    initiative,
    { ...course, condition: await firstChange(scope, initiative, conditionsOf(view.ballots ?? []), at) },
    at,
  )
}

/** The first condition that is a change of the plan, together with what was voted on. */
async function firstChange(
  scope: ScopeRecord,
  initiative: InitiativeRecord,
  conditions: { personId: number; words: string }[],
  { tx, now }: At,
): Promise<ScopeCourse['condition']> {
  const as = asAnybody(scope.organizationId, initiative.crew?.zone ?? 'UTC', now)
  for (const { personId, words } of conditions) {
    if (await isChange(tx, as, initiative, words)) return { words, byId: personId }
  }
  return null
}

async function disagree(
  scope: ScopeRecord,
  initiative: InitiativeRecord,
  course: ScopeCourse,
  { tx, now }: At,
): Promise<Consequence> {
  const crew = await crewById(tx, scope.crewId)
  if (!crew) return {}
  const chooseBy = workingDaysOn(now, 2, crew)
  const patch = { state: 'undecided' as const, course, chooseBy }
  if (!(await moveScope(tx, scope, patch, now))) return {}
  await putJobs(tx, [{ name: 'scope.choose', key: `${scope.id}:${scope.round}`, due: chooseBy }])
  return { effects: said({ ...scope, ...patch }, choosers(initiative, scope)) }
}
