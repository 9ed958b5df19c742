/** Whose words stand in scope changes: joined, and forgotten after their time. */
import type { Prisma, Tx } from '../../../db.ts'

const batch = 200

/** Ids of persons in a stored record: `byId`, `personId`, `effectsById`. */
function renamed(value: unknown, from: number, to: number | null): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one, from, to))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      /^(byId|personId|effectsById|person)$/.test(name) && one === from ? to : renamed(one, from, to),
    ]),
  )
}

const json = (value: unknown) => value as Prisma.InputJsonValue

/** What either proposed, estimated, chose or said is one person's now. */
export async function joinScopes(tx: Tx, personId: number, formerId: number): Promise<{ id: number; round: number }[]> {
  const person = await tx.person.findUnique({ where: { id: personId }, select: { organizationId: true } })
  if (!person) return []
  await tx.scopeChange.updateMany({ where: { proposerId: formerId }, data: { proposerId: personId } })
  for (const own of await tx.scopeComment.findMany({ where: { personId: formerId } })) {
    const { scopeChangeId, initiativeId } = own
    const both = await tx.scopeComment.findFirst({ where: { scopeChangeId, initiativeId, personId } })
    // The newer word stands.
    const drop = both && both.at > own.at ? own : both
    if (drop) await tx.scopeComment.delete({ where: { id: drop.id } })
    if (drop !== own) await tx.scopeComment.update({ where: { id: own.id }, data: { personId } })
  }
  const touched: { id: number; round: number }[] = []
  for (const { id, round, ...row } of await tx.scopeChange.findMany({
    where: { organizationId: person.organizationId },
  })) {
    const parts = {
      value: row.value,
      settings: row.settings,
      course: row.course,
      review: row.review,
      impact: row.impact,
      changes: row.changes,
    }
    const changed = Object.entries(parts).flatMap(([name, before]) => {
      const after = renamed(before, formerId, personId)
      return JSON.stringify(after) === JSON.stringify(before) ? [] : [[name, json(after)] as const]
    })
    if (changed.length === 0 && row.proposerId !== personId) continue
    if (changed.length) await tx.scopeChange.update({ where: { id }, data: Object.fromEntries(changed) })
    touched.push({ id, round })
  }
  return touched
}

/** What was said to changes that are over. True when more is left. */
export async function forgetComments(tx: Tx, before: Date): Promise<boolean> {
  const rows = await tx.scopeComment.findMany({
    where: { at: { lt: before }, scopeChange: { state: { in: ['accepted', 'rejected', 'withdrawn'] } } },
    select: { id: true },
    take: batch,
  })
  await tx.scopeComment.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } })
  return rows.length === batch
}
