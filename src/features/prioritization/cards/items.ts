/** What is in it, by what it brings for what it costs; privately all of it, and ideas to give figures. */
import type { Block, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { command } from '../../../chat/spoken.ts'
import { plural } from '../../../voting/cards/words.ts'
import { bestOf, byWorth, cutOf } from '../rules/figures.ts'
import { type Item, titleOf } from '../rules/records.ts'
import { button, itemFact, limitsText, money, mostShown, named, note, strong } from './lines.ts'
import type { RoundView } from './view.ts'

/** By value per cost, with the line where the limits end; then what has no such figure. */
export function itemBlocks(view: RoundView, most = mostShown): Block[] {
  if (view.items.length === 0) return [{ block: 'text', text: 'Nothing is in it yet: add ideas.' }]
  const alive = view.items.filter(({ ended }) => ended === null)
  const { ordered, without } = byWorth(alive)
  const cut = cutOf(ordered, view.round)
  const gone = view.items.filter(({ ended }) => ended !== null)
  const shown = [...ordered, ...without, ...gone].slice(0, most)
  const facts = (items: Item[]): Block[] => {
    const kept = items.filter((one) => shown.includes(one))
    return kept.length ? [{ block: 'facts', facts: kept.map((one) => itemFact(one, view)) }] : []
  }
  const beyond = new Set(cut?.beyond)
  const within = ordered.filter(({ id }) => !beyond.has(id))
  const isShown = (one: Item) => shown.includes(one)
  const left = view.items.length - shown.length
  return [
    ...(ordered.length ? [strong('By value per cost')] : []),
    ...facts(within),
    ...(cut && beyond.size ? [note(endText(cut.within.length, limitsText(view), within.every(isShown)))] : []),
    ...facts(ordered.filter(({ id }) => beyond.has(id))),
    ...(without.some(isShown) ? [strong('Without value per cost: a figure is missing')] : []),
    ...facts(without),
    ...(gone.some(isShown) ? [strong('Ended meanwhile')] : []),
    ...facts(gone),
    ...(left > 0 ? [note(`And ${left} more: Read all.`)] : []),
    ...bestBlocks(view, alive),
  ]
}

/** Where the line itself is not on the card, how far down it is. */
const endText = (within: number, limits: string | null, here: boolean) =>
  here
    ? `Here ${limits} would end, taken in this order.`
    : `Taken in this order, ${limits} would end further down, after ${plural(within, 'item')}.`

function bestBlocks(view: RoundView, alive: Item[]): Block[] {
  const best = bestOf(alive, view.round)
  if (!best || best.of === 0) return []
  const labels = named(best.ids, view.items).map(({ label }) => label)
  const sum = money(best.benefit, view.round.currency, view)
  const which = labels.length ? labels.join(', ') : 'none of them fits'
  const about = best.exact
    ? 'the largest sum of the values given'
    : 'the largest sum of the values given that was found'
  const without = best.without ? `; ${best.without} without all figures left out` : ''
  const days = view.round.mayDelay === null ? '' : '; days are added up, also where they would pass side by side'
  return [
    note([
      { strong: `What fits in ${limitsText(view)} and brings most: ` },
      `${which}${sum && labels.length ? `, ${sum}` : ''} (${about}, of ${plural(best.of, 'item')}${without}${days}). A sum, not an advice.`,
    ]),
  ]
}

/** Privately: every item with its figures. */
export function allCard(view: RoundView): Message {
  const title = `${titleOf(view.round)}: all ${plural(view.items.length, 'item')}`
  return {
    summary: shorten(title, 300),
    blocks: [{ block: 'heading', text: shorten(title, 140) }, ...itemBlocks(view, view.items.length)],
  }
}

/** Privately: each idea, to give figures. */
export function ideasCard(view: RoundView): Message {
  const ideas = view.items.filter(({ kind }) => kind === 'idea')
  const title = `${titleOf(view.round)}: figures of ideas`
  return {
    summary: shorten(title, 300),
    blocks: [
      { block: 'heading', text: shorten(title, 140) },
      ...(ideas.length === 0
        ? [
            {
              block: 'text' as const,
              text: `There is no idea yet. Figures of a scope change are its own: ${command('scope')}.`,
            },
          ]
        : ideas.map((idea): Block => {
            const { label, value } = itemFact(idea, view)
            const buttons = [
              button('figures', 'Give figures...', { round: view.round.id, item: idea.id }, { opens: true }),
            ]
            return { block: 'alert', label, text: value, buttons }
          })),
    ],
  }
}
