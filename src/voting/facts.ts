/** What a vote tells those who asked it. */
import type { PollResult } from './rules/records.ts'

declare module '../chat/feature.ts' {
  interface Facts {
    /** Counted and frozen, in this transaction. Whoever owns the card decides what follows. */
    'poll.closed': {
      pollId: number
      card: Card
      result: PollResult
      organizationId: number
      /** Only where the poll said that it asks them: who showed fewer than three fingers. Whoever hears it tells nobody. */
      low?: number[]
    }
  }
}
