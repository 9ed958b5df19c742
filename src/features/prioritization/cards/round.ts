/** The one card of a prioritization: what is in it, who ranks, what the sides make of it, what was agreed. */
import type { Block, Button, Inline, Message } from '../../../chat/message.ts'
import { shorten } from '../../../chat/plain.ts'
import { votedWords } from '../../../voting/cards/lines.ts'
import { plural } from '../../../voting/cards/words.ts'
import { mostRanked } from '../../../voting/rules/ballot.ts'
import { titleOf } from '../rules/records.ts'
import { agreedBlocks, comparedBlocks, proposalBlocks } from './compared.ts'
import { itemBlocks } from './items.ts'
import { button, limitsText, mostShown, note } from './lines.ts'
import type { RoundView } from './view.ts'

export function roundCard(view: RoundView): Message {
  const title = titleOf(view.round)
  return {
    summary: shorten(`${title}: ${stateWords(view)}`, 300),
    blocks: [{ block: 'heading', text: shorten(title, 140) }, note(about(view)), ...bodyOf(view)],
  }
}

function stateWords({ round, items }: RoundView): string {
  switch (round.state) {
    case 'collecting':
      return `${plural(items.length, 'item')} so far; ideas are welcome`
    case 'ranking':
      return `${plural(items.length, 'item')} wait to be ranked`
    case 'ranked':
      return 'ranked; the sides agree on one order'
    case 'agreed':
      return 'both sides agreed on the order'
    case 'withdrawn':
      return 'taken back'
  }
}

function about({ round, crew, ...view }: RoundView): Inline[] {
  const limits = limitsText({ round, crew, ...view })
  return [
    `${crew.name} · begun by `,
    { person: round.authorId },
    ` · ${limits ? `within ${limits}` : 'no budget was given'} · money in ${round.currency}`,
  ]
}

function bodyOf(view: RoundView): Block[] {
  switch (view.round.state) {
    case 'collecting':
      return collecting(view)
    case 'ranking':
      return ranking(view)
    case 'ranked':
      return [...comparedBlocks(view), ...proposalBlocks(view), ...objections(view), ...rankedButtons(view)]
    case 'agreed':
      return [...agreedBlocks(view), ...comparedBlocks(view), ...objections(view)]
    case 'withdrawn':
      return [{ block: 'text', text: 'It was taken back. Nothing was decided.' }]
  }
}

function collecting(view: RoundView): Block[] {
  const value = { round: view.round.id }
  return [
    ...itemBlocks(view),
    note(
      `Anybody of ${view.crew.name} adds ideas and figures until ranking begins. A figure that nobody gives stays open and is not 0.`,
    ),
    {
      block: 'buttons',
      buttons: [
        button('idea', 'Add an idea', value, { style: 'primary', opens: true }),
        button('ideas', 'Give figures', value),
        button('start', 'Begin ranking...', value, { opens: true }),
        ...readAll(view),
        takeBack(view),
      ],
    },
  ]
}

const readAll = ({ items, round }: RoundView): Button[] =>
  items.length > mostShown ? [button('all', 'Read all', { round: round.id })] : []

const takeBack = ({ round }: RoundView): Button =>
  button(
    'withdraw',
    'Take back',
    { round: round.id },
    {
      style: 'quiet',
      confirm: { title: 'Take it back?', text: 'Nothing is ranked or decided then.', yes: 'Take back' },
    },
  )

function ranking(view: RoundView): Block[] {
  const { poll, round } = view
  if (!poll) return []
  const { zone } = poll.poll.settings
  const value = { poll: poll.poll.id }
  return [
    ...itemBlocks(view),
    {
      block: 'facts',
      facts: [
        { label: 'Who decides', value: poll.poll.settings.decides },
        { label: 'Who sees your ranking, and when', value: seen },
        { label: 'Closes', value: [{ when: poll.poll.closesAt, zone }, ` · ranked: ${votedWords(poll, view.labels)}`] },
      ],
    },
    {
      block: 'buttons',
      buttons: [
        { press: 'vote.cast', label: 'Rank mine', value, style: 'primary', opens: true },
        { press: 'vote.mine', label: 'My ranking', value },
        ...readAll(view),
        button(
          'close',
          'Close now',
          { round: round.id },
          {
            style: 'quiet',
            confirm: { title: 'Close now?', text: 'Who has not ranked by now is not counted.', yes: 'Close it' },
          },
        ),
        takeBack(view),
      ],
    },
    ...(view.items.length > mostRanked
      ? [note(`You rank up to ${mostRanked}, the best first; what you leave out comes below, all level.`)]
      : []),
  ]
}

const seen =
  'nobody. Each side ranks blind: until the close only how many have ranked is shown; after it the order of each side, and mean ranks from three rankings a side. Where one person of a side ranks, their order is their side’s. Until the close someone with the server’s key and its database could tell whose a ranking is; then the key is destroyed'

function objections({ round, labels }: RoundView): Block[] {
  return round.objections.map(
    ({ personId, side, reason }): Block => ({
      block: 'text',
      text: ['Not like this: ', { person: personId }, ` (${labels[side]}), “${shorten(reason, 300)}”`],
    }),
  )
}

function rankedButtons(view: RoundView): Block[] {
  const { round } = view
  const value = { round: round.id, version: round.version }
  const { proposal } = round
  return [
    {
      block: 'buttons',
      buttons: [
        ...(proposal
          ? [
              button('confirm', 'Agree', value, { style: 'primary' }),
              button('object', 'Not like this...', value, { opens: true }),
            ]
          : []),
        button('propose', proposal ? 'Propose another order...' : 'Agree on the order...', value, {
          opens: true,
          ...(!proposal && { style: 'primary' }),
        }),
        button('all', 'All figures', { round: round.id }),
        takeBack(view),
      ],
    },
  ]
}
