/** An assumption as it is kept. Pure. */
import type { Day } from '../../../schedule/calendar.ts'

export const states = ['holds', 'broken', 'dropped'] as const
export type AssumptionState = (typeof states)[number]

export interface AssumptionData {
  text: string
  unit: string
  floor: number
  value: number
  reviewOn: Day
  ownerId: number
  /** Of the expected benefit. */
  percent: number | null
}

export interface AssumptionRecord extends AssumptionData {
  id: number
  initiativeId: number
  number: number
  valueOn: Day
  state: AssumptionState
  createdById: number
  at: Date
}

export interface ReadingRecord {
  id: number
  assumptionId: number
  holds: boolean
  value: number | null
  why: string | null
  day: Day
  byId: number
  percentBefore: number
  percentAfter: number
  at: Date
}

export const nameOf = ({ number }: Pick<AssumptionRecord, 'number'>) => `AS${number}`
