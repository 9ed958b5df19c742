/** Polls, their options and electorates. Casting and closing both write the poll's row first. */
import type { Card } from '../../chat/feature.ts'
import type { Prisma, Tx } from '../../db.ts'
import {
  type ElectorRecord,
  type OptionRecord,
  type PollMethod,
  type PollRecord,
  type PollResult,
  type PollSettings,
  pollSettings,
  type VoterSide,
} from '../rules/records.ts'

export interface Voter {
  personId: number
  side: VoterSide
  /** Reads along and has no vote. */
  observer?: boolean
}

type Row = NonNullable<Awaited<ReturnType<Tx['poll']['findUnique']>>>

const recordOf = ({ settings, result: _, peopleForgottenAt: __, ...row }: Row): PollRecord => ({
  ...row,
  settings: pollSettings.parse(settings),
})

export async function pollById(read: Tx, id: number): Promise<PollRecord | null> {
  const row = await read.poll.findUnique({ where: { id } })
  return row && recordOf(row)
}

export async function pollByCard(read: Tx, { kind: cardKind, key: cardKey }: Card): Promise<PollRecord | null> {
  const row = await read.poll.findUnique({ where: { cardKind_cardKey: { cardKind, cardKey } } })
  return row && recordOf(row)
}

/** The count of a closed poll. */
export async function resultOf(read: Tx, id: number): Promise<PollResult | null> {
  const row = await read.poll.findUnique({ where: { id, state: 'closed' }, select: { result: true } })
  return (row?.result ?? null) as PollResult | null
}

export async function optionsOf(read: Tx, pollId: number): Promise<OptionRecord[]> {
  const rows = await read.pollOption.findMany({ where: { pollId }, orderBy: { position: 'asc' } })
  return rows.map(({ pollId: _, ...row }) => row)
}

export async function electorateOf(read: Tx, pollId: number): Promise<ElectorRecord[]> {
  const rows = await read.elector.findMany({ where: { pollId }, orderBy: { personId: 'asc' } })
  return rows.map(({ id: _, pollId: __, ...row }) => row)
}

export async function electorOf(read: Tx, pollId: number, personId: number): Promise<ElectorRecord | null> {
  const row = await read.elector.findUnique({ where: { pollId_personId: { pollId, personId } } })
  return row
}

/** Polls on which this person has a vote: those of their own and those of whom they stand in for. */
export async function openPollsOf(read: Tx, personId: number, now: Date): Promise<PollRecord[]> {
  const missing = { voted: false, observer: false, OR: [{ personId }, { standInId: personId }] }
  const rows = await read.poll.findMany({
    where: { state: 'open', closesAt: { gt: now }, electorate: { some: missing } },
    orderBy: [{ closesAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(recordOf)
}

export async function openPollsOfCrew(read: Tx, crewId: number): Promise<PollRecord[]> {
  const crew = await read.crew.findUnique({ where: { id: crewId }, select: { organizationId: true } })
  const where = { state: 'open' as const, organizationId: crew?.organizationId ?? 0 }
  const open = (await read.poll.findMany({ where, orderBy: { id: 'asc' } })).map(recordOf)
  return open.filter(({ settings }) => settings.crewIds.includes(crewId))
}

export interface PollRow {
  organizationId: number
  card: Card
  question: string
  method: PollMethod
  authorId: number
  settings: PollSettings
  openedAt: Date
  closesAt: Date
}

export async function createPoll(tx: Tx, poll: PollRow, options: string[], voters: Voter[]): Promise<number> {
  const { card, settings, ...row } = poll
  const { id } = await tx.poll.create({
    data: { ...row, cardKind: card.kind, cardKey: card.key, settings: settings as Prisma.InputJsonValue },
  })
  await tx.pollOption.createMany({ data: options.map((text, position) => ({ pollId: id, position, text })) })
  await tx.elector.createMany({
    data: voters.map(({ personId, side, observer = false }) => ({ pollId: id, personId, side, observer })),
  })
  return id
}

/** Locks the poll for a ballot, while it is open and its deadline is ahead; false where it is not. */
export async function lockOpen(tx: Tx, id: number, now: Date): Promise<boolean> {
  const { count } = await tx.poll.updateMany({
    where: { id, state: 'open', closesAt: { gt: now } },
    data: { version: { increment: 1 } },
  })
  return count === 1
}

/** Once: at its deadline, before it where nothing was cast since `version`, or now. No ballot comes after this write. */
export async function lockClosing(
  tx: Tx,
  id: number,
  at: { deadline: Date } | { version: number } | 'now',
  closedAt: Date,
) {
  const due = at === 'now' ? {} : 'deadline' in at ? { closesAt: { lte: at.deadline } } : { version: at.version }
  const { count } = await tx.poll.updateMany({
    where: { id, state: 'open', ...due },
    data: { state: 'closed', closedAt },
  })
  return count === 1
}

/** In the transaction of the close: the key is of no use any more. */
export async function freezeResult(tx: Tx, id: number, result: PollResult): Promise<void> {
  await tx.poll.update({ where: { id }, data: { result: result as unknown as Prisma.InputJsonValue, tokenKey: null } })
}

export async function lockWithdrawn(tx: Tx, id: number, now: Date): Promise<boolean> {
  const { count } = await tx.poll.updateMany({
    where: { id, state: 'open' },
    data: { state: 'withdrawn', closedAt: now, tokenKey: null },
  })
  return count === 1
}

/** Open until then, again or still. The result of the former close is read no more and is overwritten by the next. */
export async function putOff(tx: Tx, id: number, closesAt: Date): Promise<boolean> {
  const { count } = await tx.poll.updateMany({
    where: { id, state: { in: ['open', 'closed'] } },
    data: { state: 'open', closesAt, closedAt: null, extended: { increment: 1 } },
  })
  return count === 1
}

export async function keepKey(tx: Tx, id: number, tokenKey: string): Promise<void> {
  await tx.poll.update({ where: { id }, data: { tokenKey } })
}

export async function addOption(tx: Tx, pollId: number, position: number, text: string, addedById: number) {
  await tx.pollOption.create({ data: { pollId, position, text, addedById } })
}

export async function markVoted(tx: Tx, pollId: number, personId: number): Promise<void> {
  await tx.elector.update({ where: { pollId_personId: { pollId, personId } }, data: { voted: true } })
}

export async function nameStandIn(tx: Tx, pollId: number, personId: number, standInId: number | null): Promise<void> {
  await tx.elector.update({ where: { pollId_personId: { pollId, personId } }, data: { standInId } })
}

/** Once: false where they were reminded before, have voted, or cannot vote. */
export async function markReminded(tx: Tx, pollId: number, personId: number, now: Date): Promise<boolean> {
  const { count } = await tx.elector.updateMany({
    where: { pollId, personId, remindedAt: null, voted: false, observer: false },
    data: { remindedAt: now },
  })
  return count === 1
}
