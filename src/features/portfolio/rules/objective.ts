/** Objectives, key results and their readings as people give them. Pure. */
import type { Day } from '../../../schedule/calendar.ts'
import { type Errors, futureDay } from './deliverable.ts'
import type { KeyResultRecord } from './records.ts'

export interface KeyResultAnswers {
  name: string
  unit: string
  baseline: number
  target: number
  projectOwner: number[]
  productOwner: number[]
}

export type KeyResultData = Pick<
  KeyResultRecord,
  'name' | 'unit' | 'baseline' | 'target' | 'direction' | 'projectOwnerId' | 'productOwnerId'
>

/** The direction follows from the target: above the baseline is up. */
export function checkKeyResult(
  answers: KeyResultAnswers,
): { data: KeyResultData } | { errors: Errors<KeyResultAnswers> } {
  const { baseline, target, projectOwner, productOwner } = answers
  const one = 'Name one person: what two own, nobody owns.'
  const errors: Errors<KeyResultAnswers> = {
    ...(baseline === target && { target: 'The target is where it stands already. Give another value.' }),
    ...(projectOwner.length > 1 && { projectOwner: one }),
    ...(productOwner.length > 1 && { productOwner: one }),
  }
  if (Object.keys(errors).length) return { errors }
  return {
    data: {
      name: answers.name.trim(),
      unit: answers.unit.trim(),
      baseline,
      target,
      direction: target > baseline ? 'up' : 'down',
      projectOwnerId: projectOwner[0] ?? null,
      productOwnerId: productOwner[0] ?? null,
    },
  }
}

export interface ReadingAnswers {
  day: Day
  value: number
  count: number | undefined
}

export function checkReading({ day, count }: ReadingAnswers, today: Day): Errors<ReadingAnswers> {
  return {
    ...(day > today && { day: futureDay(day) }),
    ...(count !== undefined &&
      (count < 1 || !Number.isInteger(count)) && { count: 'Give a whole number of records, or nothing.' }),
  }
}

/** O1, O2, ...: the next one after the highest. */
export function nextKey(prefix: string, known: string[]): string {
  const numbers = known.map((key) => (key.startsWith(prefix) ? Number(key.slice(prefix.length)) : 0))
  return `${prefix}${Math.max(0, ...numbers.filter((number) => Number.isInteger(number))) + 1}`
}

/** How far from the baseline to the target, 0 to 1 and beyond; `null` without a reading. */
export function movement({ baseline, target, current }: KeyResultRecord): number | null {
  return current === null ? null : (current.value - baseline) / (target - baseline)
}
