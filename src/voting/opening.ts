/** Polls opened, taken back and put off, by whoever owns their card. */
import type { Card, Job } from '../chat/feature.ts'
import type { Tx } from '../db.ts'
import { cancelJobs, putJobs } from '../schedule/jobs.ts'
import { type GivenSettings, type PollMethod, pollSettings } from './rules/records.ts'
import { remindAt } from './rules/reminding.ts'
import { createPoll, lockWithdrawn, putOff, type Voter } from './store/polls.ts'
import { hoursOf } from './store/voters.ts'

export interface NewPoll {
  organizationId: number
  /** On which it is voted; one poll for each card. */
  card: Card
  question: string
  method: PollMethod
  authorId: number
  settings: GivenSettings
  closesAt: Date
  /** None where the method asks yes or no. */
  options?: string[]
  /** Who is named twice, as somebody in two crews is, votes once, on the side named first. */
  electorate: Voter[]
}

/** The electorate is fixed from here on. Throws a RangeError for a deadline that has passed: refuse it before. */
export async function openPoll(tx: Tx, poll: NewPoll, now: Date): Promise<number> {
  const { options = [], electorate, closesAt } = poll
  if (closesAt <= now) throw new RangeError('a poll that closes before it opens')
  const voters = [...new Map([...electorate].reverse().map((voter) => [voter.personId, voter])).values()].reverse()
  const settings = pollSettings.parse(poll.settings)
  const { organizationId, card, question, method, authorId } = poll
  const row = { organizationId, card, question, method, authorId, settings, closesAt, openedAt: now }
  const id = await createPoll(tx, row, options, voters)
  await putJobs(tx, [closing(id, closesAt), ...(await reminders(tx, id, voters, now, closesAt))])
  return id
}

/** False when it had ended already. Ballots stay uncounted. */
export async function withdrawPoll(tx: Tx, pollId: number, now: Date): Promise<boolean> {
  if (!(await lockWithdrawn(tx, pollId, now))) return false
  for (const name of ['vote.close', 'vote.remind', 'vote.early']) await cancelJobs(tx, name, `${pollId}:`)
  return true
}

/** Open until then, also where it has just been counted; ballots cast stand and can be changed. Nobody is reminded again. */
export async function extendPoll(tx: Tx, pollId: number, until: Date, now: Date): Promise<boolean> {
  if (until <= now) throw new RangeError('a poll put off to a moment that has passed')
  if (!(await putOff(tx, pollId, until))) return false
  await putJobs(tx, [closing(pollId, until)])
  return true
}

/** The moment is part of the key: a closing that was put off finds nothing to do. */
function closing(pollId: number, at: Date): Job {
  return { name: 'vote.close', key: `${pollId}:${at.getTime()}`, due: at }
}

async function reminders(tx: Tx, pollId: number, voters: Voter[], now: Date, closesAt: Date): Promise<Job[]> {
  const people = await hoursOf(
    tx,
    voters.filter(({ observer }) => !observer).map(({ personId }) => personId),
  )
  return people.flatMap((person) => {
    const due = remindAt(person, now, closesAt)
    return due ? [{ name: 'vote.remind', key: `${pollId}:${person.id}`, due }] : []
  })
}
