/** What was said in rounds that are too old, and which items still stand. */
import type { Tx } from '../../../db.ts'

const batch = 500

/** Who skipped said nothing: that is participation only. True when more is left. */
export async function forgetSkipped(tx: Tx, before: string): Promise<boolean> {
  const rows = await tx.standupAnswer.findMany({
    where: { skipped: true, round: { day: { lt: before } } },
    select: { id: true },
    take: batch,
  })
  await tx.standupAnswer.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } })
  return rows.length === batch
}

export async function forgetWords(tx: Tx, roundIds: number[], now: Date): Promise<void> {
  const roundId = { in: roundIds }
  await tx.standupAnswer.deleteMany({ where: { roundId } })
  await tx.standupDraft.deleteMany({ where: { roundId } })
  await tx.sideQuestion.deleteMany({ where: { roundId } })
  // Numbers are counted on from a crew's last: that one stays, without its words and its people.
  const last = await tx.blocker.groupBy({ by: ['crewId'], _max: { number: true } })
  const lasts = last.map(({ crewId, _max }) => ({ crewId, number: _max.number ?? 0 }))
  const old = await tx.blocker.findMany({
    where: { roundId, text: { not: '' } },
    select: { id: true, crewId: true, number: true },
  })
  const isLast = ({ crewId, number }: { crewId: number; number: number }) =>
    lasts.some((one) => one.crewId === crewId && one.number === number)
  await tx.blocker.deleteMany({ where: { id: { in: old.filter((one) => !isLast(one)).map(({ id }) => id) } } })
  const nobody = { ownerId: 0, needsPersonId: null, helpedById: null, resolvedById: null }
  await tx.blocker.updateMany({
    where: { id: { in: old.filter(isLast).map(({ id }) => id) } },
    data: { text: '', ...nobody, resolvedAt: now },
  })
}

export async function unresolvedOf(read: Tx, ids: number[]): Promise<number[]> {
  return (await read.blocker.findMany({ where: { id: { in: ids }, resolvedAt: null }, select: { id: true } })).map(
    ({ id }) => id,
  )
}

export async function unansweredOf(read: Tx, ids: number[]): Promise<number[]> {
  return (await read.sideQuestion.findMany({ where: { id: { in: ids }, answeredAt: null }, select: { id: true } })).map(
    ({ id }) => id,
  )
}
