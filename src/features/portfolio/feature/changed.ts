/** What the other features hear of a write: one fact, however many rows it had. */
import type { Fact, FactName, Facts } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import type {} from '../facts.ts'
import { crewsOfInitiatives, initiativesOfResults, waitingInitiatives } from '../store/moved.ts'

type Of = Facts['portfolio.changed']['of']

/** `crewsBefore`: whose digests an initiative leaves. */
export async function changed(
  tx: Tx,
  of: Of,
  organizationId: number,
  ids: number[],
  crewsBefore: (number | null)[] = [],
): Promise<Fact[]> {
  if (ids.length === 0) return []
  const initiativeIds = of === 'plan' ? await waitingInitiatives(tx, organizationId, ids) : [...new Set(ids)]
  const crews = [...(await crewsOfInitiatives(tx, initiativeIds)), ...crewsBefore]
  const crewIds = [...new Set(crews.filter((id) => id !== null))].sort((a, b) => a - b)
  return [{ fact: 'portfolio.changed' satisfies FactName, of, initiativeIds, crewIds }]
}

/** Of a key result: those that are for it. */
export async function resultChanged(tx: Tx, organizationId: number, keyResultId: number): Promise<Fact[]> {
  return changed(tx, 'value', organizationId, await initiativesOfResults(tx, [keyResultId]))
}
