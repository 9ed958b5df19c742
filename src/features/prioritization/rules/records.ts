/** A prioritization and what is in it. Money in minor units as plain numbers; absent figures nobody gave, which is not 0. Pure. */
import { z } from 'zod'

export type PrioritizationState = 'collecting' | 'ranking' | 'ranked' | 'agreed' | 'withdrawn'
export type Side = 'project' | 'product'
export const sides = ['project', 'product'] as const

const side = z.enum(sides)

/** An order that one side has proposed; items by id. */
export const proposalShape = z.object({
  order: z.array(z.number().int()),
  byId: z.number().int(),
  side,
  why: z.string().nullable(),
  at: z.coerce.date(),
  /** Somebody of the other side does not want it like this. */
  refused: z.boolean().default(false),
})
export type Proposal = z.infer<typeof proposalShape>

export const objectionShape = z.object({
  personId: z.number().int(),
  side,
  reason: z.string(),
  at: z.coerce.date(),
})
export type Objection = z.infer<typeof objectionShape>

export const agreedShape = z.object({
  order: z.array(z.number().int()),
  /** Who said yes for each side. */
  projectId: z.number().int(),
  productId: z.number().int(),
  at: z.coerce.date(),
  /** What was in it and had ended by then. */
  leftOut: z.array(z.number().int()).default([]),
})
export type Agreed = z.infer<typeof agreedShape>

export interface PrioritizationRecord {
  id: number
  organizationId: number
  number: number
  crewId: number
  authorId: number
  state: PrioritizationState
  title: string
  currency: string
  /** `null`: none was given. */
  budget: number | null
  /** Working days by which all of it together may be late; `null`: no limit was given. */
  mayDelay: number | null
  /** As typed, until ranking begins. */
  deadline: string
  closesAt: Date | null
  closedAt: Date | null
  version: number
  /** `null`: none waits for the other side. */
  proposal: Proposal | null
  objections: Objection[]
  agreed: Agreed | null
  decisionId: number | null
  decisionNumber: number | null
  at: Date
}

export interface Figures {
  currency: string
  benefit: number | null
  benefitById: number | null
  cost: number | null
  costById: number | null
  days: number | null
  daysById: number | null
  figuresAt: Date
}

export interface ItemRecord extends Figures {
  id: number
  prioritizationId: number
  kind: 'scope' | 'idea'
  number: number
  scopeChangeId: number | null
  initiativeId: number | null
  /** "SC-4", "I-3". */
  label: string
  what: string
  forWhom: string | null
  addedById: number
}

/** With what became of it meanwhile: "withdrawn meanwhile"; `null`: it still stands. */
export interface Item extends ItemRecord {
  ended: string | null
}

export const nameOf = ({ number }: Pick<PrioritizationRecord, 'number'>) => `PR-${number}`
export const titleOf = (one: Pick<PrioritizationRecord, 'number' | 'title'>) => `${nameOf(one)} ${one.title}`
export const itemTitle = ({ label, what }: Pick<ItemRecord, 'label' | 'what'>) => `${label} ${what}`

/** What a decision rests on. */
export const sourceOf = ({ id }: Pick<PrioritizationRecord, 'id'>) => `priority:${id}`
export const idOfSource = (source: string): number | null => {
  const match = /^priority:(\d+)$/.exec(source)
  return match ? Number(match[1]) : null
}

/** More are not put in one order by anybody. */
export const mostItems = 40
export const longestTitle = 80
export const longestIdea = 120

export const over = (one: Pick<PrioritizationRecord, 'state'>) => one.state === 'agreed' || one.state === 'withdrawn'
