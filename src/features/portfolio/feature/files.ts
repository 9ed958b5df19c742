/** `/tandem plan export`: what is downloaded comes back as it went out. */

import { stringify } from 'csv-stringify/sync'
import type { Context, Outcome } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { readCrew } from '../../../people/crews.ts'
import { personsOf } from '../../../people/persons.ts'
import { whoActs } from '../../../people/standing.ts'
import { costsTable, initiativesTable, planTable } from '../cards/files.ts'
import { mayOf, moneyShown, rolesOf } from '../rules/rights.ts'
import { keyResultLinks, keyResultsOf } from '../store/objectives.ts'
import { bookingsOf, initiativesOf, planOfOrganization } from '../store/reads.ts'
import { byKey, type Own } from './own.ts'
import { namesIn } from './plan.ts'

export type What = 'plan' | 'costs'

export async function exportFile(key: string | undefined, what: What, ctx: Context): Promise<Outcome> {
  if (key === undefined) return exportInitiatives(ctx)
  const own = await byKey(key, 'see', 'see', ctx)
  if ('refused' in own) return tell(own.refused)
  return what === 'costs' ? exportCosts(own, ctx) : exportPlan(own, ctx)
}

async function exportPlan({ initiative }: Own, { tx, actor }: Context): Promise<Outcome> {
  const records = await planOfOrganization(tx, actor.organizationId)
  const pieces = records.deliverables.filter(({ initiativeId }) => initiativeId === initiative.id)
  const names = namesIn(records, initiative.id)
  const after = new Map<number, string[]>()
  for (const { fromId, toId, lag } of records.dependencies) {
    after.set(toId, [...(after.get(toId) ?? []), `${names.get(fromId) ?? '?'}${lag ? `+${lag}` : ''}`])
  }
  const people = await namesOfPeople(tx, actor.organizationId)
  return file(`plan-${initiative.key.toLowerCase()}`, planTable(initiative.key, pieces, after, people))
}

async function exportCosts({ initiative, money }: Own, { tx }: Context): Promise<Outcome> {
  if (money !== 'amounts')
    return tell(`The amounts of ${initiative.key} are not shown to you, so there is no file of them.`)
  return file(
    `costs-${initiative.key.toLowerCase()}`,
    costsTable(initiative.key, await bookingsOf(tx, [initiative.id])),
  )
}

async function exportInitiatives(ctx: Context): Promise<Outcome> {
  const { tx, actor } = ctx
  const who = await whoActs(ctx)
  const initiatives = (await initiativesOf(tx, actor.organizationId, { retired: true })).filter((one) =>
    mayOf('see', who, one),
  )
  const keys = new Map((await keyResultsOf(tx, actor.organizationId)).map((one) => [one.id, one.key]))
  const results = new Map<number, string[]>()
  for (const { initiativeId, keyResultId } of await keyResultLinks(tx, actor.organizationId)) {
    results.set(initiativeId, [...(results.get(initiativeId) ?? []), keys.get(keyResultId) ?? ''])
  }
  const shown = (one: (typeof initiatives)[number]) => moneyShown(one.crew?.money ?? null, { alone: rolesOf(who, one) })
  const steering = initiatives.flatMap(({ steeringCrewId }) => (steeringCrewId === null ? [] : [steeringCrewId]))
  const crews = await Promise.all([...new Set(steering)].map((id) => readCrew(tx, actor.organizationId, id)))
  return file(
    'initiatives',
    initiativesTable({
      initiatives,
      people: await namesOfPeople(tx, actor.organizationId),
      crews: new Map(crews.flatMap((crew) => (crew ? [[crew.id, crew.name] as const] : []))),
      results,
      amounts: initiatives.every((one) => shown(one) === 'amounts'),
    }),
  )
}

async function namesOfPeople(tx: Context['tx'], organizationId: number): Promise<Map<number, string>> {
  return new Map((await personsOf(tx, organizationId)).map(({ id, name }) => [id, name]))
}

function file(name: string, rows: (string | number)[][]): Outcome {
  const csv = stringify(rows, { escape_formulas: true, bom: true })
  const content = new TextEncoder().encode(csv)
  return { answer: { do: 'file', name: `${name}.csv`, type: 'text/csv; charset=utf-8', content } }
}
