/** Prioritizations. Each step is one conditional write: of two at once one is told that the other was faster. */
import type { Prisma, Tx } from '../../../db.ts'
import {
  agreedShape,
  objectionShape,
  type PrioritizationRecord,
  type PrioritizationState,
  proposalShape,
} from '../rules/records.ts'

type Row = NonNullable<Awaited<ReturnType<Tx['prioritization']['findUnique']>>>

const recordOf = ({ budget, proposal, objections, agreed, ...row }: Row): PrioritizationRecord => ({
  ...row,
  budget: budget === null ? null : Number(budget),
  proposal: waitingProposal(proposal),
  objections: objectionShape.array().parse(objections ?? []),
  agreed: agreed === null ? null : agreedShape.parse(agreed),
})

const waitingProposal = (stored: unknown) => {
  const proposal = stored === null ? null : proposalShape.parse(stored)
  return proposal?.refused ? null : proposal
}

/** Another organization's is not there. */
export async function roundById(read: Tx, organizationId: number, id: number): Promise<PrioritizationRecord | null> {
  const row = await read.prioritization.findFirst({ where: { id, organizationId } })
  return row && recordOf(row)
}

/** For jobs and cards, which act for nobody in particular. */
export async function anyRound(read: Tx, id: number): Promise<PrioritizationRecord | null> {
  const row = await read.prioritization.findUnique({ where: { id } })
  return row && recordOf(row)
}

const ahead: PrioritizationState[] = ['collecting', 'ranking', 'ranked']

/** Not agreed and not taken back, of these crews. */
export async function openRounds(read: Tx, crewIds: number[]): Promise<PrioritizationRecord[]> {
  const rows = await read.prioritization.findMany({
    where: { crewId: { in: crewIds }, state: { in: ahead } },
    orderBy: { id: 'asc' },
  })
  return rows.map(recordOf)
}

/** Open ones with a scope change of these, or one of these initiatives. */
export async function roundsWith(
  read: Tx,
  of: { scopeChangeId: number } | { initiativeIds: number[] },
): Promise<{ id: number }[]> {
  const some = 'scopeChangeId' in of ? { scopeChangeId: of.scopeChangeId } : { initiativeId: { in: of.initiativeIds } }
  return read.prioritization.findMany({ where: { state: { in: ahead }, items: { some } }, select: { id: true } })
}

/** Of these, those about which something may still change: agreed ones wait for the number of their decision. */
export async function aliveAmong(read: Tx, ids: number[]): Promise<number[]> {
  const rows = await read.prioritization.findMany({
    where: { id: { in: ids }, OR: [{ state: { in: ahead } }, { state: 'agreed', decisionId: null }] },
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

export type NewRound = Pick<
  PrioritizationRecord,
  'organizationId' | 'number' | 'crewId' | 'authorId' | 'title' | 'currency' | 'budget' | 'mayDelay' | 'deadline' | 'at'
>

/** Read before it is looked whether one is open: two at once meet on it, and the one that is done anew sees the other. */
export async function nextNumber(read: Tx, organizationId: number): Promise<number> {
  const last = await read.prioritization.aggregate({ where: { organizationId }, _max: { number: true } })
  return (last._max.number ?? 0) + 1
}

export async function createRound(tx: Tx, { budget, ...data }: NewRound): Promise<PrioritizationRecord> {
  return recordOf(
    await tx.prioritization.create({ data: { ...data, budget: budget === null ? null : BigInt(budget) } }),
  )
}

type Patch = Partial<
  Pick<
    PrioritizationRecord,
    | 'state'
    | 'deadline'
    | 'closesAt'
    | 'closedAt'
    | 'proposal'
    | 'objections'
    | 'agreed'
    | 'decisionId'
    | 'decisionNumber'
  >
>

const json = (value: unknown) => value as Prisma.InputJsonValue

function stored({ proposal, objections, agreed, ...rest }: Patch) {
  return {
    ...rest,
    ...(proposal && { proposal: json(proposal) }),
    ...(objections && { objections: json(objections) }),
    ...(agreed && { agreed: json(agreed) }),
  }
}

/** Only from that state and version: false where somebody was faster. */
export async function moveRound(
  tx: Tx,
  { id, state, version }: Pick<PrioritizationRecord, 'id' | 'state' | 'version'>,
  patch: Patch,
): Promise<boolean> {
  const { count } = await tx.prioritization.updateMany({
    where: { id, state, version },
    data: { ...stored(patch), version: { increment: 1 } },
  })
  return count === 1
}

/** Locks it while ideas may come: whoever begins ranking waits, or has begun. */
export async function lockCollecting(tx: Tx, id: number): Promise<boolean> {
  const { count } = await tx.prioritization.updateMany({
    where: { id, state: 'collecting' },
    data: { state: 'collecting' },
  })
  return count === 1
}

export async function setDecision(tx: Tx, id: number, decisionId: number, decisionNumber: number): Promise<void> {
  await tx.prioritization.updateMany({ where: { id }, data: { decisionId, decisionNumber } })
}

/** `null`: the crew has set nothing. */
export async function moneyOfCrew(read: Tx, crewId: number) {
  const row = await read.crew.findUnique({ where: { id: crewId }, select: { money: true } })
  return row?.money ?? null
}
