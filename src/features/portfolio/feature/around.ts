/** People's time, risks, gates and stakeholders of an initiative. */
import type { Consequence, Context, JobContext, Outcome } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { personsOf } from '../../../people/persons.ts'
import { addDays, type Day, toInstant, toLocal } from '../../../schedule/calendar.ts'
import { putJobs } from '../../../schedule/jobs.ts'
import { aroundCard } from '../cards/around.ts'
import { allocateForm, riskForm, stakeholderForm } from '../cards/around-forms.ts'
import { longDay } from '../cards/lines.ts'
import {
  type AllocationAnswers,
  checkAllocation,
  checkRisk,
  overAllocation,
  type RiskAnswers,
  reallocated,
} from '../rules/people.ts'
import type { InitiativeRecord } from '../rules/records.ts'
import {
  addRisk,
  anyRisk,
  gatesOf,
  moveRiskReview,
  putStakeholder,
  type RiskState,
  removeStakeholder,
  riskById,
  risksOf,
  setAllocations,
  setRiskState,
  stakeholdersOf,
} from '../store/around.ts'
import { allocationsOf, allocationsOfOrganization, anyInitiative } from '../store/reads.ts'
import { mayDecide } from './gates.ts'
import { byId } from './own.ts'
import { dayBegins, peopleOptions, refuse } from './words.ts'

type OfInitiative = { initiative: number }

const editable = ({ initiative }: OfInitiative, doing: string, ctx: Context) => byId(initiative, 'edit', doing, ctx)

export async function around({ initiative }: OfInitiative, ctx: Context): Promise<Outcome> {
  const own = await byId(initiative, 'see', 'see', ctx)
  if ('refused' in own) return tell(own.refused)
  const gates = await gatesOf(ctx.tx, initiative)
  return tell(
    aroundCard({
      initiative: own.initiative,
      allocations: (await allocationsOf(ctx.tx, [initiative])).filter(({ toDay }) => toDay >= own.today),
      risks: await risksOf(ctx.tx, [initiative]),
      gates,
      stakeholders: await stakeholdersOf(ctx.tx, initiative),
      money: own.money,
      mayDecide: ({ id }) => gates.some((gate) => gate.id === id && mayDecide(own, gate)),
      buttons: [],
    }),
  )
}

export async function drawAllocate(value: OfInitiative, ctx: Context) {
  const own = await editable(value, 'allocate people to', ctx)
  return 'refused' in own ? own : allocateForm(own.initiative, await peopleOptions(ctx), own.today)
}

export async function allocate(values: AllocationAnswers, value: OfInitiative, ctx: Context): Promise<Outcome> {
  const own = await editable(value, 'allocate people to', ctx)
  if ('refused' in own) return tell(own.refused)
  const errors = checkAllocation(values, own.today)
  if (Object.keys(errors).length) return refuse(errors)
  const [personId = 0] = values.person
  const { id: initiativeId, organizationId, key } = own.initiative
  const before = (await allocationsOf(ctx.tx, [initiativeId])).filter((one) => one.personId === personId)
  const { percent, from: fromDay, to: toDay } = values
  await setAllocations(
    ctx.tx,
    { organizationId, initiativeId, personId },
    reallocated(before, { percent, fromDay, toDay }),
  )
  const all = (await allocationsOfOrganization(ctx.tx, organizationId)).filter(
    (one) => one.personId === personId && one.toDay >= own.today,
  )
  const over = overAllocation(all)
  const name = (await personsOf(ctx.tx, organizationId)).find(({ id }) => id === personId)?.name ?? 'This person'
  const warning = over ? ` Across all initiatives that is ${over.percent} % from ${longDay(over.day)} on.` : ''
  return tell(`Saved: ${name}, ${percent} % for ${key}, ${longDay(fromDay)} to ${longDay(toDay)}.${warning}`)
}

export async function drawRisk(value: OfInitiative, ctx: Context) {
  const own = await editable(value, 'add a risk to', ctx)
  return 'refused' in own ? own : riskForm(own.initiative, await peopleOptions(ctx), addDays(own.today, 14))
}

export async function saveRisk(values: RiskAnswers, value: OfInitiative, ctx: Context): Promise<Outcome> {
  const own = await editable(value, 'add a risk to', ctx)
  if ('refused' in own) return tell(own.refused)
  const checked = checkRisk(values, { currency: own.initiative.currency, today: own.today, before: null })
  if ('errors' in checked) return refuse(checked.errors)
  const { id, number } = await addRisk(ctx.tx, value.initiative, checked.data, ctx.now)
  await putReview(ctx.tx, own.initiative, id, checked.data.reviewOn, ctx.actor.zone)
  return tell(`Saved: ${own.initiative.key} R${number}. Its owner is asked on ${longDay(checked.data.reviewOn)}.`)
}

async function putReview(
  tx: Context['tx'],
  initiative: InitiativeRecord,
  risk: number,
  day: Day,
  zone: string,
): Promise<void> {
  const due = toInstant(day, dayBegins, initiative.crew?.zone ?? zone)
  await putJobs(tx, [{ name: 'portfolio.risk', key: `${risk}:${day}`, due }])
}

/** On its review day, while it is open. */
export async function askRisk(key: string, { tx }: JobContext): Promise<Consequence> {
  const [id, day] = key.split(':')
  const risk = await anyRisk(tx, Number(id))
  if (risk?.state !== 'open' || risk.reviewOn !== day) return {}
  return {
    effects: [{ do: 'dm', to: risk.ownerId, card: { kind: 'portfolio.risk', key: String(risk.id) }, kind: 'notice' }],
  }
}

export async function answerRisk(value: { risk: number; state: RiskState }, ctx: Context): Promise<Outcome> {
  const risk = await riskById(ctx.tx, ctx.actor.organizationId, value.risk)
  const initiative = risk && (await anyInitiative(ctx.tx, risk.initiativeId))
  if (!risk || !initiative) return tell('This risk is not here any more. Nothing was changed.')
  if (risk.ownerId !== ctx.actor.id) {
    const own = await byId(risk.initiativeId, 'edit', 'change the risks of', ctx)
    if ('refused' in own) return tell(own.refused)
  }
  const name = `${initiative.key} R${risk.number}`
  const effects = [{ do: 'refresh' as const, card: { kind: 'portfolio.risk', key: String(risk.id) } }]
  if (value.state === 'open') {
    if (risk.state !== 'open') await setRiskState(ctx.tx, risk.id, 'open')
    const next = addDays(toLocal(ctx.now, initiative.crew?.zone ?? ctx.actor.zone).day, 14)
    await moveRiskReview(ctx.tx, risk.id, next)
    await putReview(ctx.tx, initiative, risk.id, next, ctx.actor.zone)
    return { ...tell(`${name} is still open. Its owner is asked again on ${longDay(next)}.`), effects }
  }
  if (!(await setRiskState(ctx.tx, risk.id, value.state)))
    return tell(`${name} was ${value.state} already. Nothing was changed.`)
  const what =
    value.state === 'happened'
      ? 'has happened. What it changes in the plan is proposed as a scope change.'
      : 'is mitigated.'
  return { ...tell(`${name} ${what}`), effects }
}

export async function drawStakeholder(value: OfInitiative, ctx: Context) {
  const own = await editable(value, 'add a stakeholder to', ctx)
  return 'refused' in own ? own : stakeholderForm(own.initiative, await peopleOptions(ctx))
}

interface StakeholderValues {
  name: string
  informedOf: string
  person: number[]
  remove: boolean
}

export async function saveStakeholder(values: StakeholderValues, value: OfInitiative, ctx: Context): Promise<Outcome> {
  const own = await editable(value, 'add a stakeholder to', ctx)
  if ('refused' in own) return tell(own.refused)
  const name = values.name.trim()
  if (values.remove) {
    const removed = await removeStakeholder(ctx.tx, value.initiative, name)
    return removed
      ? tell(`${name} is told no more about ${own.initiative.key}.`)
      : refuse({ name: `${name} is no stakeholder of ${own.initiative.key}.` })
  }
  if (values.person.length > 1) return refuse({ person: 'Name one person.' })
  const [personId = null] = values.person
  await putStakeholder(ctx.tx, { initiativeId: value.initiative, name, personId, informedOf: values.informedOf.trim() })
  return tell(`Saved: ${name} is told about ${own.initiative.key}: ${values.informedOf.trim()}.`)
}
