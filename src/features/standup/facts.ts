/** What the stand-up tells the other features. */
declare module '../../chat/feature.ts' {
  interface Facts {
    /** The digest of a day goes out: what else the crew is to be told that day stands in its thread. */
    'standup.digested': { crewId: number; digest: Card }
  }
}

export type {}
