/** What a decision is, as rules and cards see it. */
import { z } from 'zod'
import type { Day } from '../../../schedule/calendar.ts'

/** `what`: what and why, product accepts. `how`: how and when, project accepts. `joint`: both do. */
export const domains = ['what', 'how', 'joint'] as const
export type Domain = (typeof domains)[number]
export type DecisionState = 'proposed' | 'accepted' | 'superseded' | 'withdrawn'
export type Side = 'project' | 'product'
export type AnySide = Side | 'both'

/** An option, and why it was taken or not. */
export const considered = z.object({ text: z.string(), why: z.string().nullable() })
export type Considered = z.infer<typeof considered>

/** A line of the vote that it rests on: "Project", "2 for, 1 against". */
export const tallyLine = z.object({ label: z.string(), text: z.string() })
export type TallyLine = z.infer<typeof tallyLine>

/** Money in minor units, shown as its reader may see it; `of` is what 100 percent are, the budget. */
export const impactLine = z.union([
  z.object({ label: z.string(), amount: z.number(), currency: z.string(), of: z.number().nullable() }),
  z.object({ label: z.string(), text: z.string() }),
])
export type ImpactLine = z.infer<typeof impactLine>

export const verdicts = ['keep', 'revise', 'reverse'] as const
export type Verdict = (typeof verdicts)[number]
export const reviewAnswer = z.object({
  side: z.enum(['project', 'product', 'both']),
  personId: z.number(),
  verdict: z.enum(verdicts),
  reason: z.string().nullable(),
  day: z.string(),
})
export type ReviewAnswer = z.infer<typeof reviewAnswer>
/** Since when both sides are asked, and what they said; the newest of each side counts. */
export const review = z.object({ askedOn: z.string(), answers: z.array(reviewAnswer) })
export type Review = z.infer<typeof review>

export interface Voice {
  id: number
  personId: number
  side: AnySide
  text: string
  escalates: boolean
  accepts: boolean
  at: Date
}

export interface Contradiction {
  otherId: number
  number: number
  what: string
  state: DecisionState
  acknowledgedById: number | null
}

export interface DecisionRecord {
  id: number
  organizationId: number
  number: number
  state: DecisionState
  domain: Domain
  what: string
  why: string | null
  options: Considered[]
  crewId: number | null
  initiativeId: number | null
  keyResultId: number | null
  effect: string | null
  subject: string | null
  tally: TallyLine[] | null
  impact: ImpactLine[] | null
  link: string | null
  source: string
  reviewOn: Day | null
  review: Review | null
  proposedById: number
  acceptedById: number | null
  acceptedAt: Date | null
  escalatedAt: Date | null
  supersedesId: number | null
  at: Date
  voices: Voice[]
  contradictions: Contradiction[]
}

export const decisionName = ({ number }: { number: number }) => `DEC-${number}`

/** Those that still hold: what was superseded or withdrawn contradicts nothing. */
export const standing = (one: Pick<DecisionRecord, 'contradictions'>): Contradiction[] =>
  one.contradictions.filter(({ state }) => state === 'proposed' || state === 'accepted')
