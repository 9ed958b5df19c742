/** Everything that a what-if is computed from, in as many queries for any plan. */
import type { Tx } from '../../../db.ts'
import { keyResultLinks, keyResultsOf } from '../../portfolio/store/objectives.ts'
import {
  allocationsOfOrganization,
  baselineVersion,
  costsOfUnknownBurn,
  initiativeById,
  initiativeByKey,
  planOfOrganization,
  ratesOf,
} from '../../portfolio/store/reads.ts'
import { type As, costsSince, emptyPlan, type Ground, type Meant, notThere, todayOf, visible } from '../rules/ground.ts'

export async function groundOf(read: Tx, as: As, meant: Meant): Promise<Ground | { refused: string }> {
  const { organizationId, who } = as
  const plan = await planOfOrganization(read, organizationId)
  const seen = visible(plan, who)
  const key = 'key' in meant ? meant.key.trim().toUpperCase() : null
  const initiative = seen.initiatives.find((one) => ('id' in meant ? one.id === meant.id : one.key === key))
  if (!initiative) {
    const stored =
      'id' in meant
        ? await initiativeById(read, organizationId, meant.id)
        : await initiativeByKey(read, organizationId, meant.key)
    return { refused: notThere(meant, seen, who, stored) }
  }
  if (!plan.deliverables.some(({ initiativeId }) => initiativeId === initiative.id)) {
    return { refused: emptyPlan(initiative) }
  }
  const today = todayOf(initiative, as)
  return {
    initiative,
    who,
    today,
    plan,
    seen,
    rates: await ratesOf(read, organizationId),
    allocations: await allocationsOfOrganization(read, organizationId),
    costs: await costsOfUnknownBurn(read, organizationId, costsSince(today)),
    results: await keyResultsOf(read, organizationId),
    links: await keyResultLinks(read, organizationId),
    version: await baselineVersion(read, initiative.id),
  }
}
