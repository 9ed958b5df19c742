/** Casting: the poll's row first, then the ballot, so that none slips in after the count. */
import type { Context, Effect, FormDefinition, Outcome, Refusal } from '../../chat/feature.ts'
import type { Form } from '../../chat/form.ts'
import type { Block, Inline } from '../../chat/message.ts'
import { notTaken, tell } from '../../chat/say.ts'
import { ballotForm } from '../cards/ballot-form.ts'
import { ballotWords } from '../cards/own.ts'
import { wordsOf } from '../cards/words.ts'
import { readBallot, reasonNeeded } from '../rules/ballot.ts'
import type { CastBallot, PollRecord } from '../rules/records.ts'
import type { Tokens } from '../sealing.ts'
import { ballotOf, putBallot } from '../store/ballots.ts'
import { lockOpen, markVoted, pollById } from '../store/polls.ts'
import { putInUrn, urnBallotOf } from '../store/urn.ts'
import { putEarly } from './early.ts'
import { cardOf, ended, type OwnPoll, ownPoll, type VoteValue } from './own.ts'

type Vote = 'for' | 'against' | 'abstain'

/** A press that says it all; where a reason is asked for, it opens the form. */
export async function pressVote(vote: Vote, value: VoteValue, ctx: Context, tokens: Tokens): Promise<Outcome> {
  const own = await ownPoll(value, ctx)
  if ('refused' in own) return tell(own.refused)
  if (own.poll.method !== 'dualMajority') return tell('This vote is not a yes or no. Press Vote on its card.')
  if (vote === 'abstain' && !own.poll.settings.abstain)
    return tell('This vote has no abstentions. Nothing was counted.')
  if (vote === 'against' || reasonNeeded(own.poll, { vote })) return openBallot(`vote.${vote}`, vote, own, ctx, tokens)
  const before = await castBefore(own, ctx, tokens)
  const same = before && 'vote' in before.choice && before.choice.vote === vote
  // Pressed twice, and the words that came with it stay.
  const ballot = { choice: { vote }, reason: same ? before.reason : null, condition: null }
  const cast = await castBallot(own, ballot, ctx, tokens)
  return 'refused' in cast ? tell(cast.refused) : cast
}

/** A hand shown in one press. Where a reason is asked for, the form does. */
export async function pressFingers(
  value: VoteValue & { fingers: number },
  ctx: Context,
  tokens: Tokens,
): Promise<Outcome> {
  const own = await ownPoll(value, ctx)
  if ('refused' in own) return tell(own.refused)
  if (own.poll.method !== 'fist') return tell('This vote shows no hands. Press Vote on its card.')
  const { fingers } = value
  if (reasonNeeded(own.poll, { fingers })) return openBallot('vote.cast', undefined, own, ctx, tokens)
  const cast = await castBallot(own, { choice: { fingers }, reason: null, condition: null }, ctx, tokens)
  return 'refused' in cast ? tell(cast.refused) : cast
}

async function openBallot(
  id: string,
  vote: Vote | undefined,
  own: OwnPoll,
  ctx: Context,
  tokens: Tokens,
): Promise<Outcome> {
  return { answer: { do: 'open', form: await formOf(id, vote, own, ctx, tokens) } }
}

async function formOf(id: string, vote: Vote | undefined, own: OwnPoll, ctx: Context, tokens: Tokens): Promise<Form> {
  const { poll, options, voter } = own
  return ballotForm(id, { poll, options, voter, before: await castBefore(own, ctx, tokens), ...(vote && { vote }) })
}

export async function openVote(value: VoteValue, ctx: Context, tokens: Tokens): Promise<Outcome> {
  const own = await ownPoll(value, ctx)
  return 'refused' in own ? tell(own.refused) : openBallot('vote.cast', undefined, own, ctx, tokens)
}

/** The form is read as it was shown also where the vote has closed meanwhile: its words are given back. */
export function ballotForms(tokens: Tokens, value: FormDefinition['value']): Record<string, FormDefinition> {
  const form = (id: string, vote?: Vote): FormDefinition => ({
    value,
    async draw(about, ctx): Promise<Form | Refusal> {
      const own = await ownPoll(about as VoteValue, ctx)
      return 'refused' in own ? own : formOf(id, vote, own, ctx, tokens)
    },
    async submit(values, about, ctx) {
      const own = await ownPoll(about as VoteValue, ctx)
      if ('refused' in own) return notTaken(own.refused)
      const read = readBallot(own.poll, own.options, values)
      if ('errors' in read) return { answer: { do: 'refuse', errors: read.errors } }
      const cast = await castBallot(own, read.ok, ctx, tokens)
      return 'refused' in cast ? notTaken(cast.refused) : cast
    },
  })
  return {
    'vote.cast': form('vote.cast'),
    'vote.for': form('vote.for', 'for'),
    'vote.against': form('vote.against', 'against'),
    'vote.abstain': form('vote.abstain', 'abstain'),
  }
}

export async function castBallot(
  own: OwnPoll,
  ballot: CastBallot,
  ctx: Context,
  tokens: Tokens,
): Promise<Outcome | Refusal> {
  const { tx, now } = ctx
  const { elector } = own
  if (!(await lockOpen(tx, own.poll.id, now))) {
    const poll = await pollById(tx, own.poll.id)
    return { refused: (poll && ended(poll, now)) ?? 'This vote is not here any more. Nothing was counted.' }
  }
  // As it is under the lock: the key, the version.
  const poll = (await pollById(tx, own.poll.id)) as PollRecord
  const kept = poll.settings.anonymous
    ? await keepUnnamed(own, poll, ballot, ctx, tokens)
    : await keepNamed(own, poll, ballot, ctx)
  if (kept) return { refused: kept }
  await markVoted(tx, poll.id, elector.personId)
  await putEarly(tx, poll, now)
  const effects: Effect[] = [{ do: 'refresh', card: cardOf(poll) }]
  if (elector.standInId) effects.push({ do: 'refresh', card: standInCardOf(poll.id, elector.personId) })
  if (elector.remindedAt) effects.push({ do: 'refresh', card: reminderCardOf(poll.id, elector.personId) })
  return { ...tell(counted(poll, own, ballot)), effects }
}

/** Null when it is kept, else why not. */
async function keepNamed(own: OwnPoll, poll: PollRecord, ballot: CastBallot, { tx, actor, now }: Context) {
  const { elector, voter } = own
  const before = voter && (await ballotOf(tx, poll, voter.id))
  if (voter && before?.castById === voter.id)
    return `${voter.name} has voted in person; that stands. Nothing was changed.`
  await putBallot(tx, poll.id, elector, ballot, actor.id, now)
  return null
}

async function keepUnnamed(own: OwnPoll, poll: PollRecord, ballot: CastBallot, { tx }: Context, tokens: Tokens) {
  const { elector } = own
  const known = tokens.of(poll, elector.personId)
  if (elector.voted && (!known || !(await urnBallotOf(tx, poll, known))))
    return `You have voted on ${poll.settings.name}, and nobody can tell any more which ballot is yours: it stands as it is. Nothing was changed.`
  const token = known ?? (await tokens.make(tx, poll, elector.personId))
  await putInUrn(tx, poll.id, token, elector.side, ballot)
  return null
}

function counted(poll: PollRecord, { options, voter }: OwnPoll, ballot: CastBallot) {
  const { name, zone, reason } = poll.settings
  const { noun } = wordsOf(poll)
  const whose = voter ? `the ${noun} of ${voter.name}` : `your ${noun}`
  const text: Inline[] = [
    { strong: ballotWords(poll, options, ballot) },
    `: ${whose} on ${name} is in. You can change it until `,
  ]
  const blocks: Block[] = [{ block: 'text', text: [...text, { when: poll.closesAt, zone }, '.'] }]
  if (!ballot.reason && reason !== 'never') {
    const value = { poll: poll.id, ...(voter && { voter: voter.id }) }
    blocks.push({ block: 'buttons', buttons: [{ press: 'vote.reason', label: 'Say why', value, opens: true }] })
  }
  return { summary: `${name}: ${whose} is in.`, blocks }
}

/** What was cast before, for the form and for "My vote". */
export async function castBefore(
  { poll, elector }: Pick<OwnPoll, 'poll' | 'elector'>,
  { tx }: Context,
  tokens: Tokens,
) {
  if (!poll.settings.anonymous) return ballotOf(tx, poll, elector.personId)
  const token = tokens.of(poll, elector.personId)
  const found = token ? await urnBallotOf(tx, poll, token) : null
  return found && { ...found, condition: null }
}

export const standInCardOf = (pollId: number, personId: number) => ({
  kind: 'vote.stand-in',
  key: `${pollId}:${personId}`,
})
export const reminderCardOf = (pollId: number, personId: number) => ({
  kind: 'vote.reminder',
  key: `${pollId}:${personId}`,
})
