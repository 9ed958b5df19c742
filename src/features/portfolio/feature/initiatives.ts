/** Initiatives made, shown and changed; what they are for, and why. */

import type { Context, Outcome } from '../../../chat/feature.ts'
import type { Option } from '../../../chat/form.ts'
import type { Button } from '../../../chat/message.ts'
import { opened, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import type { Tx } from '../../../db.ts'
import { crewsOf, readCrew } from '../../../people/crews.ts'
import { whoActs } from '../../../people/standing.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import { initiativeCard, initiativeForm, resultsForm, whyForm } from '../cards/initiative.ts'
import { checkInitiative, type InitiativeAnswers, type InitiativeData } from '../rules/initiative.ts'
import { entered } from '../rules/lifecycle.ts'
import { waitingFor } from '../rules/links.ts'
import { missingText } from '../rules/methodology.ts'
import type { InitiativeRecord } from '../rules/records.ts'
import { mayOf, refusal } from '../rules/rights.ts'
import { gatesOf } from '../store/around.ts'
import { addWhy, createInitiative, setKeyResults, updateInitiative } from '../store/initiatives.ts'
import { keyResultLinks, keyResultsOf, whysOf } from '../store/objectives.ts'
import { deliverablesOf, initiativeById, initiativesOf, newestBaseline, planOfOrganization } from '../store/reads.ts'
import { changed } from './changed.ts'
import { allowed, byId, byKey, type Own } from './own.ts'
import { reached } from './reached.ts'
import { peopleOptions, refuse } from './words.ts'

type OfInitiative = { initiative: number }
type MaybeInitiative = { initiative: number | null }

export async function initiative(key: string | undefined, ctx: Context): Promise<Outcome> {
  if (key === undefined) return opened(await drawInitiative({ initiative: null }, ctx))
  const own = await byKey(key, 'see', 'see', ctx)
  return 'refused' in own ? tell(own.refused) : tell(await cardOf(own, ctx))
}

async function cardOf(own: Own, { tx, actor }: Context) {
  const { initiative: one } = own
  const [results, links, whys] = await Promise.all([
    keyResultsOf(tx, actor.organizationId),
    keyResultLinks(tx, actor.organizationId),
    whysOf(tx, one.id),
  ])
  const linked = new Set(
    links.flatMap(({ initiativeId, keyResultId }) => (initiativeId === one.id ? [keyResultId] : [])),
  )
  const budgetFrom = one.budgetFromId === null ? null : await initiativeById(tx, actor.organizationId, one.budgetFromId)
  const steering = one.steeringCrewId === null ? null : await readCrew(tx, actor.organizationId, one.steeringCrewId)
  return initiativeCard({
    initiative: one,
    results: results.filter(({ id }) => linked.has(id)),
    today: own.today,
    why: whys[0] ?? null,
    money: own.money,
    budgetFrom: budgetFrom?.key ?? null,
    steering: steering?.name ?? null,
    missing: await missingIn(one, tx),
    buttons: buttonsOf(own),
  })
}

/** Before it is built and after it is delivered nothing of its plan is missed. */
async function missingIn({ id, methodology, phase, deliveredOn }: InitiativeRecord, tx: Tx): Promise<string | null> {
  if (phase === 'idea' || phase === 'discovery' || phase === 'retired' || deliveredOn) return null
  const [gates, baseline, pieces] = [await gatesOf(tx, id), await newestBaseline(tx, id), await deliverablesOf(tx, id)]
  return missingText(methodology, {
    gates: gates.length > 0,
    baselines: baseline !== null,
    milestones: pieces.some(({ likely }) => likely === 0),
  })
}

function buttonsOf(own: Own): Button[] {
  const value = { initiative: own.initiative.id }
  const open = (press: string, label: string): Button => ({ press: `portfolio.${press}`, label, value, opens: true })
  return [
    { press: 'portfolio.plan', label: 'Plan', value, style: 'primary' },
    ...(allowed(own, 'edit')
      ? [open('edit', 'Change'), open('results', 'Key results'), open('set-why', 'Say why')]
      : []),
    ...(allowed(own, 'book') ? [open('money', 'Budget and benefit')] : []),
  ]
}

export async function drawInitiative(value: MaybeInitiative, ctx: Context) {
  const who = await whoActs(ctx)
  const own = value.initiative === null ? null : await byId(value.initiative, 'edit', 'change', ctx)
  if (own && 'refused' in own) return own
  if (!own && !mayOf('make', who, null)) return { refused: refusal('make', 'make an initiative') }
  const mine = await crewsOf(ctx.tx, ctx.actor.id)
  const crews = await crewOptions(mine, own?.initiative ?? null)
  const here = mine.find(({ id }) => id === ctx.place.crewId) ?? (mine.length === 1 ? mine[0] : undefined)
  const crewId = own ? own.initiative.crewId : (here?.id ?? null)
  return initiativeForm({
    initiative: own?.initiative ?? null,
    people: await peopleOptions(ctx),
    crews,
    crew: crewId === null ? undefined : String(crewId),
  })

  async function crewOptions(known: { id: number; name: string }[], of: InitiativeRecord | null): Promise<Option[]> {
    const more = [of?.crewId, of?.steeringCrewId].filter((id) => id != null && known.every((crew) => crew.id !== id))
    const others = await Promise.all(more.map((id) => readCrew(ctx.tx, ctx.actor.organizationId, id ?? 0)))
    return [...known, ...others.filter((crew) => crew !== null)].map(({ id, name }) => ({
      value: String(id),
      label: name,
    }))
  }
}

export async function saveInitiative(
  values: InitiativeAnswers,
  value: MaybeInitiative,
  ctx: Context,
): Promise<Outcome> {
  const { tx, actor, now } = ctx
  const who = await whoActs(ctx)
  const own = value.initiative === null ? null : await byId(value.initiative, 'edit', 'change', ctx)
  if (own && 'refused' in own) return tell(own.refused)
  if (!own && !mayOf('make', who, null)) return tell(refusal('make', 'make an initiative'))
  const before = own?.initiative ?? null
  const checked = checkInitiative(values, {
    before,
    others: await initiativesOf(tx, actor.organizationId, { retired: true }),
    waiting: before ? waitingFor(before.id, await planOfOrganization(tx, actor.organizationId)) : [],
    today: own?.today ?? toLocal(now, actor.zone).day,
    mayOwn: own ? allowed(own, 'baseline') : true,
  })
  if ('errors' in checked) return refuse(checked.errors)
  const { data } = checked
  const id = before ? before.id : await propose(data, ctx)
  const phases = entered(before, data.phase, own?.today ?? '')
  if (before) await updateInitiative(tx, id, { ...data, ...phases }, now)
  const saved = await byKey(data.key, 'see', 'see', ctx)
  // Who hands it to a crew of others may not see it any more.
  return {
    ...tell('refused' in saved ? `Saved: ${data.key}.` : await cardOf(saved, ctx)),
    facts: [
      ...(await changed(tx, 'plan', actor.organizationId, [id], before ? [before.crewId, before.steeringCrewId] : [])),
      ...(before && phases.launchedOn ? [reached('launched', before, phases.launchedOn, actor.id)] : []),
    ],
  }
}

async function propose(data: InitiativeData, { tx, actor, now }: Context): Promise<number> {
  const proposedOn = toLocal(now, actor.zone).day
  const id = await createInitiative(tx, { organizationId: actor.organizationId, createdById: actor.id }, data, now)
  await updateInitiative(tx, id, { proposedOn, ...entered(null, data.phase, proposedOn) }, now)
  return id
}

export async function drawResults(value: OfInitiative, ctx: Context) {
  const own = await byId(value.initiative, 'edit', 'change', ctx)
  if ('refused' in own) return own
  const results = await keyResultsOf(ctx.tx, ctx.actor.organizationId)
  if (results.length === 0)
    return { refused: `There is no key result yet. ${command('objective')} makes an objective and its key results.` }
  const links = await keyResultLinks(ctx.tx, ctx.actor.organizationId)
  const linked = links
    .filter(({ initiativeId }) => initiativeId === value.initiative)
    .map(({ keyResultId }) => keyResultId)
  return resultsForm(own.initiative, results, linked)
}

export async function saveResults(
  { results }: { results: string[] },
  value: OfInitiative,
  ctx: Context,
): Promise<Outcome> {
  const own = await byId(value.initiative, 'edit', 'change', ctx)
  if ('refused' in own) return tell(own.refused)
  await setKeyResults(ctx.tx, value.initiative, results.map(Number))
  return {
    ...tell(await cardOf(own, ctx)),
    facts: await changed(ctx.tx, 'value', ctx.actor.organizationId, [value.initiative]),
  }
}

export async function drawWhy(value: OfInitiative, ctx: Context) {
  const own = await byId(value.initiative, 'edit', 'change the why of', ctx)
  return 'refused' in own ? own : whyForm(own.initiative, (await whysOf(ctx.tx, value.initiative))[0] ?? null)
}

export async function saveWhy(
  values: { sentence: string; forWhom: string; evidence: string | undefined },
  value: OfInitiative,
  ctx: Context,
): Promise<Outcome> {
  const own = await byId(value.initiative, 'edit', 'change the why of', ctx)
  if ('refused' in own) return tell(own.refused)
  const [before] = await whysOf(ctx.tx, value.initiative)
  const why = {
    sentence: values.sentence.trim(),
    forWhom: values.forWhom.trim(),
    evidence: values.evidence?.trim() || null,
  }
  const same =
    before && before.sentence === why.sentence && before.forWhom === why.forWhom && before.evidence === why.evidence
  if (same) return tell(`That is version ${before.version} already. Nothing was changed.`)
  const version = await addWhy(ctx.tx, value.initiative, ctx.actor.id, why, ctx.now)
  return tell(`Saved: version ${version} of why ${own.initiative.key} is done. Earlier ones are kept.`)
}
