/** Which initiative or assumption is meant, and whether this person may do that to it. */
import type { Card, Context, Refusal } from '../../../chat/feature.ts'
import type { Option } from '../../../chat/form.ts'
import { personsOf } from '../../../people/persons.ts'
import { whoActs } from '../../../people/standing.ts'
import { type Day, toInstant, toLocal } from '../../../schedule/calendar.ts'
import { putJobs } from '../../../schedule/jobs.ts'
import type { InitiativeRecord, MoneyShown } from '../../portfolio/rules/records.ts'
import { mayOf, moneyShown, type Right, rolesOf, type Standing } from '../../portfolio/rules/rights.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import { type Seen, seenById, seenByKey, seenFrom } from '../../portfolio/store/seen.ts'
import type { AssumptionRecord, ReadingRecord } from '../rules/records.ts'
import { assumptionById } from '../store/reads.ts'

/** Before anybody works, so that it goes out with what they are told that day. */
const dayBegins = '00:00'

export interface OfInitiative {
  initiative: number
}
export interface OfAssumption {
  assumption: number
}

export interface Own {
  initiative: InitiativeRecord
  who: Standing
  today: Day
  money: MoneyShown
  edits: boolean
}

function own({ initiative, who }: Seen, { now, actor }: Context): Own {
  return {
    initiative,
    who,
    today: toLocal(now, initiative.crew?.zone ?? actor.zone).day,
    money: moneyShown(initiative.crew?.money ?? null, { alone: rolesOf(who, initiative) }),
    edits: mayOf('edit', who, initiative),
  }
}

/** Those that this person may see; in a crew's channel its own. */
export async function meant(ctx: Context): Promise<InitiativeRecord[]> {
  return seenFrom(ctx.tx, ctx.actor.organizationId, await whoActs(ctx), ctx.place.crewId)
}

export async function byKey(key: string, ctx: Context): Promise<Own | Refusal> {
  const found = await seenByKey(ctx.tx, ctx.actor.organizationId, key, await whoActs(ctx))
  return 'refused' in found ? found : own(found, ctx)
}

export async function byId(id: number, right: Right, doing: string, ctx: Context): Promise<Own | Refusal> {
  const found = await seenById(ctx.tx, ctx.actor.organizationId, id, { who: await whoActs(ctx), right, doing })
  return 'refused' in found ? found : own(found, ctx)
}

/** One that this person may speak for: its owner, and who edits the plan. */
export async function byAssumption(
  { assumption: id }: OfAssumption,
  ctx: Context,
): Promise<(Own & { one: AssumptionRecord }) | Refusal> {
  const one = await assumptionById(ctx.tx, ctx.actor.organizationId, id)
  if (!one) return { refused: 'This assumption is not here any more. Nothing was changed.' }
  const owner = one.ownerId === ctx.actor.id
  const found = await byId(one.initiativeId, owner ? 'see' : 'edit', 'change the assumptions of', ctx)
  return 'refused' in found ? found : { ...found, one }
}

export async function peopleOptions({ tx, actor }: Context): Promise<Option[]> {
  return (await personsOf(tx, actor.organizationId)).map(({ id, name }) => ({ value: String(id), label: name }))
}

/** A card for each review: one that was sent is not sent anew. */
export const askCardOf = ({ id, reviewOn, ownerId }: Pick<AssumptionRecord, 'id' | 'reviewOn' | 'ownerId'>): Card => ({
  kind: 'assumptions.ask',
  key: `${id}.${reviewOn}:${ownerId}`,
})
export const brokenCardOf = ({ id }: Pick<ReadingRecord, 'id'>, personId: number): Card => ({
  kind: 'assumptions.broken',
  key: `${id}:${personId}`,
})

export async function putReview(
  ctx: Pick<Context, 'tx' | 'actor'>,
  one: Pick<AssumptionRecord, 'id' | 'initiativeId' | 'reviewOn'>,
) {
  const initiative = await anyInitiative(ctx.tx, one.initiativeId)
  const due = toInstant(one.reviewOn, dayBegins, initiative?.crew?.zone ?? ctx.actor.zone)
  await putJobs(ctx.tx, [{ name: 'assumptions.review', key: `${one.id}:${one.reviewOn}`, due }])
}
