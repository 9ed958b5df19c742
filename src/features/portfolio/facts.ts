/** What the portfolio tells the other features. */
declare module '../../chat/feature.ts' {
  interface Facts {
    /**
     * Something was written that shows elsewhere. `of`: dates and names (`plan`), readings, links to key results and what came
     * of it (`value`), or budget, benefit and bookings (`money`). With a plan go the initiatives that wait for it. `crewIds`:
     * those that own or steer one of them, or did before.
     */
    'portfolio.changed': { of: 'plan' | 'value' | 'money'; initiativeIds: number[]; crewIds: number[] }
    /**
     * Something worth telling has come: a milestone is reached (with its deliverable), the last deliverable is finished no later
     * than the baseline said, it is launched, delivered, or its value shows. Said each time; hearers know what they told.
     */
    'portfolio.reached': {
      of: 'milestone' | 'baseline' | 'launched' | 'delivered' | 'realized'
      organizationId: number
      initiativeId: number
      deliverableId: number | null
      day: string
      byId: number
    }
    /**
     * Somebody promised a day outside, or changed one they had promised. `weighed`: its chance as the plan was then; `null`: none is
     * known.
     */
    'promise.given': {
      organizationId: number
      initiativeId: number
      deliverableId: number
      promisedOn: string
      byId: number
      weighed: { chance: number; p50: string; p80: string; threePoint: number; of: number } | null
      weighedOn: string
    }
    /** Less of a person's time was asked for than is planned. `waits`: until its product owner has heard of it. */
    'allocation.leaving': { organizationId: number; initiativeId: number; moveId: number; waits: boolean }
    /** What became of it: objected to, in effect now, left as it was, or replaced by a later word. */
    'allocation.settled': {
      organizationId: number
      initiativeId: number
      moveId: number
      as: 'objected' | 'done' | 'anyway' | 'left' | 'replaced'
    }
    /** An accepted change was written into the plan, which is this baseline now. `source`: of the change, "scope:4". */
    'plan.baselined': { organizationId: number; initiativeId: number; version: number; source: string }
  }
}

export type {}
