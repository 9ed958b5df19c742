/** Two persons who turned out to be one: their answers, and the digests that show them. */
import type { Effect } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { lockRound, moveParticipation, roundsOfPersons } from '../../../rounds/store.ts'
import { joinAnswers, joinItems } from '../store/joining.ts'
import { digestCardOf } from './rounds.ts'

/** Older digests are history: they keep what they say. */
const mostRounds = 12

export async function joinPersons(tx: Tx, personId: number, formerId: number): Promise<Effect[]> {
  const rounds = await roundsOfPersons(tx, [formerId, personId])
  for (const { id } of rounds) await lockRound(tx, id)
  for (const { roundId, skipped } of await joinAnswers(tx, personId, formerId)) {
    const state = skipped ? ('skipped' as const) : ('answered' as const)
    // Both, so that whichever part stands says what the answer says.
    for (const one of [personId, formerId]) {
      await moveParticipation(tx, roundId, one, ['answered', 'skipped'], { state })
    }
  }
  await joinItems(tx, personId, formerId)
  return rounds
    .filter(({ digestedAt }) => digestedAt !== null)
    .slice(-mostRounds)
    .map((round) => ({ do: 'refresh', card: digestCardOf(round) }))
}
