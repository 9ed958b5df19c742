/** What retros tell the other features. */

/** Something that a person has promised. */
export interface ActionWanted {
  organizationId: number
  crewId: number | null
  initiativeId: number | null
  text: string
  ownerId: number
  dueOn: string
  /** "retro:3". */
  source: string
  createdById: number
}

declare module '../../chat/feature.ts' {
  interface Facts {
    'action.wanted': ActionWanted
  }
}
