/** What every vote card has: its three fixed lines, and its buttons. */
import type { Block, Button, Inline } from '../../chat/message.ts'
import { fingers } from '../../methods/voting/fist-of-five.ts'
import { mostOptions, type Poll } from '../rules/ballot.ts'
import type { VoterSide } from '../rules/records.ts'
import type { PollView } from '../rules/view.ts'
import { plural, type SideWords, sideName, wordsOf } from './words.ts'

const sides = ['project', 'product', 'both'] as const

/** "Who decides" · "Who sees your vote, and when" · "Closes". */
export function fixedLines(view: PollView, words: SideWords = view.poll.settings.sides): Block[] {
  const { decides } = view.poll.settings
  return [
    {
      block: 'facts',
      facts: [
        { label: 'Who decides', value: decides },
        { label: 'Who sees your vote', value: seenBy(view.poll) },
        { label: endLabel(view), value: [...closes(view), ` · voted: ${votedWords(view, words)}`] },
      ],
    },
  ]
}

export function seenBy({ settings }: Poll): string {
  const { anonymous, readers, shown } = settings
  const words = settings.reason === 'never' ? 'by name' : 'by name with your reason'
  if (anonymous && settings.asksLow) {
    return 'nobody. After the close the count is shown, by side, where each has three answers; else only whether all show 3 or more. Below 3 you are asked for your concern in private, and nobody is told. Who has voted is known, not how. Until the close someone with the server’s key and its database could link the two; then the key is destroyed'
  }
  if (anonymous) {
    return 'nobody. It is anonymous: the count is shown after the close, by side only from three answers a side. Who has voted is known, not how. Until the close someone with the server’s key and its database could link the two; then the key is destroyed'
  }
  return shown === 'live'
    ? `${readers}, ${words} and at once`
    : `${readers}, ${words}, after the close. Until then only that you have voted`
}

function endLabel({ poll }: PollView): string {
  return poll.state === 'open' ? 'Closes' : poll.state === 'closed' ? 'Closed' : 'Taken back'
}

function closes({ poll }: PollView): Inline[] {
  const { zone, early } = poll.settings
  const when: Inline = { when: poll.state === 'open' ? poll.closesAt : (poll.closedAt ?? poll.closesAt), zone }
  if (poll.state !== 'open') return [when]
  return [
    when,
    ...(poll.extended ? [', put off once for want of a result'] : []),
    ...(early ? [', or a minute after the last vote once those missing cannot change the result'] : []),
  ]
}

/** "project 1 of 3, product 2 of 3"; a side without voters is left out. */
export function votedWords({ poll, votedBySide, result }: PollView, words: SideWords = poll.settings.sides): string {
  const part = (side: VoterSide) => {
    // The roll of an old vote is forgotten, its count is not.
    if (poll.state === 'closed' && result) return { voted: result.ballots[side], of: result.electorate[side] }
    return votedBySide[side]
  }
  const shown = sides.map((side) => ({ side, ...part(side) })).filter(({ of }) => of > 0)
  return (
    shown.map(({ side, voted, of }) => `${sideName(side, words)} ${voted} of ${of}`).join(', ') || 'nobody may vote'
  )
}

/** Nothing once it has closed. */
export function voteButtons(view: PollView): Block[] {
  const { poll, options } = view
  if (poll.state !== 'open') return []
  const value = { poll: poll.id }
  const add = poll.settings.addOptions && options.length < mostOptions
  return [
    {
      block: 'buttons',
      buttons: [
        ...castButtons(poll, value),
        { press: 'vote.mine', label: wordsOf(poll).mine, value },
        ...(poll.settings.closeNow && view.electorate.length > 0 && view.waitingFor.length === 0
          ? [{ press: 'vote.close', label: 'Close now', value }]
          : []),
        ...(add ? [{ press: 'vote.add-option', label: 'Add an option', value, opens: true as const }] : []),
      ],
    },
  ]
}

type Cast = { poll: number; voter?: number }

/** Where everybody is asked for a reason, each opens a form. */
export function castButtons({ method, settings }: Poll, value: Cast): Button[] {
  if (method === 'fist' && settings.reason === 'never') {
    return fingers.map((shown) => ({ press: 'vote.hand', label: String(shown), value: { ...value, fingers: shown } }))
  }
  if (method !== 'dualMajority') {
    return [{ press: 'vote.cast', label: wordsOf({ method }).press, value, style: 'primary', opens: true }]
  }
  const asks = settings.reason === 'always'
  const dots = asks ? '...' : ''
  return [
    { press: 'vote.for', label: `For${dots}`, value, style: 'primary', ...(asks && { opens: true as const }) },
    { press: 'vote.against', label: 'Against...', value, opens: true },
    ...(settings.abstain
      ? [{ press: 'vote.abstain', label: `Abstain${dots}`, value, ...(asks && { opens: true as const }) }]
      : []),
  ]
}

/** For the day's prompt, and where somebody is asked in person. */
export function waitingBlock(view: PollView, personId: number): Block {
  const { poll, waitingFor } = view
  // Of somebody who has voted the vote of whom they stand in for is what waits.
  const standsIn = !waitingFor.includes(personId)
  const press = standsIn ? 'vote.mine' : 'vote.cast'
  const { noun, submit } = wordsOf(poll)
  const text: Inline[] = [
    `on ${poll.settings.name} closes `,
    { when: poll.closesAt, zone: poll.settings.zone },
    `; ${plural(waitingFor.length, noun)} missing. ${poll.question}`,
  ]
  const buttons: Button[] = [
    { press, label: submit, value: { poll: poll.id }, style: 'primary', ...(!standsIn && { opens: true as const }) },
  ]
  return { block: 'alert', label: submit, text, buttons }
}
