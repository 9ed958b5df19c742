/** Ballots without a name: random ids, no moment, found again by a token until the poll's key is gone. */
import { randomUUID } from 'node:crypto'
import type { Prisma, Tx } from '../../db.ts'
import { type CastBallot, type Choice, type PollMethod, readChoice, type VoterSide } from '../rules/records.ts'

export interface UrnRecord {
  side: VoterSide
  choice: Choice
  reason: string | null
}

type Of = { id: number; method: PollMethod }

/** In the order of their random ids, which is none. */
export async function urnOf(read: Tx, { id: pollId, method }: Of): Promise<UrnRecord[]> {
  const rows = await read.urnBallot.findMany({ where: { pollId }, orderBy: { id: 'asc' } })
  return rows.map(({ side, choice, reason }) => ({ side, choice: readChoice(method, choice), reason }))
}

export async function urnBallotOf(read: Tx, { id: pollId, method }: Of, token: string): Promise<UrnRecord | null> {
  const row = await read.urnBallot.findUnique({ where: { pollId_token: { pollId, token } } })
  return row && { side: row.side, choice: readChoice(method, row.choice), reason: row.reason }
}

export async function putInUrn(tx: Tx, pollId: number, token: string, side: VoterSide, ballot: CastBallot) {
  const data = { choice: ballot.choice as Prisma.InputJsonValue, reason: ballot.reason }
  await tx.urnBallot.upsert({
    where: { pollId_token: { pollId, token } },
    create: { id: randomUUID(), pollId, token, side, ...data },
    update: data,
  })
}

/** Two accounts turned out to be one person's: one ballot stays. */
export async function joinInUrn(tx: Tx, pollId: number, token: string, former: string): Promise<void> {
  const own = await tx.urnBallot.findUnique({ where: { pollId_token: { pollId, token } } })
  if (own) await tx.urnBallot.deleteMany({ where: { pollId, token: former } })
  else await tx.urnBallot.updateMany({ where: { pollId, token: former }, data: { token } })
}

/** At the close: databases keep rows in the order in which they came. Written anew by their random ids, and with new tokens. */
export async function shuffleUrn(tx: Tx, pollId: number): Promise<void> {
  const rows = await tx.urnBallot.findMany({ where: { pollId }, orderBy: { id: 'asc' } })
  await tx.urnBallot.deleteMany({ where: { pollId } })
  const anew = rows
    .map((row) => ({ ...row, choice: row.choice as Prisma.InputJsonValue, id: randomUUID(), token: randomUUID() }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  await tx.urnBallot.createMany({ data: anew })
}
