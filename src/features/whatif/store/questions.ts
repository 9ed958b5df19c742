/** Questions that were asked. */
import type { Prisma, Tx } from '../../../db.ts'
import type { AskedChange, QuestionRecord } from '../rules/question.ts'

const batch = 500

type Row = Omit<QuestionRecord, 'changes'> & { changes: Prisma.JsonValue }

/** Written by this feature alone, in this shape. */
const question = (row: Row): QuestionRecord => ({ ...row, changes: row.changes as unknown as AskedChange[] })

export async function putQuestion(tx: Tx, data: Omit<QuestionRecord, 'id'>): Promise<number> {
  const changes = data.changes as unknown as Prisma.InputJsonValue
  return (await tx.whatIfQuestion.create({ data: { ...data, changes }, select: { id: true } })).id
}

/** Another organization's is not there. */
export async function questionById(read: Tx, organizationId: number, id: number): Promise<QuestionRecord | null> {
  const row = await read.whatIfQuestion.findFirst({ where: { id, organizationId } })
  return row && question(row)
}

/** For cards, which are drawn for nobody in particular. */
export async function anyQuestion(read: Tx, id: number): Promise<QuestionRecord | null> {
  const row = await read.whatIfQuestion.findUnique({ where: { id } })
  return row && question(row)
}

/** Two persons are one: what either asked, and what was asked about either. */
export async function joinQuestions(tx: Tx, personId: number, formerId: number): Promise<void> {
  await tx.whatIfQuestion.updateMany({ where: { askerId: formerId }, data: { askerId: personId } })
  const { organizationId } = await tx.person.findUniqueOrThrow({ where: { id: personId } })
  const rows = await tx.whatIfQuestion.findMany({ where: { organizationId } })
  for (const { id, changes } of rows.map(question)) {
    const about = (change: AskedChange) => change.do === 'staff' && change.person === formerId
    if (!changes.some(about)) continue
    const renamed = changes.map((change) => (about(change) ? { ...change, person: personId } : change))
    await tx.whatIfQuestion.update({ where: { id }, data: { changes: renamed as unknown as Prisma.InputJsonValue } })
  }
}

/** True when more is left. */
export async function forgetQuestions(tx: Tx, before: Date): Promise<boolean> {
  const rows = await tx.whatIfQuestion.findMany({
    where: { askedAt: { lt: before } },
    select: { id: true },
    take: batch,
  })
  await tx.whatIfQuestion.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } })
  return rows.length === batch
}
