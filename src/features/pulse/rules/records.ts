/** A pulse as it is kept, and the four statements of it. Pure. */
import { z } from 'zod'

export type Side = 'project' | 'product'
export const sides = ['project', 'product'] as const satisfies Side[]

/** After PMI's M.O.R.E.: manage perceptions, own success, relentlessly reassess, expand perspective. */
export const statements = [
  {
    id: 'perceptions',
    name: 'Worth it',
    text: 'What we deliver will be worth the effort and expense, and those we do it for see it so.',
  },
  { id: 'own', name: 'Ours', text: 'Both sides own the success of the outcome, beyond scope, time and budget.' },
  { id: 'reassess', name: 'Reassessed', text: 'We reassess goals and assumptions as often as things change.' },
  {
    id: 'expand',
    name: 'Seen whole',
    text: 'We look beyond our own work: to customers, the business and everybody it touches.',
  },
] as const
export type StatementId = (typeof statements)[number]['id']
export type Scores = Record<StatementId, number>

export interface AnswerRecord extends Scores {
  side: Side
}

const score = z.object({ project: z.number().nullable(), product: z.number().nullable() })
export type SideScores = z.infer<typeof score>

export const pulseResult = z.object({
  asked: z.object({ project: z.number().int(), product: z.number().int() }),
  answered: z.object({ project: z.number().int(), product: z.number().int() }),
  /** By side; null where too few answered to show. */
  scores: z.object({ perceptions: score, own: score, reassess: score, expand: score }),
})
export type PulseResult = z.infer<typeof pulseResult>

export interface PulseRecord {
  id: number
  organizationId: number
  crewId: number
  ritualId: number
  day: string
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
