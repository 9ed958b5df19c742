/** What happens by the clock: votes close, early or at their deadline, and who has not voted is reminded once. */
import type { Card, Consequence, Effect, JobContext, JobDefinition } from '../../chat/feature.ts'
import type { Tx } from '../../db.ts'
import { inHours } from '../../rounds/plan.ts'
import { cancelJobs } from '../../schedule/jobs.ts'
import type {} from '../facts.ts'
import { tally } from '../rules/tally.ts'
import { freezeResult, lockClosing, markReminded, optionsOf, pollById } from '../store/polls.ts'
import { shuffleUrn } from '../store/urn.ts'
import { hoursOf } from '../store/voters.ts'
import { reminderCardOf, standInCardOf } from './casting.ts'
import { countedOf, decidedNow, votersOf } from './early.ts'
import { cardOf } from './own.ts'

export const jobs: Record<string, JobDefinition> = {
  // However late: nothing cast after the deadline is in.
  'vote.close': { late: 'run', run: close },
  'vote.early': { late: 'run', run: closeEarly },
  'vote.remind': { late: { graceMinutes: 60 }, run: remind },
}

const ids = (key: string) => key.split(':').map(Number) as [number, number]

async function close(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const [pollId] = ids(key)
  const poll = await pollById(tx, pollId)
  if (!poll || !(await lockClosing(tx, pollId, { deadline: now }, poll.closesAt))) return {}
  return count(tx, pollId)
}

async function closeEarly(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const [pollId, version] = ids(key)
  const poll = await pollById(tx, pollId)
  if (!poll || poll.version !== version || poll.closesAt <= now || !(await decidedNow(tx, poll))) return {}
  if (!(await lockClosing(tx, pollId, { version }, now))) return {}
  return count(tx, pollId)
}

/** Before its deadline, by whoever may say so; nothing where it has ended already. */
export async function closeNow(tx: Tx, pollId: number, now: Date): Promise<Consequence | null> {
  if (!(await lockClosing(tx, pollId, 'now', now))) return null
  await cancelJobs(tx, 'vote.close', `${pollId}:`)
  return count(tx, pollId)
}

/** The poll's row is locked and closed: what is read here is what is counted. */
async function count(tx: Tx, pollId: number): Promise<Consequence> {
  const poll = await pollById(tx, pollId)
  if (!poll) return {}
  const voters = await votersOf(tx, pollId)
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
    facts: [{ fact: 'poll.closed', pollId, card: cardOf(poll), result, organizationId }],
  }
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
