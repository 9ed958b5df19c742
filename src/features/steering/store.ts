/** Steering polls; their ballots are voting's. */
import type { Prisma, Tx } from '../../db.ts'
import { type SteeringRecord, type SteeringSettings, steeringSettings } from './rules/records.ts'

type Row = NonNullable<Awaited<ReturnType<Tx['steeringPoll']['findUnique']>>>

const recordOf = ({ crewIds, settings, ...row }: Row): SteeringRecord => ({
  ...row,
  crewIds: crewIds as number[],
  settings: steeringSettings.parse(settings),
})

export async function steeringById(read: Tx, id: number): Promise<SteeringRecord | null> {
  const row = await read.steeringPoll.findUnique({ where: { id } })
  return row && recordOf(row)
}

export async function openSteering(read: Tx, organizationId: number): Promise<SteeringRecord[]> {
  const rows = await read.steeringPoll.findMany({ where: { organizationId, state: 'open' }, orderBy: { id: 'asc' } })
  return rows.map(recordOf)
}

export type NewSteering = Pick<
  SteeringRecord,
  | 'organizationId'
  | 'authorId'
  | 'accountableId'
  | 'question'
  | 'initiativeId'
  | 'crewIds'
  | 'settings'
  | 'recurs'
  | 'fromId'
  | 'at'
>

/** Two at once take the same number; the unique key lets one of them try again. */
export async function createSteering(tx: Tx, data: NewSteering): Promise<SteeringRecord> {
  const last = await tx.steeringPoll.findFirst({
    where: { organizationId: data.organizationId },
    orderBy: { number: 'desc' },
    select: { number: true },
  })
  const row = await tx.steeringPoll.create({
    data: {
      ...data,
      number: (last?.number ?? 0) + 1,
      state: 'open',
      crewIds: data.crewIds,
      settings: data.settings as unknown as Prisma.InputJsonValue,
    },
  })
  return recordOf(row)
}

export async function endSteering(tx: Tx, id: number, state: 'closed' | 'withdrawn'): Promise<boolean> {
  const { count } = await tx.steeringPoll.updateMany({ where: { id, state: 'open' }, data: { state } })
  return count === 1
}

/** Stated anew as long as it is no decision. */
export async function stateOutcome(
  tx: Tx,
  { id, settings }: SteeringRecord,
  said: { outcome: string; why: string | null; domain: SteeringSettings['domain'] },
  outcomeById: number,
  outcomeAt: Date,
): Promise<boolean> {
  const { outcome, why: outcomeWhy, domain } = said
  const data = {
    outcome,
    outcomeById,
    outcomeAt,
    settings: { ...settings, outcomeWhy, domain } as unknown as Prisma.InputJsonValue,
  }
  const { count } = await tx.steeringPoll.updateMany({ where: { id, state: 'closed', decisionId: null }, data })
  return count === 1
}

export async function setDecision(tx: Tx, id: number, decisionId: number): Promise<void> {
  await tx.steeringPoll.updateMany({ where: { id, decisionId: null }, data: { decisionId } })
}

export async function stopRepeating(tx: Tx, id: number): Promise<boolean> {
  const { count } = await tx.steeringPoll.updateMany({ where: { id, recurs: { not: null } }, data: { recurs: null } })
  return count === 1
}

/** Whoever asked or is to state an outcome under their former account. */
export async function joinAuthors(tx: Tx, personId: number, formerId: number): Promise<void> {
  await tx.steeringPoll.updateMany({ where: { authorId: formerId }, data: { authorId: personId } })
  await tx.steeringPoll.updateMany({ where: { accountableId: formerId }, data: { accountableId: personId } })
  await tx.steeringPoll.updateMany({ where: { outcomeById: formerId }, data: { outcomeById: personId } })
}

/** By the key of the card it was voted on, which initiative each was about. */
export async function votedSteerings(
  read: Tx,
  initiativeIds: number[],
): Promise<{ key: string; initiativeId: number }[]> {
  const rows = await read.steeringPoll.findMany({
    where: { initiativeId: { in: initiativeIds }, state: { not: 'draft' } },
    select: { id: true, initiativeId: true },
  })
  return rows.flatMap(({ id, initiativeId }) => (initiativeId === null ? [] : [{ key: String(id), initiativeId }]))
}
