/** Ballots with a name. */
import type { Prisma, Tx } from '../../db.ts'
import { type BallotRecord, type CastBallot, type PollMethod, readChoice, type VoterSide } from '../rules/records.ts'

type Row = Awaited<ReturnType<Tx['ballot']['findMany']>>[number]

const recordOf = (method: PollMethod, { id: _, pollId: __, choice, ...row }: Row): BallotRecord => ({
  ...row,
  choice: readChoice(method, choice),
})

type Of = { id: number; method: PollMethod }

export async function ballotsOf(read: Tx, { id: pollId, method }: Of): Promise<BallotRecord[]> {
  const rows = await read.ballot.findMany({ where: { pollId }, orderBy: { personId: 'asc' } })
  return rows.map((row) => recordOf(method, row))
}

export async function ballotOf(read: Tx, { id: pollId, method }: Of, personId: number): Promise<BallotRecord | null> {
  const row = await read.ballot.findUnique({ where: { pollId_personId: { pollId, personId } } })
  return row && recordOf(method, row)
}

/** One for each person: a later one takes the place of the earlier. */
export async function putBallot(
  tx: Tx,
  pollId: number,
  voter: { personId: number; side: VoterSide },
  ballot: CastBallot,
  castById: number,
  at: Date,
): Promise<void> {
  const { reason, condition } = ballot
  const data = { choice: ballot.choice as Prisma.InputJsonValue, reason, condition, castById, at }
  await tx.ballot.upsert({
    where: { pollId_personId: { pollId, personId: voter.personId } },
    create: { pollId, personId: voter.personId, side: voter.side, ...data },
    update: data,
  })
}

/** Who cast a ballot with a name on these cards, and when; of anonymous ones nobody knows. */
export async function castSince(
  read: Tx,
  cardKind: string,
  cardKeys: string[],
  since: Date,
): Promise<{ cardKey: string; personId: number; at: Date }[]> {
  const rows = await read.ballot.findMany({
    where: { at: { gte: since }, poll: { cardKind, cardKey: { in: cardKeys } } },
    select: { personId: true, at: true, poll: { select: { cardKey: true } } },
  })
  return rows.map(({ personId, at, poll: { cardKey } }) => ({ cardKey, personId, at }))
}
