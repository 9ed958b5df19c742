/** What one person sees of a vote in private: what they cast, and whom they stand in for. */
import type { Block, Button, Inline, Message } from '../../chat/message.ts'
import { choiceWords } from '../rules/ballot.ts'
import type { CastBallot, ElectorRecord, OptionRecord, PollRecord } from '../rules/records.ts'
import { castButtons } from './lines.ts'
import { capital, wordsOf } from './words.ts'

export interface OwnVote {
  poll: PollRecord
  options: OptionRecord[]
  elector: ElectorRecord | null
  ballot: CastBallot | null
  castBy: { id: number; self: boolean } | null
  standsInFor: { id: number; name: string; voted: boolean }[]
  readsAll: boolean
}

export function ballotWords(poll: PollRecord, options: OptionRecord[], ballot: CastBallot): string {
  return capital(choiceWords(ballot.choice, options, poll.settings.max))
}

export function ownCard(own: OwnVote): Message {
  const { poll, options, elector, ballot } = own
  const blocks: Block[] = [{ block: 'text', text: mine(own) }]
  if (ballot?.reason) blocks.push({ block: 'note', text: `Your reason: ${ballot.reason}` })
  if (ballot?.condition) blocks.push({ block: 'note', text: `What would make it a yes: ${ballot.condition}` })
  const buttons = elector && !elector.observer ? ownButtons(own) : []
  if (own.readsAll) buttons.push({ press: 'vote.ballots', label: 'All votes and reasons', value: { poll: poll.id } })
  if (buttons.length) blocks.push({ block: 'buttons', buttons })
  for (const { id, name, voted } of own.standsInFor) {
    const said = voted ? `You stand in for ${name}, for whom a vote is in.` : `You stand in for ${name}, who is away.`
    blocks.push({ block: 'text', text: said })
    if (poll.state === 'open')
      blocks.push({ block: 'buttons', buttons: castButtons(poll, { poll: poll.id, voter: id }) })
  }
  const summary = ballot
    ? `${poll.settings.name}: ${ballotWords(poll, options, ballot)}`
    : `${poll.settings.name}: no ${wordsOf(poll).noun}`
  return { summary, blocks }
}

function mine({ poll, options, elector, ballot, castBy }: OwnVote): Inline[] {
  const { name, zone, anonymous } = poll.settings
  const { noun, does, did } = wordsOf(poll)
  const until: Inline[] = ['You can change it until ', { when: poll.closesAt, zone }, '.']
  if (elector?.observer) return [`You read along in ${name} and have no ${noun}.`]
  if (!elector)
    return [`You have no ${noun} in ${name}: who may ${does} was fixed when it opened. ${poll.settings.decides}.`]
  if (!ballot) {
    if (anonymous && elector.voted)
      return [
        `You have ${did} in ${name}. It is anonymous and its key is destroyed: nobody can tell how, not even here.`,
      ]
    return poll.state === 'open'
      ? [`You have not ${did} in ${name} yet. It closes `, { when: poll.closesAt, zone }, '.']
      : [`You have not ${did} in ${name}; it has ended.`]
  }
  const cast: Inline[] = [{ strong: ballotWords(poll, options, ballot) }, `, your ${noun} in ${name}. `]
  const by: Inline[] = castBy && !castBy.self ? ['Cast by ', { person: castBy.id }, ', who stands in for you. '] : []
  return [...cast, ...by, ...(poll.state === 'open' ? until : ['It has ended; this cannot be changed any more.'])]
}

function ownButtons({ poll, elector, ballot }: OwnVote): Button[] {
  if (poll.state !== 'open') return []
  const value = { poll: poll.id }
  return [
    { press: 'vote.cast', label: ballot ? `Change my ${wordsOf(poll).noun}` : wordsOf(poll).press, value, opens: true },
    ...(poll.settings.anonymous || elector?.side === 'both'
      ? []
      : [{ press: 'vote.stand-in', label: 'I am away: name a stand-in', value, opens: true as const }]),
  ]
}

/** To somebody who was asked to vote for a person who is away. */
export function standInCard(poll: PollRecord, away: { id: number; standInId: number | null; voted: boolean }): Message {
  const { name, zone } = poll.settings
  const summary = `You stand in for somebody in ${name}.`
  const text: Inline[] = [{ person: away.id }, ` is away and asks you to vote for them in ${name}: ${poll.question}`]
  const open = poll.state === 'open' && !away.voted
  return {
    summary,
    blocks: [
      { block: 'text', text },
      { block: 'note', text: open ? ['It closes ', { when: poll.closesAt, zone }, '.'] : 'Nothing to do any more.' },
      ...(open ? [{ block: 'buttons' as const, buttons: castButtons(poll, { poll: poll.id, voter: away.id }) }] : []),
    ],
  }
}

/** Once, to who has not voted. */
export function reminderCard(poll: PollRecord, voted: boolean): Message {
  const { name, zone } = poll.settings
  const { noun, did, mine: own } = wordsOf(poll)
  if (poll.state !== 'open' || voted) {
    const done = voted ? `You have ${did} in ${name}. Thank you.` : `${name} has ended.`
    return { summary: done, blocks: [{ block: 'text', text: done }] }
  }
  const value = { poll: poll.id }
  return {
    summary: `${name} waits for your ${noun}.`,
    blocks: [
      {
        block: 'text',
        text: [`${name} waits for your ${noun}: ${poll.question} It closes `, { when: poll.closesAt, zone }, '.'],
      },
      { block: 'buttons', buttons: [...castButtons(poll, value), { press: 'vote.mine', label: own, value }] },
    ],
  }
}
