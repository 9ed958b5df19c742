/** Which initiative is meant, and whether this person may do that to it. */
import type { Context, Refusal } from '../../../chat/feature.ts'
import type { Option } from '../../../chat/form.ts'
import { personsOf } from '../../../people/persons.ts'
import { whoActs } from '../../../people/standing.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { mayOf, type Right, refusal, type Standing } from '../../portfolio/rules/rights.ts'
import { unknownKey } from '../../portfolio/rules/words.ts'
import { initiativeById, initiativesOf } from '../../portfolio/store/reads.ts'

export interface Own {
  initiative: InitiativeRecord
  who: Standing
}

export const gone = 'This initiative is not here any more. Nothing was changed.'
export const mayEdit = ({ initiative, who }: Own) => mayOf('edit', who, initiative)

/** Those that this person may see; in a crew's channel its own. */
export async function meant(ctx: Context): Promise<InitiativeRecord[]> {
  const who = await whoActs(ctx)
  const all = (await initiativesOf(ctx.tx, ctx.actor.organizationId)).filter((one) => mayOf('see', who, one))
  const here = all.filter((one) => ctx.place.crewId !== undefined && one.crewId === ctx.place.crewId)
  return here.length ? here : all
}

export async function byKey(key: string, ctx: Context): Promise<Own | Refusal> {
  const who = await whoActs(ctx)
  const all = await initiativesOf(ctx.tx, ctx.actor.organizationId, { retired: true })
  const seen = all.filter((one) => mayOf('see', who, one))
  const initiative = seen.find((one) => one.key === key.trim().toUpperCase())
  if (initiative) return { initiative, who }
  return {
    refused: unknownKey(
      key,
      'an initiative',
      seen.map((one) => one.key),
    ),
  }
}

export async function byId(id: number, right: Right, doing: string, ctx: Context): Promise<Own | Refusal> {
  const initiative = await initiativeById(ctx.tx, ctx.actor.organizationId, id)
  const who = await whoActs(ctx)
  if (!initiative || !mayOf('see', who, initiative)) return { refused: gone }
  return mayOf(right, who, initiative) ? { initiative, who } : { refused: refusal(right, `${doing} ${initiative.key}`) }
}

export async function peopleOf({ tx, actor }: Context): Promise<{ options: Option[]; name: (id: number) => string }> {
  const people = await personsOf(tx, actor.organizationId)
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return {
    options: people.map(({ id, name }) => ({ value: String(id), label: name })),
    name: (id) => names.get(id) ?? 'somebody who left',
  }
}
