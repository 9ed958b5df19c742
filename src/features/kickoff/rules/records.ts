/** A kickoff as it is kept: the plan that both sides begin with, frozen when it was put to them. Pure. */
import { z } from 'zod'
import { sourceOf } from '../../actions/rules/records.ts'

export const sides = ['project', 'product'] as const
export type Side = (typeof sides)[number]

const day = z.string()

/** Persons are ids, and amounts minor units: whoever reads it decides what is shown of them. */
export const unifiedPlan = z.object({
  /** The day it was taken, on the crew's calendar: figures are as old as they were then. */
  asOf: day,
  methodology: z.string(),
  why: z.object({ sentence: z.string(), forWhom: z.string(), version: z.number(), by: z.number() }).nullable(),
  results: z.array(z.object({ key: z.string(), text: z.string() })),
  /** In a circle a plan has no dates. */
  cycle: z.boolean(),
  from: day.nullable(),
  finish: day.nullable(),
  /** Working days later than the baseline. */
  late: z.number().nullable(),
  pieces: z.number(),
  /** The day of the newest word about progress. */
  reported: day.nullable(),
  baseline: z.object({ version: z.number(), finish: day.nullable(), decision: z.string().nullable() }).nullable(),
  budget: z.number().nullable(),
  benefit: z.number().nullable(),
  currency: z.string(),
  milestones: z.array(z.object({ name: z.string(), day })),
  raci: z.object({ activities: z.number(), accountable: z.array(z.number()), without: z.number() }),
  cadence: z.array(z.string()),
  risks: z.array(
    z.object({
      number: z.number(),
      text: z.string(),
      probability: z.number(),
      days: z.number().nullable(),
      owner: z.number(),
    }),
  ),
  /** Open ones that are not among the top. */
  moreRisks: z.number(),
  assumptions: z.object({ all: z.number(), broken: z.number() }),
})
export type UnifiedPlan = z.infer<typeof unifiedPlan>

export interface KickoffRecord {
  id: number
  organizationId: number
  initiativeId: number
  crewId: number
  number: number
  state: 'open' | 'closed' | 'stopped'
  projectPresenterId: number | null
  productPresenterId: number | null
  plan: UnifiedPlan
  startedById: number
  at: Date
  closedAt: Date | null
}

export interface ConcernRecord {
  id: string
  kickoffId: number
  text: string
  byId: number | null
}

export const longestConcern = 500

/** "CHK kickoff", and "CHK kickoff 2" when it is done anew. */
export const kickoffName = (key: string, number: number): string => `${key} kickoff${number > 1 ? ` ${number}` : ''}`

/** Where action items of a kickoff come from. */
export const actionSource = (id: number): string => `kickoff:${id}`

/** The kickoff that an action item comes from, or nothing. */
export function kickoffOfSource(source: string): number | null {
  const of = sourceOf(source)
  return of?.kind === 'kickoff' ? of.id : null
}

/** Of two accounts of one person the kept one stands in it, once. */
export function joinedPlan(plan: UnifiedPlan, personId: number, formerId: number): UnifiedPlan {
  const one = (id: number) => (id === formerId ? personId : id)
  return {
    ...plan,
    why: plan.why && { ...plan.why, by: one(plan.why.by) },
    raci: { ...plan.raci, accountable: [...new Set(plan.raci.accountable.map(one))] },
    risks: plan.risks.map((risk) => ({ ...risk, owner: one(risk.owner) })),
  }
}
