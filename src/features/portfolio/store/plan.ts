/** Deliverables, their links and baselines, written. */
import type { Prisma, Tx } from '../../../db.ts'
import type { DeliverableData, ProgressData } from '../rules/deliverable.ts'
import type { BaselinePiece, DeliverableRecord } from '../rules/records.ts'

type Weighing = Pick<DeliverableRecord, 'chance' | 'weighedOn' | 'unsigned'>

export async function createDeliverable(
  tx: Tx,
  of: { organizationId: number; initiativeId: number },
  data: DeliverableData,
): Promise<number> {
  const last = await tx.deliverable.findFirst({
    where: { initiativeId: of.initiativeId },
    orderBy: { position: 'desc' },
    select: { position: true },
  })
  const row = await tx.deliverable.create({
    data: { ...of, ...data, position: (last?.position ?? 0) + 1 },
    select: { id: true },
  })
  return row.id
}

export async function updateDeliverable(tx: Tx, id: number, data: DeliverableData & Partial<Weighing>): Promise<void> {
  await tx.deliverable.update({ where: { id }, data })
}

export async function setLength(
  tx: Tx,
  id: number,
  days: Pick<DeliverableData, 'likely' | 'optimistic' | 'pessimistic'>,
): Promise<void> {
  await tx.deliverable.update({ where: { id }, data: days })
}

/** What became of its promise; true where that shows otherwise than before. */
export async function putChance(
  tx: Tx,
  id: number,
  data: { chance: number | null; weighedOn: string; unsigned: boolean },
): Promise<boolean> {
  const before = await tx.deliverable.findUnique({ where: { id }, select: { unsigned: true } })
  await tx.deliverable.updateMany({ where: { id }, data })
  return before !== null && before.unsigned !== data.unsigned
}

/** Its links go with it. */
export async function removeDeliverable(tx: Tx, id: number): Promise<void> {
  await tx.deliverable.delete({ where: { id } })
}

export async function saveProgress(tx: Tx, id: number, data: ProgressData, byId: number, now: Date): Promise<void> {
  await tx.deliverable.update({ where: { id }, data: { ...data, reportedAt: now, reportedById: byId } })
}

export async function putLink(tx: Tx, fromId: number, toId: number, lag: number): Promise<void> {
  await tx.dependency.upsert({
    where: { fromId_toId: { fromId, toId } },
    create: { fromId, toId, lag },
    update: { lag },
  })
}

export async function removeLink(tx: Tx, fromId: number, toId: number): Promise<boolean> {
  return (await tx.dependency.deleteMany({ where: { fromId, toId } })).count === 1
}

export interface NewBaseline {
  finish: string | null
  budget: number | null
  benefit: number | null
  plan: BaselinePiece[]
  decision: string
  byId: number
}

/** The next version. Two at once meet on its number, and one is done anew. */
export async function addBaseline(tx: Tx, initiativeId: number, data: NewBaseline, now: Date): Promise<number> {
  const newest = await tx.baseline.findFirst({
    where: { initiativeId },
    orderBy: { version: 'desc' },
    select: { version: true },
  })
  const version = (newest?.version ?? 0) + 1
  await tx.baseline.create({
    data: {
      ...data,
      initiativeId,
      version,
      at: now,
      budget: data.budget === null ? null : BigInt(data.budget),
      benefit: data.benefit === null ? null : BigInt(data.benefit),
      plan: data.plan as unknown as Prisma.InputJsonValue,
    },
  })
  return version
}

/** By its name, before what was typed of it. */
export async function nameBaselineDecision(tx: Tx, initiativeId: number, version: number, name: string): Promise<void> {
  const row = await tx.baseline.findFirst({ where: { initiativeId, version } })
  if (!row || row.decision.startsWith(name)) return
  await tx.baseline.update({ where: { id: row.id }, data: { decision: `${name}: ${row.decision}` } })
}

/** Two links at once could close a circle that neither sees: whoever changes links of an organization waits for the other. */
export async function lockLinks(tx: Tx, organizationId: number): Promise<void> {
  await tx.$executeRaw`UPDATE "Organization" SET "name" = "name" WHERE "id" = ${organizationId}`
}
