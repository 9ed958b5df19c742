/** What steering tells the other features, and hears back. */
import type { PollResult } from '../../voting/rules/records.ts'

declare module '../../chat/feature.ts' {
  interface Facts {
    /** Somebody who may made the stated outcome of a poll a decision. */
    'steering.decided': {
      steeringPollId: number
      pollId: number
      organizationId: number
      crewId: number | null
      initiativeId: number | null
      /** The outcome as it was stated. */
      what: string
      /** The question, and the reason given with the outcome. */
      why: string
      options: { text: string; why: string | null }[]
      tally: PollResult | null
      /** What came out, in words. */
      tallyWords: string
      /** `what`: product accepts; `how`: project accepts. */
      domain: 'what' | 'how' | 'joint'
      authorId: number
      link: string | null
    }
    /** It is recorded: the poll's card names it. */
    'steering.recorded': { steeringPollId: number; decisionId: number }
  }
}
