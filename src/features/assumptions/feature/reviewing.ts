/** "Still true?": asked on its day, answered once, and told where it breaks. */
import type { CardDrawer, Consequence, Context, Effect, Feature, JobContext, Outcome } from '../../../chat/feature.ts'
import type { Block } from '../../../chat/message.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { personById } from '../../../people/persons.ts'
import { formatDay, toLocal } from '../../../schedule/calendar.ts'
import { moneyShown, rolesOf } from '../../portfolio/rules/rights.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import { askCard, brokenCard, waitingBlock } from '../cards/cards.ts'
import { reviewForm } from '../cards/forms.ts'
import { count, nextReview, review } from '../rules/assumption.ts'
import { nameOf } from '../rules/records.ts'
import { anyAssumption, anyReading, assumptionsOf, overdueOf } from '../store/reads.ts'
import { addReading, answerAssumption, lockInitiative } from '../store/writing.ts'
import { askCardOf, brokenCardOf, byAssumption, type OfAssumption, putReview } from './own.ts'
import { counted } from './writing.ts'

export interface Answering extends OfAssumption {
  holds: boolean
  /** The review that is answered. */
  review: string
}

const answered = 'This was answered already, and is asked again on another day. Nothing was changed.'

async function toAnswer(value: Answering, ctx: Context) {
  const found = await byAssumption(value, ctx)
  if ('refused' in found) return found
  return found.one.reviewOn === value.review && found.one.state !== 'dropped' ? found : { refused: answered }
}

export async function drawReview(value: Answering, ctx: Context) {
  const found = await toAnswer(value, ctx)
  return 'refused' in found ? found : reviewForm(found.initiative, found.one, value.holds, nextReview(found.today))
}

interface Values {
  value?: number | undefined
  why?: string | undefined
  reviewOn: string
}

export async function saveReview(values: Values, value: Answering, ctx: Context): Promise<Outcome> {
  const found = await toAnswer(value, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { initiative, one, today } = found
  const said = { holds: value.holds, value: values.value, reviewOn: values.reviewOn }
  const reviewed = review(one, said, today)
  if ('errors' in reviewed) return { answer: { do: 'refuse', errors: reviewed.errors } }
  const { ok } = reviewed
  await lockInitiative(ctx.tx, initiative.id)
  const before = count(await assumptionsOf(ctx.tx, initiative.id))
  if (!(await answerAssumption(ctx.tx, one.id, one.reviewOn, ok))) return notTaken(answered)
  const after = count(await assumptionsOf(ctx.tx, initiative.id))
  const reading = await addReading(ctx.tx, {
    assumptionId: one.id,
    holds: ok.state === 'holds',
    value: values.value ?? null,
    why: values.why?.trim() || null,
    day: today,
    byId: ctx.actor.id,
    percentBefore: before.percent,
    percentAfter: after.percent,
    at: ctx.now,
  })
  await putReview(ctx, { ...one, ...ok })
  const broke = ok.state === 'broken' && one.state !== 'broken'
  const owners = [...new Set([initiative.projectOwnerId, initiative.productOwnerId])].filter((id) => id !== null)
  const told: Effect[] = broke
    ? owners.map((to) => ({ do: 'dm', to, card: brokenCardOf({ id: reading }, to), kind: 'notice' }))
    : []
  const name = `${initiative.key} ${nameOf(one)}`
  const next = ` Asked again on ${formatDay(ok.reviewOn, { year: true })}.`
  const below = value.holds && ok.state === 'broken' ? `${values.value} is below the floor of ${one.floor}: ` : ''
  const what = broke
    ? `${below}${name} is broken. ${owners.length ? 'The owners of the initiative are told.' : 'The initiative has no owner to tell.'}`
    : `${below}${name} ${ok.state === 'holds' ? (one.state === 'broken' ? 'holds again' : 'holds') : 'is still broken'}.`
  return {
    ...tell(what + next),
    effects: [{ do: 'refresh', card: askCardOf(one) }, ...told],
    facts: [await counted(ctx.tx, initiative)],
  }
}

/** On its day, as long as anything rests on it. */
export async function ask(key: string, { tx }: JobContext): Promise<Consequence> {
  const [id, day] = key.split(':')
  const one = await anyAssumption(tx, Number(id))
  const initiative = one && (await anyInitiative(tx, one.initiativeId))
  if (!one || one.state === 'dropped' || one.reviewOn !== day || initiative?.phase === 'retired') return {}
  return { effects: [{ do: 'dm', to: one.ownerId, card: askCardOf(one), kind: 'notice' }] }
}

/** From the day after: on the day itself the question is in the day's message. */
export const waiting: NonNullable<Feature['waiting']> = async (personId, { tx, now }) => {
  const person = await personById(tx, personId)
  if (!person) return []
  const blocks: Block[] = []
  for (const one of await overdueOf(tx, personId, toLocal(now, person.zone).day)) {
    const initiative = await anyInitiative(tx, one.initiativeId)
    if (initiative) blocks.push(waitingBlock(initiative, one))
  }
  return blocks
}

export const drawAsk: CardDrawer = async (key, read) => {
  const [id = '', day = ''] = (key.split(':')[0] ?? '').split('.')
  const one = await anyAssumption(read, Number(id))
  const initiative = one && (await anyInitiative(read, one.initiativeId))
  return one && initiative ? askCard(initiative, one, day) : null
}

/** To an owner of the initiative, who may see its amounts; to whoever was one, as any colleague. */
export const drawBroken: CardDrawer = async (key, read) => {
  const [id = 0, personId = 0] = key.split(':').map(Number)
  const reading = await anyReading(read, id)
  const one = reading && (await anyAssumption(read, reading.assumptionId))
  const initiative = one && (await anyInitiative(read, one.initiativeId))
  if (!reading || !one || !initiative) return null
  const who = { personId, admin: false, finance: false, guest: false, crewIds: [] }
  const money = moneyShown(initiative.crew?.money ?? null, { alone: rolesOf(who, initiative) })
  return brokenCard(initiative, one, reading, money)
}
