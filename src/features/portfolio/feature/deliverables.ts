/** Deliverables added, changed and taken out; their progress. */

import type { Context, Fact, Outcome, Refusal } from '../../../chat/feature.ts'
import { notTaken, opened, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { cut, named } from '../cards/lines.ts'
import { deliverableForm, progressForm, whichForm } from '../cards/plan-forms.ts'
import {
  checkDeliverable,
  checkProgress,
  type DeliverableAnswers,
  type DeliverableData,
  type ProgressAnswers,
} from '../rules/deliverable.ts'
import { nextKey } from '../rules/objective.ts'
import {
  chanceWords,
  lessThanEven,
  newId,
  noChance,
  planWith,
  restsOn,
  unweighed,
  type Weighed,
} from '../rules/promise.ts'
import type { DeliverableRecord } from '../rules/records.ts'
import { unknownKey } from '../rules/words.ts'
import { createDeliverable, removeDeliverable, saveProgress, updateDeliverable } from '../store/plan.ts'
import { deliverablesOf, planOfOrganization } from '../store/reads.ts'
import { weighed } from '../store/weighing.ts'
import { changed } from './changed.ts'
import { byId, type Own } from './own.ts'
import { finishes } from './reached.ts'
import { peopleOptions, refuse } from './words.ts'

export type OfInitiative = { initiative: number }
type OfDeliverable = { initiative: number; deliverable: number | null }

const retired = (own: Own): Refusal | null =>
  own.initiative.phase === 'retired'
    ? { refused: `${own.initiative.key} is retired, and its plan with it. Bring it back first.` }
    : null

export async function editable(
  id: number,
  right: 'edit' | 'progress',
  doing: string,
  ctx: Context,
): Promise<Own | Refusal> {
  const own = await byId(id, right, doing, ctx)
  return 'refused' in own ? own : (retired(own) ?? own)
}

export const planChanged = ({ initiative: { id, organizationId } }: Own, { tx }: Context) =>
  changed(tx, 'plan', organizationId, [id])

/** A few open keys, so that nobody has to look them up. */
export function someKeys(pieces: DeliverableRecord[]): string {
  const open = pieces.filter(({ finishedOn }) => finishedOn === null).map(({ key }) => key)
  const { shown, more } = cut(open, 12)
  return shown.length ? [...shown, ...(more ? [more] : [])].join(', ') : 'none'
}

export async function drawDeliverable(value: OfDeliverable, ctx: Context) {
  const own = await editable(value.initiative, 'edit', 'change the plan of', ctx)
  if ('refused' in own) return own
  const pieces = await deliverablesOf(ctx.tx, own.initiative.id)
  const piece = pieces.find(({ id }) => id === value.deliverable) ?? null
  if (value.deliverable !== null && !piece) return { refused: 'This deliverable is not here any more.' }
  const people = await peopleOptions(ctx)
  const keys = pieces.map(({ key }) => key)
  return deliverableForm({ initiative: own.initiative, piece, suggestedKey: nextKey('T', keys), people })
}

type DeliverableValues = DeliverableAnswers & { remove: boolean }

/** A day that is promised anew is weighed first, which takes a moment: with no transaction open. */
export async function saveDeliverable(values: DeliverableValues, value: OfDeliverable, ctx: Context): Promise<Outcome> {
  const found = await toSave(values, value, ctx)
  if (!('own' in found)) return found
  if (values.remove || !isNewPromise(found)) return save(values, value, null, ctx)
  const { data, before, own } = found
  const { id: initiativeId, organizationId } = own.initiative
  return {
    later: async (snapshot) => {
      const records = await snapshot((read) => planOfOrganization(read, organizationId))
      const plan = planWith(records, data, { before, initiativeId })
      const asked = { id: before?.id ?? newId, on: data.promisedOn ?? own.today }
      const found = await weighed(plan, [asked], own.today)
      return (then) => save(values, value, { weighed: found.get(asked.id) ?? null, on: asked.on }, then)
    },
  }
}

interface ToSave {
  own: Own
  before: DeliverableRecord | null
  data: DeliverableData
}

const isNewPromise = ({ before, data }: Pick<ToSave, 'before' | 'data'>) =>
  data.promisedOn !== null && data.promisedOn !== before?.promisedOn && !before?.finishedOn

async function toSave(values: DeliverableValues, value: OfDeliverable, ctx: Context): Promise<ToSave | Outcome> {
  const own = await editable(value.initiative, 'edit', 'change the plan of', ctx)
  if ('refused' in own) return notTaken(own.refused)
  const pieces = await deliverablesOf(ctx.tx, own.initiative.id)
  const before = pieces.find(({ id }) => id === value.deliverable) ?? null
  const others = pieces.filter(({ id }) => id !== value.deliverable)
  if (values.remove) {
    return before
      ? { own, before, data: before }
      : refuse({ remove: 'It is not in the plan yet. Leave this off, or cancel.' })
  }
  const checked = checkDeliverable(values, { others, before, today: own.today })
  return 'errors' in checked ? refuse(checked.errors) : { own, before, data: checked.data }
}

async function save(
  values: DeliverableValues,
  value: OfDeliverable,
  promise: { weighed: Weighed | null; on: Day } | null,
  ctx: Context,
): Promise<Outcome> {
  const found = await toSave(values, value, ctx)
  if (!('own' in found)) return found
  const { own, before, data } = found
  const { id: initiativeId, organizationId, key: of } = own.initiative
  if (values.remove && before) {
    // Before its links are gone, and with them who waited for it.
    const facts = await planChanged(own, ctx)
    await removeDeliverable(ctx.tx, before.id)
    return { ...tell(`${of} ${before.key} is out of the plan, with its links.`), facts }
  }
  const again = data.promisedOn !== (before?.promisedOn ?? null)
  const row = { ...data, ...(again && unweighed) }
  const id = before?.id ?? (await createDeliverable(ctx.tx, { organizationId, initiativeId }, row))
  if (before) await updateDeliverable(ctx.tx, before.id, row)
  const given: Fact[] = promise
    ? [
        {
          fact: 'promise.given',
          organizationId,
          initiativeId,
          deliverableId: id,
          promisedOn: promise.on,
          byId: ctx.actor.id,
          weighed: promise.weighed,
          weighedOn: own.today,
        },
      ]
    : []
  const said = promise ? ` ${promiseSaid(promise.on, promise.weighed, own.today)}` : ''
  return {
    ...tell(`Saved: ${of} ${named(data)}.${said} ${command(`plan ${of}`)} shows the dates.`),
    // The promise first: who hears of the plan then knows it is weighed.
    facts: [...given, ...(await planChanged(own, ctx))],
  }
}

function promiseSaid(on: Day, weighed: Weighed | null, today: Day): string {
  if (weighed === null) return noChance
  const words = `${chanceWords(on, weighed, today)} (${restsOn(weighed)}).`
  if (!lessThanEven(weighed)) return words
  return `${words} That is less than even, so it shows as not co-signed until both sides stand for it; the other side is asked.`
}

export async function drawWhich({ initiative }: OfInitiative, ctx: Context) {
  const own = await editable(initiative, 'edit', 'change the plan of', ctx)
  return 'refused' in own ? own : whichForm(own.initiative, someKeys(await deliverablesOf(ctx.tx, own.initiative.id)))
}

export async function goOn({ key }: { key: string }, { initiative }: OfInitiative, ctx: Context): Promise<Outcome> {
  const own = await editable(initiative, 'edit', 'change the plan of', ctx)
  if ('refused' in own) return tell(own.refused)
  const found = await pieceOf(own, key, ctx)
  if ('error' in found) return refuse({ key: found.error })
  const form = await drawDeliverable({ initiative, deliverable: found.piece.id }, ctx)
  return opened(form)
}

async function pieceOf(
  own: Own,
  text: string,
  ctx: Context,
): Promise<{ piece: DeliverableRecord } | { error: string }> {
  const pieces = await deliverablesOf(ctx.tx, own.initiative.id)
  const key = text.trim().toUpperCase().replace(`${own.initiative.key} `, '')
  const piece = pieces.find((one) => one.key === key)
  if (piece) return { piece }
  const known = pieces.map((one) => one.key)
  return { error: unknownKey(text, `a deliverable of ${own.initiative.key}`, known) }
}

export async function drawProgress({ initiative }: OfInitiative, ctx: Context) {
  const own = await editable(initiative, 'progress', 'report progress of', ctx)
  if ('refused' in own) return own
  return progressForm(own.initiative, someKeys(await deliverablesOf(ctx.tx, own.initiative.id)), own.today)
}

export async function reportProgress(
  values: ProgressAnswers & { key: string },
  { initiative }: OfInitiative,
  ctx: Context,
): Promise<Outcome> {
  const own = await editable(initiative, 'progress', 'report progress of', ctx)
  if ('refused' in own) return tell(own.refused)
  const found = await pieceOf(own, values.key, ctx)
  if ('error' in found) return refuse({ key: found.error })
  const { piece } = found
  const checked = checkProgress(
    { ...values, startedOn: values.startedOn ?? (values.percent > 0 ? (piece.startedOn ?? undefined) : undefined) },
    { today: own.today, likely: piece.likely },
  )
  if ('errors' in checked) return refuse(checked.errors)
  const before = await deliverablesOf(ctx.tx, own.initiative.id)
  await saveProgress(ctx.tx, piece.id, checked.data, ctx.actor.id, ctx.now)
  const { percent, finishedOn } = checked.data
  const done = finishedOn ? 'is finished' : `is at ${percent} percent`
  const { key, id } = own.initiative
  return {
    ...tell(`Saved: ${key} ${named(piece)} ${done}. ${command(`plan ${key}`)} shows what follows.`),
    facts: [...(await planChanged(own, ctx)), ...(await finishes(before, [id], ctx))],
  }
}
