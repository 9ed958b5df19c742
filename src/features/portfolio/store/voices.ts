/** Who has said something about which initiatives, and when: progress, readings, money, whys, baselines. For whoever looks for silence. */
import type { Tx } from '../../../db.ts'

export interface Voice {
  initiativeId: number
  personId: number
  at: Date
}

export async function portfolioVoices(read: Tx, ids: number[], since: Date): Promise<Voice[]> {
  const of = { initiativeId: { in: ids } }
  const by = { select: { initiativeId: true, byId: true, at: true } }
  const own = { where: { ...of, at: { gte: since } }, ...by }
  const given = [
    ...(await read.booking.findMany(own)),
    ...(await read.why.findMany(own)),
    ...(await read.baseline.findMany(own)),
  ]
  const reported = await read.deliverable.findMany({
    where: { ...of, reportedAt: { gte: since }, reportedById: { not: null } },
    select: { initiativeId: true, reportedAt: true, reportedById: true },
  })
  const spoken = await read.whyVoice.findMany({
    where: { at: { gte: since }, why: of },
    select: { personId: true, at: true, why: { select: { initiativeId: true } } },
  })
  return [
    ...given.map(({ initiativeId, byId, at }) => ({ initiativeId, personId: byId, at })),
    ...reported.flatMap(({ initiativeId, reportedAt: at, reportedById: personId }) =>
      at && personId !== null ? [{ initiativeId, personId, at }] : [],
    ),
    ...spoken.map(({ personId, at, why: { initiativeId } }) => ({ initiativeId, personId, at })),
    ...(await readings(read, ids, since)),
  ]
}

/** A reading is about every initiative that is for its key result. */
async function readings(read: Tx, ids: number[], since: Date): Promise<Voice[]> {
  const links = await read.initiativeKeyResult.findMany({ where: { initiativeId: { in: ids } } })
  const rows = await read.keyResultReading.findMany({
    where: { keyResultId: { in: links.map(({ keyResultId }) => keyResultId) }, at: { gte: since } },
    select: { keyResultId: true, byId: true, at: true },
  })
  return rows.flatMap(({ keyResultId, byId: personId, at }) =>
    links
      .filter((link) => link.keyResultId === keyResultId)
      .map(({ initiativeId }) => ({ initiativeId, personId, at })),
  )
}

/** When each was made. */
export async function madeAt(read: Tx, ids: number[]): Promise<Map<number, Date>> {
  const rows = await read.initiative.findMany({ where: { id: { in: ids } }, select: { id: true, createdAt: true } })
  return new Map(rows.map(({ id, createdAt }) => [id, createdAt]))
}

/** Until when a gate holds them, or last held them. */
export async function holdsOf(read: Tx, ids: number[]): Promise<Map<number, string>> {
  const rows = await read.gate.findMany({
    where: { initiativeId: { in: ids }, outcome: 'hold', holdUntil: { not: null } },
    select: { initiativeId: true, holdUntil: true },
    orderBy: { holdUntil: 'asc' },
  })
  return new Map(rows.map(({ initiativeId, holdUntil }) => [initiativeId, holdUntil ?? '']))
}
