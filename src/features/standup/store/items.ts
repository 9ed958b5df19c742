/** Blockers and questions to the other side: what an answer leaves behind until somebody ends it. */
import type { Tx } from '../../../db.ts'

export interface Blocker {
  id: number
  organizationId: number
  crewId: number
  number: number
  ownerId: number
  roundId: number
  /** Part of the owner's answer, and withdrawn with it. */
  inAnswer: boolean
  text: string
  needsPersonId: number | null
  helpedById: number | null
  openedAt: Date
  resolvedAt: Date | null
  resolvedById: number | null
  raisedAt: Date | null
}

export interface SideQuestion {
  id: number
  organizationId: number
  crewId: number
  askerId: number
  toSide: 'project' | 'product'
  roundId: number
  inAnswer: boolean
  text: string
  askedAt: Date
  answer: string | null
  answeredById: number | null
  answeredAt: Date | null
}

export async function blockerById(read: Tx, id: number): Promise<Blocker | null> {
  return read.blocker.findUnique({ where: { id } })
}

export async function openBlockers(read: Tx, crewId: number): Promise<Blocker[]> {
  return read.blocker.findMany({ where: { crewId, resolvedAt: null }, orderBy: { number: 'asc' } })
}

export async function blockersBetween(read: Tx, crewId: number, from: Date, to: Date): Promise<Blocker[]> {
  return read.blocker.findMany({
    where: { crewId, openedAt: { gte: from, lt: to }, text: { not: '' } },
    orderBy: { number: 'asc' },
  })
}

export async function blockersNeeding(read: Tx, personId: number, crewIds: number[]): Promise<Blocker[]> {
  return read.blocker.findMany({
    where: { crewId: { in: crewIds }, needsPersonId: personId, resolvedAt: null, helpedById: null },
    orderBy: { openedAt: 'asc' },
  })
}

export async function openBlocker(
  tx: Tx,
  data: Omit<Blocker, 'id' | 'number' | 'helpedById' | 'resolvedAt' | 'resolvedById' | 'raisedAt'>,
): Promise<Blocker> {
  const last = await tx.blocker.findFirst({ where: { crewId: data.crewId }, orderBy: { number: 'desc' } })
  // Two at once collide on the crew's number; the later transaction is tried again.
  return tx.blocker.create({ data: { ...data, number: (last?.number ?? 0) + 1 } })
}

export async function changeBlocker(
  tx: Tx,
  id: number,
  data: { text?: string; needsPersonId?: number | null },
): Promise<void> {
  await tx.blocker.update({ where: { id }, data })
}

/** Once: false when somebody is helping, or it is resolved already. */
export async function offerHelp(tx: Tx, id: number, personId: number): Promise<boolean> {
  const { count } = await tx.blocker.updateMany({
    where: { id, resolvedAt: null, helpedById: null },
    data: { helpedById: personId },
  })
  return count === 1
}

export async function resolveBlocker(tx: Tx, id: number, personId: number, now: Date): Promise<boolean> {
  const { count } = await tx.blocker.updateMany({
    where: { id, resolvedAt: null },
    data: { resolvedAt: now, resolvedById: personId },
  })
  return count === 1
}

export async function markRaised(tx: Tx, id: number, now: Date): Promise<boolean> {
  const { count } = await tx.blocker.updateMany({
    where: { id, resolvedAt: null, raisedAt: null },
    data: { raisedAt: now },
  })
  return count === 1
}

type QuestionRow = Omit<SideQuestion, 'toSide'> & { toSide: string }
const question = (row: QuestionRow): SideQuestion => ({
  ...row,
  toSide: row.toSide === 'project' ? 'project' : 'product',
})

export async function questionById(read: Tx, id: number): Promise<SideQuestion | null> {
  const row = await read.sideQuestion.findUnique({ where: { id } })
  return row && question(row)
}

export async function openQuestions(read: Tx, crewId: number): Promise<SideQuestion[]> {
  const rows = await read.sideQuestion.findMany({ where: { crewId, answeredAt: null }, orderBy: { id: 'asc' } })
  return rows.map(question)
}

/** Questions first asked in this round, answered or not: the round's digest shows what became of them. */
export async function questionsOfRound(read: Tx, roundId: number): Promise<SideQuestion[]> {
  const rows = await read.sideQuestion.findMany({ where: { roundId }, orderBy: { id: 'asc' } })
  return rows.map(question)
}

export async function blockersOfRound(read: Tx, roundId: number): Promise<Blocker[]> {
  return read.blocker.findMany({ where: { roundId }, orderBy: { number: 'asc' } })
}

export async function askQuestion(
  tx: Tx,
  data: Omit<SideQuestion, 'id' | 'answer' | 'answeredById' | 'answeredAt'>,
): Promise<SideQuestion> {
  return question(await tx.sideQuestion.create({ data }))
}

export async function changeQuestion(tx: Tx, id: number, text: string): Promise<void> {
  await tx.sideQuestion.updateMany({ where: { id, answeredAt: null }, data: { text } })
}

/** Withdrawn with what it was said in. */
export async function removeBlocker(tx: Tx, id: number): Promise<void> {
  await tx.blocker.deleteMany({ where: { id } })
}

export async function removeQuestion(tx: Tx, id: number): Promise<void> {
  await tx.sideQuestion.deleteMany({ where: { id } })
}

/** Once: false when it was answered already. */
export async function answerQuestion(tx: Tx, id: number, personId: number, text: string, now: Date): Promise<boolean> {
  const { count } = await tx.sideQuestion.updateMany({
    where: { id, answeredAt: null },
    data: { answer: text, answeredById: personId, answeredAt: now },
  })
  return count === 1
}

export async function dropItems(tx: Tx, crewId: number): Promise<void> {
  await tx.blocker.deleteMany({ where: { crewId } })
  await tx.sideQuestion.deleteMany({ where: { crewId } })
}
