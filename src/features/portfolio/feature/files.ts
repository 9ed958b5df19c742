/** `/tandem plan import` and `export`: nothing half-imported, the same file twice is one import. */
import { stringify } from 'csv-stringify/sync'
import type { Context, Outcome } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { crewsOf, readCrew } from '../../../people/crews.ts'
import { personsOf } from '../../../people/persons.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import { costsTable, importForm, initiativesTable, planTable } from '../cards/files.ts'
import { errorText, readSheet, type Sheet } from '../rules/csv.ts'
import { readCosts } from '../rules/csv-costs.ts'
import { type InitiativeImport, readInitiatives } from '../rules/csv-initiatives.ts'
import { readPlan } from '../rules/csv-plan.ts'
import { entered } from '../rules/lifecycle.ts'
import type { InitiativeRecord } from '../rules/records.ts'
import { mayOf, moneyShown, refusal, rolesOf } from '../rules/rights.ts'
import { storeCosts, storePlan } from '../store/import.ts'
import { createInitiative, setKeyResults, updateInitiative } from '../store/initiatives.ts'
import { keyResultLinks, keyResultsOf } from '../store/objectives.ts'
import { lockLinks } from '../store/plan.ts'
import { bookingsOf, bookingsOfOrganization, initiativesOf, planOfOrganization, ratesOf } from '../store/reads.ts'
import { changed } from './changed.ts'
import { byKey, type Own, whoActs } from './own.ts'
import { namesIn } from './plan.ts'
import { refuse } from './words.ts'

export async function drawImport(_value: unknown, ctx: Context) {
  const who = await whoActs(ctx)
  if (who.guest) return { refused: refusal('edit', 'import') }
  return importForm
}

export async function importFile({ text }: { text: string }, _value: unknown, ctx: Context): Promise<Outcome> {
  const read = readSheet(text)
  if ('error' in read) return refuse({ text: read.error })
  switch (read.sheet.kind) {
    case 'plan':
      return importPlan(read.sheet, ctx)
    case 'costs':
      return importCosts(read.sheet, ctx)
    case 'initiatives':
      return importInitiatives(read.sheet, ctx)
  }
}

const today = ({ now, actor }: Context) => toLocal(now, actor.zone).day
const rowsText = (rows: number) => (rows === 1 ? '1 row' : `${rows} rows`)

async function importPlan(sheet: Sheet, ctx: Context): Promise<Outcome> {
  const { tx, actor, now } = ctx
  const { organizationId } = actor
  await lockLinks(tx, organizationId)
  const who = await whoActs(ctx)
  const records = await planOfOrganization(tx, organizationId)
  const read = readPlan(sheet, {
    records,
    mayEdit: (one) => mayOf('edit', who, one),
    people: await personsOf(tx, organizationId),
    today: today(ctx),
  })
  if ('errors' in read) return refuse({ text: errorText(read.errors) })
  const { plan } = read
  await storePlan(tx, plan, { organizationId, byId: actor.id, now })
  const added = plan.pieces.filter(({ id }) => id < 0).length
  const touched = new Set([...plan.pieces.map(({ id }) => id), ...plan.links.keys()])
  const others = touched.size - added
  const moved = [...plan.pieces, ...records.deliverables.filter(({ id }) => touched.has(id))]
  return {
    ...tell(
      `Imported: ${rowsText(plan.rows)} of a plan, ${added} new, ${others} changed, ${plan.rows - added - others} as they were.`,
    ),
    facts: await changed(tx, 'plan', organizationId, [...new Set(moved.map(({ initiativeId }) => initiativeId))]),
  }
}

async function importCosts(sheet: Sheet, ctx: Context): Promise<Outcome> {
  const { tx, actor, now } = ctx
  const { organizationId } = actor
  const who = await whoActs(ctx)
  const read = readCosts(sheet, {
    initiatives: await initiativesOf(tx, organizationId),
    bookings: await bookingsOfOrganization(tx, organizationId),
    rates: await ratesOf(tx, organizationId),
    mayBook: (one) => mayOf('book', who, one),
    today: today(ctx),
  })
  if ('errors' in read) return refuse({ text: errorText(read.errors) })
  const { added, replaced, rows } = read.costs
  await storeCosts(tx, added, replaced, { organizationId, byId: actor.id, now })
  const fresh = added.length - replaced.length
  const booked = [...new Set(added.map(({ initiativeId }) => initiativeId))]
  return {
    ...tell(
      `Imported: ${rowsText(rows)} of costs and benefits, ${fresh} new, ${replaced.length} changed, ${rows - added.length} as they were.`,
    ),
    facts: await changed(tx, 'money', organizationId, booked),
  }
}

async function importInitiatives(sheet: Sheet, ctx: Context): Promise<Outcome> {
  const { tx, actor } = ctx
  const { organizationId } = actor
  const who = await whoActs(ctx)
  const all = await initiativesOf(tx, organizationId, { retired: true })
  const read = readInitiatives(sheet, {
    all,
    records: await planOfOrganization(tx, organizationId),
    people: await personsOf(tx, organizationId),
    crews: await crewsOf(tx, actor.id),
    keyResults: await keyResultsOf(tx, organizationId),
    rates: await ratesOf(tx, organizationId),
    may: {
      make: mayOf('make', who, null),
      edit: (one) => mayOf('edit', who, one),
      own: (one) => mayOf('baseline', who, one),
      money: (one) => mayOf('book', who, one),
    },
    today: today(ctx),
  })
  if ('errors' in read) return refuse({ text: errorText(read.errors) })
  const stored = await storeInitiatives(read.initiatives, all, ctx)
  const touched = new Set(stored)
  const rows = read.initiatives.length
  const added = read.initiatives.filter(({ id }) => id === null).length
  const crewsBefore = all.flatMap((one) => (touched.has(one.id) ? [one.crewId, one.steeringCrewId] : []))
  return {
    ...tell(`Imported: ${rowsText(rows)} of initiatives, ${added} new, ${rows - added} known.`),
    facts: await changed(tx, 'plan', organizationId, stored, crewsBefore),
  }
}

/** As the form would have saved them; their ids. */
async function storeInitiatives(read: InitiativeImport[], all: InitiativeRecord[], ctx: Context): Promise<number[]> {
  const { tx, actor, now } = ctx
  const { organizationId } = actor
  const known = new Map(all.map((one) => [one.id, one]))
  const ids = new Map(all.map(({ key, id }) => [key, id]))
  for (const { id, data, keyResultIds } of read) {
    const days = entered(id === null ? null : (known.get(id) ?? null), data.phase, today(ctx))
    if (id === null) {
      const proposed = { ...data, ...days, proposedOn: today(ctx) }
      ids.set(data.key, await createInitiative(tx, { organizationId, createdById: actor.id }, proposed, now))
    } else await updateInitiative(tx, id, { ...data, ...days }, now)
    if (keyResultIds) await setKeyResults(tx, id ?? ids.get(data.key) ?? 0, keyResultIds)
  }
  for (const { data, budgetFrom } of read) {
    const id = ids.get(data.key) ?? 0
    const budgetFromId = budgetFrom === null ? null : (ids.get(budgetFrom) ?? null)
    if ((known.get(id)?.budgetFromId ?? null) !== budgetFromId) await updateInitiative(tx, id, { budgetFromId }, now)
  }
  return read.map(({ data }) => ids.get(data.key) ?? 0)
}

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
