/** Assumptions, written. */
import type { Tx } from '../../../db.ts'
import type { Reviewed } from '../rules/assumption.ts'
import type { AssumptionData, AssumptionRecord, AssumptionState, ReadingRecord } from '../rules/records.ts'

/** Whoever adds, changes or answers one of an initiative counts them all: one after the other. */
export async function lockInitiative(tx: Tx, initiativeId: number): Promise<void> {
  await tx.$executeRaw`UPDATE "Initiative" SET "broken" = "broken" WHERE "id" = ${initiativeId}`
}

export async function addAssumption(
  tx: Tx,
  initiativeId: number,
  data: AssumptionData,
  made: { createdById: number; valueOn: string; at: Date },
): Promise<AssumptionRecord> {
  const last = await tx.assumption.aggregate({ where: { initiativeId }, _max: { number: true } })
  return tx.assumption.create({ data: { ...data, ...made, initiativeId, number: (last._max.number ?? 0) + 1 } })
}

export async function changeAssumption(
  tx: Tx,
  id: number,
  data: AssumptionData & { valueOn: string; state: AssumptionState },
): Promise<void> {
  await tx.assumption.update({ where: { id }, data })
}

/** Once for each review: false where somebody has answered it meanwhile. */
export async function answerAssumption(tx: Tx, id: number, reviewOn: string, reviewed: Reviewed): Promise<boolean> {
  const { count } = await tx.assumption.updateMany({
    where: { id, reviewOn, state: { not: 'dropped' } },
    data: reviewed,
  })
  return count === 1
}

export async function addReading(tx: Tx, data: Omit<ReadingRecord, 'id'>): Promise<number> {
  return (await tx.assumptionReading.create({ data, select: { id: true } })).id
}

export async function joinOwners(tx: Tx, personId: number, formerId: number): Promise<void> {
  await tx.assumption.updateMany({ where: { ownerId: formerId }, data: { ownerId: personId } })
  await tx.assumption.updateMany({ where: { createdById: formerId }, data: { createdById: personId } })
  await tx.assumptionReading.updateMany({ where: { byId: formerId }, data: { byId: personId } })
}
