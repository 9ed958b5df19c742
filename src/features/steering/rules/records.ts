/** A steering poll as it was asked. Pure. */
import { z } from 'zod'
import { pollMethods } from '../../../voting/rules/records.ts'

export const domains = ['what', 'how', 'joint'] as const
export type Domain = (typeof domains)[number]

export const steeringSettings = z.object({
  method: z.enum(pollMethods),
  options: z.array(z.string()),
  /** Named people besides the crews, asked in person. */
  people: z.array(z.number().int()),
  observers: z.array(z.number().int()),
  shown: z.enum(['afterClose', 'live']),
  anonymous: z.boolean(),
  /** Percent of those who may vote, of all and of each side. */
  quorum: z.object({ overall: z.number().int().nullable(), perSide: z.number().int().nullable() }),
  reason: z.enum(['never', 'against', 'always']),
  addOptions: z.boolean(),
  early: z.boolean(),
  /** Days from the one it opens on to the one it closes on, and the local time then: for those that recur. */
  openDays: z.number().int(),
  closeTime: z.string(),
  zone: z.string(),
  /** In words, as it was typed. */
  repeat: z.object({ rule: z.string(), anchor: z.string(), time: z.string() }).nullable(),
  domain: z.enum(domains).default('joint'),
  outcomeWhy: z.string().nullable().default(null),
})
export type SteeringSettings = z.infer<typeof steeringSettings>

export interface SteeringRecord {
  id: number
  organizationId: number
  number: number
  authorId: number
  accountableId: number | null
  state: 'draft' | 'open' | 'closed' | 'withdrawn'
  question: string
  initiativeId: number | null
  crewIds: number[]
  settings: SteeringSettings
  recurs: string | null
  fromId: number | null
  outcome: string | null
  outcomeById: number | null
  outcomeAt: Date | null
  decisionId: number | null
  at: Date
}

export const nameOf = ({ number }: Pick<SteeringRecord, 'number'>) => `SP-${number}`

/** The author, and the Accountable where one is named. */
export function mayState({ authorId, accountableId }: SteeringRecord, personId: number): boolean {
  return personId === authorId || personId === accountableId
}
