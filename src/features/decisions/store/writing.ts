/** Decisions, written. What is accepted is changed by one thing only: the one that supersedes it. */
import type { Prisma, Tx } from '../../../db.ts'
import { type AnySide, type DecisionRecord, type Review, review } from '../rules/records.ts'

export type Proposal = Pick<
  DecisionRecord,
  | 'domain'
  | 'what'
  | 'why'
  | 'options'
  | 'crewId'
  | 'initiativeId'
  | 'keyResultId'
  | 'effect'
  | 'subject'
  | 'tally'
  | 'impact'
  | 'link'
  | 'reviewOn'
>

export type NewDecision = Proposal &
  Pick<DecisionRecord, 'organizationId' | 'source' | 'proposedById' | 'supersedesId' | 'at'> &
  Partial<Pick<DecisionRecord, 'state' | 'acceptedById' | 'acceptedAt'>>

const json = (value: unknown) => value as Prisma.InputJsonValue

/** The next number. Two at once meet on it, and the later transaction is done anew. */
export async function addDecision(
  tx: Tx,
  { tally, impact, options, ...data }: NewDecision,
  searched: (number: number) => string,
): Promise<{ id: number; number: number }> {
  const last = await tx.decision.findFirst({
    where: { organizationId: data.organizationId },
    orderBy: { number: 'desc' },
    select: { number: true },
  })
  const number = (last?.number ?? 0) + 1
  return tx.decision.create({
    data: {
      ...data,
      number,
      searched: searched(number),
      options: json(options),
      ...(tally && { tally: json(tally) }),
      ...(impact && { impact: json(impact) }),
    },
    select: { id: true, number: true },
  })
}

/** False where it is not proposed any more. */
export async function changeDecision(
  tx: Tx,
  id: number,
  { tally: _, impact: __, options, ...data }: Proposal,
  searched: string,
): Promise<boolean> {
  const { count } = await tx.decision.updateMany({
    where: { id, state: 'proposed' },
    data: { ...data, searched, options: json(options) },
  })
  return count === 1
}

/** Once: false when somebody accepted or withdrew it meanwhile. What it supersedes holds no more. */
export async function acceptDecision(
  tx: Tx,
  { id, supersedesId }: Pick<DecisionRecord, 'id' | 'supersedesId'>,
  acceptedById: number,
  acceptedAt: Date,
): Promise<boolean> {
  const { count } = await tx.decision.updateMany({
    where: { id, state: 'proposed' },
    data: { state: 'accepted', acceptedById, acceptedAt },
  })
  if (count === 1 && supersedesId !== null) await supersede(tx, supersedesId)
  return count === 1
}

export async function supersede(tx: Tx, id: number): Promise<void> {
  await tx.decision.updateMany({ where: { id, state: 'accepted' }, data: { state: 'superseded' } })
}

/** What it would have superseded can be superseded by another one. */
export async function withdrawDecision(tx: Tx, id: number): Promise<boolean> {
  const { count } = await tx.decision.updateMany({
    where: { id, state: 'proposed' },
    data: { state: 'withdrawn', supersedesId: null },
  })
  return count === 1
}

export async function escalateDecision(tx: Tx, id: number, escalatedAt: Date): Promise<boolean> {
  const { count } = await tx.decision.updateMany({
    where: { id, state: 'proposed', escalatedAt: null },
    data: { escalatedAt },
  })
  return count === 1
}

/** Held until the end of the transaction: voices of both sides at once are counted one after the other. */
export async function lockDecision(tx: Tx, id: number): Promise<void> {
  await tx.$executeRaw`UPDATE "Decision" SET "what" = "what" WHERE "id" = ${id}`
}

export async function addVoice(
  tx: Tx,
  data: {
    decisionId: number
    personId: number
    side: AnySide
    text: string
    escalates?: boolean
    accepts?: boolean
    at: Date
  },
): Promise<void> {
  await tx.decisionVoice.create({ data })
}

/** Exactly these from now on; of those that stay, who knows of it stays too. */
export async function setContradictions(tx: Tx, decisionId: number, otherIds: number[]): Promise<void> {
  await tx.decisionContradiction.deleteMany({ where: { decisionId, otherId: { notIn: otherIds } } })
  for (const otherId of otherIds) {
    const key = { decisionId_otherId: { decisionId, otherId } }
    await tx.decisionContradiction.upsert({ where: key, create: { decisionId, otherId }, update: {} })
  }
}

export async function acknowledge(tx: Tx, decisionId: number, personId: number, now: Date): Promise<number> {
  const { count } = await tx.decisionContradiction.updateMany({
    where: { decisionId, acknowledgedById: null },
    data: { acknowledgedById: personId, acknowledgedAt: now },
  })
  return count
}

export async function saveReview(tx: Tx, id: number, reviewed: Review): Promise<void> {
  await tx.decision.update({ where: { id }, data: { review: json(reviewed) } })
}

/** A crew is gone: what it decided stays the organization's, without it. */
export async function leaveCrew(tx: Tx, crewId: number): Promise<void> {
  await tx.decision.updateMany({
    where: { crewId, initiativeId: null, state: 'proposed' },
    data: { state: 'withdrawn', supersedesId: null },
  })
  await tx.decision.updateMany({ where: { crewId }, data: { crewId: null } })
}

/** Two persons turned out to be one. The ids of what names them. */
export async function joinPersons(tx: Tx, personId: number, formerId: number): Promise<number[]> {
  const named = await tx.decision.findMany({
    where: {
      OR: [
        { proposedById: formerId },
        { acceptedById: formerId },
        { voices: { some: { personId: formerId } } },
        { contradicts: { some: { acknowledgedById: formerId } } },
      ],
    },
    select: { id: true },
  })
  await tx.decision.updateMany({ where: { proposedById: formerId }, data: { proposedById: personId } })
  await tx.decision.updateMany({ where: { acceptedById: formerId }, data: { acceptedById: personId } })
  await tx.decisionVoice.updateMany({ where: { personId: formerId }, data: { personId } })
  await tx.decisionContradiction.updateMany({
    where: { acknowledgedById: formerId },
    data: { acknowledgedById: personId },
  })
  const answered = await joinAnswers(tx, personId, formerId)
  return [...new Set([...named.map(({ id }) => id), ...answered])]
}

/** Who answered a review stands in its record. */
async function joinAnswers(tx: Tx, personId: number, formerId: number): Promise<number[]> {
  const person = await tx.person.findUnique({ where: { id: personId }, select: { organizationId: true } })
  if (!person) return []
  const rows = await tx.decision.findMany({
    where: { organizationId: person.organizationId, reviewOn: { not: null } },
    select: { id: true, review: true },
  })
  const changed: number[] = []
  for (const { id, review: stored } of rows) {
    const reviewed = review.nullable().parse(stored)
    if (!reviewed?.answers.some((one) => one.personId === formerId)) continue
    const answers = reviewed.answers.map((one) => (one.personId === formerId ? { ...one, personId } : one))
    await saveReview(tx, id, { ...reviewed, answers })
    changed.push(id)
  }
  return changed
}
