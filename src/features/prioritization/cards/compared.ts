/** After the close: where the sides differ first, the order that is proposed, and the one that was agreed. */
import type { Block, Inline, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { plural } from '../../../voting/cards/words.ts'
import { decisionName } from '../../decisions/rules/records.ts'
import { type Compared, compare, type Ranking } from '../rules/comparing.ts'
import { byWorth, cutOf } from '../rules/figures.ts'
import { itemTitle, type Side, sides, titleOf } from '../rules/records.ts'
import { button, limitsText, mostShown, named, note, orderLines, strong } from './lines.ts'
import type { RoundView } from './view.ts'

const longest = 80

/** Options of the vote stand for items by their labels; what was counted, once it is. */
export function rankingOf({ poll, items }: RoundView): Ranking | null {
  const result = poll?.result
  if (!poll || result?.method !== 'ranking') return null
  const ids = new Map(
    poll.options.map(({ id, text }) => [id, items.find(({ label }) => text.split(' ')[0] === label)?.id ?? 0]),
  )
  const idOf = (option: number) => ids.get(option) ?? 0
  const order = (places: number[][]) => places.map((place) => place.map(idOf))
  const side = (of: Side) => {
    const own = result[of]
    return (
      own && {
        ...own,
        order: order(own.order),
        means: own.means?.map((one) => ({ ...one, option: idOf(one.option) })) ?? null,
      }
    )
  }
  return { project: side('project'), product: side('product'), order: order(result.order) }
}

/** Level ones stand by their value per cost, and stay level. What ended meanwhile has no place any more. */
export function togetherOf({ order }: Ranking, { items }: Pick<RoundView, 'items'>): number[][] {
  return order
    .map((place) => {
      const { ordered, without } = byWorth(items.filter(({ id, ended }) => place.includes(id) && ended === null))
      return [...ordered, ...without].map(({ id }) => id)
    })
    .filter((place) => place.length > 0)
}

/** "3", level ones "3.5" as they share it. */
const placeText = (place: number | null) => (place === null ? 'no ranking' : String(Math.round(place * 10) / 10))

export function comparedBlocks(view: RoundView): Block[] {
  const ranking = rankingOf(view)
  if (!ranking || ranking.order.length === 0) return [note('Nobody ranked: there are no orders to compare.')]
  const { differ, alike, tau } = compare(ranking)
  const silent = sides.find((side) => ranking[side] === null)
  const fact = (talk: boolean) => (one: Compared) => ({
    label: labelOf(one.option, view),
    value: placesText(one, talk, view, ranking),
  })
  const shownAlike = alike.slice(0, Math.max(0, mostShown - Math.min(differ.length, mostShown)))
  const left = differ.length + alike.length - Math.min(differ.length, mostShown) - shownAlike.length
  return [
    ...(differ.length
      ? [
          strong('Where the sides differ most'),
          factsOf(differ.slice(0, mostShown).map(fact(view.round.state === 'ranked'))),
        ]
      : []),
    ...(shownAlike.length
      ? [strong(silent ? 'One side has ranked' : 'Where they agree, or nearly'), factsOf(shownAlike.map(fact(false)))]
      : []),
    ...(left > 0 ? [note(`And ${left} more in the order below.`)] : []),
    note(basisOf(view, ranking, tau)),
  ]
}

const factsOf = (facts: { label: string; value: string }[]): Block => ({ block: 'facts', facts })

function labelOf(id: number, { items }: RoundView): string {
  const item = items.find((one) => one.id === id)
  if (!item) return 'an item that is gone'
  return shorten(`${itemTitle(item)}${item.ended ? ` (${item.ended})` : ''}`, longest)
}

/** "project 5, product 1: talk" */
function placesText(one: Compared, talk: boolean, { labels }: RoundView, ranking: Ranking): string {
  const parts = sides.map((side) => {
    const mean = ranking[side]?.means?.find(({ option }) => option === one.option)?.mean
    const said = mean === undefined ? '' : ` (mean rank ${Math.round(mean * 10) / 10})`
    return `${labels[side]} ${placeText(one[side])}${said}`
  })
  return `${parts.join(', ')}${talk ? ': talk' : ''}`
}

function basisOf({ labels, poll }: RoundView, ranking: Ranking, tau: number | null): string {
  const size = poll?.result?.electorate
  const counted = sides.map((side) => {
    const own = ranking[side]
    if (!own) return `${labels[side]}: no data, nobody ranked`
    const few = own.means ? '' : ', fewer than 3: order only'
    return `${labels[side]}: ${own.ballots}${size ? ` of ${size[side]}` : ''} ranked${few}`
  })
  const alike =
    tau === null
      ? ''
      : ` How alike both orders are: ${tau.toFixed(2)} (Kendall’s tau-b; 1 the same, -1 turned around), over ${plural(ranking.order.flat().length, 'item')}.`
  return `Places by mean rank. ${counted.join(' · ')}.${alike}`
}

export function proposalBlocks(view: RoundView): Block[] {
  const { proposal } = view.round
  const ranking = rankingOf(view)
  if (!proposal) {
    const places = ranking ? togetherOf(ranking, view) : []
    return [
      ...(places.length ? [strong('Both orders together, each side weighing the same'), orderOf(places, view)] : []),
      note(
        'Nothing is decided by this. An owner of either side proposes the order, somebody of the other side agrees: then it is one decision.',
      ),
    ]
  }
  const { byId, side, why, at, order } = proposal
  const other: Side = side === 'project' ? 'product' : 'project'
  return [
    {
      block: 'text',
      text: [
        { strong: 'Proposed order' },
        ', by ',
        { person: byId },
        ` (${view.labels[side]}), `,
        { when: at, zone: view.crew.zone },
      ],
    },
    orderOf(one(order), view),
    ...(why ? [note(`Why: ${shorten(why, 300)}`)] : []),
    { block: 'text', text: [`It waits for ${view.labels[other]}: `, ...people(view.leads[other]), '.'] },
  ]
}

const orderOf = (places: number[][], view: RoundView): Block => ({
  block: 'text',
  text: orderLines(places, view, view.items.length),
})

/** Each in a place of its own. */
const one = (order: number[]) => order.map((id) => [id])

const people = (ids: number[]): Inline[] => {
  const shown = ids.slice(0, 6)
  const names = shown.flatMap((person, at): Inline[] => [...(at ? [' or '] : []), { person }])
  return ids.length > shown.length ? [...names, ` or ${ids.length - shown.length} more`] : names
}

export function agreedBlocks(view: RoundView): Block[] {
  const { agreed, decisionNumber } = view.round
  if (!agreed) return []
  const cut = cutOf(named(agreed.order, view.items), view.round)
  const unknown = cut?.unknown.length ? `, ${cut.unknown.length} not counted` : ''
  const within = cut
    ? ` ${plural(cut.within.length, 'item')} within ${limitsText(view)}, ${cut.beyond.length} beyond${unknown}.`
    : ''
  const left = named(agreed.leftOut, view.items)
  return [
    {
      block: 'text',
      text: [
        { strong: 'Agreed by both sides' },
        ': ',
        { person: agreed.projectId },
        ` (${view.labels.project}) and `,
        { person: agreed.productId },
        ` (${view.labels.product}), `,
        { when: agreed.at, zone: view.crew.zone },
        decisionNumber === null ? '.' : `. Recorded as ${decisionName({ number: decisionNumber })}.`,
        within,
      ],
    },
    orderOf(one(agreed.order), view),
    ...(left.length ? [note(`Left out, ended before: ${left.map(({ label }) => label).join(', ')}.`)] : []),
  ]
}

/** In the thread, at the close. */
export function closedCard(view: RoundView): Message {
  const ranking = rankingOf(view)
  const { differ } = ranking ? compare(ranking) : { differ: [] }
  const [first] = differ
  const said =
    !ranking || ranking.order.length === 0
      ? 'nobody ranked.'
      : first
        ? `the sides differ on ${plural(differ.length, 'item')}, most on ${labelOf(first.option, view)}. Talk about it first.`
        : 'the orders of both sides are close.'
  const text = `${titleOf(view.round)} has closed: ${said} An owner of either side proposes the order, on the card above.`
  return { summary: shorten(text, 300), blocks: [{ block: 'text', text }] }
}

/** To one person: the other side's proposal waits for them, or theirs was answered. */
export function wordCard(view: RoundView, personId: number): Message | null {
  const { round, labels, leads } = view
  const { proposal } = round
  const title = titleOf(round)
  if (round.state === 'ranked' && proposal) {
    const other: Side = proposal.side === 'project' ? 'product' : 'project'
    if (!leads[other].includes(personId)) return said(`${title}: the order is proposed and waits for ${labels[other]}.`)
    const value = { round: round.id, version: round.version }
    return {
      summary: shorten(`${title}: an order waits for your word.`, 300),
      blocks: [
        {
          block: 'text',
          text: [`${title}: `, { person: proposal.byId }, ` proposes the order for ${labels[proposal.side]}.`],
        },
        orderOf(one(proposal.order), view),
        ...(proposal.why ? [note(`Why: ${shorten(proposal.why, 300)}`)] : []),
        {
          block: 'buttons',
          buttons: [
            button('confirm', 'Agree', value, { style: 'primary' }),
            button('object', 'Not like this...', value, { opens: true }),
          ],
        },
      ],
    }
  }
  const last = round.objections.at(-1)
  if (round.state === 'ranked' && last)
    return {
      summary: shorten(`${title}: not like this.`, 300),
      blocks: [
        {
          block: 'text',
          text: [`${title}: `, { person: last.personId }, ` says not like this, “${shorten(last.reason, 300)}”`],
        },
        note('Propose another order on the card, once you have talked.'),
      ],
    }
  if (round.state === 'agreed') return said(`${title}: both sides agreed on the order. Nothing to do any more.`)
  return said(`${title} was taken back. Nothing to do any more.`)
}

const said = (text: string): Message => ({ summary: shorten(text, 300), blocks: [{ block: 'text', text }] })
