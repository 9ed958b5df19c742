/** Initiatives, objectives and key results, written. */
import type { Tx } from '../../../db.ts'
import type { InitiativeData, MoneyData } from '../rules/initiative.ts'
import type { KeyResultData } from '../rules/objective.ts'
import type { InitiativeRecord } from '../rules/records.ts'

type Patch = Partial<
  InitiativeData &
    MoneyData &
    Pick<InitiativeRecord, 'deliveredOn' | 'realizedOn' | 'outcomeCheckOn' | 'launchedOn' | 'acceptedOn' | 'proposedOn'>
>

const big = (amount: number | null) => (amount === null ? null : BigInt(amount))

/** Only here a number becomes minor units of the database. */
function stored({ budget, benefit, burnPerDay, ...rest }: Patch) {
  return {
    ...rest,
    ...(budget !== undefined && { budget: big(budget) }),
    ...(benefit !== undefined && { benefit: big(benefit) }),
    ...(burnPerDay !== undefined && { burnPerDay: big(burnPerDay) }),
  }
}

export async function createInitiative(
  tx: Tx,
  by: { organizationId: number; createdById: number },
  data: InitiativeData & Patch,
  now: Date,
): Promise<number> {
  const { key, name } = data
  const row = await tx.initiative.create({
    data: { ...stored(data), key, name, ...by, createdAt: now, updatedAt: now },
    select: { id: true },
  })
  return row.id
}

export async function updateInitiative(tx: Tx, id: number, patch: Patch, now: Date): Promise<void> {
  await tx.initiative.update({ where: { id }, data: { ...stored(patch), updatedAt: now } })
}

/** Since when a side has said nothing; no other figure depends on it. */
export async function setQuiet(
  tx: Tx,
  id: number,
  data: { quietProject: string | null; quietProduct: string | null; quietOn: string },
): Promise<void> {
  await tx.initiative.updateMany({ where: { id }, data })
}

/** What its assumptions come to now; false where it stood so already. */
export async function setBroken(
  tx: Tx,
  id: number,
  broken: number,
  brokenPercent: number,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.initiative.updateMany({
    where: { id, NOT: { broken, brokenPercent } },
    data: { broken, brokenPercent, updatedAt: now },
  })
  return count === 1
}

/** Exactly these from now on. */
export async function setKeyResults(tx: Tx, initiativeId: number, keyResultIds: number[]): Promise<void> {
  await tx.initiativeKeyResult.deleteMany({ where: { initiativeId, keyResultId: { notIn: keyResultIds } } })
  const kept = await tx.initiativeKeyResult.findMany({ where: { initiativeId } })
  const known = new Set(kept.map(({ keyResultId }) => keyResultId))
  const added = keyResultIds.filter((id) => !known.has(id))
  await tx.initiativeKeyResult.createMany({ data: added.map((keyResultId) => ({ initiativeId, keyResultId })) })
}

export interface WhyData {
  sentence: string
  forWhom: string
  evidence: string | null
}

/** A version more; earlier ones stay as they were. */
export async function addWhy(tx: Tx, initiativeId: number, byId: number, why: WhyData, now: Date): Promise<number> {
  const newest = await tx.why.findFirst({ where: { initiativeId }, orderBy: { version: 'desc' } })
  const version = (newest?.version ?? 0) + 1
  await tx.why.create({ data: { initiativeId, version, byId, at: now, ...why } })
  return version
}

export async function createObjective(
  tx: Tx,
  organizationId: number,
  key: string,
  name: string,
  now: Date,
): Promise<number> {
  return (await tx.objective.create({ data: { organizationId, key, name, createdAt: now }, select: { id: true } })).id
}

export async function updateObjective(
  tx: Tx,
  id: number,
  patch: { name: string; closedAt: Date | null },
): Promise<void> {
  await tx.objective.update({ where: { id }, data: patch })
}

export async function createKeyResult(
  tx: Tx,
  of: { organizationId: number; objectiveId: number; key: string },
  data: KeyResultData,
): Promise<void> {
  await tx.keyResult.create({ data: { ...of, ...data } })
}

export async function updateKeyResult(tx: Tx, id: number, data: KeyResultData): Promise<void> {
  await tx.keyResult.update({ where: { id }, data })
}

export async function addReading(
  tx: Tx,
  keyResultId: number,
  reading: { day: string; value: number; count: number | null; byId: number; at: Date },
): Promise<void> {
  await tx.keyResultReading.create({ data: { keyResultId, ...reading } })
}

/** What nobody owns: whoever was faster keeps it. */
export async function takeOwnership(
  tx: Tx,
  {
    initiativeId,
    deliverableId,
    side,
    personId,
  }: { initiativeId: number; deliverableId: number | null; side: 'project' | 'product' | null; personId: number },
  now: Date,
): Promise<void> {
  if (deliverableId !== null) {
    await tx.deliverable.updateMany({
      where: { id: deliverableId, initiativeId, ownerId: null },
      data: { ownerId: personId },
    })
  }
  if (side === null) return
  const owner = side === 'project' ? 'projectOwnerId' : 'productOwnerId'
  await tx.initiative.updateMany({
    where: { id: initiativeId, [owner]: null },
    data: { [owner]: personId, updatedAt: now },
  })
}
