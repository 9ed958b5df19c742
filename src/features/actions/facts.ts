/** What makes an action item elsewhere, and what becomes of it. */
declare module '../../chat/feature.ts' {
  interface Facts {
    /** Somebody promised something: it is written down in the same transaction, and `action.made` says its number. */
    'action.wanted': {
      organizationId: number
      crewId: number | null
      initiativeId: number | null
      text: string
      ownerId: number
      dueOn: string
      /** "retro:3", "scope:4", "decision:7". */
      source: string
      createdById: number
      /** Whoever wants it tells the owner on a card of their own. */
      told?: true
    }
    'action.made': { organizationId: number; actionId: number; number: number; source: string }
    /** What it was for has happened, as its source knows: it is done. */
    'action.met': { organizationId: number; source: string }
    /** Another day, another owner, or another word; a closed one has `action.closed` besides. */
    'action.changed': { organizationId: number; actionId: number; number: number; source: string }
    /** Done or dropped. */
    'action.closed': {
      organizationId: number
      actionId: number
      number: number
      source: string
      state: 'done' | 'dropped'
    }
  }
}

export type {}
