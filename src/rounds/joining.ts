/** Parts in rounds of two persons who turned out to be one. */
import type { Tx } from '../db.ts'
import type { ParticipationState } from './counts.ts'

/** What says more about a person's part comes first. */
const order: ParticipationState[] = ['answered', 'skipped', 'asked', 'missed', 'notYet', 'away', 'off']

/** In a round of both, the part that went further stands. */
export async function joinParts(tx: Tx, personId: number, formerId: number): Promise<void> {
  const theirs = await tx.participation.findMany({ where: { personId: formerId }, orderBy: { roundId: 'asc' } })
  for (const { id, roundId, state } of theirs) {
    const own = await tx.participation.findUnique({ where: { roundId_personId: { roundId, personId } } })
    const further = !own || order.indexOf(state) < order.indexOf(own.state)
    if (own) await tx.participation.delete({ where: { id: further ? own.id : id } })
    if (further) await tx.participation.update({ where: { id }, data: { personId } })
  }
}
