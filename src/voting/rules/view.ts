/** What cards and owners see of a poll. Pure. */
import type { BallotRecord, Choice, ElectorRecord, OptionRecord, PollRecord, PollResult, VoterSide } from './records.ts'

export interface PollView {
  poll: PollRecord
  options: OptionRecord[]
  /** Observers among them, who have no vote. */
  electorate: ElectorRecord[]
  votedBySide: Record<VoterSide, { voted: number; of: number }>
  /** Who may vote and has not. */
  waitingFor: number[]
  /** null while it is hidden. */
  result: PollResult | null
  /** null while, or because, nobody may see who voted how. */
  ballots: BallotRecord[] | null
  /** Of a closed anonymous poll: words with the choice they came with, and of nobody. */
  reasons: { choice: Choice; reason: string }[]
  live: boolean
}

/** Anonymous votes are hidden until the close, whatever was set. */
export function shownLive({ state, settings }: PollRecord): boolean {
  return state === 'open' && settings.shown === 'live' && !settings.anonymous
}

export function viewOf(found: Omit<PollView, 'votedBySide' | 'waitingFor'>): PollView {
  const voters = found.electorate.filter(({ observer }) => !observer)
  const count = (side: VoterSide) => {
    const all = voters.filter((voter) => voter.side === side)
    return { voted: all.filter(({ voted }) => voted).length, of: all.length }
  }
  return {
    ...found,
    votedBySide: { project: count('project'), product: count('product'), both: count('both') },
    waitingFor: voters.filter(({ voted }) => !voted).map(({ personId }) => personId),
  }
}
