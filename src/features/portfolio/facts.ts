/** What the portfolio tells the other features. */
declare module '../../chat/feature.ts' {
  interface Facts {
    /**
     * Something was written that shows elsewhere. `of`: dates and names (`plan`), readings, links to key results and what came
     * of it (`value`), or budget, benefit and bookings (`money`). With a plan go the initiatives that wait for it. `crewIds`:
     * those that own or steer one of them, or did before.
     */
    'portfolio.changed': { of: 'plan' | 'value' | 'money'; initiativeIds: number[]; crewIds: number[] }
    /** An accepted change was written into the plan, which is this baseline now. `source`: of the change, "scope:4". */
    'plan.baselined': { organizationId: number; initiativeId: number; version: number; source: string }
  }
}

export type {}
