/** `/tandem assumption CHK`: shown, written down, changed. */
import type { Context, Fact, Outcome } from '../../../chat/feature.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import type { Tx } from '../../../db.ts'
import { formatDay } from '../../../schedule/calendar.ts'
import { cancelJobs } from '../../../schedule/jobs.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { listCard, whichCard } from '../cards/cards.ts'
import { assumptionForm, changeForm } from '../cards/forms.ts'
import type {} from '../facts.ts'
import { type Answers, checkAssumption, count, nextReview } from '../rules/assumption.ts'
import { nameOf } from '../rules/records.ts'
import { assumptionsOf } from '../store/reads.ts'
import { addAssumption, changeAssumption, lockInitiative } from '../store/writing.ts'
import {
  askCardOf,
  byAssumption,
  byId,
  byKey,
  meant,
  type OfAssumption,
  type OfInitiative,
  type Own,
  peopleOptions,
  putReview,
} from './own.ts'

async function list({ initiative, money, edits, today }: Own, { tx }: Context): Promise<Outcome> {
  return tell(listCard(initiative, await assumptionsOf(tx, initiative.id), money, edits, today))
}

/** By its key; without one that of the channel's crew, or a choice. */
export async function assumption(key: string | undefined, ctx: Context): Promise<Outcome> {
  if (key !== undefined) {
    const found = await byKey(key, ctx)
    return 'refused' in found ? tell(found.refused) : list(found, ctx)
  }
  const all = await meant(ctx)
  const [only] = all
  if (!only) return tell(`There is no initiative yet. ${command('initiative')} makes one.`)
  return all.length > 1 ? tell(whichCard(all)) : show({ initiative: only.id }, ctx)
}

export async function show({ initiative }: OfInitiative, ctx: Context): Promise<Outcome> {
  const found = await byId(initiative, 'see', 'see', ctx)
  return 'refused' in found ? tell(found.refused) : list(found, ctx)
}

/** What the initiative shows of them, whenever that may have changed. */
export async function counted(
  tx: Tx,
  { id, organizationId }: Pick<InitiativeRecord, 'id' | 'organizationId'>,
): Promise<Fact> {
  return { fact: 'assumptions.counted', organizationId, initiativeId: id, ...count(await assumptionsOf(tx, id)) }
}

const adding = 'add an assumption to'

export async function drawAdd({ initiative }: OfInitiative, ctx: Context) {
  const found = await byId(initiative, 'edit', adding, ctx)
  if ('refused' in found) return found
  return assumptionForm(found.initiative, await peopleOptions(ctx), ctx.actor.id, nextReview(found.today))
}

export async function saveAdd(values: Answers, { initiative: id }: OfInitiative, ctx: Context): Promise<Outcome> {
  const found = await byId(id, 'edit', adding, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { initiative, today } = found
  await lockInitiative(ctx.tx, id)
  const others = await assumptionsOf(ctx.tx, id)
  const checked = checkAssumption(values, { today, others, was: null })
  if ('errors' in checked) return { answer: { do: 'refuse', errors: checked.errors } }
  const made = { createdById: ctx.actor.id, valueOn: today, at: ctx.now }
  const one = await addAssumption(ctx.tx, id, checked.data, made)
  await putReview(ctx, one)
  const on = formatDay(one.reviewOn, { year: true })
  return tell(`Saved: ${initiative.key} ${nameOf(one)}. Its owner is asked on ${on} whether it is still true.`)
}

export async function drawChange(value: OfAssumption, ctx: Context) {
  const found = await byAssumption(value, ctx)
  return 'refused' in found ? found : changeForm(found.initiative, found.one, await peopleOptions(ctx))
}

export async function saveChange(
  { drop, ...values }: Answers & { drop: boolean },
  value: OfAssumption,
  ctx: Context,
): Promise<Outcome> {
  const found = await byAssumption(value, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { initiative, one: was, today } = found
  await lockInitiative(ctx.tx, initiative.id)
  const others = await assumptionsOf(ctx.tx, initiative.id)
  const checked = checkAssumption(values, { today, others, was })
  if ('errors' in checked) return { answer: { do: 'refuse', errors: checked.errors } }
  const { data } = checked
  if (!drop && data.value < data.floor && was.state === 'holds') {
    const below = `${data.value} is below the floor of ${data.floor}. Answer "No" instead, so that both owners are told.`
    return { answer: { do: 'refuse', errors: { value: below } } }
  }
  const back = was.state === 'dropped' ? (data.value < data.floor ? 'broken' : 'holds') : was.state
  const valueOn = data.value === was.value ? was.valueOn : today
  await changeAssumption(ctx.tx, was.id, { ...data, valueOn, state: drop ? 'dropped' : back })
  await cancelJobs(ctx.tx, 'assumptions.review', `${was.id}:`)
  if (!drop && data.reviewOn >= today) await putReview(ctx, { ...was, ...data })
  const next = drop
    ? 'Nothing rests on it any more.'
    : `Its owner is asked on ${formatDay(data.reviewOn, { year: true })}.`
  return {
    ...tell(`Saved: ${initiative.key} ${nameOf(was)}. ${next}`),
    effects: [{ do: 'refresh', card: askCardOf(was) }],
    facts: [await counted(ctx.tx, initiative)],
  }
}
