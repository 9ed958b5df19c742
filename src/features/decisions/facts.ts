/** What makes a decision elsewhere, and what becomes of it. */
import type { Considered, Domain, ImpactLine, TallyLine } from './rules/records.ts'

declare module '../../chat/feature.ts' {
  interface Facts {
    /** It is decided already: recorded as accepted, once for each source, and `decision.made` says its number. */
    'decision.wanted': {
      organizationId: number
      crewId: number | null
      initiativeId: number | null
      keyResultId?: number | null
      domain: Domain
      what: string
      why: string | null
      options: Considered[]
      tally: TallyLine[] | null
      impact: ImpactLine[] | null
      /** "scope:4", "poll:9", "gate:3", "baseline:7". */
      source: string
      /** The decision that this one takes the place of. */
      supersedes?: number | null
      link: string | null
      /** Who decided it, or stated the outcome. */
      actorId: number
      reviewOn: string | null
      /** Said in the thread of this card, which stands in the crew's channels; without it a message of its own. */
      under?: Card
    }
    'decision.made': { source: string; decisionId: number; number: number; organizationId: number }
  }
}
