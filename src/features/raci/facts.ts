/** What responsibilities tell the other features. */
declare module '../../chat/feature.ts' {
  interface Facts {
    /** Somebody takes what nobody owned: a deliverable, or a side of the initiative. Whoever was faster has it. */
    'ownership.taken': {
      organizationId: number
      initiativeId: number
      deliverableId: number | null
      side: 'project' | 'product' | null
      personId: number
    }
  }
}

export type {}
