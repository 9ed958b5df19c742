/** What linking tells the other features. */
declare module '../../chat/feature.ts' {
  interface Facts {
    /** A channel of another installation came into the crew. */
    'channel.linked': { crewId: number; channelId: number }
    /** A channel is the crew's no more: what stands in it stays as it is. */
    'channel.unlinked': { crewId: number; channelId: number }
    /** An organization without crews and records, gone now, became part of another. */
    'organization.joined': { organizationId: number; formerId: number }
    /** Two accounts turned out to be one person's: everything of `formerId` is `personId`'s now. */
    'person.joined': { personId: number; formerId: number }
    /** Everybody has heard of it, and `formerId` goes. */
    'person.emptied': { personId: number; formerId: number }
  }
}

export type {}
