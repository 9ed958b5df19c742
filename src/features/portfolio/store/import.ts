/** Thousands of rows written at once: a statement for hundreds, never one for each. */
import type { Tx } from '../../../db.ts'
import type { NewBooking } from '../rules/csv-costs.ts'
import type { PlanImport } from '../rules/csv-plan.ts'
import type { DeliverableRecord } from '../rules/records.ts'

/** The time that a template of holes takes grows with the square of their number. */
const changedAtOnce = 20

/** SQLite takes 32,766 values in a statement, and PostgreSQL as many. */
const rowsAtOnce = 500

function chunks<T>(items: T[], size = rowsAtOnce): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}

const columns = [
  'organizationId',
  'initiativeId',
  'key',
  'name',
  'likely',
  'optimistic',
  'pessimistic',
  'percent',
  'startedOn',
  'finishedOn',
  'notBefore',
  'promisedOn',
  'promisedTo',
  'valuePoints',
  'ownerId',
  'position',
  'reportedAt',
  'reportedById',
] as const

interface By {
  organizationId: number
  byId: number
  now: Date
}

export async function storePlan(tx: Tx, { pieces, reported, links }: PlanImport, by: By): Promise<void> {
  const rows = pieces.map((piece) => ({ id: piece.id, row: rowOf(piece, reported, by) }))
  const added = rows.flatMap(({ id, row }) => (id < 0 ? [row] : []))
  const changed = rows.flatMap(({ id, row }) => (id > 0 ? [row] : []))
  for (const some of chunks(added, 1_000)) await tx.deliverable.createMany({ data: some })
  for (const some of chunks(changed, changedAtOnce)) await upsert(tx, some)
  const ids = await idsOf(tx, pieces)
  const real = (id: number) => ids.get(id) ?? id
  for (const some of chunks([...links.keys()].filter((id) => id > 0))) {
    await tx.dependency.deleteMany({ where: { toId: { in: some } } })
  }
  const wanted = [...links.values()]
    .flat()
    .map(({ fromId, toId, lag }) => ({ fromId: real(fromId), toId: real(toId), lag }))
  for (const some of chunks(wanted, 2_000)) await tx.dependency.createMany({ data: some })
}

type DeliverableRow = Pick<DeliverableRecord & { organizationId: number }, (typeof columns)[number]>

function rowOf(
  { id, ...piece }: DeliverableRecord,
  reported: Set<number>,
  { organizationId, byId, now }: By,
): DeliverableRow {
  return { ...piece, ...(reported.has(id) && { reportedAt: now, reportedById: byId }), organizationId }
}

/** Prisma can update many rows only to the same values; here each row brings its own. */
async function upsert(tx: Tx, pieces: DeliverableRow[]): Promise<void> {
  const rows = pieces.map((row) => columns.map((column) => row[column]))
  const names = columns.map((name) => `"${name}"`)
  const kept = ['"organizationId"', '"initiativeId"', '"key"', '"position"']
  const updates = names.filter((name) => !kept.includes(name)).map((name) => `${name} = excluded.${name}`)
  const parts = [`INSERT INTO "Deliverable" (${names.join(', ')}) VALUES (`]
  for (const [index, row] of rows.entries()) {
    for (let cell = 1; cell < row.length; cell += 1) parts.push(', ')
    parts.push(
      index < rows.length - 1 ? '), (' : `) ON CONFLICT ("initiativeId", "key") DO UPDATE SET ${updates.join(', ')}`,
    )
  }
  // A template with as many holes as there are values: each database has its own word for a hole.
  await tx.$executeRaw(Object.assign(parts, { raw: parts }), ...rows.flat())
}

/** Of the new ones, by initiative and key. */
async function idsOf(tx: Tx, pieces: DeliverableRecord[]): Promise<Map<number, number>> {
  const added = pieces.filter(({ id }) => id < 0)
  const initiativeIds = [...new Set(added.map(({ initiativeId }) => initiativeId))]
  const rows = await tx.deliverable.findMany({
    where: { initiativeId: { in: initiativeIds } },
    select: { id: true, initiativeId: true, key: true },
  })
  const byName = new Map(rows.map(({ id, initiativeId, key }) => [`${initiativeId} ${key}`, id]))
  return new Map(added.map(({ id, initiativeId, key }) => [id, byName.get(`${initiativeId} ${key}`) ?? id]))
}

export async function storeCosts(
  tx: Tx,
  added: NewBooking[],
  replaced: number[],
  { organizationId, byId, now }: By,
): Promise<void> {
  for (const some of chunks(replaced, 5_000))
    await tx.booking.deleteMany({ where: { organizationId, id: { in: some } } })
  for (const some of chunks(added, 2_000)) {
    await tx.booking.createMany({
      data: some.map((one) => ({ ...one, amount: BigInt(one.amount), organizationId, byId, at: now })),
    })
  }
}
