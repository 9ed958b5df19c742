/** A crew that is deleted takes its cards along: every copy is drawn again, and nothing is there to be drawn. */
import { z } from 'zod'
import type { Card, Consequence, Job } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { participationsOf, roundsOf } from '../../../rounds/store.ts'
import { blockersOfRound, questionsOfRound } from '../store/items.ts'
import type { Standup } from '../store/ritual.ts'
import { questionRefreshed, refreshed } from './items.ts'
import { digestCardOf, promptCardOf, reminderCardOf } from './rounds.ts'

const cards = z.array(z.tuple([z.string(), z.string()]))

/**
 * One job for each round, with the names of its cards: by the time it runs, the round is gone. A year of rounds is too
 * much for the transaction that deletes the crew.
 */
export async function removals(tx: Tx, standup: Standup, now: Date): Promise<Job[]> {
  const jobs: Job[] = []
  for (const round of await roundsOf(tx, standup.id)) {
    const key = JSON.stringify((await cardsOf(tx, round)).map(({ kind, key }) => [kind, key]))
    jobs.push({ name: 'standup.remove', key, due: now })
  }
  return jobs
}

async function cardsOf(tx: Tx, round: { id: number }): Promise<Card[]> {
  const people = await participationsOf(tx, round.id)
  const items = [
    ...(await blockersOfRound(tx, round.id)).flatMap(refreshed),
    ...(await questionsOfRound(tx, round.id)).flatMap(questionRefreshed),
  ]
  return [
    digestCardOf(round),
    ...people.flatMap(({ personId }) => [promptCardOf(round, personId), reminderCardOf(round, personId)]),
    ...items.flatMap((effect) => (effect.do === 'refresh' ? [effect.card] : [])),
  ]
}

export async function remove(key: string): Promise<Consequence> {
  const named = cards.parse(JSON.parse(key))
  return { effects: named.map(([kind, key]) => ({ do: 'refresh', card: { kind, key } })) }
}
