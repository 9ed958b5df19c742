/** Thanks, and whether a crew gathers those of a month. */
import type { Prisma, Tx } from '../../db.ts'
import type { KudosRecord } from './rules/kudos.ts'

const withReceivers = { recipients: { select: { personId: true }, orderBy: { personId: 'asc' as const } } }

async function find(read: Tx, where: Prisma.KudosWhereInput): Promise<KudosRecord[]> {
  const rows = await read.kudos.findMany({ where, include: withReceivers, orderBy: { id: 'asc' } })
  return rows.map(({ recipients, ...row }) => ({ ...row, to: recipients.map(({ personId }) => personId) }))
}

export async function anyKudos(read: Tx, id: number): Promise<KudosRecord | null> {
  return (await find(read, { id }))[0] ?? null
}

/** Said to the crew in that span, but for what stands under a celebration. */
export async function toldIn(read: Tx, crewId: number, from: Date, to: Date): Promise<KudosRecord[]> {
  return find(read, { crewId, public: true, celebrationId: null, at: { gte: from, lt: to } })
}

/** All that was said to the crew in that span. */
export async function thanksOf(read: Tx, crewId: number, from: Date, to: Date): Promise<KudosRecord[]> {
  return find(read, { crewId, public: true, at: { gte: from, lt: to } })
}

export async function addKudos(tx: Tx, { to, ...data }: Omit<KudosRecord, 'id'>): Promise<KudosRecord> {
  const recipients = { create: to.map((personId) => ({ personId })) }
  const { id } = await tx.kudos.create({ data: { ...data, recipients }, select: { id: true } })
  return { ...data, to, id }
}

/** Two persons turned out to be one: thanked once for each. What shows them. */
export async function joinThanked(tx: Tx, personId: number, formerId: number): Promise<KudosRecord[]> {
  const of = { OR: [{ fromId: formerId }, { recipients: { some: { personId: formerId } } }] }
  const ids = (await find(tx, of)).map(({ id }) => id)
  await tx.kudos.updateMany({ where: { fromId: formerId }, data: { fromId: personId } })
  const own = await tx.kudosReceiver.findMany({ where: { personId, kudosId: { in: ids } } })
  await tx.kudosReceiver.deleteMany({
    where: { personId: formerId, kudosId: { in: own.map(({ kudosId }) => kudosId) } },
  })
  await tx.kudosReceiver.updateMany({ where: { personId: formerId }, data: { personId } })
  return find(tx, { id: { in: ids } })
}

/** What was said before then; true when more is left. */
export async function forgetKudos(tx: Tx, before: Date, most = 500): Promise<boolean> {
  const rows = await tx.kudos.findMany({ where: { at: { lt: before } }, select: { id: true }, take: most })
  await tx.kudos.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } })
  return rows.length === most
}

/** Said by or to this person, in channels of their crews: what names them. */
export async function namingThem(read: Tx, personId: number): Promise<KudosRecord[]> {
  return find(read, { public: true, OR: [{ fromId: personId }, { recipients: { some: { personId } } }] })
}

/** Of these people, those who do not want to be named in public. */
export async function unnamedAmong(read: Tx, ids: number[]): Promise<{ id: number; name: string }[]> {
  return read.person.findMany({
    where: { id: { in: ids }, celebrated: false },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
}

export interface MonthlyThanks {
  id: number
  crewId: number
  active: boolean
}

export async function monthlyOf(read: Tx, crewId: number): Promise<MonthlyThanks | null> {
  return read.ritual.findUnique({
    where: { crewId_kind: { crewId, kind: 'kudos' } },
    select: { id: true, crewId: true, active: true },
  })
}

export async function monthlyById(read: Tx, id: number): Promise<MonthlyThanks | null> {
  return read.ritual.findFirst({ where: { id, kind: 'kudos' }, select: { id: true, crewId: true, active: true } })
}

export async function setMonthly(
  tx: Tx,
  { id: crewId, organizationId }: { id: number; organizationId: number },
  active: boolean,
): Promise<MonthlyThanks> {
  return tx.ritual.upsert({
    where: { crewId_kind: { crewId, kind: 'kudos' } },
    create: { organizationId, crewId, kind: 'kudos', active, settings: {} },
    update: { active },
    select: { id: true, crewId: true, active: true },
  })
}
