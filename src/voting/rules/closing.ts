/** When a vote closes: early, or at its deadline. Pure. */
import { leadDecided } from '../../methods/voting/approval.ts'
import type { Counted, OptionRecord, PollRecord, VoterSide } from './records.ts'
import { dualDecided, tally } from './tally.ts'

/** Somebody may still change their mind. */
export const earlyMs = 60_000

type Poll = Pick<PollRecord, 'method' | 'settings'>
type Voter = { side: VoterSide }

/** Whether the ballots still missing cannot change the result while those cast stand. */
export function isDecided(poll: Poll, options: OptionRecord[], electorate: Voter[], ballots: Counted[]): boolean {
  const { early, addOptions } = poll.settings
  if (!early || addOptions) return false
  const missing = electorate.length - ballots.length
  const result = tally(poll, options, electorate, ballots)
  if (!result.quorumMet) return false
  switch (result.method) {
    case 'dualMajority': {
      const outcome = dualDecided(poll, electorate, ballots)
      // Where there would be no result, the time that is left may still bring one: somebody changes their ballot.
      return outcome !== null && outcome !== 'noResult'
    }
    case 'single':
    case 'approval':
      return leadDecided(
        result.options.map(({ counts }) => counts.all),
        missing,
      )
    case 'instantRunoff':
    case 'schulze':
    case 'score':
    case 'consent':
    case 'fist':
    case 'ranking':
      return missing === 0
  }
}
