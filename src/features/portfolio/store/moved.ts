/** Whom a write concerns: initiatives that wait for others, those that are for a key result, and their crews. */
import type { Tx } from '../../../db.ts'

/** These and all that wait for them, however far: their dates may have moved too. */
export async function waitingInitiatives(read: Tx, organizationId: number, ids: number[]): Promise<number[]> {
  // Thousands of links are a few dozen pairs of initiatives: counted in the database.
  const pairs = await read.$queryRaw<{ from: number | bigint; to: number | bigint }[]>`
    SELECT DISTINCT a."initiativeId" AS "from", b."initiativeId" AS "to"
    FROM "Dependency" d
    JOIN "Deliverable" a ON a."id" = d."fromId"
    JOIN "Deliverable" b ON b."id" = d."toId"
    WHERE a."organizationId" = ${organizationId} AND a."initiativeId" <> b."initiativeId"`
  const after = new Map<number, number[]>()
  for (const { from, to } of pairs) after.set(Number(from), [...(after.get(Number(from)) ?? []), Number(to)])
  const reached = new Set(ids)
  // A set goes on over what is added to it meanwhile.
  for (const id of reached) for (const next of after.get(id) ?? []) reached.add(next)
  return [...reached]
}

export async function crewsOfInitiatives(read: Tx, ids: number[]): Promise<(number | null)[]> {
  const rows = await read.initiative.findMany({
    where: { id: { in: ids } },
    select: { crewId: true, steeringCrewId: true },
  })
  return rows.flatMap(({ crewId, steeringCrewId }) => [crewId, steeringCrewId])
}

export async function initiativesOfResults(read: Tx, keyResultIds: number[]): Promise<number[]> {
  const rows = await read.initiativeKeyResult.findMany({ where: { keyResultId: { in: keyResultIds } } })
  return rows.map(({ initiativeId }) => initiativeId)
}
