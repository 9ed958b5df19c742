/** Deliverables added, changed and taken out; their progress and their links. */

import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import { opened, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { cut, named } from '../cards/lines.ts'
import { deliverableForm, linkForm, progressForm, whichForm } from '../cards/plan-forms.ts'
import { checkDeliverable, checkProgress, type DeliverableAnswers, type ProgressAnswers } from '../rules/deliverable.ts'
import { circleOf, circleText, findPiece, indexOf } from '../rules/links.ts'
import { nextKey } from '../rules/objective.ts'
import { type DeliverableRecord, pieceName } from '../rules/records.ts'
import { unknownKey } from '../rules/words.ts'
import {
  createDeliverable,
  lockLinks,
  putLink,
  removeDeliverable,
  removeLink,
  saveProgress,
  updateDeliverable,
} from '../store/plan.ts'
import { deliverablesOf, planOfOrganization } from '../store/reads.ts'
import { changed } from './changed.ts'
import { byId, type Own } from './own.ts'
import { finishes } from './reached.ts'
import { peopleOptions, refuse } from './words.ts'

type OfInitiative = { initiative: number }
type OfDeliverable = { initiative: number; deliverable: number | null }

const retired = (own: Own): Refusal | null =>
  own.initiative.phase === 'retired'
    ? { refused: `${own.initiative.key} is retired, and its plan with it. Bring it back first.` }
    : null

async function editable(id: number, right: 'edit' | 'progress', doing: string, ctx: Context): Promise<Own | Refusal> {
  const own = await byId(id, right, doing, ctx)
  return 'refused' in own ? own : (retired(own) ?? own)
}

const planChanged = ({ initiative: { id, organizationId } }: Own, { tx }: Context) =>
  changed(tx, 'plan', organizationId, [id])

/** A few open keys, so that nobody has to look them up. */
function someKeys(pieces: DeliverableRecord[]): string {
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

export async function saveDeliverable(
  values: DeliverableAnswers & { remove: boolean },
  value: OfDeliverable,
  ctx: Context,
): Promise<Outcome> {
  const own = await editable(value.initiative, 'edit', 'change the plan of', ctx)
  if ('refused' in own) return tell(own.refused)
  const pieces = await deliverablesOf(ctx.tx, own.initiative.id)
  const before = pieces.find(({ id }) => id === value.deliverable) ?? null
  const { id: initiativeId, organizationId, key: of } = own.initiative
  if (values.remove) {
    if (!before) return refuse({ remove: 'It is not in the plan yet. Leave this off, or cancel.' })
    // Before its links are gone, and with them who waited for it.
    const facts = await planChanged(own, ctx)
    await removeDeliverable(ctx.tx, before.id)
    return { ...tell(`${of} ${before.key} is out of the plan, with its links.`), facts }
  }
  const others = pieces.filter(({ id }) => id !== value.deliverable)
  const checked = checkDeliverable(values, { others, before, today: own.today })
  if ('errors' in checked) return refuse(checked.errors)
  if (before) await updateDeliverable(ctx.tx, before.id, checked.data)
  else await createDeliverable(ctx.tx, { organizationId, initiativeId }, checked.data)
  return {
    ...tell(`Saved: ${of} ${named(checked.data)}. ${command(`plan ${of}`)} shows the dates.`),
    facts: await planChanged(own, ctx),
  }
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

export async function drawLink({ initiative }: OfInitiative, ctx: Context) {
  const own = await editable(initiative, 'edit', 'link in', ctx)
  return 'refused' in own ? own : linkForm(own.initiative, someKeys(await deliverablesOf(ctx.tx, own.initiative.id)))
}

/** What waits is this initiative's; what it waits for may be anybody's of the organization. */
export async function saveLink(
  values: { from: string; to: string; lag: number | undefined; remove: boolean },
  { initiative }: OfInitiative,
  ctx: Context,
): Promise<Outcome> {
  const own = await editable(initiative, 'edit', 'link in', ctx)
  if ('refused' in own) return tell(own.refused)
  await lockLinks(ctx.tx, own.initiative.organizationId)
  const records = await planOfOrganization(ctx.tx, own.initiative.organizationId)
  const index = indexOf(records, own.initiative.key)
  const [from, to] = [findPiece(values.from, index), findPiece(values.to, index)]
  if ('error' in from || 'error' in to) {
    return refuse({ ...('error' in to && { to: to.error }), ...('error' in from && { from: from.error }) })
  }
  const name = (id: number) => pieceName(records, id)
  const target = records.deliverables.find(({ id }) => id === to.ok)
  if (target?.initiativeId !== own.initiative.id) {
    return refuse({ to: `${name(to.ok)} is not of ${own.initiative.key}. What waits is changed in its own plan.` })
  }
  if (values.remove) {
    if (!(await removeLink(ctx.tx, from.ok, to.ok))) {
      return refuse({ from: `${name(to.ok)} does not wait for ${name(from.ok)}. There is no link to take out.` })
    }
    return {
      ...tell(`${name(to.ok)} does not wait for ${name(from.ok)} any more.`),
      facts: await planChanged(own, ctx),
    }
  }
  const circle = circleOf({ fromId: from.ok, toId: to.ok }, records.dependencies)
  if (circle) return refuse({ from: circleText(circle.map(name)) })
  await putLink(ctx.tx, from.ok, to.ok, values.lag ?? 0)
  const lag = values.lag ? `, ${values.lag} working days after it` : ''
  return {
    ...tell(`Saved: ${name(to.ok)} waits for ${name(from.ok)}${lag}.`),
    facts: await planChanged(own, ctx),
  }
}
