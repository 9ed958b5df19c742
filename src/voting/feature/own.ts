/** A poll as it concerns whoever acts: theirs to vote in, or the sentence why not. */
import type { Context, Refusal } from '../../chat/feature.ts'
import { momentText } from '../../chat/moment.ts'
import { namesOf } from '../../people/persons.ts'
import { wordsOf } from '../cards/words.ts'
import type { ElectorRecord, OptionRecord, PollRecord } from '../rules/records.ts'
import { electorOf, optionsOf, pollById } from '../store/polls.ts'
import { inCrews } from '../store/voters.ts'

export interface VoteValue {
  poll: number
  /** For whom a stand-in votes. */
  voter?: number | undefined
}

export const gone = 'This vote is not here any more. Nothing was changed.'

export interface OwnPoll {
  poll: PollRecord
  options: OptionRecord[]
  /** Whose ballot it is. */
  elector: ElectorRecord
  /** Somebody else, for whom the actor stands in. */
  voter: { id: number; name: string } | null
}

/** Of the actor's organization; another one's is not there. */
export async function pollHere(
  { tx, actor }: Pick<Context, 'tx' | 'actor'>,
  pollId: number,
): Promise<PollRecord | null> {
  const poll = await pollById(tx, pollId)
  return poll?.organizationId === actor.organizationId ? poll : null
}

/** Before anything is locked: the electorate does not change. */
export async function ownPoll({ poll: pollId, voter }: VoteValue, ctx: Context): Promise<OwnPoll | Refusal> {
  const { tx, actor, now } = ctx
  const poll = await pollHere(ctx, pollId)
  if (!poll) return { refused: gone }
  const over = ended(poll, now)
  if (over) return { refused: over }
  const options = await optionsOf(tx, poll.id)
  const elector = await electorOf(tx, poll.id, voter ?? actor.id)
  if (voter !== undefined && voter !== actor.id) {
    if (elector?.standInId !== actor.id)
      return { refused: `You do not stand in for this person in ${poll.settings.name}. Nothing was counted.` }
    const name = (await namesOf(tx, [voter])).get(voter) ?? 'somebody'
    return { poll, options, elector, voter: { id: voter, name } }
  }
  if (!elector) {
    return {
      refused: `You are not among those who vote on ${poll.settings.name}: who may vote was fixed when it opened. ${poll.settings.decides}. Tell one of them what you think.`,
    }
  }
  if (elector.observer)
    return { refused: `You read along on ${poll.settings.name} and have no vote. Nothing was counted.` }
  return { poll, options, elector, voter: null }
}

/** Why nothing can be cast in it now, or nothing. */
export function ended(poll: PollRecord, now: Date): string | null {
  const { state, closesAt, closedAt } = poll
  const { name, zone } = poll.settings
  const { noun } = wordsOf(poll)
  if (state === 'withdrawn') return `The ${noun} on ${name} was taken back. Nothing was counted.`
  if (state === 'open' && closesAt > now) return null
  const when = momentText(state === 'closed' ? (closedAt ?? closesAt) : closesAt, zone)
  return `The ${noun} on ${name} closed ${when}; this came later and is not counted. What was cast before stands.`
}

/** The crews it was put to, those who vote, and those who read along. */
export async function mayReadVotes({ tx, actor }: Context, poll: PollRecord): Promise<boolean> {
  if (poll.authorId === actor.id || (await electorOf(tx, poll.id, actor.id))) return true
  return inCrews(tx, actor.id, poll.settings.crewIds)
}

export const cardOf = ({ cardKind: kind, cardKey: key }: PollRecord) => ({ kind, key })
