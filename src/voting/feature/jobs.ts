/** What happens by the clock: votes close, early or at their deadline, and who has not voted is reminded once. */
import type { Card, Consequence, Context, Effect, JobContext, JobDefinition, Outcome } from '../../chat/feature.ts'
import { tell } from '../../chat/say.ts'
import type { Tx } from '../../db.ts'
import { inHours } from '../../rounds/plan.ts'
import { cancelJobs } from '../../schedule/jobs.ts'
import { plural } from '../cards/words.ts'
import type {} from '../facts.ts'
import type { PollRecord } from '../rules/records.ts'
import { tally } from '../rules/tally.ts'
import type { Tokens } from '../sealing.ts'
import { freezeResult, lockClosing, lockOpen, markReminded, optionsOf, pollById } from '../store/polls.ts'
import { shuffleUrn, urnBallotOf } from '../store/urn.ts'
import { hoursOf } from '../store/voters.ts'
import { reminderCardOf, standInCardOf } from './casting.ts'
import { countedOf, decidedNow, votersOf } from './early.ts'
import { cardOf, ended, gone, mayReadVotes, pollHere, type VoteValue } from './own.ts'

export const jobsOf = (tokens: Tokens): Record<string, JobDefinition> => ({
  // However late: nothing cast after the deadline is in.
  'vote.close': { late: 'run', run: (key, ctx) => close(key, ctx, tokens) },
  'vote.early': { late: 'run', run: (key, ctx) => closeEarly(key, ctx, tokens) },
  'vote.remind': { late: { graceMinutes: 60 }, run: remind },
})

const ids = (key: string) => key.split(':').map(Number) as [number, number]

async function close(key: string, { tx, now }: JobContext, tokens: Tokens): Promise<Consequence> {
  const [pollId] = ids(key)
  const poll = await pollById(tx, pollId)
  if (!poll || !(await lockClosing(tx, pollId, { deadline: now }, poll.closesAt))) return {}
  return count(tx, pollId, tokens)
}

async function closeEarly(key: string, { tx, now }: JobContext, tokens: Tokens): Promise<Consequence> {
  const [pollId, version] = ids(key)
  const poll = await pollById(tx, pollId)
  if (!poll || poll.version !== version || poll.closesAt <= now || !(await decidedNow(tx, poll))) return {}
  if (!(await lockClosing(tx, pollId, { version }, now))) return {}
  return count(tx, pollId, tokens)
}

/** Before its deadline, by a feature that lets somebody say so and asks nobody who is low; nothing where it has ended already. */
export async function endNow(tx: Tx, pollId: number, now: Date): Promise<Consequence | null> {
  if (!(await lockClosing(tx, pollId, 'now', now))) return null
  await cancelJobs(tx, 'vote.close', `${pollId}:`)
  return count(tx, pollId, null)
}

/** The poll's row is locked and closed: what is read here is what is counted. */
async function count(tx: Tx, pollId: number, tokens: Tokens | null): Promise<Consequence> {
  const poll = await pollById(tx, pollId)
  if (!poll) return {}
  const voters = await votersOf(tx, pollId)
  const low = poll.settings.asksLow && tokens ? { low: await lowOf(tx, poll, voters, tokens) } : {}
  const result = tally(poll, await optionsOf(tx, pollId), voters, await countedOf(tx, poll))
  await freezeResult(tx, pollId, result)
  if (poll.settings.anonymous) await shuffleUrn(tx, pollId)
  for (const name of ['vote.early', 'vote.remind']) await cancelJobs(tx, name, `${pollId}:`)
  const outdated: Card[] = [
    cardOf(poll),
    ...voters.flatMap(({ personId, standInId }) => (standInId ? [standInCardOf(pollId, personId)] : [])),
    ...voters.flatMap(({ personId, remindedAt }) => (remindedAt ? [reminderCardOf(pollId, personId)] : [])),
  ]
  const { organizationId } = poll
  return {
    effects: outdated.map((card): Effect => ({ do: 'refresh', card })),
    facts: [{ fact: 'poll.closed', pollId, card: cardOf(poll), result, organizationId, ...low }],
  }
}

/** Before the key is gone and the urn is written anew: afterwards nobody can tell. */
async function lowOf(tx: Tx, poll: PollRecord, voters: { personId: number }[], tokens: Tokens): Promise<number[]> {
  const low: number[] = []
  for (const { personId } of voters) {
    const token = tokens.of(poll, personId)
    const ballot = token && (await urnBallotOf(tx, poll, token))
    if (ballot && 'fingers' in ballot.choice && ballot.choice.fingers < 3) low.push(personId)
  }
  return low
}

/** By a press, once everybody has voted: whoever changes their ballot at the same moment is before it or after it, never lost. */
export async function closeNow({ poll: pollId }: VoteValue, ctx: Context, tokens: Tokens): Promise<Outcome> {
  const { tx, now } = ctx
  const poll = await pollHere(ctx, pollId)
  if (!poll?.settings.closeNow) return tell(gone)
  const { name } = poll.settings
  if (!(await mayReadVotes(ctx, poll))) return tell(`Only those it was put to close ${name}. Nothing was changed.`)
  if (!(await lockOpen(tx, pollId, now))) {
    const late = await pollById(tx, pollId)
    return tell((late && ended(late, now)) ?? gone)
  }
  const missing = (await votersOf(tx, pollId)).filter(({ voted }) => !voted).length
  const locked = await pollById(tx, pollId)
  if (missing || !locked)
    return tell(`${name} still waits for ${plural(missing, 'answer')}. It closes by itself at its deadline.`)
  await lockClosing(tx, pollId, { version: locked.version }, now)
  await cancelJobs(tx, 'vote.close', `${pollId}:`)
  return { ...tell(`${name} is closed and counted.`), ...(await count(tx, pollId, tokens)) }
}

/** Whoever has a stand-in is away; their stand-in knows. */
async function remind(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const [pollId, personId] = ids(key)
  const poll = await pollById(tx, pollId)
  const [person] = await hoursOf(tx, [personId])
  if (poll?.state !== 'open' || poll.closesAt <= now || !person) return {}
  // Quiet hours hold for a job that runs late, too.
  if (person.fewerMessages || !inHours(person, now)) return {}
  const missing = (await votersOf(tx, pollId)).find((one) => one.personId === personId)
  if (!missing || missing.standInId || !(await markReminded(tx, pollId, personId, now))) return {}
  return { effects: [{ do: 'dm', to: personId, card: reminderCardOf(pollId, personId), kind: 'reminder' }] }
}
