/** Sides that said nothing, and what came of it. Each step is one conditional write. */
import type { Tx } from '../../../db.ts'
import type { Side } from '../rules/sides.ts'
import type { Told } from '../rules/silence.ts'

const batch = 500

export interface SilenceRecord extends Told {
  id: number
  organizationId: number
  initiativeId: number
  side: Side
  since: string
  byId: number | null
  answer: string | null
  answeredById: number | null
  answeredAt: Date | null
}

type Row = Omit<SilenceRecord, 'side'> & { side: string }
const record = (row: Row): SilenceRecord => ({ ...row, side: row.side === 'project' ? 'project' : 'product' })

export async function anySilence(read: Tx, id: number): Promise<SilenceRecord | null> {
  const row = await read.sideSilence.findUnique({ where: { id } })
  return row && record(row)
}

/** Another organization's is not there. */
export async function silenceById(read: Tx, organizationId: number, id: number): Promise<SilenceRecord | null> {
  const row = await read.sideSilence.findFirst({ where: { id, organizationId } })
  return row && record(row)
}

/** Newest first. */
export async function silencesOf(read: Tx, initiativeIds: number[]): Promise<SilenceRecord[]> {
  const rows = await read.sideSilence.findMany({
    where: { initiativeId: { in: initiativeIds } },
    orderBy: [{ toldOn: 'desc' }, { id: 'desc' }],
  })
  return rows.map(record)
}

/** Asked, and not answered. */
export async function openQuestionsTo(read: Tx, initiativeIds: number[]): Promise<SilenceRecord[]> {
  const rows = await read.sideSilence.findMany({
    where: { initiativeId: { in: initiativeIds }, state: 'asked', answeredAt: null },
    orderBy: { id: 'asc' },
  })
  return rows.map(record)
}

export async function addSilence(
  tx: Tx,
  data: Pick<SilenceRecord, 'organizationId' | 'initiativeId' | 'side' | 'since' | 'toldOn'>,
): Promise<SilenceRecord> {
  return record(await tx.sideSilence.create({ data }))
}

type Patch = Partial<Pick<SilenceRecord, 'byId' | 'on' | 'answer' | 'answeredById' | 'answeredAt'>>

/** False where somebody was faster. */
export async function putSilence(
  tx: Tx,
  id: number,
  from: SilenceRecord['state'][],
  state: SilenceRecord['state'],
  data: Patch = {},
): Promise<boolean> {
  const { count } = await tx.sideSilence.updateMany({ where: { id, state: { in: from } }, data: { ...data, state } })
  return count === 1
}

/** What was written to a side's question is a word of that side. */
export async function answersTo(
  read: Tx,
  initiativeIds: number[],
  since: Date,
): Promise<{ initiativeId: number; personId: number; at: Date }[]> {
  const rows = await read.sideSilence.findMany({
    where: { initiativeId: { in: initiativeIds }, answeredAt: { gte: since } },
    select: { initiativeId: true, answeredById: true, answeredAt: true },
  })
  return rows.flatMap(({ initiativeId, answeredById, answeredAt }) =>
    answeredById === null || answeredAt === null ? [] : [{ initiativeId, personId: answeredById, at: answeredAt }],
  )
}

export async function joinInSilences(tx: Tx, personId: number, formerId: number): Promise<void> {
  await tx.sideSilence.updateMany({ where: { byId: formerId }, data: { byId: personId } })
  await tx.sideSilence.updateMany({ where: { answeredById: formerId }, data: { answeredById: personId } })
}

/** What was said and is over; true when more is left. */
export async function forgetSilences(tx: Tx, before: string): Promise<boolean> {
  const rows = await tx.sideSilence.findMany({
    where: { state: 'heard', toldOn: { lt: before } },
    select: { id: true },
    take: batch,
  })
  await tx.sideSilence.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } })
  return rows.length === batch
}
