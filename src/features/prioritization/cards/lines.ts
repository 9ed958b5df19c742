/** Lines that the cards share: an item with its figures, and orders. */
import type { Block, Button, Inline, Text } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { daysAgo, formatDay, toLocal } from '../../../schedule/calendar.ts'
import { plural } from '../../../voting/cards/words.ts'
import { amountText, moneyText } from '../../portfolio/rules/money.ts'
import { type Cut, cutOf, worthOf } from '../rules/figures.ts'
import { type Item, itemTitle } from '../rules/records.ts'
import type { RoundView } from './view.ts'

const freshDays = 7
/** More are one press away. */
export const mostShown = 8
const longest = 80

export const note = (text: Text): Block => ({ block: 'note', text })
export const strong = (text: string): Block => ({ block: 'text', text: [{ strong: text }] })

export function button(name: string, label: string, value: object, more: Partial<Button> = {}): Button {
  return { press: `prioritization.${name}`, label, value, ...more }
}

/** As this audience may see it; nothing where it may not. */
export function money(amount: number, currency: string, { money: shown, round }: RoundView): string | null {
  if (shown === 'hidden') return null
  if (shown === 'amounts') return amountText(amount, currency)
  if (!round.budget || currency !== round.currency) return null
  return moneyText(amount, currency, shown, { amount: round.budget, name: 'budget' })
}

/** ", Cleo (product)": whose estimate it is. */
function by(personId: number | null, { sideOf, labels }: RoundView): Inline[] {
  if (personId === null) return []
  const side = sideOf.get(personId)
  return [' by ', { person: personId }, ...(side ? [` (${labels[side]})`] : [])]
}

const daysText = (days: number) => (days === 0 ? 'no delay' : `${days > 0 ? '+' : ''}${plural(days, 'working day')}`)

const ratio = (value: number) =>
  new Intl.NumberFormat('en', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 }).format(value)

const dotted = (parts: (Inline[] | null)[]): Inline[] =>
  parts.filter((part) => part !== null).flatMap((part, at) => (at ? [' · ', ...part] : part))

/** "figures of Mon 23 Nov"; older than a week is marked. */
export function ageText(at: Date, zone: string, now: Date): string {
  const old = at < daysAgo(now, freshDays)
  return `figures of ${formatDay(toLocal(at, zone).day)}${old ? ', older than 7 days' : ''}`
}

function amountPart(what: string, amount: number | null, item: Item, view: RoundView): Inline[] {
  if (amount === null) return [`${what}: no figure given`]
  const said = money(amount, item.currency, view)
  return [said === null ? `${what} given` : `${what} ${said}`]
}

/** Who gave every figure there is, where it are several: said once. */
function commonAuthor({ benefitById, costById, daysById }: Item): number | null {
  const given = [benefitById, costById, daysById].filter((id) => id !== null)
  const [first = null] = given
  return given.length > 1 && given.every((id) => id === first) ? first : null
}

/** Value per cost is a ratio of amounts: where these are hidden, it is too. */
function worthParts(item: Item, view: RoundView): (Inline[] | null)[] {
  const { perCost, perDay } = worthOf(item)
  const shown = view.money !== 'hidden'
  const aDay = perDay === null ? null : money(perDay, item.currency, view)
  return [
    shown && perCost !== null ? [{ strong: `value per cost ${ratio(perCost)}` }] : null,
    shown && item.cost !== null && item.cost <= 0 && item.benefit !== null ? [{ strong: 'costs nothing more' }] : null,
    aDay === null ? null : [`${aDay} per day of delay`],
  ]
}

export function itemFact(item: Item, view: RoundView) {
  const same = commonAuthor(item)
  const of = (personId: number | null) => (same === null ? by(personId, view) : [])
  const parts = dotted([
    item.ended ? [{ strong: item.ended }] : null,
    ...worthParts(item, view),
    [...amountPart('value', item.benefit, item, view), ...of(item.benefitById)],
    [...amountPart('cost', item.cost, item, view), ...of(item.costById)],
    item.days === null ? ['delay: no figure given'] : [daysText(item.days), ...of(item.daysById)],
    same === null ? null : ['all', ...by(same, view)],
    item.currency === view.round.currency ? null : [`in ${item.currency}, no rate to ${view.round.currency} given`],
    item.kind === 'idea' && item.forWhom ? [`for ${shorten(item.forWhom, 40)}`] : null,
    item.benefit === null && item.cost === null && item.days === null
      ? null
      : [ageText(item.figuresAt, view.crew.zone, view.now)],
  ])
  return { label: shorten(itemTitle(item), longest), value: parts }
}

/** "20,000 EUR and 5 working days of delay"; `null`: no limit was given. */
export function limitsText(view: RoundView): string | null {
  const { budget, currency, mayDelay } = view.round
  const amount = budget === null ? null : view.money === 'amounts' ? amountText(budget, currency) : 'the budget'
  const parts = [amount, mayDelay === null ? null : `${plural(mayDelay, 'working day')} of delay`]
  return parts.filter(Boolean).join(' and ') || null
}

export const named = (ids: number[], items: Item[]) => ids.flatMap((id) => items.filter((one) => one.id === id))

/** "1. SC-4 Add Apple Pay", a line each, level ones "2=", with the line where the limits end. */
export function orderLines(places: number[][], view: RoundView, most = mostShown): Text {
  const items = named(places.flat(), view.items)
  const numbers = new Map<number, string>()
  for (const place of places)
    for (const id of place) numbers.set(id, `${numbers.size - place.indexOf(id) + 1}${place.length > 1 ? '=' : ''}`)
  const cut: Cut | null = cutOf(items, view.round)
  const shown = items.slice(0, most)
  const lines = shown.flatMap((item, at): Inline[] => {
    const ends = cut?.beyond[0] === item.id ? [{ strong: `— ${limitsText(view)} ${ended(view)} here —` }, '\n'] : []
    const mark = cut?.unknown.includes(item.id) ? [{ quiet: ' (not counted: a figure is missing)' }] : []
    return [...(at ? ['\n'] : []), ...ends, `${numbers.get(item.id)}. ${shorten(itemTitle(item), longest)}`, ...mark]
  })
  return items.length > most ? [...lines, `\nand ${items.length - most} more`] : lines
}

const ended = ({ round }: RoundView) => (round.budget !== null && round.mayDelay !== null ? 'end' : 'ends')
