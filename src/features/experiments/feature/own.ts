/** Which initiative or experiment is meant, and whether this person may do that to it. */
import type { Card, Context, Refusal } from '../../../chat/feature.ts'
import type { Option } from '../../../chat/form.ts'
import { personsOf } from '../../../people/persons.ts'
import { whoActs } from '../../../people/standing.ts'
import { type Day, toLocal } from '../../../schedule/calendar.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { mayOf, type Right } from '../../portfolio/rules/rights.ts'
import { type Seen, seenById, seenByKey, seenInitiatives } from '../../portfolio/store/seen.ts'
import type { ExperimentRecord } from '../rules/experiment.ts'
import { experimentById } from '../store.ts'

export interface OfInitiative {
  initiative: number
}
export interface OfExperiment {
  experiment: number
}

export interface Own {
  initiative: InitiativeRecord
  today: Day
  edits: boolean
}

/** Those that this person may see. */
export async function meant(ctx: Context): Promise<InitiativeRecord[]> {
  return seenInitiatives(ctx.tx, ctx.actor.organizationId, await whoActs(ctx))
}

export async function byKey(key: string, ctx: Context): Promise<Own | Refusal> {
  const found = await seenByKey(ctx.tx, ctx.actor.organizationId, key, await whoActs(ctx))
  return 'refused' in found ? found : own(found, ctx)
}

export async function byId(id: number, right: Right, doing: string, ctx: Context): Promise<Own | Refusal> {
  const found = await seenById(ctx.tx, ctx.actor.organizationId, id, { who: await whoActs(ctx), right, doing })
  return 'refused' in found ? found : own(found, ctx)
}

function own({ initiative, who }: Seen, { now, actor }: Context): Own {
  const { day: today } = toLocal(now, initiative.crew?.zone ?? actor.zone)
  return { initiative, today, edits: mayOf('edit', who, initiative) }
}

/** `runs`: whoever runs it may do that too, besides those who edit the plan. */
export async function byExperiment(
  { experiment: id }: OfExperiment,
  right: Right,
  ctx: Context,
  runs = false,
): Promise<(Own & { one: ExperimentRecord }) | Refusal> {
  const one = await experimentById(ctx.tx, ctx.actor.organizationId, id)
  if (!one) return { refused: 'This experiment is not here any more. Nothing was changed.' }
  const allowed = runs && one.ownerId === ctx.actor.id ? 'see' : right
  const found = await byId(one.initiativeId, allowed, 'change the experiments of', ctx)
  return 'refused' in found ? found : { ...found, one }
}

export async function peopleOptions({ tx, actor }: Context): Promise<Option[]> {
  return (await personsOf(tx, actor.organizationId)).map(({ id, name }) => ({ value: String(id), label: name }))
}

type Of = Pick<ExperimentRecord, 'id'>
export const askCardOf = ({ id }: Of, personId: number): Card => ({ kind: 'experiments.ask', key: `${id}:${personId}` })
export const insightCardOf = ({ id }: Of, personId: number): Card => ({
  kind: 'experiments.insight',
  key: `${id}:${personId}`,
})
