/** Persons joined, crews deleted, words forgotten. */
import type { Consequence, Effect } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { cancelJobs } from '../../../schedule/jobs.ts'
import { withdrawPoll } from '../../../voting/opening.ts'
import { pollOfCard } from '../../../voting/views.ts'
import { joinScopes } from '../store/people.ts'
import { openScopesOf } from '../store/scopes.ts'
import { refreshed, resultCardOf, steeringCardOf, voteCardOf } from './records.ts'

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
    for (const card of [voteCardOf(scope), steeringCardOf(scope)]) {
      const view = await pollOfCard(tx, card)
      if (view?.poll.state === 'open') await withdrawPoll(tx, view.poll.id, now)
    }
    for (const name of ['scope.open', 'scope.choose', 'scope.sponsor', 'scope.correct', 'scope.review'])
      await cancelJobs(tx, name, `${scope.id}:`)
    effects.push(...refreshed(scope))
  }
  return { effects }
}

/** Dates or links moved: an open vote on them says so, and offers to compute again. */
export async function planChanged(
  { of, initiativeIds }: { of: string; initiativeIds: number[] },
  { tx }: At,
): Promise<Consequence> {
  if (of !== 'plan') return {}
  const effects: Effect[] = []
  for (const initiativeId of initiativeIds) {
    const open = (await openScopesOf(tx, { initiativeId })).filter(({ state }) => state === 'voting')
    effects.push(...open.map((scope): Effect => ({ do: 'refresh', card: voteCardOf(scope) })))
  }
  return { effects }
}
