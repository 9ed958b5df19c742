/** What assumptions tell the other features. */
declare module '../../chat/feature.ts' {
  interface Facts {
    /** An assumption broke, holds again, or was changed: how many of the initiative are broken now, and what rested on them. */
    'assumptions.counted': { organizationId: number; initiativeId: number; broken: number; percent: number }
  }
}

export type {}
