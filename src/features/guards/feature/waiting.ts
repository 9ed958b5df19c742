/** What waits for a person's word: a promise to co-sign, moved time, a question to their side. Not on the day it was brought to them. */
import type { Card, Feature } from '../../../chat/feature.ts'
import type { Block } from '../../../chat/message.ts'
import type { Tx } from '../../../db.ts'
import { personById } from '../../../people/persons.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import { anyMove, movesFor } from '../../portfolio/store/moves.ts'
import { anyInitiative, deliverablesOf, initiativesOwnedBy } from '../../portfolio/store/reads.ts'
import { moveWaiting } from '../cards/move.ts'
import { promiseWaiting } from '../cards/promise.ts'
import { answerWaiting } from '../cards/silence.ts'
import { signedBy } from '../rules/promise.ts'
import { ownerOf, standsFor } from '../rules/sides.ts'
import { anyPromise, weakPromises } from '../store/promises.ts'
import { anySilence, openQuestionsTo } from '../store/silences.ts'

export const waiting: NonNullable<Feature['waiting']> = async (personId, { tx, now }) => {
  const person = await personById(tx, personId)
  if (!person) return []
  const today = toLocal(now, person.zone).day
  const initiatives = await initiativesOwnedBy(tx, personId)
  const ids = initiatives.map(({ id }) => id)
  const blocks: Block[] = []
  for (const row of ids.length ? await weakPromises(tx, ids) : []) {
    const initiative = initiatives.find(({ id }) => id === row.initiativeId)
    const piece = (await deliverablesOf(tx, row.initiativeId)).find(({ id }) => id === row.deliverableId)
    const open = initiative && standsFor(initiative, personId).some((side) => signedBy(row, side) === null)
    if (initiative && piece && open && row.state === 'waiting' && row.toldOn !== today)
      blocks.push(promiseWaiting({ row, initiative, piece, personId }))
  }
  for (const row of ids.length ? await openQuestionsTo(tx, ids) : []) {
    const initiative = initiatives.find(({ id }) => id === row.initiativeId)
    if (initiative && row.byId !== personId && row.on !== today && ownerOf(initiative, row.side) === personId)
      blocks.push(answerWaiting(initiative, row))
  }
  for (const row of await movesFor(tx, personId)) {
    const initiative = await anyInitiative(tx, row.initiativeId)
    if (initiative && toLocal(row.at, person.zone).day !== today)
      blocks.push(moveWaiting(row, initiative, row.state === 'objected'))
  }
  return blocks
}

/** What may still change: a promise that is not signed, a silence nobody broke, time that has not moved yet. */
export async function changing(cards: Card[], read: Tx): Promise<Card[]> {
  const kept: Card[] = []
  for (const card of cards) if (await open(card, read)) kept.push(card)
  return kept
}

async function open({ kind, key }: Card, read: Tx): Promise<boolean> {
  const id = Number.parseInt(key, 10)
  switch (kind) {
    case 'guards.promise':
    case 'guards.promised': {
      const row = await anyPromise(read, id)
      return row !== null && row.state !== 'signed' && key.startsWith(`${row.id}.${row.promisedOn}:`)
    }
    case 'guards.silence':
    case 'guards.asked': {
      const row = await anySilence(read, id)
      return row !== null && row.state !== 'heard'
    }
    case 'guards.move':
    case 'guards.settled': {
      const row = await anyMove(read, id)
      return row?.state === 'waiting' || row?.state === 'objected'
    }
    default:
      return false
  }
}
