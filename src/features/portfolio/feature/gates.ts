/** Gates: made by who edits the plan, decided by their gatekeepers and the owners. */
import { z } from 'zod'
import {
  type CardDrawer,
  type Consequence,
  type Context,
  type FormDefinition,
  formDefinition,
  type JobContext,
  type JobDefinition,
  type Outcome,
  type PressDefinition,
  press,
  type Refusal,
} from '../../../chat/feature.ts'
import { opened, tell } from '../../../chat/say.ts'
import { type Day, toInstant } from '../../../schedule/calendar.ts'
import { cancelJobs, putJobs } from '../../../schedule/jobs.ts'
import { gateCard } from '../cards/around.ts'
import { decideForm, gateForm } from '../cards/around-forms.ts'
import { longDay } from '../cards/lines.ts'
import { has, without } from '../rules/methodology.ts'
import { checkGate, type GateAnswers, type GateOutcome, gateOutcomes, readCriteria } from '../rules/people.ts'
import type { InitiativeRecord } from '../rules/records.ts'
import { addGate, anyGate, decideGate, type GateRecord, gateById, gatesOf } from '../store/around.ts'
import { anyInitiative } from '../store/reads.ts'
import { decisionOf } from './heard.ts'
import { ownersOf } from './lifecycle.ts'
import { allowed, byId, type Own } from './own.ts'
import { dayBegins, peopleOptions, refuse } from './words.ts'

const ofInitiative = z.object({ initiative: z.number().int() })
const ofGate = z.object({ gate: z.number().int() })

/** Owners and the gate's own keepers, where it is done with gates. */
export const mayDecide = (own: Own, gate: Pick<GateRecord, 'projectKeeperId' | 'productKeeperId'>) =>
  has(own.initiative.methodology, 'gates') && decides(own, gate)

const decides = (own: Own, gate: Pick<GateRecord, 'projectKeeperId' | 'productKeeperId'>) =>
  allowed(own, 'gate') || (!own.who.guest && [gate.projectKeeperId, gate.productKeeperId].includes(own.who.personId))

/** One whose methodology has gates, for who may add one. */
async function gated({ initiative }: { initiative: number }, ctx: Context): Promise<Own | Refusal> {
  const own = await byId(initiative, 'edit', 'add a gate to', ctx)
  if ('refused' in own) return own
  const none = without(own.initiative, 'gates')
  return none ? { refused: none } : own
}

async function drawGate(value: { initiative: number }, ctx: Context) {
  const own = await gated(value, ctx)
  return 'refused' in own ? own : gateForm(own.initiative, await peopleOptions(ctx))
}

interface GateValues {
  name: string
  must: string
  should: string | undefined
  projectKeeper: number[]
  productKeeper: number[]
}

async function saveGate(values: GateValues, value: { initiative: number }, ctx: Context): Promise<Outcome> {
  const own = await gated(value, ctx)
  if ('refused' in own) return tell(own.refused)
  const gates = await gatesOf(ctx.tx, value.initiative)
  const name = values.name.trim()
  if (gates.some((gate) => gate.name.toLowerCase() === name.toLowerCase()))
    return refuse({ name: `${own.initiative.key} has a gate of this name. Give another.` })
  const [projectKeeperId = null, ...moreProject] = values.projectKeeper
  const [productKeeperId = null, ...moreProduct] = values.productKeeper
  if (moreProject.length) return refuse({ projectKeeper: 'Name one gatekeeper of this side.' })
  if (moreProduct.length) return refuse({ productKeeper: 'Name one gatekeeper of this side.' })
  const criteria = readCriteria(values.must, values.should)
  if (criteria.length > 30)
    return refuse({ must: `${criteria.length} criteria are more than 30. Keep those that decide.` })
  const position = gates.length + 1
  await addGate(ctx.tx, { initiativeId: value.initiative, name, position, criteria, projectKeeperId, productKeeperId })
  return tell(`Saved: gate "${name}" of ${own.initiative.key}, ${criteria.length} criteria.`)
}

async function gateToDecide(
  { gate: id }: { gate: number },
  ctx: Context,
): Promise<Refusal | { own: Own; gate: GateRecord }> {
  const gate = await gateById(ctx.tx, ctx.actor.organizationId, id)
  if (!gate) return { refused: 'This gate is not here any more. Nothing was changed.' }
  const own = await byId(gate.initiativeId, 'see', 'see', ctx)
  if ('refused' in own) return own
  const none = without(own.initiative, 'gates')
  if (none) return { refused: none }
  if (!decides(own, gate))
    return { refused: 'A gate is decided by its gatekeepers and the owners. Nothing was changed.' }
  if (gate.outcome === 'go' || gate.outcome === 'kill')
    return { refused: `"${gate.name}" was decided already: ${gateOutcomes[gate.outcome].toLowerCase()}.` }
  return { own, gate }
}

async function drawDecide(value: { gate: number }, ctx: Context) {
  const found = await gateToDecide(value, ctx)
  return 'refused' in found ? found : decideForm(found.own.initiative.key, found.gate)
}

async function decide(values: GateAnswers, value: { gate: number }, ctx: Context): Promise<Outcome> {
  const found = await gateToDecide(value, ctx)
  if ('refused' in found) return tell(found.refused)
  const { gate, own } = found
  const errors = checkGate(values, gate.criteria, own.today)
  if (Object.keys(errors).length) return refuse(errors)
  const outcome = values.outcome as GateOutcome
  await decideGate(ctx.tx, gate.id, {
    outcome,
    holdUntil: outcome === 'hold' ? (values.holdUntil ?? null) : null,
    reason: values.reason?.trim() || null,
    decidedOn: own.today,
    decidedById: ctx.actor.id,
    criteria: gate.criteria.map((one, index) => ({ ...one, met: values.met.includes(String(index)) })),
  })
  await cancelJobs(ctx.tx, 'portfolio.gate', `${gate.id}:`)
  const held = outcome === 'hold' ? values.holdUntil : undefined
  if (held) await putHold(ctx, own.initiative, gate.id, held)
  const what = `${own.initiative.key}, "${gate.name}": ${gateOutcomes[outcome].toLowerCase()}${held ? ` until ${longDay(held)}` : ''}`
  const fact = decisionOf(own, ctx, {
    domain: 'joint',
    what: `${what}.`,
    why: values.reason?.trim() || null,
    // Held or sent back, it is decided again.
    source: `gate:${gate.id}:${ctx.now.getTime()}`,
    reviewOn: held ?? null,
  })
  return {
    ...tell(`${what}${held ? ': then its gatekeepers are asked again' : ''}.`),
    effects: gate.holdUntil ? [{ do: 'refresh', card: cardOf(gate.id, gate.holdUntil) }] : [],
    facts: [fact],
  }
}

const cardOf = (gate: number, day: Day) => ({ kind: 'portfolio.gate', key: `${gate}:${day}` })

async function putHold({ tx, actor }: Context, { crew }: InitiativeRecord, gate: number, day: Day): Promise<void> {
  const due = toInstant(day, dayBegins, crew?.zone ?? actor.zone)
  await putJobs(tx, [{ name: 'portfolio.gate', key: `${gate}:${day}`, due }])
}

/** On the day a hold ends: the gatekeepers, the owners where it has none, as long as it is still done with gates. */
async function askGate(key: string, { tx }: JobContext): Promise<Consequence> {
  const [id, day = ''] = key.split(':')
  const gate = await anyGate(tx, Number(id))
  const initiative = gate && (await anyInitiative(tx, gate.initiativeId))
  if (!gate || !initiative || gate.outcome !== 'hold' || gate.holdUntil !== day) return {}
  if (initiative.phase === 'retired' || !has(initiative.methodology, 'gates')) return {}
  const keepers = [...new Set([gate.projectKeeperId, gate.productKeeperId].filter((one) => one !== null))]
  const asked = keepers.length ? keepers : ownersOf(initiative)
  return { effects: asked.map((to) => ({ do: 'dm', to, card: cardOf(gate.id, day), kind: 'notice' })) }
}

const drawCard: CardDrawer = async (key, read) => {
  const [id, day = ''] = key.split(':')
  const gate = await anyGate(read, Number(id))
  const of = gate && (await anyInitiative(read, gate.initiativeId))
  return gate && of ? gateCard(of, gate, day) : null
}

export const gatePresses: Record<string, PressDefinition> = {
  'portfolio.gate': press(ofInitiative, async (value, ctx) => opened(await drawGate(value, ctx))),
  'portfolio.decide': press(ofGate, async (value, ctx) => opened(await drawDecide(value, ctx))),
}

export const gateForms: Record<string, FormDefinition> = {
  'portfolio.gate': formDefinition(ofInitiative, drawGate, saveGate),
  'portfolio.decide': formDefinition(ofGate, drawDecide, decide),
}

export const gateCards: Record<string, CardDrawer> = { 'portfolio.gate': drawCard }
export const gateJobs: Record<string, JobDefinition> = { 'portfolio.gate': { late: 'run', run: askGate } }
