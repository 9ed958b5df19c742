/** Closing before the deadline: a minute after the last ballot, once those missing cannot change the result. */
import type { Tx } from '../../db.ts'
import { cancelJobs, putJobs } from '../../schedule/jobs.ts'
import { earlyMs, isDecided } from '../rules/closing.ts'
import type { Counted, PollRecord } from '../rules/records.ts'
import { ballotsOf } from '../store/ballots.ts'
import { electorateOf, optionsOf } from '../store/polls.ts'
import { urnOf } from '../store/urn.ts'

export async function votersOf(read: Tx, pollId: number) {
  return (await electorateOf(read, pollId)).filter(({ observer }) => !observer)
}

export async function countedOf(read: Tx, poll: PollRecord): Promise<Counted[]> {
  return poll.settings.anonymous ? urnOf(read, poll) : ballotsOf(read, poll)
}

export async function decidedNow(read: Tx, poll: PollRecord): Promise<boolean> {
  if (!poll.settings.early) return false
  const ballots = await countedOf(read, poll)
  return isDecided(poll, await optionsOf(read, poll.id), await votersOf(read, poll.id), ballots)
}

/** Each ballot moves it; the version in its key is that of the poll the ballot left. */
export async function putEarly(tx: Tx, poll: PollRecord, now: Date): Promise<void> {
  if (!poll.settings.early) return
  await cancelJobs(tx, 'vote.early', `${poll.id}:`)
  if (!(await decidedNow(tx, poll))) return
  const due = new Date(now.getTime() + earlyMs)
  if (due < poll.closesAt) await putJobs(tx, [{ name: 'vote.early', key: `${poll.id}:${poll.version}`, due }])
}
