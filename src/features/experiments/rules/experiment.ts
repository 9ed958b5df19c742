/** An experiment: what is fixed before it starts, what came of it, and what both owners say to that. Pure. */
import { type Day, formatDay } from '../../../schedule/calendar.ts'

export const states = ['draft', 'running', 'measured', 'accepted', 'rejected'] as const
export type ExperimentState = (typeof states)[number]

export interface ExperimentData {
  hypothesis: string
  metric: string
  unit: string
  threshold: number
  atLeast: boolean
  ownerId: number
  endOn: Day
}

export interface ExperimentRecord extends ExperimentData {
  id: number
  organizationId: number
  initiativeId: number
  number: number
  state: ExperimentState
  startedOn: Day | null
  result: number | null
  insight: string | null
  endedOn: Day | null
  projectSays: boolean | null
  productSays: boolean | null
  reason: string | null
  createdById: number
  at: Date
}

export const nameOf = ({ number }: Pick<ExperimentRecord, 'number'>) => `EX-${number}`

export interface Answers {
  hypothesis: string
  metric: string
  unit: string
  threshold: number
  direction: string
  owner: number[]
  endOn: Day
}

export type Errors = Partial<Record<keyof Answers, string>>

export function checkExperiment(answers: Answers, today: Day): { data: ExperimentData } | { errors: Errors } {
  const { hypothesis, metric, unit, threshold, direction, endOn, owner } = answers
  const [ownerId] = owner
  const errors: Errors = {
    ...(!hypothesis.trim() && { hypothesis: 'Say what you expect, so that it can turn out wrong.' }),
    ...(!metric.trim() && { metric: 'Say what is measured.' }),
    ...(!unit.trim() && { unit: 'Name the unit: %, EUR, days, shoppers.' }),
    ...(owner.length !== 1 && { owner: 'Name one person who runs it.' }),
    ...(endOn <= today && { endOn: `${formatDay(endOn, { year: true })} is no day to come. Give a later one.` }),
  }
  if (ownerId === undefined || Object.keys(errors).length) return { errors }
  const texts = { hypothesis: hypothesis.trim(), metric: metric.trim(), unit: unit.trim() }
  return { data: { ...texts, threshold, atLeast: direction !== 'atMost', ownerId, endOn } }
}

/** Why it cannot start now, or nothing. */
export function startProblem({ state, endOn }: Pick<ExperimentRecord, 'state' | 'endOn'>, today: Day): string | null {
  if (state !== 'draft') return 'It has started already: what is measured and what counts stands. Nothing was changed.'
  if (endOn <= today)
    return `Its end, ${formatDay(endOn, { year: true })}, is no day to come. Change it first, then start it.`
  return null
}

/** By the threshold that was fixed before: at it counts. */
export function confirmed(
  { threshold, atLeast }: Pick<ExperimentData, 'threshold' | 'atLeast'>,
  result: number,
): boolean {
  return atLeast ? result >= threshold : result <= threshold
}

export type OwnSide = 'project' | 'product'
type Owners = { projectOwnerId: number | null; productOwnerId: number | null }

/** The sides whose word this person has; one person may own both. */
export function sidesOf({ projectOwnerId, productOwnerId }: Owners, personId: number): OwnSide[] {
  return [
    ...(projectOwnerId === personId ? ['project' as const] : []),
    ...(productOwnerId === personId ? ['product' as const] : []),
  ]
}

export type Word = Pick<ExperimentRecord, 'projectSays' | 'productSays'>

export function said(before: Word, sides: OwnSide[], accepts: boolean): Word {
  return {
    projectSays: sides.includes('project') ? accepts : before.projectSays,
    productSays: sides.includes('product') ? accepts : before.productSays,
  }
}

/** Accepted by both; one no is enough against it. */
export function outcome({ projectSays, productSays }: Word): 'measured' | 'accepted' | 'rejected' {
  if (projectSays === false || productSays === false) return 'rejected'
  return projectSays && productSays ? 'accepted' : 'measured'
}
