/** A poll as it may be shown now. How people voted is in it only where it may be seen. */
import type { Card } from '../chat/feature.ts'
import type { Tx } from '../db.ts'
import type { PollRecord } from './rules/records.ts'
import { tally } from './rules/tally.ts'
import { type PollView, shownLive, viewOf } from './rules/view.ts'
import { ballotsOf } from './store/ballots.ts'
import { electorateOf, optionsOf, pollByCard, pollById, resultOf } from './store/polls.ts'
import { urnOf } from './store/urn.ts'

export type { PollView }

export async function pollOfCard(read: Tx, card: Card): Promise<PollView | null> {
  const poll = await pollByCard(read, card)
  return poll && view(read, poll)
}

export async function pollView(read: Tx, pollId: number): Promise<PollView | null> {
  const poll = await pollById(read, pollId)
  return poll && view(read, poll)
}

async function view(read: Tx, poll: PollRecord): Promise<PollView> {
  const [options, electorate] = [await optionsOf(read, poll.id), await electorateOf(read, poll.id)]
  const live = shownLive(poll)
  const seen = live || poll.state === 'closed'
  const ballots = seen && !poll.settings.anonymous ? await ballotsOf(read, poll) : null
  const result = live
    ? tally(
        poll,
        options,
        electorate.filter(({ observer }) => !observer),
        ballots ?? [],
      )
    : await resultOf(read, poll.id)
  const words = poll.settings.anonymous && poll.state === 'closed' ? await urnOf(read, poll) : []
  const reasons = words.flatMap(({ choice, reason }) => (reason ? [{ choice, reason }] : []))
  return viewOf({ poll, options, electorate, result, ballots, reasons, live })
}
