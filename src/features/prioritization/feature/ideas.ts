/** Ideas and their figures, as long as they may come. */
import type { Context, Outcome } from '../../../chat/feature.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { readMoney } from '../../portfolio/rules/money.ts'
import { figuresForm, ideaForm } from '../cards/forms.ts'
import { allCard, ideasCard } from '../cards/items.ts'
import { type ItemRecord, mostItems, nameOf, type PrioritizationRecord } from '../rules/records.ts'
import { addIdea, countItems, itemsOf, putFigures } from '../store/items.ts'
import { lockCollecting } from '../store/rounds.ts'
import { gone, moneyAlone, own, refreshed, viewAlone } from './own.ts'

export interface OfRound {
  round: number
}
export interface OfItem extends OfRound {
  item: number
}

const closed = (round: PrioritizationRecord) =>
  round.state === 'withdrawn'
    ? `${nameOf(round)} was taken back. Nothing was added.`
    : `Ranking of ${nameOf(round)} has begun: what is in it is fixed. Keep it for the next one.`

const full = `There are ${mostItems} in it already, and more are not put in one order by anybody. Leave it for the next one.`

async function collecting(id: number, ctx: Context) {
  const found = await own(id, ctx)
  if ('refused' in found) return found
  return found.round.state === 'collecting' ? found : { refused: closed(found.round) }
}

export async function drawIdea({ round: id }: OfRound, ctx: Context) {
  const found = await collecting(id, ctx)
  if ('refused' in found) return found
  if ((await countItems(ctx.tx, id)) >= mostItems) return { refused: full }
  return ideaForm(found.round)
}

interface TypedFigures {
  benefit?: string | undefined
  cost?: string | undefined
  days?: number | undefined
}

type Read = { benefit: number | null; cost: number | null; days: number | null }

/** Empty is no figure. */
function readFigures(typed: TypedFigures, currency: string): { ok: Read } | { errors: Record<string, string> } {
  const amount = (text: string | undefined) => (text?.trim() ? readMoney(text, currency) : { ok: null })
  const [benefit, cost] = [amount(typed.benefit), amount(typed.cost)]
  const whole = typed.days === undefined || Number.isInteger(typed.days)
  const errors = {
    ...('error' in benefit && { benefit: benefit.error }),
    ...('error' in cost && { cost: cost.error }),
    ...(!whole && { days: 'Whole working days, such as 3; or leave it empty.' }),
  }
  if ('error' in benefit || 'error' in cost || !whole) return { errors }
  return { ok: { benefit: benefit.ok, cost: cost.ok, days: typed.days ?? null } }
}

export async function saveIdea(
  { what, forWhom, ...typed }: TypedFigures & { what: string; forWhom: string },
  { round: id }: OfRound,
  ctx: Context,
): Promise<Outcome> {
  const found = await collecting(id, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { round } = found
  const { tx, actor, now } = ctx
  const read = readFigures(typed, round.currency)
  if ('errors' in read) return { answer: { do: 'refuse', errors: read.errors } }
  if (!(await lockCollecting(tx, id))) return notTaken(closed({ ...round, state: 'ranking' }))
  if ((await countItems(tx, id)) >= mostItems) return notTaken(full)
  const { benefit, cost, days } = read.ok
  const by = (figure: number | null) => (figure === null ? null : actor.id)
  const idea = await addIdea(tx, {
    prioritizationId: id,
    kind: 'idea',
    scopeChangeId: null,
    initiativeId: null,
    what: what.trim(),
    forWhom: forWhom.trim(),
    currency: round.currency,
    ...{ benefit, benefitById: by(benefit), cost, costById: by(cost), days, daysById: by(days) },
    figuresAt: now,
    addedById: actor.id,
  })
  return { ...tell(`${idea.label} is in ${nameOf(round)}.`), effects: refreshed(round) }
}

/** Privately, one press away. */
export async function showIdeas({ round: id }: OfRound, ctx: Context): Promise<Outcome> {
  const found = await collecting(id, ctx)
  if ('refused' in found) return tell(found.refused)
  const view = await viewAlone(found.round, ctx)
  return tell(view ? ideasCard(view) : gone)
}

export async function showAll({ round: id }: OfRound, ctx: Context): Promise<Outcome> {
  const found = await own(id, ctx)
  if ('refused' in found) return tell(found.refused)
  const view = await viewAlone(found.round, ctx)
  return tell(view ? allCard(view) : gone)
}

async function ideaOf({ round: id, item: which }: OfItem, ctx: Context) {
  const found = await collecting(id, ctx)
  if ('refused' in found) return found
  const item = (await itemsOf(ctx.tx, id)).find((one) => one.id === which && one.kind === 'idea')
  if (!item) return { refused: 'This idea is not here any more. Nothing was changed.' }
  return { ...found, item, shown: (await moneyAlone(found.crew.id, ctx)) === 'amounts' }
}

export async function drawFigures(value: OfItem, ctx: Context) {
  const found = await ideaOf(value, ctx)
  return 'refused' in found ? found : figuresForm(found.round, found.item, found.shown)
}

export async function saveFigures(typed: TypedFigures, value: OfItem, ctx: Context): Promise<Outcome> {
  const found = await ideaOf(value, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { round, shown } = found
  const read = readFigures(typed, round.currency)
  if ('errors' in read) return { answer: { do: 'refuse', errors: read.errors } }
  if (!(await lockCollecting(ctx.tx, round.id))) return notTaken(closed({ ...round, state: 'ranking' }))
  // As it is under the lock: somebody else may have given a figure meanwhile.
  const item = (await itemsOf(ctx.tx, round.id)).find(({ id }) => id === value.item) ?? found.item
  await putFigures(ctx.tx, item.id, { ...given(item, found.item, read.ok, shown, ctx.actor.id), figuresAt: ctx.now })
  return { ...tell(`The figures of ${item.label} stand in ${nameOf(round)}.`), effects: refreshed(round) }
}

/** What was changed is theirs; what was left as it stood in the form stays whose it is. */
function given(item: ItemRecord, before: ItemRecord, read: Read, shown: boolean, byId: number) {
  const one = (of: 'benefit' | 'cost' | 'days') => {
    const kept = read[of] === before[of] || (of !== 'days' && !shown && read[of] === null)
    const who = `${of}ById` as const
    if (kept) return { [of]: item[of], [who]: item[who] }
    return { [of]: read[of], [who]: read[of] === null ? null : byId }
  }
  return { ...item, ...one('benefit'), ...one('cost'), ...one('days') }
}
