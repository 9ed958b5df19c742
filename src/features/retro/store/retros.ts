/** Retros. Writing into one and moving it on both write its row first, on condition of its phase. */
import type { Prisma, Tx } from '../../../db.ts'
import {
  format,
  type Phase,
  phases,
  type RetroRecord,
  type RetroSettings,
  type RetroState,
  retroSettings,
} from '../rules/records.ts'

type Row = NonNullable<Awaited<ReturnType<Tx['retro']['findUnique']>>>

const retro = (row: Row): RetroRecord => ({
  ...row,
  format: format.parse(row.format),
  settings: retroSettings.parse(row.settings),
})

const over: RetroState[] = ['closed', 'skipped']

/** Another organization's is not there. */
export async function retroById(read: Tx, organizationId: number, id: number): Promise<RetroRecord | null> {
  const row = await read.retro.findFirst({ where: { id, organizationId } })
  return row && retro(row)
}

export async function retroByNumber(read: Tx, organizationId: number, number: number): Promise<RetroRecord | null> {
  const row = await read.retro.findFirst({ where: { number, organizationId } })
  return row && retro(row)
}

/** For jobs and cards, which act for nobody in particular. */
export async function anyRetro(read: Tx, id: number): Promise<RetroRecord | null> {
  const row = await read.retro.findUnique({ where: { id } })
  return row && retro(row)
}

export async function openRetroOf(read: Tx, crewId: number): Promise<RetroRecord | null> {
  const row = await read.retro.findFirst({ where: { crewId, phase: { notIn: over } }, orderBy: { id: 'desc' } })
  return row && retro(row)
}

/** Of these crews, newest first. */
export async function retrosOf(read: Tx, crewIds: number[], most: number): Promise<RetroRecord[]> {
  const rows = await read.retro.findMany({
    where: { crewId: { in: crewIds } },
    orderBy: { id: 'desc' },
    take: most,
  })
  return rows.map(retro)
}

/** In which this person has a part and something can still be done. */
export async function openRetrosWith(read: Tx, personId: number): Promise<RetroRecord[]> {
  const where = { phase: { in: [...phases] }, people: { some: { personId } } }
  return (await read.retro.findMany({ where, orderBy: { id: 'asc' } })).map(retro)
}

/** When the last one that was held to its end was closed: facts are told from there on. */
export async function lastClosed(read: Tx, crewId: number): Promise<Date | null> {
  const row = await read.retro.findFirst({
    where: { crewId, phase: 'closed' },
    orderBy: { closedAt: 'desc' },
    select: { closedAt: true },
  })
  return row?.closedAt ?? null
}

/** Who ran the ones before, newest first. */
export async function ranBefore(read: Tx, crewId: number, most = 24): Promise<number[]> {
  const rows = await read.retro.findMany({
    where: { crewId, phase: { not: 'skipped' }, facilitatorId: { not: null } },
    orderBy: { id: 'desc' },
    take: most,
    select: { facilitatorId: true },
  })
  return rows.flatMap(({ facilitatorId }) => (facilitatorId === null ? [] : [facilitatorId]))
}

const json = (value: unknown) => value as Prisma.InputJsonValue

export type NewRetro = Pick<
  RetroRecord,
  | 'organizationId'
  | 'number'
  | 'crewId'
  | 'ritualId'
  | 'day'
  | 'format'
  | 'settings'
  | 'anonymous'
  | 'tokenKey'
  | 'facilitatorId'
  | 'startedById'
  | 'endsAt'
  | 'since'
  | 'at'
>

/** Read before it is looked whether one is open: two at once meet on it, and the one that is done anew sees the other. */
export async function nextNumber(read: Tx, organizationId: number): Promise<number> {
  const last = await read.retro.aggregate({ where: { organizationId }, _max: { number: true } })
  return (last._max.number ?? 0) + 1
}

export async function createRetro(tx: Tx, data: NewRetro): Promise<RetroRecord> {
  return retro(await tx.retro.create({ data: { ...data, format: json(data.format), settings: json(data.settings) } }))
}

/** Locks it for a note, a dot or a word, while the phase lasts; the record as it is then, null where it is over. */
export async function lockPhase(
  tx: Tx,
  id: number,
  phase: Phase,
  { before }: { before?: Date } = {},
): Promise<RetroRecord | null> {
  const ends = before ? { OR: [{ endsAt: null }, { endsAt: { gt: before } }] } : {}
  const { count } = await tx.retro.updateMany({
    where: { id, phase, ...ends },
    data: { version: { increment: 1 } },
  })
  return count === 1 ? anyRetro(tx, id) : null
}

/** Whatever phase it is in. */
export async function lockRetro(tx: Tx, id: number): Promise<RetroRecord | null> {
  const { count } = await tx.retro.updateMany({ where: { id }, data: { version: { increment: 1 } } })
  return count === 1 ? anyRetro(tx, id) : null
}

export type RetroPatch = Partial<
  Pick<
    RetroRecord,
    'phase' | 'endsAt' | 'anonymous' | 'tokenKey' | 'facilitatorId' | 'startedById' | 'noActionReason' | 'closedAt'
  > & { settings: RetroSettings }
>

/** Under its lock. */
export async function changeRetro(tx: Tx, id: number, { settings, ...patch }: RetroPatch): Promise<void> {
  await tx.retro.update({ where: { id }, data: { ...patch, ...(settings && { settings: json(settings) }) } })
}
