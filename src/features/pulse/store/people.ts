/** The roll and the urn of a pulse. Neither has an order, and nothing but the token of an open pulse joins them. */
import { randomUUID } from 'node:crypto'
import type { Tx } from '../../../db.ts'
import { type AnswerRecord, type PulsePerson, type Scores, type Side, scores } from '../rules/records.ts'

const sideOf = (side: string): Side => (side === 'project' ? 'project' : 'product')

export async function peopleOf(read: Tx, pulseId: number): Promise<PulsePerson[]> {
  const rows = await read.pulsePerson.findMany({ where: { pulseId }, orderBy: { personId: 'asc' } })
  return rows.map(({ personId, side, answered, remindedAt }) => ({
    personId,
    side: sideOf(side),
    answered,
    remindedAt,
  }))
}

export async function personIn(read: Tx, pulseId: number, personId: number): Promise<PulsePerson | null> {
  return (await peopleOf(read, pulseId)).find((one) => one.personId === personId) ?? null
}

export async function addPeople(tx: Tx, pulseId: number, people: { personId: number; side: Side }[]): Promise<void> {
  await tx.pulsePerson.createMany({ data: people.map(({ personId, side }) => ({ pulseId, personId, side })) })
}

/** Whoever has answered stays on it, on the side that the answer is of. */
export async function dropPeople(tx: Tx, pulseId: number, personIds: number[]): Promise<void> {
  await tx.pulsePerson.deleteMany({ where: { pulseId, personId: { in: personIds }, answered: false } })
}

export async function moveSide(tx: Tx, pulseId: number, personId: number, side: Side): Promise<void> {
  await tx.pulsePerson.updateMany({ where: { pulseId, personId, answered: false }, data: { side } })
}

/** Once a pulse: false when they were reminded already. */
export async function markReminded(tx: Tx, pulseId: number, personId: number, now: Date): Promise<boolean> {
  const { count } = await tx.pulsePerson.updateMany({
    where: { pulseId, personId, remindedAt: null, answered: false },
    data: { remindedAt: now },
  })
  return count === 1
}

/** In the order of their random ids, which is none. */
export async function answersOf(read: Tx, pulseId: number): Promise<AnswerRecord[]> {
  const rows = await read.pulseAnswer.findMany({ where: { pulseId }, orderBy: { id: 'asc' } })
  return rows.map(({ side, scores: given }) => ({ side: sideOf(side), scores: scores.parse(given) }))
}

export async function answerOf(read: Tx, pulseId: number, token: string): Promise<Scores | null> {
  const row = await read.pulseAnswer.findUnique({ where: { pulseId_token: { pulseId, token } } })
  return row && scores.parse(row.scores)
}

/** The person's mark on the roll and what goes into the urn: one that is there already is replaced. */
export async function putAnswer(
  tx: Tx,
  pulseId: number,
  { personId, side }: Pick<PulsePerson, 'personId' | 'side'>,
  token: string,
  given: Scores,
): Promise<void> {
  await tx.pulsePerson.updateMany({ where: { pulseId, personId }, data: { answered: true } })
  await tx.pulseAnswer.upsert({
    where: { pulseId_token: { pulseId, token } },
    create: { id: randomUUID(), pulseId, token, side, scores: given },
    update: { scores: given },
  })
}
