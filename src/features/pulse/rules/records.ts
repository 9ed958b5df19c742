/** A pulse as it is kept: of how both sides see value, or of how sure they are. Pure. */
import { z } from 'zod'

export type Side = 'project' | 'product'
export const sides = ['project', 'product'] as const satisfies Side[]

/** Each is a ritual of the crew, too. */
export const kinds = ['pulse', 'confidence'] as const
export type Kind = (typeof kinds)[number]

export const question = z.object({ id: z.string(), name: z.string(), text: z.string() })
export type Question = z.infer<typeof question>
export const questions = z.array(question)

/** By the ids of the questions. */
export const scores = z.record(z.string(), z.number())
export type Scores = z.infer<typeof scores>

export interface AnswerRecord {
  side: Side
  scores: Scores
}

const sideScores = z.object({ project: z.number().nullable(), product: z.number().nullable() })
export type SideScores = z.infer<typeof sideScores>

export const pulseResult = z.object({
  asked: z.object({ project: z.number().int(), product: z.number().int() }),
  answered: z.object({ project: z.number().int(), product: z.number().int() }),
  /** By question and side; null where too few answered to show. */
  scores: z.record(z.string(), sideScores),
})
export type PulseResult = z.infer<typeof pulseResult>

export interface PulseRecord {
  id: number
  organizationId: number
  crewId: number
  ritualId: number
  kind: Kind
  day: string
  questions: Question[]
  state: 'open' | 'closed'
  closesAt: Date
  tokenKey: string | null
  result: PulseResult | null
  toldAt: Date | null
  at: Date
  closedAt: Date | null
  peopleForgottenAt: Date | null
}

export interface PulsePerson {
  personId: number
  side: Side
  answered: boolean
  remindedAt: Date | null
}
