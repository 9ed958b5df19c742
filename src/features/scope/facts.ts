/** What scope changes tell the other features. */
import type { AskedChange } from '../whatif/rules/question.ts'

declare module '../../chat/feature.ts' {
  interface Facts {
    /** Both sides accepted it and nobody reported an error in time: it is to be written into the plan, which is the next baseline. */
    'scope.accepted': {
      organizationId: number
      initiativeId: number
      /** "scope:4". */
      source: string
      changes: AskedChange[]
      /** Working days by which deliverables take longer (negative: shorter) because somebody's part changes. */
      longer: { piece: number; days: number }[]
      /** The expected benefit from now on, in minor units; `null`: as it was. */
      benefit: number | null
      /** What the baseline says it rests on: "DEC-12 SC-4 Add Apple Pay". */
      decision: string
      byId: number
    }
  }
}
