/** What happened to decisions since a moment, read. */
import type { Tx } from '../../../db.ts'

/** How many these crews have accepted since then. */
export async function acceptedSince(read: Tx, crewIds: number[], since: Date): Promise<number> {
  return read.decision.count({ where: { crewId: { in: crewIds }, acceptedAt: { gte: since } } })
}

/** Who proposed, accepted, or said something to what is decided about these initiatives, and when. */
export async function decisionVoices(
  read: Tx,
  ids: number[],
  since: Date,
): Promise<{ initiativeId: number; personId: number; at: Date }[]> {
  const rows = await read.decision.findMany({
    where: {
      initiativeId: { in: ids },
      OR: [{ at: { gte: since } }, { acceptedAt: { gte: since } }, { voices: { some: { at: { gte: since } } } }],
    },
    select: {
      initiativeId: true,
      proposedById: true,
      at: true,
      acceptedById: true,
      acceptedAt: true,
      voices: { select: { personId: true, at: true } },
    },
  })
  return rows.flatMap(({ initiativeId, proposedById, at, acceptedById, acceptedAt, voices }) => {
    if (initiativeId === null) return []
    const accepted = acceptedById !== null && acceptedAt ? [{ personId: acceptedById, at: acceptedAt }] : []
    return [{ personId: proposedById, at }, ...accepted, ...voices]
      .filter((one) => one.at >= since)
      .map((one) => ({ ...one, initiativeId }))
  })
}
