/** What the portfolio holds, read. BigInt minor units become numbers here, and nowhere else. */
import type { Prisma, Tx } from '../../../db.ts'
import type { Day } from '../../../schedule/calendar.ts'
import type {
  AllocationRecord,
  BaselinePiece,
  BaselineRecord,
  BookingRecord,
  CrewOfInitiative,
  DeliverableRecord,
  DependencyRecord,
  GivenRate,
  InitiativeRecord,
  PlanRecords,
} from '../rules/records.ts'

const crewPart = {
  crew: { select: { id: true, name: true, zone: true, workDays: true, country: true, money: true } },
}

type InitiativeRow = Omit<InitiativeRecord, 'budget' | 'benefit' | 'burnPerDay' | 'crew'> & {
  budget: bigint | null
  benefit: bigint | null
  burnPerDay: bigint | null
  crew: CrewOfInitiative | null
}

export const minor = (amount: bigint | null): number | null => (amount === null ? null : Number(amount))

function initiative(row: InitiativeRow): InitiativeRecord {
  return { ...row, budget: minor(row.budget), benefit: minor(row.benefit), burnPerDay: minor(row.burnPerDay) }
}

async function findInitiatives(read: Tx, where: Prisma.InitiativeWhereInput): Promise<InitiativeRecord[]> {
  return (await read.initiative.findMany({ where, include: crewPart, orderBy: { key: 'asc' } })).map(initiative)
}

/** Of an organization, by key; the retired ones only where asked for. */
export async function initiativesOf(
  read: Tx,
  organizationId: number,
  { retired = false }: { retired?: boolean } = {},
): Promise<InitiativeRecord[]> {
  return findInitiatives(read, { organizationId, ...(!retired && { phase: { not: 'retired' as const } }) })
}

/** In whatever case it was typed; another organization's is not there. */
export async function initiativeByKey(read: Tx, organizationId: number, key: string): Promise<InitiativeRecord | null> {
  return (await findInitiatives(read, { organizationId, key: key.trim().toUpperCase() }))[0] ?? null
}

export async function initiativeById(read: Tx, organizationId: number, id: number): Promise<InitiativeRecord | null> {
  return (await findInitiatives(read, { organizationId, id }))[0] ?? null
}

/** For jobs and cards, which act for nobody in particular. */
export async function anyInitiative(read: Tx, id: number): Promise<InitiativeRecord | null> {
  return (await findInitiatives(read, { id }))[0] ?? null
}

/** Those that a crew owns or steers. */
export async function initiativesOfCrew(read: Tx, crewId: number): Promise<InitiativeRecord[]> {
  return findInitiatives(read, { phase: { not: 'retired' }, OR: [{ crewId }, { steeringCrewId: crewId }] })
}

/** Active ones that this person owns a side of, or sponsors. */
export async function initiativesOwnedBy(read: Tx, personId: number): Promise<InitiativeRecord[]> {
  return findInitiatives(read, {
    phase: { not: 'retired' },
    OR: [{ projectOwnerId: personId }, { productOwnerId: personId }, { sponsorId: personId }],
  })
}

/** Three queries, whatever the size. */
export async function planOfOrganization(read: Tx, organizationId: number): Promise<PlanRecords> {
  const active = { organizationId, phase: { not: 'retired' as const } }
  const [initiatives, deliverables, dependencies] = await Promise.all([
    initiativesOf(read, organizationId),
    findDeliverables(read, { organizationId, initiative: active }),
    findDependencies(read, { from: { organizationId, initiative: active }, to: { initiative: active } }),
  ])
  return { initiatives, deliverables, dependencies }
}

/**
 * The plans of these active initiatives, of all that they wait for and that wait for them, however far: what else an
 * organization plans moves no day of theirs. `named` come without their plans.
 */
export async function planAround(
  read: Tx,
  organizationId: number,
  ids: number[],
  named: number[] = [],
): Promise<PlanRecords> {
  const active = { organizationId, phase: { not: 'retired' as const } }
  const reached = new Set<number>()
  const deliverables: DeliverableRecord[] = []
  const dependencies = new Map<string, DependencyRecord>()
  for (let next = ids; next.length; ) {
    for (const id of next) reached.add(id)
    const found = await findDeliverables(read, { initiativeId: { in: next }, initiative: active })
    deliverables.push(...found)
    const own = found.map(({ id }) => id)
    const links = await findDependencies(read, { OR: [{ fromId: { in: own } }, { toId: { in: own } }] })
    for (const link of links) dependencies.set(`${link.fromId}:${link.toId}`, link)
    const known = new Set(own)
    const others = [...new Set(links.flatMap(({ fromId, toId }) => [fromId, toId]))].filter((id) => !known.has(id))
    const owners = others.length
      ? await read.deliverable.findMany({
          where: { id: { in: others }, initiative: active },
          select: { initiativeId: true },
          distinct: ['initiativeId'],
        })
      : []
    next = owners.map(({ initiativeId }) => initiativeId).filter((id) => !reached.has(id))
  }
  const there = new Set(deliverables.map(({ id }) => id))
  return {
    initiatives: await findInitiatives(read, { ...active, id: { in: [...new Set([...reached, ...named])] } }),
    deliverables: deliverables.sort(
      (a, b) => a.initiativeId - b.initiativeId || a.position - b.position || a.id - b.id,
    ),
    dependencies: [...dependencies.values()]
      .filter(({ fromId, toId }) => there.has(fromId) && there.has(toId))
      .sort((a, b) => a.fromId - b.fromId || a.toId - b.toId),
  }
}

export async function deliverablesOf(read: Tx, initiativeId: number): Promise<DeliverableRecord[]> {
  return findDeliverables(read, { initiativeId })
}

async function findDeliverables(read: Tx, where: Prisma.DeliverableWhereInput): Promise<DeliverableRecord[]> {
  return read.deliverable.findMany({
    where,
    omit: { organizationId: true },
    orderBy: [{ initiativeId: 'asc' }, { position: 'asc' }, { id: 'asc' }],
  })
}

async function findDependencies(read: Tx, where: Prisma.DependencyWhereInput): Promise<DependencyRecord[]> {
  return read.dependency.findMany({ where, orderBy: [{ fromId: 'asc' }, { toId: 'asc' }] })
}

/** Into, out of and within one initiative. */
export async function dependenciesOf(read: Tx, initiativeId: number): Promise<DependencyRecord[]> {
  return findDependencies(read, { OR: [{ from: { initiativeId } }, { to: { initiativeId } }] })
}

/** Oldest first. */
export async function bookingsOf(read: Tx, initiativeIds: number[]): Promise<BookingRecord[]> {
  const rows = await read.booking.findMany({
    where: { initiativeId: { in: initiativeIds } },
    omit: { organizationId: true },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
  })
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }))
}

/** All of an organization's active initiatives: ids need no list. */
export async function bookingsOfOrganization(read: Tx, organizationId: number): Promise<BookingRecord[]> {
  const rows = await read.booking.findMany({
    where: { organizationId },
    omit: { organizationId: true },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
  })
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }))
}

/** Booked since that day on initiatives whose cost of a working day is not given. */
export async function costsOfUnknownBurn(read: Tx, organizationId: number, since: Day): Promise<BookingRecord[]> {
  const rows = await read.booking.findMany({
    where: { organizationId, kind: 'cost', day: { gte: since }, initiative: { burnPerDay: null } },
    omit: { organizationId: true },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
  })
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }))
}

/** Newest first per pair of currencies. */
export async function ratesOf(read: Tx, organizationId: number): Promise<GivenRate[]> {
  const rows = await read.currencyRate.findMany({ where: { organizationId }, orderBy: { since: 'desc' } })
  return rows.map(({ fromCurrency: from, toCurrency: to, rate, since, byId }) => ({ from, to, rate, since, byId }))
}

async function findAllocations(read: Tx, where: Prisma.AllocationWhereInput): Promise<AllocationRecord[]> {
  const rows = await read.allocation.findMany({
    where,
    omit: { organizationId: true },
    include: { person: { select: { name: true } } },
    orderBy: [{ fromDay: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ person, ...row }) => ({ ...row, name: person.name }))
}

export async function allocationsOf(read: Tx, initiativeIds: number[]): Promise<AllocationRecord[]> {
  return findAllocations(read, { initiativeId: { in: initiativeIds } })
}

/** On active initiatives, all of those who work on one of these: a person's percents add up across them. */
export async function allocationsAround(read: Tx, initiativeIds: number[]): Promise<AllocationRecord[]> {
  const people = await read.allocation.findMany({
    where: { initiativeId: { in: initiativeIds } },
    select: { personId: true },
    distinct: ['personId'],
  })
  if (people.length === 0) return []
  const personId = { in: people.map((one) => one.personId) }
  return findAllocations(read, { personId, initiative: { phase: { not: 'retired' } } })
}

/** Everybody's, on active initiatives: one person's percents add up across them. */
export async function allocationsOfOrganization(read: Tx, organizationId: number): Promise<AllocationRecord[]> {
  return findAllocations(read, { organizationId, initiative: { phase: { not: 'retired' } } })
}

/** Newest first. */
export async function baselinesOf(read: Tx, initiativeIds: number[]): Promise<BaselineRecord[]> {
  const rows = await read.baseline.findMany({
    where: { initiativeId: { in: initiativeIds } },
    orderBy: [{ version: 'desc' }, { id: 'desc' }],
  })
  return rows.map((row) => ({
    ...row,
    budget: minor(row.budget),
    benefit: minor(row.benefit),
    // Written by this feature alone, in this shape.
    plan: row.plan as unknown as BaselinePiece[],
  }))
}

/** The plan that was last agreed. */
export async function newestBaseline(read: Tx, initiativeId: number): Promise<BaselineRecord | null> {
  return (await baselinesOf(read, [initiativeId]))[0] ?? null
}

/** Its number alone, without what was agreed. */
export async function baselineVersion(read: Tx, initiativeId: number): Promise<number | null> {
  const newest = await read.baseline.aggregate({ where: { initiativeId }, _max: { version: true } })
  return newest._max.version
}
