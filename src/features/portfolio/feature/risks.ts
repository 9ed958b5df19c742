/** Risks: written down, changed, and asked about on the day of their review. */

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
import type { Block } from '../../../chat/message.ts'
import { opened, sentence, tell } from '../../../chat/say.ts'
import { whoActs } from '../../../people/standing.ts'
import { addDays, type Day, toInstant, toLocal } from '../../../schedule/calendar.ts'
import { cancelJobs, putJobs } from '../../../schedule/jobs.ts'
import { longDay } from '../cards/lines.ts'
import { changeRiskForm, riskCard, riskForm, whichRiskForm } from '../cards/risk.ts'
import type { InitiativeRecord } from '../rules/records.ts'
import { mayOf, moneyShown, rolesOf } from '../rules/rights.ts'
import { checkRisk, type RiskAnswers, type RiskState } from '../rules/risk.ts'
import {
  addRisk,
  anyRisk,
  moveRiskReview,
  type RiskRecord,
  riskById,
  risksOf,
  setRiskState,
  updateRisk,
} from '../store/around.ts'
import { anyInitiative } from '../store/reads.ts'
import { byId } from './own.ts'
import { dayBegins, peopleOptions, refuse } from './words.ts'

const ofInitiative = z.object({ initiative: z.number().int() })
const ofRisk = z.object({ risk: z.number().int() })
const riskState = z.object({ risk: z.number().int(), state: z.enum(['open', 'mitigated', 'happened']) })
type OfInitiative = z.infer<typeof ofInitiative>
type OfRisk = z.infer<typeof ofRisk>

const editable = ({ initiative }: OfInitiative, doing: string, ctx: Context) => byId(initiative, 'edit', doing, ctx)
/** A card for each review: one that was sent is not sent anew. */
const cardOf = ({ id, reviewOn }: Pick<RiskRecord, 'id' | 'reviewOn'>) => ({
  kind: 'portfolio.risk',
  key: `${id}:${reviewOn}`,
})
const refreshed = (risk: Pick<RiskRecord, 'id' | 'reviewOn'>) => [{ do: 'refresh' as const, card: cardOf(risk) }]

async function drawRisk(value: OfInitiative, ctx: Context) {
  const own = await editable(value, 'add a risk to', ctx)
  return 'refused' in own ? own : riskForm(own.initiative, await peopleOptions(ctx), addDays(own.today, 14))
}

async function saveRisk(values: RiskAnswers, value: OfInitiative, ctx: Context): Promise<Outcome> {
  const own = await editable(value, 'add a risk to', ctx)
  if ('refused' in own) return tell(own.refused)
  const checked = checkRisk(values, { currency: own.initiative.currency, today: own.today, before: null })
  if ('errors' in checked) return refuse(checked.errors)
  const { id, number } = await addRisk(ctx.tx, value.initiative, checked.data, ctx.now)
  await putReview(ctx, own.initiative, id, checked.data.reviewOn)
  return tell(`Saved: ${own.initiative.key} R${number}. Its owner is asked on ${longDay(checked.data.reviewOn)}.`)
}

interface OwnRisk {
  risk: RiskRecord
  initiative: InitiativeRecord
  name: string
  today: Day
}

/** A risk that this person may speak for: its owner, and who edits the plan. `guests`: an owner who is one may do it too. */
async function ownRisk({ risk: id }: OfRisk, ctx: Context, guests = false): Promise<OwnRisk | Refusal> {
  const risk = await riskById(ctx.tx, ctx.actor.organizationId, id)
  const initiative = risk && (await anyInitiative(ctx.tx, risk.initiativeId))
  if (!risk || !initiative) return { refused: 'This risk is not here any more. Nothing was changed.' }
  if (risk.ownerId !== ctx.actor.id || (!guests && (await whoActs(ctx)).guest)) {
    const own = await byId(risk.initiativeId, 'edit', 'change the risks of', ctx)
    if ('refused' in own) return own
  }
  const { day } = toLocal(ctx.now, initiative.crew?.zone ?? ctx.actor.zone)
  return { risk, initiative, name: `${initiative.key} R${risk.number}`, today: day }
}

async function drawWhich(value: OfInitiative, ctx: Context) {
  const own = await editable(value, 'change the risks of', ctx)
  if ('refused' in own) return own
  const risks = await risksOf(ctx.tx, [value.initiative])
  if (risks.length === 0) return { refused: `${own.initiative.key} has no risk written down yet.` }
  return whichRiskForm(own.initiative, risks)
}

/** Where there is only one, no choice is asked for. */
async function openWhich(value: OfInitiative, ctx: Context): Promise<Outcome> {
  const form = await drawWhich(value, ctx)
  if ('refused' in form) return tell(form.refused)
  const [only, ...more] = form.inputs.risk.options
  return opened(only && !more.length ? await drawChange({ risk: Number(only.value) }, ctx) : form)
}

async function goOn({ risk }: { risk: string }, _value: OfInitiative, ctx: Context): Promise<Outcome> {
  return opened(await drawChange({ risk: Number(risk) }, ctx))
}

/** Its cost, where this person may not see amounts, is neither shown nor cleared. */
async function hidesCost({ initiative }: OwnRisk, ctx: Context): Promise<boolean> {
  return moneyShown(initiative.crew?.money ?? null, { alone: rolesOf(await whoActs(ctx), initiative) }) !== 'amounts'
}

async function drawChange(value: OfRisk, ctx: Context) {
  const own = await ownRisk(value, ctx)
  if ('refused' in own) return own
  return changeRiskForm(own.initiative, own.risk, await peopleOptions(ctx), await hidesCost(own, ctx))
}

async function change(values: RiskAnswers & { state: string }, value: OfRisk, ctx: Context): Promise<Outcome> {
  const own = await ownRisk(value, ctx)
  if ('refused' in own) return tell(own.refused)
  const { risk, initiative, name, today } = own
  const state = values.state as RiskState
  const reopened = state === 'open' && risk.state !== 'open'
  const checked = checkRisk(values, { currency: initiative.currency, today, before: risk, reopened })
  if ('errors' in checked) return refuse(checked.errors)
  const kept = values.impact === undefined && (await hidesCost(own, ctx))
  const data = { ...checked.data, impact: kept ? risk.impact : checked.data.impact }
  await updateRisk(ctx.tx, risk.id, { ...data, state })
  await cancelJobs(ctx.tx, 'portfolio.risk', `${risk.id}:`)
  const asks = state === 'open' && data.reviewOn >= today
  if (asks) await putReview(ctx, initiative, risk.id, data.reviewOn)
  const next = asks ? ` Its owner is asked on ${longDay(data.reviewOn)}.` : ''
  const settled = state !== 'open' && state !== risk.state ? ` It ${settledWords[state]}` : ''
  const happened = state === 'happened' && settled !== ''
  const words = sentence(`Saved: ${name}.${settled}${next}`, happened ? await offer(own, ctx) : [])
  return { ...tell(words), effects: refreshed(risk) }
}

/** To whoever may open a vote: the form of a scope change, with what the risk was estimated to take. */
async function offer({ risk, initiative }: OwnRisk, ctx: Context): Promise<Block[]> {
  if (initiative.crewId === null || !mayOf('vote', await whoActs(ctx), initiative)) return []
  const value = { risk: risk.id }
  return [
    {
      block: 'buttons',
      buttons: [{ press: 'scope.of-risk', label: 'Propose a scope change', value, opens: true, style: 'primary' }],
    },
  ]
}

const settledWords = {
  mitigated: 'is mitigated.',
  happened: 'has happened. What it changes in the plan is proposed as a scope change.',
}

async function putReview({ tx, actor }: Context, { crew }: InitiativeRecord, risk: number, day: Day): Promise<void> {
  const due = toInstant(day, dayBegins, crew?.zone ?? actor.zone)
  await putJobs(tx, [{ name: 'portfolio.risk', key: `${risk}:${day}`, due }])
}

/** On its review day, while it is open. */
async function askRisk(key: string, { tx }: JobContext): Promise<Consequence> {
  const [id, day] = key.split(':')
  const risk = await anyRisk(tx, Number(id))
  if (risk?.state !== 'open' || risk.reviewOn !== day) return {}
  return { effects: [{ do: 'dm', to: risk.ownerId, card: cardOf(risk), kind: 'notice' }] }
}

async function answerRisk(value: OfRisk & { state: RiskState }, ctx: Context): Promise<Outcome> {
  const own = await ownRisk(value, ctx, true)
  if ('refused' in own) return tell(own.refused)
  const { risk, initiative, name, today } = own
  if (value.state === 'open') {
    if (risk.state !== 'open') await setRiskState(ctx.tx, risk.id, 'open')
    const next = addDays(today, 14)
    await moveRiskReview(ctx.tx, risk.id, next)
    await putReview(ctx, initiative, risk.id, next)
    return {
      ...tell(`${name} is still open. Its owner is asked again on ${longDay(next)}.`),
      effects: refreshed(risk),
    }
  }
  if (!(await setRiskState(ctx.tx, risk.id, value.state)))
    return tell(`${name} was ${value.state} already. Nothing was changed.`)
  const happened = value.state === 'happened'
  const words = sentence(`${name} ${settledWords[value.state]}`, happened ? await offer(own, ctx) : [])
  return { ...tell(words), effects: refreshed(risk) }
}

const drawCard: CardDrawer = async (key, read) => {
  const [id, day = ''] = key.split(':')
  const risk = await anyRisk(read, Number(id))
  const of = risk && (await anyInitiative(read, risk.initiativeId))
  return risk && of ? riskCard(of, risk, day) : null
}

export const riskPresses: Record<string, PressDefinition> = {
  'portfolio.risk': press(ofInitiative, async (value, ctx) => opened(await drawRisk(value, ctx))),
  'portfolio.which-risk': press(ofInitiative, openWhich),
  'portfolio.change-risk': press(ofRisk, async (value, ctx) => opened(await drawChange(value, ctx))),
  'portfolio.risk-state': press(riskState, answerRisk),
}

export const riskForms: Record<string, FormDefinition> = {
  'portfolio.risk': formDefinition(ofInitiative, drawRisk, saveRisk),
  'portfolio.which-risk': formDefinition(ofInitiative, drawWhich, goOn),
  'portfolio.change-risk': formDefinition(ofRisk, drawChange, change),
}

export const riskCards: Record<string, CardDrawer> = { 'portfolio.risk': drawCard }
export const riskJobs: Record<string, JobDefinition> = { 'portfolio.risk': { late: 'run', run: askRisk } }
