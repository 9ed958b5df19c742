/** The roll: who takes part, and how far they are. In no order, and without times. */
import type { Tx } from '../../../db.ts'
import type { RetroPerson, Side } from '../rules/records.ts'

export async function peopleOf(read: Tx, retroId: number): Promise<RetroPerson[]> {
  return read.retroPerson.findMany({ where: { retroId }, omit: { retroId: true }, orderBy: { personId: 'asc' } })
}

export async function personIn(read: Tx, retroId: number, personId: number): Promise<RetroPerson | null> {
  const where = { retroId_personId: { retroId, personId } }
  return read.retroPerson.findUnique({ where, omit: { retroId: true } })
}

export async function addPeople(tx: Tx, retroId: number, people: { personId: number; side: Side }[]): Promise<void> {
  await tx.retroPerson.createMany({ data: people.map(({ personId, side }) => ({ retroId, personId, side })) })
}

/** Who has said something stays on it. */
export async function dropPeople(tx: Tx, retroId: number, personIds: number[]): Promise<void> {
  await tx.retroPerson.deleteMany({
    where: { retroId, personId: { in: personIds }, wrote: false, voted: false },
  })
}

export async function markPerson(
  tx: Tx,
  retroId: number,
  personId: number,
  how: Partial<Pick<RetroPerson, 'wrote' | 'ready' | 'voted' | 'side'>>,
): Promise<void> {
  await tx.retroPerson.updateMany({ where: { retroId, personId }, data: how })
}

/** The next phase begins with nobody ready. */
export async function nobodyReady(tx: Tx, retroId: number): Promise<void> {
  await tx.retroPerson.updateMany({ where: { retroId, ready: true }, data: { ready: false } })
}

/** Once a retro: false when they were reminded already. */
export async function markReminded(tx: Tx, retroId: number, personId: number, now: Date): Promise<boolean> {
  const { count } = await tx.retroPerson.updateMany({
    where: { retroId, personId, remindedAt: null },
    data: { remindedAt: now },
  })
  return count === 1
}
