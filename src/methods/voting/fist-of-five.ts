/** Fist of five: how far everybody stands behind it. */
import { countSides, type SideCounts, type VoterSide } from './ballots.ts'

/** 0, the fist, blocks; 3 lets it pass without more talk; 5 would lead it. */
export const fingers = [0, 1, 2, 3, 4, 5] as const

export interface FistBallot {
  side: VoterSide
  fingers: (typeof fingers)[number]
}

export interface FistResult<Ballot> {
  /** All show 3 or more; null when nobody showed any. */
  ready: boolean | null
  /** By what was shown, from 0 to 5. */
  counts: { fingers: FistBallot['fingers']; counts: SideCounts }[]
  /** Ballots under 3: they are asked for their concern. */
  concerns: Ballot[]
}

/** Fist of five (Fletcher, Fist-to-Five Consensus-Building, The Freechild Project). Throws a RangeError for other numbers. */
export function fistOfFive<Ballot extends FistBallot>(ballots: readonly Ballot[]): FistResult<Ballot> {
  const strange = ballots.find((ballot) => !fingers.includes(ballot.fingers))
  if (strange) throw new RangeError(`a hand shows 0 to 5, not ${strange.fingers}`)
  const concerns = ballots.filter((ballot) => ballot.fingers < 3)
  return {
    ready: ballots.length > 0 ? concerns.length === 0 : null,
    counts: fingers.map((shown) => ({
      fingers: shown,
      counts: countSides(ballots.filter((ballot) => ballot.fingers === shown)),
    })),
    concerns,
  }
}
