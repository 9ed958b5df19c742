/** Persons joined, crews deleted, initiatives changed or retired while something of theirs is open. */
import type { Consequence, Effect } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { cancelJobs } from '../../../schedule/jobs.ts'
import { withdrawPoll } from '../../../voting/opening.ts'
import { pollOfCard } from '../../../voting/views.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import type { ScopeRecord } from '../rules/records.ts'
import { joinScopes } from '../store/people.ts'
import { moveScope, openScopesOf } from '../store/scopes.ts'
import { endJobs } from './choosing.ts'
import { dm, refreshed, resultCardOf, steeringCardOf, voteCardOf } from './records.ts'

type At = { tx: Tx; now: Date }

export async function personJoined(
  { personId, formerId }: { personId: number; formerId: number },
  { tx }: At,
): Promise<Consequence> {
  const ids = await joinScopes(tx, personId, formerId)
  return { effects: ids.flatMap((one): Effect[] => [...refreshed(one), { do: 'refresh', card: resultCardOf(one) }]) }
}

/** Its scope changes go with it: who still presses Vote is told that the vote was taken back. */
export async function crewDeleted({ crewId }: { crewId: number }, { tx, now }: At): Promise<Consequence> {
  const effects: Effect[] = []
  for (const scope of await openScopesOf(tx, { crewId })) {
    await takeBackPolls(scope, { tx, now })
    await endJobs(tx, scope)
    await cancelJobs(tx, 'scope.review', `${scope.id}:`)
    effects.push(...refreshed(scope))
  }
  return { effects }
}

async function takeBackPolls(scope: ScopeRecord, { tx, now }: At): Promise<void> {
  for (const card of [voteCardOf(scope), steeringCardOf(scope)]) {
    const view = await pollOfCard(tx, card)
    if (view?.poll.state === 'open') await withdrawPoll(tx, view.poll.id, now)
  }
}

const undecided = ['announced', 'voting', 'undecided', 'escalated']

/** Nobody votes, chooses or is asked any longer, and whoever proposed it is told why. */
async function callOff(scope: ScopeRecord, ended: string, { tx, now }: At): Promise<Effect[]> {
  await takeBackPolls(scope, { tx, now })
  await endJobs(tx, scope)
  const course = { ...scope.course, ended }
  const patch = { state: 'withdrawn' as const, course, opensAt: null, chooseBy: null, sponsorBy: null }
  if (!(await moveScope(tx, scope, patch, now))) return []
  return [...refreshed(scope), dm(scope.proposerId, resultCardOf(scope), 'urgent')]
}

/** Dates or links moved: an open vote on them says so, and offers to compute again. Nothing of a retired one changes any more. */
export async function planChanged(
  { of, initiativeIds }: { of: string; initiativeIds: number[] },
  { tx, now }: At,
): Promise<Consequence> {
  if (of !== 'plan') return {}
  const effects: Effect[] = []
  for (const initiativeId of initiativeIds) {
    const open = (await openScopesOf(tx, { initiativeId })).filter(({ state }) => undecided.includes(state))
    const initiative = open.length ? await anyInitiative(tx, initiativeId) : null
    for (const scope of open) {
      if (initiative?.phase === 'retired')
        effects.push(...(await callOff(scope, `${initiative.key} was retired meanwhile`, { tx, now })))
      else if (scope.state === 'voting') effects.push({ do: 'refresh', card: voteCardOf(scope) })
    }
  }
  return { effects }
}
