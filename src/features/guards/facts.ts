/** What guards tell the other features. */
declare module '../../chat/feature.ts' {
  interface Facts {
    /** The chance of a promised day was computed, or somebody signed: what every place that shows the promise says of it. */
    'promise.weighed': {
      organizationId: number
      initiativeId: number
      deliverableId: number
      chance: number | null
      weighedOn: string
      unsigned: boolean
    }
    /** Since when a side has said nothing about the initiative, where its owners were told; as of that day. */
    'silence.counted': { initiativeId: number; project: string | null; product: string | null; on: string }
  }
}

export type {}
