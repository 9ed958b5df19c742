/** Pulses. Answering and closing write their row first, on condition of its state. */
import type { Prisma, Tx } from '../../../db.ts'
import { type Kind, type PulseRecord, type PulseResult, pulseResult, questions } from '../rules/records.ts'

type Row = NonNullable<Awaited<ReturnType<Tx['pulse']['findUnique']>>>

const pulse = ({ result, questions: asked, ...row }: Row): PulseRecord => ({
  ...row,
  questions: questions.parse(asked),
  result: result === null ? null : pulseResult.parse(result),
})

export async function anyPulse(read: Tx, id: number): Promise<PulseRecord | null> {
  const row = await read.pulse.findUnique({ where: { id } })
  return row && pulse(row)
}

export async function openPulseOf(read: Tx, crewId: number, kind: Kind): Promise<PulseRecord | null> {
  const row = await read.pulse.findFirst({ where: { crewId, kind, state: 'open' }, orderBy: { id: 'desc' } })
  return row && pulse(row)
}

export async function openPulsesWith(read: Tx, personId: number): Promise<PulseRecord[]> {
  const where = { state: 'open' as const, people: { some: { personId } } }
  return (await read.pulse.findMany({ where, orderBy: { id: 'asc' } })).map(pulse)
}

/** Counted, and told to nobody yet. */
export async function untoldPulses(read: Tx, crewId: number): Promise<PulseRecord[]> {
  const rows = await read.pulse.findMany({ where: { crewId, state: 'closed', toldAt: null }, orderBy: { id: 'asc' } })
  return rows.map(pulse)
}

export type NewPulse = Pick<
  PulseRecord,
  'organizationId' | 'crewId' | 'ritualId' | 'kind' | 'day' | 'questions' | 'closesAt' | 'at'
>

export async function createPulse(tx: Tx, data: NewPulse): Promise<PulseRecord> {
  return pulse(await tx.pulse.create({ data }))
}

export async function keepKey(tx: Tx, id: number, tokenKey: string): Promise<void> {
  await tx.pulse.update({ where: { id }, data: { tokenKey } })
}

/** Locks it while it is open; the record as it is then, null where it is over. */
export async function lockPulse(tx: Tx, id: number, { before }: { before?: Date } = {}): Promise<PulseRecord | null> {
  const { count } = await tx.pulse.updateMany({
    where: { id, state: 'open', ...(before && { closesAt: { gt: before } }) },
    data: { version: { increment: 1 } },
  })
  return count === 1 ? anyPulse(tx, id) : null
}

/** Under its lock: counted, the answers deleted, the key destroyed. */
export async function closePulse(tx: Tx, id: number, result: PulseResult, closedAt: Date): Promise<void> {
  await tx.pulseAnswer.deleteMany({ where: { pulseId: id } })
  const counted = result as unknown as Prisma.InputJsonValue
  await tx.pulse.update({ where: { id }, data: { state: 'closed', tokenKey: null, result: counted, closedAt } })
}

/** Once. */
export async function markTold(tx: Tx, id: number, now: Date): Promise<boolean> {
  const { count } = await tx.pulse.updateMany({ where: { id, toldAt: null }, data: { toldAt: now } })
  return count === 1
}
