/** Objectives, key results and their readings. */
import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { type Day, toLocal } from '../../../schedule/calendar.ts'
import { keyResultForm, objectiveForm, objectivesCard, readingForm } from '../cards/objective.ts'
import { checkKeyResult, checkReading, type KeyResultAnswers, nextKey } from '../rules/objective.ts'
import { may, mayOf, refusal, rolesOf } from '../rules/rights.ts'
import { addReading, createKeyResult, createObjective, updateObjective } from '../store/initiatives.ts'
import { keyResultsOf, type ObjectiveRecord, objectivesOf } from '../store/objectives.ts'
import { resultChanged } from './changed.ts'
import { whoActs } from './own.ts'
import { peopleOptions, refuse } from './words.ts'

type OfObjective = { objective: number }
type MaybeObjective = { objective: number | null }

/** Of the organization: who is in a crew and no guest makes them; readings are for the same people. */
async function rightsHere(ctx: Context) {
  const who = await whoActs(ctx)
  const roles = rolesOf(who, null)
  return { see: !who.guest, make: mayOf('make', who, null), progress: may('progress', roles) && !who.guest }
}

export async function objectives(ctx: Context): Promise<Outcome> {
  const can = await rightsHere(ctx)
  if (!can.see) return tell('Objectives are for members of the organization. Ask one of your crew.')
  return tell(await list(ctx, can))
}

async function list({ tx, actor }: Context, can: { make: boolean; progress: boolean }) {
  const open = (await objectivesOf(tx, actor.organizationId)).filter(({ closedAt }) => closedAt === null)
  return objectivesCard(open, await keyResultsOf(tx, actor.organizationId), can)
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
