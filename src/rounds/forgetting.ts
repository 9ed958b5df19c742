/** Rounds grow old: who took part is deleted first, what was said later. The round itself stays, and knows what it lost. */
import type { Tx } from '../db.ts'
import type { Day } from '../schedule/calendar.ts'

/** A round of 200 people has 200 rows. */
const roundsAtOnce = 50

/** True when more is left. Also what somebody added to a round after it was forgotten. */
export async function forgetPeople(tx: Tx, before: Day, now: Date): Promise<boolean> {
  const rounds = await tx.round.findMany({
    where: { day: { lt: before }, OR: [{ peopleForgottenAt: null }, { participations: { some: {} } }] },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: roundsAtOnce,
  })
  const ids = rounds.map(({ id }) => id)
  await tx.participation.deleteMany({ where: { roundId: { in: ids } } })
  await tx.round.updateMany({ where: { id: { in: ids } }, data: { peopleForgottenAt: now } })
  return ids.length === roundsAtOnce
}

/** Rounds whose words are to go now. */
export async function wordyRounds(tx: Tx, before: Day): Promise<{ ids: number[]; more: boolean }> {
  const rounds = await tx.round.findMany({
    where: {
      day: { lt: before },
      OR: [{ wordsForgottenAt: null }, { answers: { some: {} } }, { drafts: { some: {} } }],
    },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: roundsAtOnce,
  })
  return { ids: rounds.map(({ id }) => id), more: rounds.length === roundsAtOnce }
}

export async function markWordless(tx: Tx, ids: number[], now: Date): Promise<void> {
  await tx.round.updateMany({ where: { id: { in: ids } }, data: { wordsForgottenAt: now } })
}

/** Of these rounds, those that have begun and after which none of their ritual has. */
export async function newestOf(read: Tx, ids: number[]): Promise<number[]> {
  const rituals = await read.round.findMany({ where: { id: { in: ids } }, select: { ritualId: true } })
  const newest = await read.round.findMany({
    where: { ritualId: { in: rituals.map(({ ritualId }) => ritualId) }, state: { not: 'planned' } },
    orderBy: { day: 'desc' },
    distinct: ['ritualId'],
    select: { id: true },
  })
  return newest.map(({ id }) => id).filter((id) => ids.includes(id))
}

/** Of these rounds, those whose words are still there. */
export async function wordyOf(read: Tx, ids: number[]): Promise<number[]> {
  const rounds = await read.round.findMany({
    where: { id: { in: ids }, wordsForgottenAt: null },
    select: { id: true },
  })
  return rounds.map(({ id }) => id)
}
