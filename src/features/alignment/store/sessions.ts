/** Cadences and sessions. */
import type { Prisma, Tx } from '../../../db.ts'
import {
  type AlignmentRitual,
  type Cadence,
  cadence,
  found,
  type Kind,
  kinds,
  noProposal,
  presence,
  proposal,
  type SessionRecord,
  type State,
} from '../rules/records.ts'

type RitualRow = NonNullable<Awaited<ReturnType<Tx['ritual']['findUnique']>>>
type SessionRow = NonNullable<Awaited<ReturnType<Tx['alignmentSession']['findUnique']>>>

const kindOf = (kind: RitualRow['kind']): Kind => kinds.find((one) => one === kind) ?? 'followUp'

const ritual = ({ settings, kind, ...row }: RitualRow): AlignmentRitual => ({
  ...row,
  kind: kindOf(kind),
  cadence: cadence.parse(settings),
})

const session = (row: SessionRow): SessionRecord => ({
  ...row,
  kind: kindOf(row.kind),
  proposal: proposal.parse(row.proposal ?? noProposal),
  agenda: found.nullable().parse(row.agenda),
  presence: presence.nullable().parse(row.presence),
})

const json = (value: unknown) => value as Prisma.InputJsonValue

/** In the order of kinds, paused ones too. */
export async function ritualsOf(read: Tx, crewId: number): Promise<AlignmentRitual[]> {
  const rows = (await read.ritual.findMany({ where: { crewId, kind: { in: [...kinds] } } })).map(ritual)
  return kinds.flatMap((kind) => rows.filter((one) => one.kind === kind))
}

export async function ritualById(read: Tx, id: number): Promise<AlignmentRitual | null> {
  const row = await read.ritual.findFirst({ where: { id, kind: { in: [...kinds] } } })
  return row && ritual(row)
}

export async function saveRitual(
  tx: Tx,
  { id: crewId, organizationId }: { id: number; organizationId: number },
  kind: Kind,
  settings: Cadence,
): Promise<AlignmentRitual> {
  const row = await tx.ritual.upsert({
    where: { crewId_kind: { crewId, kind } },
    create: { organizationId, crewId, kind, active: true, settings: json(settings) },
    update: { active: true, settings: json(settings) },
  })
  return ritual(row)
}

export async function pauseRitual(tx: Tx, id: number): Promise<void> {
  await tx.ritual.update({ where: { id }, data: { active: false } })
}

async function find(read: Tx, where: Prisma.AlignmentSessionWhereInput): Promise<SessionRecord[]> {
  const orderBy = [{ day: 'asc' as const }, { time: 'asc' as const }, { id: 'asc' as const }]
  return (await read.alignmentSession.findMany({ where, orderBy })).map(session)
}

/** Another organization's is not there. */
export async function sessionById(read: Tx, organizationId: number, id: number): Promise<SessionRecord | null> {
  return (await find(read, { id, organizationId }))[0] ?? null
}

/** For jobs and cards, which act for nobody in particular. */
export async function anySession(read: Tx, id: number): Promise<SessionRecord | null> {
  return (await find(read, { id }))[0] ?? null
}

const ahead: State[] = ['planned', 'announced']
const alive: State[] = [...ahead, 'open']

/** Still to come or going on, the nearest first: of these crews, and where `organizationId` is given those of all of it. */
export async function sessionsAhead(read: Tx, crewIds: number[], organizationId?: number): Promise<SessionRecord[]> {
  const ofAll = organizationId === undefined ? [] : [{ organizationId, covers: 'organization' as const }]
  return find(read, { OR: [{ crewId: { in: crewIds } }, ...ofAll], state: { in: alive } })
}

/** Of an organization as a whole, those of its crews that are held. */
export async function ritualsForAll(read: Tx, organizationId: number): Promise<AlignmentRitual[]> {
  const rows = await read.ritual.findMany({ where: { organizationId, kind: { in: [...kinds] }, active: true } })
  return rows.map(ritual).filter(({ cadence: { covers } }) => covers === 'organization')
}

export async function plannedOf(read: Tx, ritualId: number): Promise<SessionRecord | null> {
  return (await find(read, { ritualId, state: { in: ahead } }))[0] ?? null
}

/** All of a crew but those left out, for its calendar. */
export async function sessionsOf(read: Tx, crewId: number, from: string): Promise<SessionRecord[]> {
  return find(read, { crewId, state: { not: 'skipped' }, day: { gte: from } })
}

/** The newest day of its schedule that has been planned, but for one. */
export async function lastNominal(read: Tx, ritualId: number, but: number | null): Promise<string | undefined> {
  const last = await read.alignmentSession.findFirst({
    where: { ritualId, ...(but !== null && { id: { not: but } }) },
    orderBy: { nominal: 'desc' },
    select: { nominal: true },
  })
  return last?.nominal
}

/** Of a crew: held before this one, the newest. */
export async function sessionBefore(
  read: Tx,
  { crewId, id }: { crewId: number; id: number | null },
  kind?: Kind,
): Promise<SessionRecord | null> {
  const row = await read.alignmentSession.findFirst({
    where: {
      crewId,
      ...(kind && { kind, state: { in: ['open', 'closed'] } }),
      ...(id !== null && { id: { lt: id } }),
    },
    orderBy: { id: 'desc' },
  })
  return row && session(row)
}

export type NewSession = Pick<
  SessionRecord,
  | 'organizationId'
  | 'crewId'
  | 'ritualId'
  | 'kind'
  | 'covers'
  | 'nominal'
  | 'day'
  | 'time'
  | 'projectLeadId'
  | 'productLeadId'
  | 'at'
>

/** A second planner loses on the unique key, and its transaction is tried again. */
export async function addSession(tx: Tx, data: NewSession): Promise<SessionRecord> {
  return session(await tx.alignmentSession.create({ data }))
}

export type SessionPatch = Partial<Omit<SessionRecord, 'id' | 'organizationId' | 'crewId' | 'ritualId' | 'kind'>>

/** Only from one of these states: false where it has moved on. */
export async function moveSession(tx: Tx, id: number, from: State[], patch: SessionPatch): Promise<boolean> {
  const { proposal: proposed, agenda, presence: there, ...rest } = patch
  const { count } = await tx.alignmentSession.updateMany({
    where: { id, state: { in: from } },
    data: {
      ...rest,
      ...(proposed && { proposal: json(proposed) }),
      ...(agenda && { agenda: json(agenda) }),
      ...(there && { presence: json(there) }),
    },
  })
  return count === 1
}

/** Held until the end of the transaction: what is recorded in one session is recorded one after the other. */
export async function lockSession(tx: Tx, id: number): Promise<void> {
  await tx.$executeRaw`UPDATE "AlignmentSession" SET "day" = "day" WHERE "id" = ${id}`
}

export async function dropSession(tx: Tx, id: number): Promise<void> {
  await tx.alignmentSession.deleteMany({ where: { id, state: 'planned' } })
}

/** Of these, those that still change. */
export async function aliveAmong(read: Tx, ids: number[]): Promise<number[]> {
  const rows = await read.alignmentSession.findMany({
    where: { id: { in: ids }, state: { in: alive } },
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}
