/** Answers of a round: one per person, changed in place. */
import type { Tx } from '../../../db.ts'
import { type AnswerPart, answerParts, type Helper, type StandupAnswer } from '../rules/answer.ts'

type Row = {
  personId: number
  side: string
  skipped: boolean
  parts: unknown
  helper: string
  answeredAt: Date
}

function answer(row: Row): StandupAnswer {
  return {
    personId: row.personId,
    side: row.side === 'project' ? 'project' : 'product',
    skipped: row.skipped,
    parts: answerParts.parse(row.parts) as AnswerPart[],
    helper: row.helper as Helper,
    answeredAt: row.answeredAt,
  }
}

/** Always in the same order, whoever was first: that would be a ranking. */
export async function answersOf(read: Tx, roundId: number): Promise<StandupAnswer[]> {
  const rows = await read.standupAnswer.findMany({ where: { roundId }, orderBy: { personId: 'asc' } })
  return rows.map(answer)
}

export async function answerOf(read: Tx, roundId: number, personId: number): Promise<StandupAnswer | null> {
  const row = await read.standupAnswer.findUnique({ where: { roundId_personId: { roundId, personId } } })
  return row && answer(row)
}

/** The person's last answer in a round of this ritual before that day. */
export async function answerBefore(
  read: Tx,
  ritualId: number,
  personId: number,
  day: string,
): Promise<{ day: string; answer: StandupAnswer } | null> {
  const row = await read.standupAnswer.findFirst({
    where: { personId, skipped: false, round: { ritualId, day: { lt: day } } },
    orderBy: { round: { day: 'desc' } },
    include: { round: true },
  })
  return row && { day: row.round.day, answer: answer(row) }
}

export async function putAnswer(tx: Tx, organizationId: number, roundId: number, given: StandupAnswer): Promise<void> {
  const { personId, ...data } = given
  await tx.standupAnswer.upsert({
    where: { roundId_personId: { roundId, personId } },
    create: { organizationId, roundId, personId, ...data },
    update: data,
  })
}

export async function dropAnswer(tx: Tx, roundId: number, personId: number): Promise<boolean> {
  const { count } = await tx.standupAnswer.deleteMany({ where: { roundId, personId } })
  return count === 1
}

/** Every answer of a crew in a range of days, in order of day and person, for the export. */
export async function answersBetween(
  read: Tx,
  ritualId: number,
  from: string,
  to: string,
): Promise<{ day: string; answer: StandupAnswer }[]> {
  const rows = await read.standupAnswer.findMany({
    where: { round: { ritualId, day: { gte: from, lte: to } } },
    orderBy: [{ round: { day: 'asc' } }, { personId: 'asc' }],
    include: { round: { select: { day: true } } },
  })
  return rows.map((row) => ({ day: row.round.day, answer: answer(row) }))
}

export async function draftOf(read: Tx, roundId: number, personId: number): Promise<string | null> {
  const row = await read.standupDraft.findUnique({ where: { roundId_personId: { roundId, personId } } })
  return row?.text ?? null
}

/** Adds to what was kept before: nothing typed is lost. */
export async function keepDraft(tx: Tx, roundId: number, personId: number, text: string): Promise<void> {
  const before = await draftOf(tx, roundId, personId)
  await tx.standupDraft.upsert({
    where: { roundId_personId: { roundId, personId } },
    create: { roundId, personId, text },
    update: { text: before ? `${before}\n${text}` : text },
  })
}

export async function dropDraft(tx: Tx, roundId: number, personId: number): Promise<void> {
  await tx.standupDraft.deleteMany({ where: { roundId, personId } })
}

/** Answers of rounds that are over, in one write. */
export async function recordAnswers(
  tx: Tx,
  organizationId: number,
  given: (StandupAnswer & { roundId: number })[],
): Promise<void> {
  await tx.standupAnswer.createMany({ data: given.map((one) => ({ ...one, organizationId })) })
}

/** What a crew's people said since a day, as one text each. */
export async function saidSince(
  read: Tx,
  crewId: number,
  from: string,
): Promise<{ personId: number; day: string; text: string }[]> {
  const rows = await read.standupAnswer.findMany({
    where: { skipped: false, round: { crewId, day: { gte: from } } },
    include: { round: { select: { day: true } } },
  })
  return rows.map((row) => ({
    personId: row.personId,
    day: row.round.day,
    text: answer(row)
      .parts.map(({ text }) => text)
      .join('\n'),
  }))
}
