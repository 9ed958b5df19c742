/** Which initiative is meant, and whether this person may do that to it. */
import type { Context, Refusal } from '../../../chat/feature.ts'
import type { Option } from '../../../chat/form.ts'
import { personsOf } from '../../../people/persons.ts'
import { whoActs } from '../../../people/standing.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { mayOf, type Right } from '../../portfolio/rules/rights.ts'
import { type Seen, seenById, seenByKey, seenFrom } from '../../portfolio/store/seen.ts'

export type Own = Seen

export const mayEdit = ({ initiative, who }: Own) => mayOf('edit', who, initiative)

/** Those that this person may see; in a crew's channel its own. */
export async function meant(ctx: Context): Promise<InitiativeRecord[]> {
  return seenFrom(ctx.tx, ctx.actor.organizationId, await whoActs(ctx), ctx.place.crewId)
}

export async function byKey(key: string, ctx: Context): Promise<Own | Refusal> {
  return seenByKey(ctx.tx, ctx.actor.organizationId, key, await whoActs(ctx))
}

export async function byId(id: number, right: Right, doing: string, ctx: Context): Promise<Own | Refusal> {
  return seenById(ctx.tx, ctx.actor.organizationId, id, { who: await whoActs(ctx), right, doing })
}

export async function peopleOf({ tx, actor }: Context): Promise<{ options: Option[]; name: (id: number) => string }> {
  const people = await personsOf(tx, actor.organizationId)
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return {
    options: people.map(({ id, name }) => ({ value: String(id), label: name })),
    name: (id) => names.get(id) ?? 'somebody who left',
  }
}
