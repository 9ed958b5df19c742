/** Risks as people give them, and what follows where one has happened. Pure. */
import type { Day } from '../../../schedule/calendar.ts'
import { type Errors, pastDay } from './deliverable.ts'
import { readMoney } from './money.ts'
import type { InitiativeRecord } from './records.ts'

export interface RiskAnswers {
  text: string
  probability: number
  impact: string | undefined
  impactDays: number | undefined
  response: string | undefined
  owner: number[]
  reviewOn: Day
}

export interface RiskData {
  text: string
  probability: number
  impact: number | null
  impactDays: number | null
  response: string | null
  ownerId: number
  reviewOn: Day
}

export interface RiskSurroundings {
  currency: string
  today: Day
  before: { reviewOn: Day } | null
  /** It was settled, and is open again: then a day that has passed asks nobody. */
  reopened?: boolean
}

export function checkRisk(
  answers: RiskAnswers,
  { currency, today, before, reopened = false }: RiskSurroundings,
): { data: RiskData } | { errors: Errors<RiskAnswers> } {
  const impact = answers.impact === undefined ? { ok: null } : readMoney(answers.impact, currency)
  const [ownerId] = answers.owner
  const errors: Errors<RiskAnswers> = {
    ...((answers.probability < 1 || answers.probability > 99) && {
      probability: 'Give 1 to 99 percent: what is sure is no risk, and what cannot be is none either.',
    }),
    ...('error' in impact && { impact: impact.error }),
    ...(answers.impactDays !== undefined && answers.impactDays < 0 && { impactDays: 'Days lost are 0 or more.' }),
    ...(answers.owner.length !== 1 && { owner: 'Name one person who watches it.' }),
    ...(answers.reviewOn < today &&
      (reopened || answers.reviewOn !== before?.reviewOn) && { reviewOn: pastDay(answers.reviewOn) }),
  }
  if (ownerId === undefined || 'error' in impact || Object.keys(errors).length) return { errors }
  return {
    data: {
      text: answers.text.trim(),
      probability: answers.probability / 100,
      impact: impact.ok,
      impactDays: answers.impactDays ?? null,
      response: answers.response?.trim() || null,
      ownerId,
      reviewOn: answers.reviewOn,
    },
  }
}

/** Exposure: probability times impact. */
export function exposure({ probability, impact }: Pick<RiskData, 'probability' | 'impact'>): number | null {
  return impact === null ? null : Math.round(probability * impact)
}

export const riskStates = { open: 'Still open', mitigated: 'Mitigated', happened: 'Happened' } as const
export type RiskState = keyof typeof riskStates

/** What a scope change begins with where something happened: for the form that proposes it, which another feature has. */
export interface ScopeSeed {
  initiativeId: number
  /** "CHK R2: keys come late" */
  why: string
  /** Working days it takes, as its risk was estimated; `null`: nobody has said. */
  days: number | null
  /** In minor units of the initiative's currency. */
  cost: { amount: number; currency: string } | null
}

export function scopeOfRisk(
  { id, key, currency }: Pick<InitiativeRecord, 'id' | 'key' | 'currency'>,
  { number, text, impact, impactDays }: Pick<RiskData, 'text' | 'impact' | 'impactDays'> & { number: number },
): ScopeSeed {
  return {
    initiativeId: id,
    why: `${key} R${number}: ${text}`,
    days: impactDays,
    cost: impact === null ? null : { amount: impact, currency },
  }
}
