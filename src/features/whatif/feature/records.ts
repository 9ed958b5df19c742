/** What a what-if reads, and for whom: the whole plan moves, of it only what they may see is named. */
import type { Context } from '../../../chat/feature.ts'
import { command } from '../../../chat/spoken.ts'
import { personsOf } from '../../../people/persons.ts'
import { standingOf } from '../../../people/standing.ts'
import { type Day, toLocal } from '../../../schedule/calendar.ts'
import type { AllocationRecord, InitiativeRecord, PlanRecords, RateRecord } from '../../portfolio/rules/records.ts'
import { mayOf, type Standing } from '../../portfolio/rules/rights.ts'
import { unknownKey } from '../../portfolio/rules/words.ts'
import {
  allocationsOfOrganization,
  initiativeByKey,
  initiativesOf,
  planOfOrganization,
  ratesOf,
} from '../../portfolio/store/reads.ts'

export interface Records {
  initiative: InitiativeRecord
  who: Standing
  /** On the calendar of its crew. */
  today: Day
  plan: PlanRecords
  /** Of the plan, what this person may see. */
  seen: PlanRecords
  people: { id: number; name: string }[]
  rates: RateRecord[]
  allocations: AllocationRecord[]
}

export const whoAsks = ({ tx, actor, place }: Context): Promise<Standing> =>
  standingOf(tx, actor.id, place.installationId)

/** Those that this person may ask about. */
export async function askable(ctx: Context): Promise<InitiativeRecord[]> {
  const who = await whoAsks(ctx)
  return (await initiativesOf(ctx.tx, ctx.actor.organizationId)).filter((one) => mayOf('see', who, one))
}

export async function recordsFor(key: string, ctx: Context): Promise<Records | { refused: string }> {
  const { tx, actor, now } = ctx
  const { organizationId } = actor
  const [who, plan] = [await whoAsks(ctx), await planOfOrganization(tx, organizationId)]
  const seen = visible(plan, who)
  const initiative = seen.initiatives.find((one) => one.key === key.trim().toUpperCase())
  if (!initiative) {
    const stored = await initiativeByKey(tx, organizationId, key)
    if (stored && stored.phase === 'retired' && mayOf('see', who, stored)) {
      return {
        refused: `${stored.key} is retired, and its plan is not computed any more. ${command(`plan ${stored.key}`)} still shows it.`,
      }
    }
    const known = seen.initiatives.map((one) => one.key)
    return { refused: unknownKey(key, 'an initiative', known) }
  }
  if (!plan.deliverables.some(({ initiativeId }) => initiativeId === initiative.id)) {
    return {
      refused: `${initiative.key} has no deliverables yet. ${command(`plan ${initiative.key}`)} adds the first.`,
    }
  }
  const people = await personsOf(tx, organizationId)
  return {
    initiative,
    who,
    today: toLocal(now, initiative.crew?.zone ?? actor.zone).day,
    plan,
    seen,
    people: people.map(({ id, name }) => ({ id, name })),
    rates: await ratesOf(tx, organizationId),
    allocations: await allocationsOfOrganization(tx, organizationId),
  }
}

function visible(plan: PlanRecords, who: Standing): PlanRecords {
  const initiatives = plan.initiatives.filter((one) => mayOf('see', who, one))
  const ids = new Set(initiatives.map(({ id }) => id))
  const deliverables = plan.deliverables.filter(({ initiativeId }) => ids.has(initiativeId))
  const pieces = new Set(deliverables.map(({ id }) => id))
  const dependencies = plan.dependencies.filter(({ fromId, toId }) => pieces.has(fromId) && pieces.has(toId))
  return { initiatives, deliverables, dependencies }
}
