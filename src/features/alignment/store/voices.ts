/** What people say to a session: whether they come, points, doubts. And what is kept of it. */
import type { Tx } from '../../../db.ts'
import { type AnswerRecord, type DoubtRecord, found, type PointRecord } from '../rules/records.ts'

export async function answersOf(read: Tx, sessionId: number): Promise<AnswerRecord[]> {
  return read.alignmentAnswer.findMany({
    where: { sessionId },
    omit: { sessionId: true },
    orderBy: { personId: 'asc' },
  })
}

export async function putAnswer(
  tx: Tx,
  of: { sessionId: number; personId: number },
  said: { coming?: boolean; there?: boolean },
): Promise<void> {
  await tx.alignmentAnswer.upsert({
    where: { sessionId_personId: of },
    create: { ...of, ...said },
    update: said,
  })
}

/** It is on another day: what was said of the old one counts no more. */
export async function clearAnswers(tx: Tx, sessionId: number): Promise<void> {
  await tx.alignmentAnswer.deleteMany({ where: { sessionId } })
}

/** As they were added. */
export async function pointsOf(read: Tx, sessionId: number): Promise<PointRecord[]> {
  return read.alignmentPoint.findMany({ where: { sessionId }, omit: { sessionId: true }, orderBy: { id: 'asc' } })
}

export async function addPoint(tx: Tx, sessionId: number, { byId, text, at }: Omit<PointRecord, 'id'>): Promise<void> {
  await tx.alignmentPoint.create({ data: { sessionId, byId, text, at } })
}

/** One's own; false where it is not there. */
export async function dropPoint(tx: Tx, of: { id: number; sessionId: number; byId: number }): Promise<boolean> {
  return (await tx.alignmentPoint.deleteMany({ where: of })).count === 1
}

/** What waited for a session that is left out is for the next one. */
export async function movePoints(tx: Tx, from: number, to: number): Promise<void> {
  await tx.alignmentPoint.updateMany({ where: { sessionId: from }, data: { sessionId: to } })
}

export async function doubtsOf(read: Tx, sessionId: number): Promise<DoubtRecord[]> {
  return read.alignmentDoubt.findMany({
    where: { sessionId },
    select: { byId: true, figure: true, why: true, at: true },
    orderBy: { id: 'asc' },
  })
}

/** Said again, it takes the place of what was said. */
export async function putDoubt(tx: Tx, sessionId: number, { byId, figure, why, at }: DoubtRecord): Promise<void> {
  await tx.alignmentDoubt.upsert({
    where: { sessionId_figure_byId: { sessionId, figure, byId } },
    create: { sessionId, figure, byId, why, at },
    update: { why, at },
  })
}

/** One's own; false where it is not there. */
export async function dropDoubt(tx: Tx, of: { sessionId: number; figure: string; byId: number }): Promise<boolean> {
  return (await tx.alignmentDoubt.deleteMany({ where: of })).count === 1
}

/** Figures that were looked at anew: what was doubted of the old ones is settled or said again. */
export async function clearDoubts(tx: Tx, sessionId: number): Promise<void> {
  await tx.alignmentDoubt.deleteMany({ where: { sessionId } })
}

/** Two persons turned out to be one. The sessions that name them. */
export async function joinPersons(tx: Tx, personId: number, formerId: number): Promise<number[]> {
  const own = await tx.alignmentAnswer.findMany({ where: { personId } })
  const theirs = await tx.alignmentAnswer.findMany({ where: { personId: formerId } })
  const both = own.map(({ sessionId }) => sessionId)
  await tx.alignmentAnswer.deleteMany({ where: { personId: formerId, sessionId: { in: both } } })
  await tx.alignmentAnswer.updateMany({ where: { personId: formerId }, data: { personId } })
  const points = await tx.alignmentPoint.findMany({ where: { byId: formerId } })
  await tx.alignmentPoint.updateMany({ where: { byId: formerId }, data: { byId: personId } })
  const doubts = await tx.alignmentDoubt.findMany({ where: { byId: formerId } })
  for (const { id, sessionId, figure } of doubts) {
    const said = await tx.alignmentDoubt.count({ where: { sessionId, figure, byId: personId } })
    if (said) await tx.alignmentDoubt.delete({ where: { id } })
    else await tx.alignmentDoubt.update({ where: { id }, data: { byId: personId } })
  }
  const named = await joinNames(tx, personId, formerId)
  const ids = [...theirs, ...points, ...doubts].map(({ sessionId }) => sessionId)
  return [...new Set([...ids, ...named])]
}

/** Who lead, and who stands on an agenda. */
async function joinNames(tx: Tx, personId: number, formerId: number): Promise<number[]> {
  const { organizationId } = await tx.person.findUniqueOrThrow({ where: { id: personId } })
  const rows = await tx.alignmentSession.findMany({ where: { organizationId } })
  const one = (id: number | null) => (id === formerId ? personId : id)
  const changed: number[] = []
  for (const { id, projectLeadId, productLeadId, agenda } of rows) {
    const kept = agenda === null ? null : found.parse(agenda)
    const items = [...(kept?.decide ?? []), ...(kept?.talk ?? [])]
    const leads = [projectLeadId, productLeadId].includes(formerId)
    if (!leads && !items.some(({ who }) => who.includes(formerId))) continue
    for (const item of items) item.who = [...new Set(item.who.map((who) => one(who) ?? who))]
    await tx.alignmentSession.update({
      where: { id },
      data: {
        projectLeadId: one(projectLeadId),
        productLeadId: one(productLeadId),
        ...(kept && { agenda: kept }),
      },
    })
    changed.push(id)
  }
  return changed
}

/** Who came is deleted first: how many did stays on the session. True when more is left. */
export async function forgetAnswers(tx: Tx, before: string, most = 100): Promise<boolean> {
  const old = await tx.alignmentSession.findMany({
    where: { day: { lt: before }, state: { in: ['closed', 'skipped'] }, answers: { some: {} } },
    select: { id: true },
    take: most,
  })
  await tx.alignmentAnswer.deleteMany({ where: { sessionId: { in: old.map(({ id }) => id) } } })
  return old.length === most
}

/** Sessions of before then, with everything that was said to them. True when more is left. */
export async function forgetSessions(tx: Tx, before: string, most = 100): Promise<boolean> {
  const old = await tx.alignmentSession.findMany({
    where: { day: { lt: before }, state: { in: ['closed', 'skipped'] } },
    select: { id: true },
    take: most,
  })
  await tx.alignmentSession.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } })
  return old.length === most
}
