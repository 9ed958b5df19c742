/** Votes grow old: who took part is deleted first, what each cast later. The result stays, and knows what it lost. */
import type { Tx } from '../../db.ts'

const pollsAtOnce = 50

/** Polls that ended before; true when more is left. */
export async function forgetRolls(tx: Tx, before: Date): Promise<boolean> {
  const polls = await tx.poll.findMany({
    where: { state: { not: 'open' }, closedAt: { lt: before }, electorate: { some: {} } },
    select: { id: true },
    take: pollsAtOnce,
  })
  await tx.elector.deleteMany({ where: { pollId: { in: polls.map(({ id }) => id) } } })
  return polls.length === pollsAtOnce
}

export async function forgetBallots(tx: Tx, before: Date, now: Date): Promise<boolean> {
  const polls = await tx.poll.findMany({
    where: { state: { not: 'open' }, closedAt: { lt: before }, peopleForgottenAt: null },
    select: { id: true },
    take: pollsAtOnce,
  })
  const pollId = { in: polls.map(({ id }) => id) }
  await tx.ballot.deleteMany({ where: { pollId } })
  await tx.urnBallot.deleteMany({ where: { pollId } })
  await tx.poll.updateMany({ where: { id: pollId }, data: { peopleForgottenAt: now } })
  return polls.length === pollsAtOnce
}
