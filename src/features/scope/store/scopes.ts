/** Scope changes and what is said to them. */
import type { Prisma, Tx } from '../../../db.ts'
import type { Day } from '../../../schedule/calendar.ts'
import type { AskedChange } from '../../whatif/rules/question.ts'
import { frozenImpact } from '../rules/impact.ts'
import {
  type ScopeCommentRecord,
  type ScopeRecord,
  type ScopeState,
  scopeCourse,
  scopeReview,
  scopeSettings,
  scopeValue,
} from '../rules/records.ts'

type Row = NonNullable<Awaited<ReturnType<Tx['scopeChange']['findUnique']>>>

const scope = ({ value, settings, changes, impact, course, review, ...row }: Row): ScopeRecord => ({
  ...row,
  value: scopeValue.parse(value ?? {}),
  settings: scopeSettings.parse(settings ?? {}),
  // Written by this feature alone, in this shape.
  changes: changes as unknown as AskedChange[] | null,
  // What was computed for other words stays in its column, and counts for nothing.
  impact: impact === null || row.computedAt === null ? null : frozenImpact.parse(impact),
  course: scopeCourse.parse(course ?? {}),
  review: review === null ? null : scopeReview.parse(review),
})

/** Another organization's is not there. */
export async function scopeById(read: Tx, organizationId: number, id: number): Promise<ScopeRecord | null> {
  const row = await read.scopeChange.findFirst({ where: { id, organizationId } })
  return row && scope(row)
}

export async function scopeByNumber(read: Tx, organizationId: number, number: number): Promise<ScopeRecord | null> {
  const row = await read.scopeChange.findFirst({ where: { number, organizationId } })
  return row && scope(row)
}

/** For jobs and cards, which act for nobody in particular. */
export async function anyScope(read: Tx, id: number): Promise<ScopeRecord | null> {
  const row = await read.scopeChange.findUnique({ where: { id } })
  return row && scope(row)
}

/** Newest first. */
export async function scopesOf(read: Tx, organizationId: number, most = 200): Promise<ScopeRecord[]> {
  const rows = await read.scopeChange.findMany({ where: { organizationId }, orderBy: { number: 'desc' }, take: most })
  return rows.map(scope)
}

/** How many these crews have proposed since then. */
export async function scopesSince(read: Tx, crewIds: number[], since: Date): Promise<number> {
  return read.scopeChange.count({ where: { crewId: { in: crewIds }, at: { gte: since } } })
}

export async function openScopesOf(
  read: Tx,
  where: { crewId: number | { in: number[] } } | { initiativeId: number },
): Promise<ScopeRecord[]> {
  const state = { in: ['draft', 'announced', 'voting', 'undecided', 'escalated', 'accepted'] as ScopeState[] }
  return (await read.scopeChange.findMany({ where: { ...where, state }, orderBy: { id: 'asc' } })).map(scope)
}

/** How these stand, without what was computed for them. */
export async function statesOf(read: Tx, ids: number[]) {
  return read.scopeChange.findMany({
    where: { id: { in: ids } },
    select: { id: true, state: true, initiative: { select: { key: true, phase: true } } },
  })
}

export type ScopePatch = Partial<Omit<ScopeRecord, 'id' | 'organizationId' | 'number'>>

const json = (value: unknown) => value as Prisma.InputJsonValue

function stored({ value, settings, changes, impact, course, review, ...rest }: ScopePatch) {
  return {
    ...rest,
    ...(value !== undefined && { value: json(value) }),
    ...(settings !== undefined && { settings: json(settings) }),
    ...(changes && { changes: json(changes) }),
    ...(impact && { impact: json(impact) }),
    ...(course !== undefined && { course: json(course) }),
    ...(review && { review: json(review) }),
  }
}

export type NewScope = Pick<ScopeRecord, 'organizationId' | 'initiativeId' | 'crewId' | 'proposerId' | 'what' | 'at'> &
  ScopePatch

/** Two at once meet on the number, and one is done anew. */
export async function createScope(tx: Tx, data: NewScope): Promise<ScopeRecord> {
  const { organizationId, initiativeId, crewId, proposerId, what, at, ...rest } = data
  const last = await tx.scopeChange.aggregate({ where: { organizationId }, _max: { number: true } })
  const number = (last._max.number ?? 0) + 1
  const own = { organizationId, initiativeId, crewId, proposerId, what, at, number, updatedAt: at }
  return scope(await tx.scopeChange.create({ data: { ...stored(rest), ...own } }))
}

/** Only from that state and round: false where somebody was faster. */
export async function moveScope(
  tx: Tx,
  { id, state, round }: Pick<ScopeRecord, 'id' | 'state' | 'round'>,
  patch: ScopePatch,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.scopeChange.updateMany({
    where: { id, state, round },
    data: { ...stored(patch), updatedAt: now },
  })
  return count === 1
}

export async function setDecision(tx: Tx, id: number, decisionId: number, decisionNumber: number): Promise<void> {
  await tx.scopeChange.updateMany({ where: { id }, data: { decisionId, decisionNumber } })
}

export async function commentsOf(read: Tx, scopeChangeId: number): Promise<ScopeCommentRecord[]> {
  return read.scopeComment.findMany({
    where: { scopeChangeId },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    omit: { id: true },
  })
}

/** Saying it again takes the place of what was said. */
export async function putComment(tx: Tx, comment: ScopeCommentRecord): Promise<void> {
  const { scopeChangeId, initiativeId, personId, objects, text, at } = comment
  await tx.scopeComment.upsert({
    where: { scopeChangeId_initiativeId_personId: { scopeChangeId, initiativeId, personId } },
    create: comment,
    update: { objects, text, at },
  })
}

/** Computed anew: what was said to the other dates does not stand for these. */
export async function clearComments(tx: Tx, scopeChangeId: number): Promise<void> {
  await tx.scopeComment.deleteMany({ where: { scopeChangeId } })
}

/** Where the sides disagree, with the owners of the initiative that this person owns or proposed to change. */
export async function undecidedOf(read: Tx, personId: number) {
  const own = [{ projectOwnerId: personId }, { productOwnerId: personId }]
  const rows = await read.scopeChange.findMany({
    where: { state: 'undecided', OR: [{ proposerId: personId }, { initiative: { OR: own } }] },
    include: {
      initiative: { select: { projectOwnerId: true, productOwnerId: true, sponsorId: true } },
      crew: { select: { zone: true } },
    },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ initiative, crew, ...row }) => ({
    scope: scope(row),
    initiative: { ...initiative, zone: crew.zone },
  }))
}

/** Of initiatives that this person owns, those whose review day is in this span. */
export async function reviewedOf(read: Tx, personId: number, { from, to }: { from: Day; to: Day }) {
  const rows = await read.scopeChange.findMany({
    where: {
      state: 'accepted',
      reviewOn: { gte: from, lte: to },
      initiative: { OR: [{ projectOwnerId: personId }, { productOwnerId: personId }] },
    },
    include: { initiative: { select: { projectOwnerId: true, productOwnerId: true } } },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ initiative, ...row }) => ({ scope: scope(row), initiative }))
}

/** Who proposed a change of these initiatives or said something to one, and when. */
export async function scopeVoices(
  read: Tx,
  initiativeIds: number[],
  since: Date,
): Promise<{ initiativeId: number; personId: number; at: Date }[]> {
  const of = { initiativeId: { in: initiativeIds }, at: { gte: since } }
  const proposed = await read.scopeChange.findMany({ where: of })
  const said = await read.scopeComment.findMany({ where: of })
  return [
    ...proposed.map(({ initiativeId, proposerId: personId, at }) => ({ initiativeId, personId, at })),
    ...said.map(({ initiativeId, personId, at }) => ({ initiativeId, personId, at })),
  ]
}

/** By the key of the card it was voted on, which initiative each was about: since that day. */
export async function votedScopes(
  read: Tx,
  initiativeIds: number[],
  since: Date,
): Promise<{ key: string; initiativeId: number }[]> {
  const rows = await read.scopeChange.findMany({
    where: { initiativeId: { in: initiativeIds }, updatedAt: { gte: since }, openedAt: { not: null } },
    select: { id: true, initiativeId: true, round: true },
  })
  return rows.flatMap(({ id, initiativeId, round }) =>
    Array.from({ length: round }, (_, at) => ({ key: `${id}.${at + 1}`, initiativeId })),
  )
}
