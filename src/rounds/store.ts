/** Rituals, rounds and who takes part in them. */
import type { Tx } from '../db.ts'
import type { Day } from '../schedule/calendar.ts'
import type { Participant, ParticipationState } from './counts.ts'
import type { PlannedPerson, RoundPlan } from './plan.ts'

export interface Round {
  id: number
  organizationId: number
  ritualId: number
  crewId: number
  day: Day
  state: 'planned' | 'open' | 'closed'
  digestAt: Date | null
  closesAt: Date | null
  digestedAt: Date | null
  closedAt: Date | null
  /** Since when nobody's participation is known any more; the same for what was said. */
  peopleForgottenAt: Date | null
  wordsForgottenAt: Date | null
}

export interface Participation extends Participant {
  closesAt: Date
  askedAt: Date | null
  remindedAt: Date | null
}

export async function readRound(read: Tx, roundId: number): Promise<Round | null> {
  return read.round.findUnique({ where: { id: roundId } })
}

export async function roundOn(read: Tx, ritualId: number, day: Day): Promise<Round | null> {
  return read.round.findUnique({ where: { ritualId_day: { ritualId, day } } })
}

/** Rounds of a ritual, newest day first. */
export async function roundsOf(
  read: Tx,
  ritualId: number,
  range: { from?: Day; to?: Day; take?: number } = {},
): Promise<Round[]> {
  return read.round.findMany({
    where: { ritualId, day: { ...(range.from && { gte: range.from }), ...(range.to && { lte: range.to }) } },
    orderBy: { day: 'desc' },
    ...(range.take && { take: range.take }),
  })
}

export async function participationsOf(read: Tx, roundId: number): Promise<Participation[]> {
  const rows = await read.participation.findMany({ where: { roundId }, orderBy: { personId: 'asc' } })
  return rows.map((row) => ({ ...row, side: sideOf(row.side) }))
}

export const sideOf = (side: string): 'project' | 'product' => (side === 'project' ? 'project' : 'product')

export async function participationOf(read: Tx, roundId: number, personId: number): Promise<Participation | null> {
  const row = await read.participation.findUnique({ where: { roundId_personId: { roundId, personId } } })
  return row && { ...row, side: sideOf(row.side) }
}

/** The round of that day; made if it is not there yet (somebody answers ahead). */
export async function ensureRound(
  tx: Tx,
  ritual: { id: number; organizationId: number; crewId: number },
  day: Day,
): Promise<Round> {
  const found = await roundOn(tx, ritual.id, day)
  if (found) return found
  // A second maker loses on the unique key and its transaction is tried again.
  return tx.round.create({
    data: { ritualId: ritual.id, organizationId: ritual.organizationId, crewId: ritual.crewId, day },
  })
}

/**
 * Whoever reads a round and writes by what they read holds its row first: an answer, an opening, a prompt and a change of
 * members wait for each other. The write changes nothing.
 */
export async function lockRound(tx: Tx, roundId: number): Promise<void> {
  await tx.$executeRaw`UPDATE "Round" SET "closesAt" = "closesAt" WHERE "id" = ${roundId}`
}

export async function moveClose(tx: Tx, roundId: number, closesAt: Date): Promise<void> {
  await tx.round.update({ where: { id: roundId }, data: { closesAt } })
}

/** The days of these rounds, by id. */
export async function daysOfRounds(read: Tx, ids: number[]): Promise<Map<number, Day>> {
  const rows = await read.round.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, day: true } })
  return new Map(rows.map(({ id, day }) => [id, day]))
}

/** Opens a planned round once; false when it was open or closed already. */
export async function openRound(tx: Tx, round: Round, plan: RoundPlan): Promise<boolean> {
  const { count } = await tx.round.updateMany({
    where: { id: round.id, state: 'planned' },
    data: { state: 'open', digestAt: plan.digestAt, closesAt: plan.closesAt },
  })
  return count === 1
}

/** Counts a round once; false when it was closed already. */
export async function closeRound(tx: Tx, roundId: number, now: Date): Promise<boolean> {
  const { count } = await tx.round.updateMany({
    where: { id: roundId, state: { not: 'closed' } },
    data: { state: 'closed', closedAt: now },
  })
  return count === 1
}

/** Says once that the digest goes out. */
export async function markDigested(tx: Tx, roundId: number, now: Date): Promise<boolean> {
  const { count } = await tx.round.updateMany({ where: { id: roundId, digestedAt: null }, data: { digestedAt: now } })
  return count === 1
}

export async function addParticipations(
  tx: Tx,
  roundId: number,
  people: (Omit<PlannedPerson, 'state'> & { state: ParticipationState })[],
): Promise<void> {
  if (people.length) await tx.participation.createMany({ data: people.map((person) => ({ ...person, roundId })) })
}

/** Moves one person on, only from one of the states named; true when it did. */
export async function moveParticipation(
  tx: Tx,
  roundId: number,
  personId: number,
  from: ParticipationState[],
  data: {
    state?: ParticipationState
    askAt?: Date
    closesAt?: Date
    askedAt?: Date
    remindedAt?: Date
    side?: 'project' | 'product'
  },
): Promise<boolean> {
  const { count } = await tx.participation.updateMany({ where: { roundId, personId, state: { in: from } }, data })
  return count === 1
}

/** Who has answered stays in the round when they leave the crew. */
export const withoutAnswer: ParticipationState[] = ['notYet', 'asked', 'away', 'off', 'missed']

export async function dropParticipation(
  tx: Tx,
  roundId: number,
  personId: number,
  from: ParticipationState[],
): Promise<boolean> {
  const { count } = await tx.participation.deleteMany({ where: { roundId, personId, state: { in: from } } })
  return count === 1
}

/** Every round in which any of these has a part, in the order in which rounds are held. */
export async function roundsOfPersons(read: Tx, personIds: number[]): Promise<Round[]> {
  return read.round.findMany({
    where: { participations: { some: { personId: { in: personIds } } } },
    orderBy: { id: 'asc' },
  })
}

/** Rounds of other rituals in which this person is to be asked soon and was not yet. */
export async function soonAsked(read: Tx, personId: number, until: Date): Promise<{ roundId: number; askAt: Date }[]> {
  return read.participation.findMany({
    where: { personId, state: 'notYet', askAt: { lte: until }, round: { state: 'open' } },
    select: { roundId: true, askAt: true },
    orderBy: [{ askAt: 'asc' }, { roundId: 'asc' }],
  })
}

/** Rounds in which this person was asked and has not answered, newest first. */
export async function participationsAsked(read: Tx, personId: number): Promise<{ roundId: number }[]> {
  return read.participation.findMany({
    where: { personId, state: 'asked' },
    select: { roundId: true },
    orderBy: { askedAt: 'desc' },
    take: 1,
  })
}

/** Rounds that are over, in two writes: for records that come from elsewhere. Their ids, in the order of the plans. */
export async function recordRounds(
  tx: Tx,
  ritual: { id: number; organizationId: number; crewId: number },
  plans: RoundPlan[],
  peopleOf: (plan: RoundPlan) => (Omit<PlannedPerson, 'state'> & { state: ParticipationState; askedAt: Date })[],
): Promise<number[]> {
  const { id: ritualId, organizationId, crewId } = ritual
  const rows = await tx.round.createManyAndReturn({
    data: plans.map(({ day, digestAt, closesAt }) => ({
      ritualId,
      organizationId,
      crewId,
      day,
      state: 'closed' as const,
      digestAt,
      closesAt,
      digestedAt: digestAt,
      closedAt: closesAt,
    })),
    select: { id: true, day: true },
  })
  const ids = new Map(rows.map(({ id, day }) => [day, id]))
  const idOf = (plan: RoundPlan) => ids.get(plan.day) ?? 0
  await tx.participation.createMany({
    data: plans.flatMap((plan) => peopleOf(plan).map((person) => ({ ...person, roundId: idOf(plan) }))),
  })
  return plans.map(idOf)
}
