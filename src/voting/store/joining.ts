/** Votes of two persons who turned out to be one: in an open poll the earlier ballot stands, and counts once. */
import type { Tx } from '../../db.ts'

/** The polls in which the former account may vote or did; in order, so that locks are taken in one. */
export async function pollsOfPerson(read: Tx, personId: number): Promise<number[]> {
  const where = { OR: [{ personId }, { standInId: personId }] }
  const voters = await read.elector.findMany({ where, select: { pollId: true } })
  const ballots = await read.ballot.findMany({ where: { personId }, select: { pollId: true } })
  return [...new Set([...voters, ...ballots].map(({ pollId }) => pollId))].sort((a, b) => a - b)
}

/** Whoever is closing it or casting in it commits first. */
export async function lockPoll(tx: Tx, pollId: number): Promise<void> {
  await tx.poll.update({ where: { id: pollId }, data: { version: { increment: 1 } } })
}

export async function joinElectors(tx: Tx, pollId: number, personId: number, formerId: number): Promise<void> {
  const at = (id: number) => ({ pollId_personId: { pollId, personId: id } })
  const [own, former] = [
    await tx.elector.findUnique({ where: at(personId) }),
    await tx.elector.findUnique({ where: at(formerId) }),
  ]
  if (own && former) {
    await tx.elector.delete({ where: { id: former.id } })
    const voted = own.voted || former.voted
    await tx.elector.update({ where: { id: own.id }, data: { voted, observer: own.observer && former.observer } })
  } else if (former) await tx.elector.update({ where: { id: former.id }, data: { personId } })
  await tx.elector.updateMany({ where: { pollId, standInId: formerId }, data: { standInId: personId } })
  await tx.elector.updateMany({ where: { pollId, personId, standInId: personId }, data: { standInId: null } })
}

/** What was counted stays as it was counted: of a closed poll both ballots are kept. */
export async function joinBallots(tx: Tx, pollId: number, personId: number, formerId: number, open: boolean) {
  const [own, former] = [
    await tx.ballot.findUnique({ where: { pollId_personId: { pollId, personId } } }),
    await tx.ballot.findUnique({ where: { pollId_personId: { pollId, personId: formerId } } }),
  ]
  await tx.ballot.updateMany({ where: { pollId, castById: formerId }, data: { castById: personId } })
  if (!former) return
  if (!own) await tx.ballot.update({ where: { id: former.id }, data: { personId } })
  else if (open) {
    const formerStands = former.at < own.at
    await tx.ballot.delete({ where: { id: formerStands ? own.id : former.id } })
    // On the side that the electorate has them on.
    if (formerStands) await tx.ballot.update({ where: { id: former.id }, data: { personId, side: own.side } })
  }
}
