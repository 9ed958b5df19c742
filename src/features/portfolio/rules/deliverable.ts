/** Deliverables and their progress as people give them. Pure. */
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import type { DeliverableRecord } from './records.ts'
import { type Read, readKey } from './words.ts'

/** Ten years of working days: more is a slip of the finger. */
const longest = 2_600

export interface Estimate {
  optimistic: number | null
  likely: number
  pessimistic: number | null
}

/** Working days: "5", "2.5", 0 for a milestone; "3/5/8" is best, likely and worst. */
export function readEstimate(text: string): Read<Estimate> {
  const parts = text.trim().split('/')
  const numbers = parts.map((part) => readDuration(part))
  for (const read of numbers) if ('error' in read) return read
  const values = numbers.map((read) => ('ok' in read ? read.ok : 0))
  const [first = 0, second = 0, third = 0] = values
  if (values.length === 1) return { ok: { optimistic: null, likely: first, pessimistic: null } }
  if (values.length === 3) return checkThree({ optimistic: first, likely: second, pessimistic: third })
  return { error: `"${text.trim()}" has ${values.length} numbers. Write one, such as 5, or three, such as 3/5/8.` }
}

/** Best, likely and worst in their order; both ends or none. */
export function checkThree({ optimistic, likely, pessimistic }: Estimate): Read<Estimate> {
  if (optimistic === null && pessimistic === null) return { ok: { optimistic, likely, pessimistic } }
  if (optimistic === null || pessimistic === null)
    return { error: 'Give both the best and the worst case, or neither.' }
  if (optimistic <= likely && likely <= pessimistic) return { ok: { optimistic, likely, pessimistic } }
  const shown = `${optimistic}/${likely}/${pessimistic}`
  return { error: `${shown} is out of order. Write best, likely and worst, from the smallest to the largest.` }
}

export function readDuration(text: string): Read<number> {
  const typed = text
    .trim()
    .replace(',', '.')
    .replace(/\s*(d|days?)$/i, '')
  const value = Number(typed)
  if (typed === '' || !Number.isFinite(value))
    return { error: `"${text.trim()}" is not a number of working days. Write it like 5, or 0 for a milestone.` }
  if (value < 0) return { error: `${typed} is negative. Working days are 0 or more.` }
  if (value > longest) return { error: `${typed} working days are more than ten years. Split it.` }
  return { ok: value }
}

export function estimateText({ optimistic, likely, pessimistic }: Estimate): string {
  return optimistic === null || pessimistic === null ? String(likely) : `${optimistic}/${likely}/${pessimistic}`
}

export interface DeliverableAnswers {
  key: string
  name: string
  estimate: string
  notBefore: Day | undefined
  promisedOn: Day | undefined
  promisedTo: string | undefined
  valuePoints: number | undefined
  owner: number[]
}

export type DeliverableData = Estimate &
  Pick<DeliverableRecord, 'key' | 'name' | 'notBefore' | 'promisedOn' | 'promisedTo' | 'valuePoints' | 'ownerId'>

export type Errors<T> = Partial<Record<keyof T & string, string>>

/** `others`: of the same initiative, without the one that is changed. */
export function checkDeliverable(
  answers: DeliverableAnswers,
  { others, before, today }: { others: DeliverableRecord[]; before: DeliverableRecord | null; today: Day },
): { data: DeliverableData } | { errors: Errors<DeliverableAnswers> } {
  const key = readKey(answers.key, 'T9')
  const estimate = readEstimate(answers.estimate)
  const taken = 'ok' in key && others.find((one) => one.key === key.ok)
  const errors: Errors<DeliverableAnswers> = {
    ...('error' in key && { key: key.error }),
    ...(taken && { key: `${taken.key} is taken: ${taken.name}. Give another key.` }),
    ...('error' in estimate && { estimate: estimate.error }),
    ...(answers.owner.length > 1 && { owner: 'Name one person: what two own, nobody owns.' }),
    ...past('notBefore', answers.notBefore, before?.notBefore, today),
    ...past('promisedOn', answers.promisedOn, before?.promisedOn, today),
  }
  if (answers.promisedTo && !answers.promisedOn) errors.promisedOn = 'Give the day that was promised.'
  if ('error' in key || 'error' in estimate || Object.keys(errors).length) return { errors }
  return {
    data: {
      key: key.ok,
      name: answers.name.trim(),
      ...estimate.ok,
      notBefore: answers.notBefore ?? null,
      promisedOn: answers.promisedOn ?? null,
      promisedTo: answers.promisedTo?.trim() || null,
      valuePoints: answers.valuePoints ?? null,
      ownerId: answers.owner[0] ?? null,
    },
  }
}

/** A day that was there before may have passed since. */
function past(field: 'notBefore' | 'promisedOn', day: Day | undefined, before: Day | null | undefined, today: Day) {
  if (!day || day >= today || day === before) return {}
  return { [field]: pastDay(day) }
}

export function pastDay(day: Day): string {
  return `${formatDay(day, { year: true })} is in the past. Give today or a later day.`
}

export function futureDay(day: Day): string {
  return `${formatDay(day, { year: true })} is still to come. Give today or an earlier day.`
}

export interface ProgressAnswers {
  percent: number
  startedOn: Day | undefined
  finishedOn: Day | undefined
}

export type ProgressData = Pick<DeliverableRecord, 'percent' | 'startedOn' | 'finishedOn'>

/** What follows by itself is filled in: who gives a percent has begun, 100 percent is finished today. */
export function checkProgress(
  { percent, startedOn, finishedOn }: ProgressAnswers,
  { today, likely }: { today: Day; likely: number },
): { data: ProgressData } | { errors: Errors<ProgressAnswers> } {
  const errors: Errors<ProgressAnswers> = {
    ...(!Number.isInteger(percent) && { percent: `${percent} is not a whole percent. Write it like 40.` }),
    ...((percent < 0 || percent > 100) && { percent: 'Give a percent from 0 to 100.' }),
    ...(startedOn && startedOn > today && { startedOn: futureDay(startedOn) }),
    ...(finishedOn && finishedOn > today && { finishedOn: futureDay(finishedOn) }),
    ...(finishedOn &&
      startedOn &&
      finishedOn < startedOn && { finishedOn: 'It finished before it began. Give a later day.' }),
    ...(finishedOn &&
      percent < 100 && { percent: 'What is finished is at 100 percent. Write 100, or clear the day it finished.' }),
  }
  if (Object.keys(errors).length) return { errors }
  const finished = finishedOn ?? (percent === 100 ? today : null)
  const begun = startedOn ?? (percent > 0 && likely > 0 ? (finished ?? today) : null)
  return { data: { percent, startedOn: begun ?? (percent > 0 ? finished : null), finishedOn: finished } }
}
