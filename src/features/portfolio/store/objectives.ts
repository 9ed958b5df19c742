/** Objectives, key results and whys, read. */
import type { Prisma, Tx } from '../../../db.ts'
import type { KeyResultRecord } from '../rules/records.ts'

export interface ObjectiveRecord {
  id: number
  key: string
  name: string
  closedAt: Date | null
}

export async function objectivesOf(read: Tx, organizationId: number): Promise<ObjectiveRecord[]> {
  return read.objective.findMany({
    where: { organizationId },
    select: { id: true, key: true, name: true, closedAt: true },
    orderBy: { id: 'asc' },
  })
}

/** With the newest reading of each. */
export const keyResultsOf = (read: Tx, organizationId: number) => findKeyResults(read, { organizationId })

export const keyResultsByIds = (read: Tx, ids: number[]) => findKeyResults(read, { id: { in: ids } })

async function findKeyResults(read: Tx, where: Prisma.KeyResultWhereInput): Promise<KeyResultRecord[]> {
  const rows = await read.keyResult.findMany({
    where,
    omit: { organizationId: true },
    include: {
      objective: { select: { key: true, name: true } },
      readings: { orderBy: [{ day: 'desc' }, { id: 'desc' }], take: 1, omit: { id: true, keyResultId: true } },
    },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ objective, readings, ...row }) => ({
    ...row,
    objectiveKey: objective.key,
    objectiveName: objective.name,
    current: readings[0] ?? null,
  }))
}

/** Which initiative is for which key result. */
export interface KeyResultLink {
  initiativeId: number
  keyResultId: number
}

export const keyResultLinks = (read: Tx, organizationId: number): Promise<KeyResultLink[]> =>
  read.initiativeKeyResult.findMany({ where: { initiative: { organizationId } } })

export const keyResultLinksOf = (read: Tx, initiativeIds: number[]): Promise<KeyResultLink[]> =>
  read.initiativeKeyResult.findMany({ where: { initiativeId: { in: initiativeIds } } })

export interface WhyRecord {
  id: number
  initiativeId: number
  version: number
  sentence: string
  forWhom: string
  evidence: string | null
  byId: number
  at: Date
  voices: { personId: number; agrees: boolean; reason: string | null; at: Date }[]
}

/** Newest version first. */
export async function whysOf(read: Tx, initiativeId: number): Promise<WhyRecord[]> {
  return read.why.findMany({
    where: { initiativeId },
    include: { voices: { omit: { whyId: true }, orderBy: { at: 'asc' } } },
    orderBy: { version: 'desc' },
  })
}
