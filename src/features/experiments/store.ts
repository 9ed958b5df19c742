/** Experiments. Each step is one conditional write: what has started is changed by nobody. */
import type { Tx } from '../../db.ts'
import type { ExperimentData, ExperimentRecord, Word } from './rules/experiment.ts'

export async function experimentsOf(read: Tx, initiativeId: number): Promise<ExperimentRecord[]> {
  return read.experiment.findMany({ where: { initiativeId }, orderBy: { number: 'asc' } })
}

/** Another organization's is not there. */
export async function experimentById(read: Tx, organizationId: number, id: number): Promise<ExperimentRecord | null> {
  return read.experiment.findFirst({ where: { id, organizationId } })
}

/** For jobs and cards, which act for nobody in particular. */
export async function anyExperiment(read: Tx, id: number): Promise<ExperimentRecord | null> {
  return read.experiment.findUnique({ where: { id } })
}

/** For an agenda: measured, and neither accepted nor rejected yet. */
export async function insightsToAccept(read: Tx, initiativeIds: number[]): Promise<ExperimentRecord[]> {
  return read.experiment.findMany({
    where: { initiativeId: { in: initiativeIds }, state: 'measured' },
    orderBy: { number: 'asc' },
  })
}

/** Over since an earlier day, without a result. */
export async function overdueOf(read: Tx, ownerId: number, today: string): Promise<ExperimentRecord[]> {
  return read.experiment.findMany({
    where: { ownerId, state: 'running', endOn: { lt: today } },
    orderBy: { number: 'asc' },
  })
}

/** Measured ones of initiatives that this person owns a side of. */
export async function insightsFor(read: Tx, personId: number): Promise<ExperimentRecord[]> {
  return read.experiment.findMany({
    where: {
      state: 'measured',
      initiative: { OR: [{ projectOwnerId: personId }, { productOwnerId: personId }], phase: { not: 'retired' } },
    },
    orderBy: { number: 'asc' },
  })
}

/** Who planned one, of these initiatives, and when. */
export async function experimentVoices(
  read: Tx,
  initiativeIds: number[],
  since: Date,
): Promise<{ initiativeId: number; personId: number; at: Date }[]> {
  const rows = await read.experiment.findMany({ where: { initiativeId: { in: initiativeIds }, at: { gte: since } } })
  return rows.map(({ initiativeId, createdById: personId, at }) => ({ initiativeId, personId, at }))
}

type New = ExperimentData & Pick<ExperimentRecord, 'organizationId' | 'initiativeId' | 'createdById' | 'at'>

/** Two at once meet on the number, and one is done anew. */
export async function addExperiment(tx: Tx, data: New): Promise<ExperimentRecord> {
  const last = await tx.experiment.aggregate({ where: { organizationId: data.organizationId }, _max: { number: true } })
  return tx.experiment.create({ data: { ...data, number: (last._max.number ?? 0) + 1 } })
}

export async function changeDraft(tx: Tx, id: number, data: ExperimentData): Promise<boolean> {
  const { count } = await tx.experiment.updateMany({ where: { id, state: 'draft' }, data })
  return count === 1
}

export async function startDraft(tx: Tx, id: number, startedOn: string): Promise<boolean> {
  const { count } = await tx.experiment.updateMany({
    where: { id, state: 'draft' },
    data: { state: 'running', startedOn },
  })
  return count === 1
}

export async function putResult(
  tx: Tx,
  id: number,
  data: { result: number; insight: string; endedOn: string },
): Promise<boolean> {
  const { count } = await tx.experiment.updateMany({
    where: { id, state: 'running' },
    data: { ...data, state: 'measured' },
  })
  return count === 1
}

/** Locks it while the owners may say something to it; as it is then. */
export async function lockMeasured(tx: Tx, id: number): Promise<ExperimentRecord | null> {
  const { count } = await tx.experiment.updateMany({ where: { id, state: 'measured' }, data: { state: 'measured' } })
  return count === 1 ? anyExperiment(tx, id) : null
}

export async function putWord(
  tx: Tx,
  id: number,
  data: Word & Pick<ExperimentRecord, 'state' | 'reason'>,
): Promise<void> {
  await tx.experiment.update({ where: { id }, data })
}

export async function joinOwners(tx: Tx, personId: number, formerId: number): Promise<void> {
  await tx.experiment.updateMany({ where: { ownerId: formerId }, data: { ownerId: personId } })
  await tx.experiment.updateMany({ where: { createdById: formerId }, data: { createdById: personId } })
}
