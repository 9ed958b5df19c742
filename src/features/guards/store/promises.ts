/** Promised days and who stands for them. */
import type { Tx } from '../../../db.ts'
import type { PromiseData, PromiseRecord, WeakPromise } from '../rules/promise.ts'

export async function anyPromise(read: Tx, id: number): Promise<PromiseRecord | null> {
  return read.promiseGuard.findUnique({ where: { id } })
}

/** Another organization's is not there. */
export async function promiseById(read: Tx, organizationId: number, id: number): Promise<PromiseRecord | null> {
  return read.promiseGuard.findFirst({ where: { id, organizationId } })
}

export async function promisesOf(read: Tx, initiativeIds: number[]): Promise<PromiseRecord[]> {
  return read.promiseGuard.findMany({ where: { initiativeId: { in: initiativeIds } }, orderBy: { promisedOn: 'asc' } })
}

export async function promiseOfPiece(read: Tx, deliverableId: number): Promise<PromiseRecord | null> {
  return read.promiseGuard.findUnique({ where: { deliverableId } })
}

/** For an agenda: less than an even chance, and not both sides stand for it. */
export async function weakPromises(read: Tx, initiativeIds: number[]): Promise<WeakPromise[]> {
  const rows = await read.promiseGuard.findMany({
    where: {
      initiativeId: { in: initiativeIds },
      state: { in: ['waiting', 'refused'] },
      deliverable: { finishedOn: null, promisedOn: { not: null } },
    },
    include: { deliverable: { select: { key: true, name: true, promisedOn: true } } },
    orderBy: [{ promisedOn: 'asc' }, { id: 'asc' }],
  })
  // Of a day that a file has changed since, nothing is known yet.
  const current = rows.filter(({ promisedOn, deliverable }) => deliverable.promisedOn === promisedOn)
  return current.map(({ deliverable: { key, name }, ...row }) => ({ ...row, key, name }))
}

type Of = Pick<PromiseRecord, 'organizationId' | 'initiativeId' | 'deliverableId' | 'at'>

/** One for each deliverable: a new day takes the place of the one before, and with it of what was signed. */
export async function putPromise(tx: Tx, of: Of, data: PromiseData): Promise<PromiseRecord> {
  const { deliverableId } = of
  return tx.promiseGuard.upsert({ where: { deliverableId }, create: { ...of, ...data }, update: data })
}

/** Locks it while somebody says a word to it; as it is then. */
export async function lockPromise(tx: Tx, id: number): Promise<PromiseRecord | null> {
  await tx.$executeRaw`UPDATE "PromiseGuard" SET "weighedOn" = "weighedOn" WHERE "id" = ${id}`
  return anyPromise(tx, id)
}

export async function changePromise(tx: Tx, id: number, data: Partial<PromiseData>): Promise<void> {
  await tx.promiseGuard.update({ where: { id }, data })
}

/** No day is promised of these any more. */
export async function dropPromises(tx: Tx, initiativeId: number, kept: number[]): Promise<void> {
  await tx.promiseGuard.deleteMany({ where: { initiativeId, deliverableId: { notIn: kept } } })
}

export async function joinInPromises(tx: Tx, personId: number, formerId: number): Promise<void> {
  for (const field of ['promisedById', 'projectById', 'productById', 'refusedById'] as const)
    await tx.promiseGuard.updateMany({ where: { [field]: formerId }, data: { [field]: personId } })
}
