/** Decisions, read. */
import { z } from 'zod'
import type { Prisma, Tx } from '../../../db.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { considered, type DecisionRecord, impactLine, review, tallyLine } from '../rules/records.ts'
import { mostWords, searchWords } from '../rules/words.ts'

const parts = {
  voices: { orderBy: { id: 'asc' as const } },
  contradicts: {
    include: { other: { select: { number: true, what: true, state: true } } },
    orderBy: { otherId: 'asc' as const },
  },
}

type Row = Prisma.DecisionGetPayload<{ include: typeof parts }>

function record({ options, tally, impact, review: reviewed, contradicts, searched: _, ...row }: Row): DecisionRecord {
  return {
    ...row,
    options: z.array(considered).parse(options),
    tally: z.array(tallyLine).nullable().parse(tally),
    impact: z.array(impactLine).nullable().parse(impact),
    review: review.nullable().parse(reviewed),
    contradictions: contradicts.map(({ otherId, other, acknowledgedById }) => ({
      otherId,
      ...other,
      acknowledgedById,
    })),
  }
}

async function find(read: Tx, where: Prisma.DecisionWhereInput): Promise<DecisionRecord[]> {
  return (await read.decision.findMany({ where, include: parts, orderBy: { number: 'desc' } })).map(record)
}

/** Of this organization; another organization's is not there. */
export async function decisionById(read: Tx, organizationId: number, id: number): Promise<DecisionRecord | null> {
  return (await find(read, { id, organizationId }))[0] ?? null
}

export async function decisionByNumber(
  read: Tx,
  organizationId: number,
  number: number,
): Promise<DecisionRecord | null> {
  return (await find(read, { number, organizationId }))[0] ?? null
}

/** For cards and jobs, which act for nobody in particular. */
export async function anyDecision(read: Tx, id: number): Promise<DecisionRecord | null> {
  return (await find(read, { id }))[0] ?? null
}

export async function decisionBySource(
  read: Tx,
  organizationId: number,
  source: string,
): Promise<DecisionRecord | null> {
  return (await find(read, { organizationId, source }))[0] ?? null
}

/** Of an initiative, the newest first, whatever became of them. */
export async function decisionsOfInitiative(read: Tx, initiativeId: number): Promise<DecisionRecord[]> {
  return find(read, { initiativeId })
}

export interface Named {
  id: number
  number: number
}

export async function supersededBy(read: Tx, id: number): Promise<Named | null> {
  return read.decision.findUnique({ where: { supersedesId: id }, select: { id: true, number: true } })
}

export async function namedDecision(read: Tx, id: number | null): Promise<Named | null> {
  return id === null ? null : read.decision.findUnique({ where: { id }, select: { id: true, number: true } })
}

/** Those that could be contradicted: proposed or accepted by people, of the same initiative, or of the same crew where there is none. */
export async function standingOf(
  read: Tx,
  { organizationId, initiativeId, crewId }: Pick<DecisionRecord, 'organizationId' | 'initiativeId' | 'crewId'>,
): Promise<{ id: number; subject: string }[]> {
  const rows = await read.decision.findMany({
    where: {
      organizationId,
      state: { in: ['proposed', 'accepted'] },
      subject: { not: null },
      ...(initiativeId === null ? { initiativeId: null, crewId } : { initiativeId }),
    },
    select: { id: true, subject: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ id, subject }) => ({ id, subject: subject ?? '' }))
}

export interface Listed {
  id: number
  number: number
  state: DecisionRecord['state']
  domain: DecisionRecord['domain']
  what: string
  at: Date
  acceptedAt: Date | null
  initiativeId: number | null
}

/** What a person may see: everything of the organization, or what their crews decided. */
export interface Seen {
  organizationId: number
  crewIds: number[] | null
}

const seenBy = ({ organizationId, crewIds }: Seen): Prisma.DecisionWhereInput => ({
  organizationId,
  ...(crewIds && { crewId: { in: crewIds } }),
})

const listed = {
  id: true,
  number: true,
  state: true,
  domain: true,
  what: true,
  at: true,
  acceptedAt: true,
  initiativeId: true,
} as const

/** Newest first, a page and how many there are; every word has to be found. */
export async function listDecisions(
  read: Tx,
  seen: Seen,
  { words, skip, most }: { words: string; skip: number; most: number },
): Promise<{ shown: Listed[]; total: number }> {
  const found = searchWords(words)
  const { ids, total } = seen.crewIds
    ? await foundByGuest(read, seen, found, skip, most)
    : await foundIn(read, seen.organizationId, found, skip, most)
  const shown = await read.decision.findMany({
    where: { id: { in: ids } },
    select: listed,
    orderBy: { number: 'desc' },
  })
  return { shown, total }
}

type Page = { ids: number[]; total: number }

/** The page and their number in one pass over the words: two passes take twice as long. A pattern without a word fits all. */
async function foundIn(read: Tx, organizationId: number, words: string[], skip: number, most: number): Promise<Page> {
  const [a, b, c, d, e, f] = Array.from({ length: mostWords }, (_, at) => (words[at] ? `%${words[at]}%` : '%'))
  const rows = await read.$queryRaw<{ id: number | bigint; total: number | bigint }[]>`
    SELECT "id", COUNT(*) OVER () AS "total" FROM "Decision"
    WHERE "organizationId" = ${organizationId} AND "searched" LIKE ${a} AND "searched" LIKE ${b} AND "searched" LIKE ${c}
      AND "searched" LIKE ${d} AND "searched" LIKE ${e} AND "searched" LIKE ${f}
    ORDER BY "number" DESC LIMIT ${most} OFFSET ${skip}`
  return { ids: rows.map(({ id }) => Number(id)), total: Number(rows[0]?.total ?? 0) }
}

async function foundByGuest(read: Tx, seen: Seen, words: string[], skip: number, most: number): Promise<Page> {
  const where = { ...seenBy(seen), AND: words.map((word) => ({ searched: { contains: word } })) }
  const rows = await read.decision.findMany({
    where,
    select: { id: true },
    orderBy: { number: 'desc' },
    skip,
    take: most,
  })
  return { ids: rows.map(({ id }) => id), total: await read.decision.count({ where }) }
}

export async function decisionsSeen(read: Tx, seen: Seen): Promise<DecisionRecord[]> {
  return find(read, seenBy(seen))
}

/** Proposed ones of these crews or initiatives. */
export async function proposedOf(read: Tx, crewIds: number[], initiativeIds: number[]): Promise<DecisionRecord[]> {
  return find(read, {
    state: 'proposed',
    OR: [{ crewId: { in: crewIds } }, { initiativeId: { in: initiativeIds } }],
  })
}

/** Of these crews or initiatives, those whose review day is in this span. */
export async function reviewedIn(
  read: Tx,
  { crewIds, initiativeIds }: { crewIds: number[]; initiativeIds: number[] },
  { from, to }: { from: Day; to: Day },
): Promise<DecisionRecord[]> {
  return find(read, {
    state: 'accepted',
    reviewOn: { gte: from, lte: to },
    OR: [{ crewId: { in: crewIds } }, { initiativeId: { in: initiativeIds } }],
  })
}

export async function decisionsOfCrew(read: Tx, crewId: number): Promise<DecisionRecord[]> {
  return find(read, { crewId })
}

/** Whose source begins so, the newest first: what was decided in one session. */
export async function decisionsFrom(read: Tx, organizationId: number, source: string): Promise<DecisionRecord[]> {
  return find(read, { organizationId, source: { startsWith: source } })
}

/** Of these, those that still hold or wait. */
export async function openOf(read: Tx, ids: number[]): Promise<number[]> {
  const rows = await read.decision.findMany({
    where: { id: { in: ids }, state: { in: ['proposed', 'accepted'] } },
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}
