/** Assumptions, read. */
import type { Tx } from '../../../db.ts'
import type { AssumptionRecord, ReadingRecord } from '../rules/records.ts'

export async function assumptionsOf(read: Tx, initiativeId: number): Promise<AssumptionRecord[]> {
  return read.assumption.findMany({ where: { initiativeId }, orderBy: { number: 'asc' } })
}

/** Another organization's is not there. */
export async function assumptionById(read: Tx, organizationId: number, id: number): Promise<AssumptionRecord | null> {
  return read.assumption.findFirst({ where: { id, initiative: { organizationId } } })
}

/** For jobs and cards, which act for nobody in particular. */
export async function anyAssumption(read: Tx, id: number): Promise<AssumptionRecord | null> {
  return read.assumption.findUnique({ where: { id } })
}

export async function anyReading(read: Tx, id: number): Promise<ReadingRecord | null> {
  return read.assumptionReading.findUnique({ where: { id } })
}

/** What this person was asked on an earlier day, and has not answered. */
export async function overdueOf(read: Tx, ownerId: number, today: string): Promise<AssumptionRecord[]> {
  return read.assumption.findMany({
    where: { ownerId, state: { not: 'dropped' }, reviewOn: { lt: today }, initiative: { phase: { not: 'retired' } } },
    orderBy: [{ reviewOn: 'asc' }, { id: 'asc' }],
  })
}

/** For an agenda: what is broken now of these initiatives. */
export async function brokenAssumptions(read: Tx, initiativeIds: number[]): Promise<AssumptionRecord[]> {
  return read.assumption.findMany({
    where: { initiativeId: { in: initiativeIds }, state: 'broken' },
    orderBy: [{ initiativeId: 'asc' }, { number: 'asc' }],
  })
}

/** Who wrote one down or answered whether it is still true, of these initiatives, and when. */
export async function assumptionVoices(
  read: Tx,
  initiativeIds: number[],
  since: Date,
): Promise<{ initiativeId: number; personId: number; at: Date }[]> {
  const of = { initiativeId: { in: initiativeIds } }
  const made = await read.assumption.findMany({ where: { ...of, at: { gte: since } } })
  const answered = await read.assumptionReading.findMany({
    where: { at: { gte: since }, assumption: of },
    select: { byId: true, at: true, assumption: { select: { initiativeId: true } } },
  })
  return [
    ...made.map(({ initiativeId, createdById: personId, at }) => ({ initiativeId, personId, at })),
    ...answered.map(({ byId: personId, at, assumption: { initiativeId } }) => ({ initiativeId, personId, at })),
  ]
}
