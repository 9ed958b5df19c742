/** Consent: good enough to go on with, unless somebody says why not. */
import { countSides, type SideCounts, type VoterSide } from './ballots.ts'

export interface ConsentBallot {
  side: VoterSide
  stance: 'consent' | 'object' | 'abstain'
  /** What harm it would do. Only blanks are no reason. */
  reason?: string | null
}

export interface ConsentResult<Ballot> {
  passes: boolean
  counts: Record<ConsentBallot['stance'], SideCounts>
  /** The objections that stand in the way. */
  objections: Ballot[]
  /** Those without a reason, which do not: they can be asked for it until the deadline. */
  withoutReason: Ballot[]
}

/**
 * Passes unless a reasoned objection stands (Endenburg, Sociocracy: The Organization of Decision-Making, 1998). Silence consents:
 * whether enough took part is the quorum's question. An objection is withdrawn by changing the ballot.
 */
export function consent<Ballot extends ConsentBallot>(ballots: readonly Ballot[]): ConsentResult<Ballot> {
  const of = (stance: ConsentBallot['stance']) => ballots.filter((ballot) => ballot.stance === stance)
  const reasoned = ({ reason }: Ballot) => Boolean(reason?.trim())
  const objections = of('object').filter(reasoned)
  return {
    passes: objections.length === 0,
    counts: {
      consent: countSides(of('consent')),
      object: countSides(of('object')),
      abstain: countSides(of('abstain')),
    },
    objections,
    withoutReason: of('object').filter((ballot) => !reasoned(ballot)),
  }
}
