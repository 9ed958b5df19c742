/** Objectives, key results and their readings. */

import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import { opened, tell } from '../../../chat/say.ts'
import { whoActs } from '../../../people/standing.ts'
import { type Day, toLocal } from '../../../schedule/calendar.ts'
import {
  changeResultForm,
  keyResultForm,
  type ObjectiveRights,
  objectiveForm,
  objectivesCard,
  readingForm,
  whichResultForm,
} from '../cards/objective.ts'
import { checkKeyResult, checkReading, type KeyResultAnswers, nextKey } from '../rules/objective.ts'
import type { KeyResultRecord } from '../rules/records.ts'
import { may, mayChangeResult, mayOf, refusal, rolesOf } from '../rules/rights.ts'
import { addReading, createKeyResult, createObjective, updateKeyResult, updateObjective } from '../store/initiatives.ts'
import { keyResultsOf, type ObjectiveRecord, objectivesOf } from '../store/objectives.ts'
import { resultChanged } from './changed.ts'
import { peopleOptions, refuse } from './words.ts'

type OfObjective = { objective: number }
type MaybeObjective = { objective: number | null }
type OfResult = { result: number }

/** Of the organization: who is in a crew and no guest makes them; readings are for the same people. */
async function rightsHere(ctx: Context) {
  const who = await whoActs(ctx)
  const roles = rolesOf(who, null)
  return {
    see: !who.guest,
    make: mayOf('make', who, null),
    progress: may('progress', roles) && !who.guest,
    change: (result: KeyResultRecord) => mayChangeResult(who, result),
  }
}

export async function objectives(ctx: Context): Promise<Outcome> {
  const can = await rightsHere(ctx)
  if (!can.see) return tell('Objectives are for members of the organization. Ask one of your crew.')
  return tell(await list(ctx, can))
}

async function list({ tx, actor, now }: Context, can: ObjectiveRights) {
  const open = (await objectivesOf(tx, actor.organizationId)).filter(({ closedAt }) => closedAt === null)
  return objectivesCard(open, await keyResultsOf(tx, actor.organizationId), can, toLocal(now, actor.zone).day)
}

async function found(objectiveId: number, { tx, actor }: Context): Promise<ObjectiveRecord | Refusal> {
  const one = (await objectivesOf(tx, actor.organizationId)).find(({ id }) => id === objectiveId)
  return one ?? { refused: 'This objective is not here any more. Nothing was changed.' }
}

const notMine = { refused: refusal('make', 'change objectives') }

export async function drawObjective(value: MaybeObjective, ctx: Context) {
  if (!(await rightsHere(ctx)).make) return notMine
  const one = value.objective === null ? null : await found(value.objective, ctx)
  return one && 'refused' in one ? one : objectiveForm(one)
}

export async function saveObjective(
  values: { name: string; closed: boolean },
  value: MaybeObjective,
  ctx: Context,
): Promise<Outcome> {
  const can = await rightsHere(ctx)
  if (!can.make) return tell(notMine.refused)
  const { tx, actor, now } = ctx
  const name = values.name.trim()
  if (value.objective === null) {
    if (values.closed) return refuse({ closed: 'It is not made yet. Leave this off, or cancel.' })
    const known = await objectivesOf(tx, actor.organizationId)
    await createObjective(
      tx,
      actor.organizationId,
      nextKey(
        'O',
        known.map(({ key }) => key),
      ),
      name,
      now,
    )
  } else {
    const one = await found(value.objective, ctx)
    if ('refused' in one) return tell(one.refused)
    await updateObjective(tx, one.id, { name, closedAt: values.closed ? now : null })
  }
  return tell(await list(ctx, can))
}

export async function drawKeyResult(value: OfObjective, ctx: Context) {
  if (!(await rightsHere(ctx)).make) return notMine
  const one = await found(value.objective, ctx)
  return 'refused' in one ? one : keyResultForm(one, await peopleOptions(ctx))
}

export async function saveKeyResult(values: KeyResultAnswers, value: OfObjective, ctx: Context): Promise<Outcome> {
  const can = await rightsHere(ctx)
  if (!can.make) return tell(notMine.refused)
  const one = await found(value.objective, ctx)
  if ('refused' in one) return tell(one.refused)
  const checked = checkKeyResult(values)
  if ('errors' in checked) return refuse(checked.errors)
  const { organizationId } = ctx.actor
  const known = await keyResultsOf(ctx.tx, organizationId)
  const key = nextKey(
    'KR',
    known.map((result) => result.key),
  )
  await createKeyResult(ctx.tx, { organizationId, objectiveId: one.id, key }, checked.data)
  return tell(await list(ctx, can))
}

/** One that this person may change. */
async function ownResult({ result }: OfResult, ctx: Context): Promise<KeyResultRecord | Refusal> {
  const one = (await keyResultsOf(ctx.tx, ctx.actor.organizationId)).find(({ id }) => id === result)
  if (!one) return { refused: 'This key result is not here any more. Nothing was changed.' }
  if ((await rightsHere(ctx)).change(one)) return one
  const owned = one.projectOwnerId !== null || one.productOwnerId !== null
  return { refused: refusal(owned ? 'results' : 'make', `change ${one.key}`) }
}

export async function drawWhichResult(value: OfObjective, ctx: Context) {
  const one = await found(value.objective, ctx)
  if ('refused' in one) return one
  const can = await rightsHere(ctx)
  const all = (await keyResultsOf(ctx.tx, ctx.actor.organizationId)).filter(({ objectiveId }) => objectiveId === one.id)
  const mine = all.filter(can.change)
  if (all.length === 0) return { refused: `${one.key} has no key result yet. Make one first.` }
  if (mine.length === 0) return { refused: refusal('results', `change the key results of ${one.key}`) }
  return whichResultForm(one, mine)
}

/** Where there is only one, no choice is asked for. */
export async function openWhichResult(value: OfObjective, ctx: Context): Promise<Outcome> {
  const form = await drawWhichResult(value, ctx)
  if ('refused' in form) return tell(form.refused)
  const [only, ...more] = form.inputs.result.options
  return opened(only && !more.length ? await drawChangeResult({ result: Number(only.value) }, ctx) : form)
}

export async function goOnResult({ result }: { result: string }, _value: OfObjective, ctx: Context): Promise<Outcome> {
  return opened(await drawChangeResult({ result: Number(result) }, ctx))
}

export async function drawChangeResult(value: OfResult, ctx: Context) {
  const one = await ownResult(value, ctx)
  return 'refused' in one ? one : changeResultForm(one, await peopleOptions(ctx))
}

export async function changeResult(values: KeyResultAnswers, value: OfResult, ctx: Context): Promise<Outcome> {
  const one = await ownResult(value, ctx)
  if ('refused' in one) return tell(one.refused)
  const checked = checkKeyResult(values)
  if ('errors' in checked) return refuse(checked.errors)
  await updateKeyResult(ctx.tx, one.id, checked.data)
  return {
    ...tell(await list(ctx, await rightsHere(ctx))),
    facts: await resultChanged(ctx.tx, ctx.actor.organizationId, one.id),
  }
}

export async function drawReading(value: OfObjective, ctx: Context) {
  if (!(await rightsHere(ctx)).progress) return { refused: refusal('progress', 'add readings') }
  const one = await found(value.objective, ctx)
  if ('refused' in one) return one
  const results = (await keyResultsOf(ctx.tx, ctx.actor.organizationId)).filter(
    ({ objectiveId }) => objectiveId === one.id,
  )
  if (results.length === 0) return { refused: `${one.key} has no key result yet. Make one first.` }
  return readingForm(one, results, toLocal(ctx.now, ctx.actor.zone).day)
}

export async function saveReading(
  values: { result: string; value: number; day: Day; count: number | undefined },
  _value: OfObjective,
  ctx: Context,
): Promise<Outcome> {
  const can = await rightsHere(ctx)
  if (!can.progress) return tell(refusal('progress', 'add readings'))
  const errors = checkReading(values, toLocal(ctx.now, ctx.actor.zone).day)
  if (Object.keys(errors).length) return refuse(errors)
  const { value, day, count = null } = values
  const result = Number(values.result)
  await addReading(ctx.tx, result, { value, day, count, byId: ctx.actor.id, at: ctx.now })
  return { ...tell(await list(ctx, can)), facts: await resultChanged(ctx.tx, ctx.actor.organizationId, result) }
}
