/** What a scope change is, as rules, cards and store see it. Money in minor units, days as texts. */
import { z } from 'zod'
import type { Day } from '../../../schedule/calendar.ts'
import type { AskedChange } from '../../whatif/rules/question.ts'
import type { frozenImpact } from './impact.ts'

export const scopeStates = [
  'draft',
  'announced',
  'voting',
  'accepted',
  'rejected',
  'undecided',
  'escalated',
  'withdrawn',
] as const
export type ScopeState = (typeof scopeStates)[number]

/** Each part of the value says whose word it is. */
export const scopeValue = z.object({
  direction: z.enum(['up', 'down']).nullable().default(null),
  score: z
    .object({
      method: z.enum(['wsjf', 'rice']),
      inputs: z.array(z.number()),
      result: z.number(),
      byId: z.number(),
    })
    .nullable()
    .default(null),
  /** The benefit that is expected with the change; the initiative's own before it. */
  benefit: z.object({ amount: z.number(), before: z.number().nullable(), byId: z.number() }).nullable().default(null),
})
export type ScopeValue = z.infer<typeof scopeValue>
export type Score = NonNullable<ScopeValue['score']>

export const scopeSettings = z.object({
  /** Extra cost; `null`: nobody has said, which is not 0. */
  cost: z.object({ amount: z.number(), byId: z.number() }).nullable().default(null),
  /** Who gave the effects on the plan. */
  effectsById: z.number().nullable().default(null),
  /** Since when it is fixed it is a moment; as typed until the vote opens. */
  deadline: z.string().default(''),
  live: z.boolean().default(false),
  early: z.boolean().default(false),
})
export type ScopeSettings = z.infer<typeof scopeSettings>

export const ways = ['amend', 'split', 'escalate', 'withdraw'] as const
export type Way = (typeof ways)[number]

const chosen = z.object({ personId: z.number(), way: z.enum(ways), at: z.coerce.date() })
const tallyOf = z.object({ for: z.number(), against: z.number(), abstain: z.number(), verdict: z.string() })

/** What became of this round. */
export const scopeCourse = z.object({
  /** Of the vote of this round, as it was counted. */
  tally: z.object({ project: tallyOf, product: tallyOf, both: tallyOf }).nullable().default(null),
  outcome: z.enum(['accepted', 'rejected', 'noAgreement', 'noResult']).nullable().default(null),
  choices: z.array(chosen).default([]),
  /** What would make it a yes, where it is a change of the plan: in words that were read. */
  condition: z.object({ words: z.string(), byId: z.number() }).nullable().default(null),
  /** Who decided in the owners' place, and why. */
  decidedBy: z.enum(['vote', 'sponsor', 'steering']).nullable().default(null),
  sponsor: z.object({ personId: z.number(), accepts: z.boolean(), reason: z.string() }).nullable().default(null),
  /** Neither owners nor sponsor nor a steering crew: said on the card. */
  nobodyLeft: z.boolean().default(false),
  /** Why the accepted change could not be written into the plan. */
  problem: z.string().nullable().default(null),
  /** Why a vote was called off. */
  ended: z.string().nullable().default(null),
})
export type ScopeCourse = z.infer<typeof scopeCourse>

export const verdicts = ['keep', 'revise', 'reverse'] as const
export type Verdict = (typeof verdicts)[number]

/** Predicted beside actual, and what the sides say to it. */
export const scopeReview = z.object({
  predicted: z.object({ finish: z.string(), benefit: z.number().nullable(), cost: z.number().nullable() }),
  actual: z.object({
    finish: z.string().nullable(),
    finished: z.boolean(),
    benefit: z.number().nullable(),
    benefits: z.number(),
    cost: z.number().nullable(),
    costs: z.number(),
  }),
  askedAt: z.coerce.date(),
  answers: z
    .array(z.object({ personId: z.number(), side: z.enum(['project', 'product']), verdict: z.enum(verdicts) }))
    .default([]),
})
export type ScopeReview = z.infer<typeof scopeReview>

export interface ScopeRecord {
  id: number
  organizationId: number
  number: number
  initiativeId: number
  crewId: number
  proposerId: number
  state: ScopeState
  round: number
  what: string
  why: string | null
  keyResultId: number | null
  value: ScopeValue
  settings: ScopeSettings
  /** In the words of a what-if, as typed; "none": the plan stays. */
  effects: string | null
  changes: AskedChange[] | null
  impact: z.infer<typeof frozenImpact> | null
  computedAt: Date | null
  opensAt: Date | null
  course: ScopeCourse
  chooseBy: Date | null
  sponsorBy: Date | null
  correctBy: Date | null
  correction: string | null
  baselineVersion: number | null
  decisionId: number | null
  decisionNumber: number | null
  reviewOn: Day | null
  review: ScopeReview | null
  fromId: number | null
  openedAt: Date | null
  at: Date
  updatedAt: Date
}

export interface ScopeCommentRecord {
  scopeChangeId: number
  initiativeId: number
  personId: number
  objects: boolean
  text: string
  at: Date
}

export const scopeName = ({ number }: { number: number }) => `SC-${number}`
export const titleOf = (scope: { number: number; what: string }) => `${scopeName(scope)} ${scope.what}`
/** What a decision of this round rests on; a vote restarted after an error in its plan has a decision of its own. */
export const sourceOf = ({ id, round }: { id: number; round: number }) =>
  round === 1 ? `scope:${id}` : `scope:${id}.${round}`
/** Of what was promised because of it, whatever its round. */
export const actionSourceOf = ({ id }: Pick<ScopeRecord, 'id'>) => `scope:${id}`

export const idOfSource = (source: string): { id: number; round: number } | null => {
  const match = /^scope:(\d+)(?:\.(\d+))?$/.exec(source)
  return match ? { id: Number(match[1]), round: Number(match[2] ?? 1) } : null
}
