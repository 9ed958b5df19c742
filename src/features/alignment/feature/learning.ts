/** What was learned, felt and promised: the parts of an agenda beyond plans and decisions. */
import type { Tx } from '../../../db.ts'
import { brokenAssumptions } from '../../assumptions/store/reads.ts'
import { insightsToAccept } from '../../experiments/store.ts'
import { weakPromises } from '../../guards/store/promises.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { lastConfidence, lastGap } from '../../pulse/store/reads.ts'
import type { Felt } from '../rules/finding/felt.ts'
import type { Learned } from '../rules/finding/learned.ts'
import type { Promised } from '../rules/finding/promised.ts'
import type { Kind } from '../rules/records.ts'

/** `crewId`: none where all crews look: a pulse is its own crew's. */
export async function learnedFindings(
  read: Tx,
  { initiatives, crewId, kind }: { initiatives: InitiativeRecord[]; crewId: number | null; kind: Kind },
): Promise<Learned & Felt & Promised> {
  const ids = initiatives.map(({ id }) => id)
  const of = (id: number) => initiatives.find((one) => one.id === id)
  const keyed = <T extends { initiativeId: number }>(one: T) => ({
    ...one,
    initiativeKey: of(one.initiativeId)?.key ?? '?',
  })
  // Whoever promised it answers for it; of a file, who owns the project side.
  const who = (one: { promisedById: number | null; initiativeId: number }) =>
    [one.promisedById ?? of(one.initiativeId)?.projectOwnerId ?? null].filter((id) => id !== null)
  const insights = kind === 'strategicReview' ? await insightsToAccept(read, ids) : []
  return {
    broken: (await brokenAssumptions(read, ids)).map(keyed),
    insights: insights.map(keyed),
    gap: crewId === null ? null : await lastGap(read, crewId),
    confidence: crewId === null ? [] : await lastConfidence(read, crewId),
    promises: (await weakPromises(read, ids)).map((one) => ({ ...keyed(one), who: who(one) })),
  }
}
