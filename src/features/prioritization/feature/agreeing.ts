/** One order: proposed by one side, agreed by the other, recorded as one decision. */
import type { Context, Effect, Outcome, Refusal } from '../../../chat/feature.ts'
import { shorten } from '../../../chat/plain.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { votedWords } from '../../../voting/cards/lines.ts'
import type {} from '../../decisions/facts.ts'
import { rankingOf, togetherOf } from '../cards/compared.ts'
import { objectForm, proposeForm } from '../cards/forms.ts'
import type { RoundView } from '../cards/view.ts'
import { byWorth, cutOf } from '../rules/figures.ts'
import { orderTyped, readOrder } from '../rules/order.ts'
import {
  type Item,
  itemTitle,
  nameOf,
  type PrioritizationRecord,
  type Proposal,
  type Side,
  sides,
  sourceOf,
  titleOf,
} from '../rules/records.ts'
import { moveRound } from '../store/rounds.ts'
import { gone, itemsNow, type Own, own, refreshed, roundCardOf, viewAlone, wordCardOf } from './own.ts'

export interface Versioned {
  round: number
  /** Of the order that was looked at. */
  version: number
}

const faster = (round: PrioritizationRecord) =>
  `Somebody was faster: ${nameOf(round)} has moved on since you looked. See its card. Nothing was changed.`

const otherThan = (side: Side): Side => (side === 'project' ? 'product' : 'project')

/** The side that somebody speaks for; where they own something on both, the one that is asked for. */
function sideOf({ leads }: Own, personId: number, wanted?: Side): Side | null {
  const held = sides.filter((side) => leads[side].includes(personId))
  return held.find((side) => side === wanted) ?? held[0] ?? null
}

async function ranked({ round: id, version }: Versioned, ctx: Context): Promise<Own | Refusal> {
  const found = await own(id, ctx)
  if ('refused' in found) return found
  const { round } = found
  const ends: Record<string, string> = {
    collecting: 'has not been ranked yet',
    ranking: 'is being ranked',
    agreed: 'is agreed on already; another prioritization can change the order',
    withdrawn: 'was taken back',
  }
  const why = ends[round.state]
  if (why) return { refused: `${nameOf(round)} ${why}. Nothing was changed.` }
  return round.version === version ? found : { refused: faster(round) }
}

async function proposable(value: Versioned, ctx: Context): Promise<(Own & { side: Side }) | Refusal> {
  const found = await ranked(value, ctx)
  if ('refused' in found) return found
  const side = sideOf(found, ctx.actor.id)
  if (side) return { ...found, side }
  return {
    refused: `An order of ${nameOf(found.round)} is proposed by the owners of each side. Tell one of them what you would change.`,
  }
}

/** What was proposed before, else the order of both sides together; what nobody ranked by its value per cost. */
function orderToBeginWith(view: RoundView, items: Item[]): Item[] {
  const ranking = rankingOf(view)
  const before = view.round.proposal?.order ?? (ranking ? togetherOf(ranking, view).flat() : [])
  const known = before.flatMap((id) => items.filter((one) => one.id === id))
  const rest = byWorth(items.filter((one) => !known.includes(one)))
  return [...known, ...rest.ordered, ...rest.without]
}

export async function drawPropose(value: Versioned, ctx: Context) {
  const found = await proposable(value, ctx)
  if ('refused' in found) return found
  const view = await viewAlone(found.round, ctx)
  if (!view) return { refused: gone }
  const alive = view.items.filter(({ ended }) => ended === null)
  return proposeForm(found.round, orderTyped(orderToBeginWith(view, alive)), found.round.proposal === null)
}

export async function savePropose(
  { order: typed, why }: { order: string; why?: string | undefined },
  value: Versioned,
  ctx: Context,
): Promise<Outcome> {
  const found = await proposable(value, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { round, side, leads } = found
  const alive = (await itemsNow(ctx.tx, round)).filter(({ ended }) => ended === null)
  const order = readOrder(typed, alive)
  if ('error' in order) return { answer: { do: 'refuse', errors: { order: order.error } } }
  const words = why?.trim() || null
  const proposal: Proposal = { order: order.ok, byId: ctx.actor.id, side, why: words, at: ctx.now, refused: false }
  if (!(await moveRound(ctx.tx, round, { proposal }))) return notTaken(faster(round))
  const asked = leads[otherThan(side)].filter((id) => id !== ctx.actor.id)
  return {
    ...tell(`Your order of ${nameOf(round)} stands on its card. It is decided when somebody of the other side agrees.`),
    effects: [
      ...refreshed(round),
      ...asked.map((to): Effect => ({ do: 'dm', to, card: wordCardOf(round, to), kind: 'notice' })),
    ],
  }
}

/** Their answer is theirs to give: of the other side, and another person. */
async function answerable(value: Versioned, ctx: Context): Promise<(Own & { proposal: Proposal }) | Refusal> {
  const found = await ranked(value, ctx)
  if ('refused' in found) return found
  const { round, leads } = found
  const { proposal } = round
  if (!proposal) return { refused: `No order of ${nameOf(round)} is proposed. Propose one on its card.` }
  const other = otherThan(proposal.side)
  if (proposal.byId === ctx.actor.id)
    return { refused: 'This is your own proposal: somebody of the other side answers it. Nothing was changed.' }
  if (!leads[other].includes(ctx.actor.id))
    return {
      refused: `This order waits for the ${other} side: for its owners. Tell one of them what you think. Nothing was changed.`,
    }
  return { ...found, proposal }
}

const told = ({ round, leads }: Own, proposal: Proposal): Effect[] =>
  [...new Set([...leads[otherThan(proposal.side)], proposal.byId])].map((id) => ({
    do: 'refresh',
    card: wordCardOf(round, id),
  }))

export async function confirm(value: Versioned, ctx: Context): Promise<Outcome> {
  const found = await answerable(value, ctx)
  if ('refused' in found) return tell(found.refused)
  const { round, crew, proposal } = found
  const view = await viewAlone(round, ctx)
  if (!view) return tell(gone)
  const ended = new Set(view.items.filter((one) => one.ended !== null).map(({ id }) => id))
  const order = proposal.order.filter((id) => !ended.has(id))
  const [mine, theirs] = [ctx.actor.id, proposal.byId]
  const agreed = {
    order,
    projectId: proposal.side === 'project' ? theirs : mine,
    productId: proposal.side === 'product' ? theirs : mine,
    at: ctx.now,
    leftOut: [...ended],
  }
  if (!(await moveRound(ctx.tx, round, { state: 'agreed', agreed }))) return tell(faster(round))
  const items = order.flatMap((id) => view.items.filter((one) => one.id === id))
  return {
    ...tell(`Both sides agreed on the order of ${nameOf(round)}. It goes into the decision log.`),
    facts: [
      {
        fact: 'decision.wanted',
        organizationId: round.organizationId,
        crewId: crew.id,
        initiativeId: onlyInitiative(items),
        domain: 'joint',
        ...recorded(round, items, view),
        why: proposal.why,
        impact: null,
        source: sourceOf(round),
        link: null,
        actorId: ctx.actor.id,
        reviewOn: null,
        under: roundCardOf(round),
      },
    ],
    effects: [...refreshed(round), ...told(found, proposal)],
  }
}

function onlyInitiative(items: Item[]): number | null {
  const ids = new Set(items.map(({ initiativeId }) => initiativeId))
  const [only] = ids
  return ids.size === 1 ? (only ?? null) : null
}

const mostNamed = 10

/** In words and places alone: amounts are shown as each audience may see them, and a record is read by all. */
function recorded(round: PrioritizationRecord, items: Item[], view: RoundView) {
  const cut = cutOf(items, round)
  const names = items.slice(0, mostNamed).map((one, at) => `${at + 1}. ${shorten(itemTitle(one), 60)}`)
  const more = items.length > mostNamed ? `, and ${items.length - mostNamed} more` : ''
  const whether = (id: number) => {
    if (!cut) return null
    if (cut.within.includes(id)) return 'within the limits'
    return cut.beyond.includes(id) ? 'beyond the limits' : 'not counted: a figure is missing'
  }
  const rest = items.slice(mostNamed).map((one, at) => `${mostNamed + at + 1}. ${shorten(itemTitle(one), 50)}`)
  const within = cut ? `; ${cut.within.length} of ${items.length} within the limits, in this order` : ''
  return {
    what: `The order of ${titleOf(round)}: ${names.join(', ')}${more}${within}`,
    options: [
      ...items.slice(0, mostNamed).map((one) => ({ text: shorten(itemTitle(one), 100), why: whether(one.id) })),
      ...(rest.length ? [{ text: rest.join(', '), why: null }] : []),
    ],
    tally: [
      // Whose yes it is stands on the card.
      { label: 'Yes', text: `${view.labels.project} 1, ${view.labels.product} 1: an owner of each` },
      ...(view.poll ? [{ label: 'Ranked', text: votedWords(view.poll, view.labels) }] : []),
    ],
  }
}

export async function drawObject(value: Versioned, ctx: Context) {
  const found = await answerable(value, ctx)
  return 'refused' in found ? found : objectForm(found.round)
}

export async function saveObject({ reason }: { reason: string }, value: Versioned, ctx: Context): Promise<Outcome> {
  const found = await answerable(value, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { round, proposal } = found
  const words = reason.trim()
  const objection = { personId: ctx.actor.id, side: otherThan(proposal.side), reason: words, at: ctx.now }
  const patch = { proposal: { ...proposal, refused: true }, objections: [...round.objections, objection] }
  if (!(await moveRound(ctx.tx, round, patch))) return notTaken(faster(round))
  return {
    ...tell(`Your reason stands on the card of ${nameOf(round)}. Either side can propose another order now.`),
    effects: [
      ...refreshed(round),
      ...told(found, proposal),
      { do: 'dm', to: proposal.byId, card: wordCardOf(round, proposal.byId), kind: 'urgent' },
    ],
  }
}
