/** Assumptions as people give them, what an answer makes of one, and what is left of the benefit. Pure. */
import { addDays, type Day, formatDay } from '../../../schedule/calendar.ts'
import type { AssumptionData, AssumptionRecord, AssumptionState } from './records.ts'

export interface Answers {
  text: string
  value: number
  unit: string
  floor: number
  percent: number | undefined
  owner: number[]
  reviewOn: Day
}

export type Errors<T> = Partial<Record<keyof T, string>>
type Other = Pick<AssumptionRecord, 'id' | 'state' | 'percent'>

const past = (day: Day) => `${formatDay(day, { year: true })} is in the past. Give today or a later day.`

/** `others`: of the same initiative. `was`: what is changed, whose own day may stay where it is. */
export function checkAssumption(
  answers: Answers,
  { today, others, was }: { today: Day; others: Other[]; was: { id: number; reviewOn: Day } | null },
): { data: AssumptionData } | { errors: Errors<Answers> } {
  const [ownerId] = answers.owner
  const percent = answers.percent ?? null
  const resting = others
    .filter(({ id, state }) => id !== was?.id && state !== 'dropped')
    .reduce((sum, one) => sum + (one.percent ?? 0), 0)
  const errors: Errors<Answers> = {
    ...(!answers.text.trim() && { text: 'Say what is taken for true.' }),
    ...(!answers.unit.trim() && { unit: 'Name the unit: %, EUR, days, shops.' }),
    ...(was === null &&
      answers.value < answers.floor && {
        value: `${answers.value} is below the floor of ${answers.floor}: it would be broken from the start. Correct one of them.`,
      }),
    ...(percent !== null &&
      (!Number.isInteger(percent) || percent < 0 || percent > 100) && {
        percent: 'Give 0 to 100 percent, in whole ones.',
      }),
    ...(percent !== null &&
      percent + resting > 100 && {
        percent: `${resting} % rest on other assumptions: at most ${Math.max(0, 100 - resting)} % are left for this one.`,
      }),
    ...(answers.owner.length !== 1 && { owner: 'Name one person who is asked.' }),
    ...(answers.reviewOn < today && answers.reviewOn !== was?.reviewOn && { reviewOn: past(answers.reviewOn) }),
  }
  if (ownerId === undefined || Object.keys(errors).length) return { errors }
  const { text, unit, value, floor, reviewOn } = answers
  return { data: { text: text.trim(), unit: unit.trim(), value, floor, reviewOn, ownerId, percent } }
}

/** Where nobody says another day. */
export const nextReview = (today: Day): Day => addDays(today, 30)

export interface Said {
  holds: boolean
  value: number | undefined
  reviewOn: Day
}

export interface Reviewed {
  state: Exclude<AssumptionState, 'dropped'>
  value: number
  valueOn: Day
  reviewOn: Day
}

/** A yes needs the newest value; one below the floor breaks it, whatever was said. */
export function review(
  { value, valueOn, floor }: Pick<AssumptionRecord, 'value' | 'valueOn' | 'floor'>,
  said: Said,
  today: Day,
): { ok: Reviewed } | { errors: Errors<Said> } {
  const errors: Errors<Said> = {
    ...(said.holds &&
      said.value === undefined && { value: 'Give the newest value: it says how far it is from the floor.' }),
    ...(said.reviewOn <= today && { reviewOn: 'Give a day after today.' }),
  }
  if (Object.keys(errors).length) return { errors }
  const newest = said.value === undefined ? { value, valueOn } : { value: said.value, valueOn: today }
  const state = said.holds && newest.value >= floor ? 'holds' : 'broken'
  return { ok: { state, ...newest, reviewOn: said.reviewOn } }
}

export interface Counted {
  broken: number
  /** Of the expected benefit, what rested on those that are broken. */
  percent: number
}

export function count(all: Pick<AssumptionRecord, 'state' | 'percent'>[]): Counted {
  const broken = all.filter(({ state }) => state === 'broken')
  const percent = broken.reduce((sum, one) => sum + (one.percent ?? 0), 0)
  return { broken: broken.length, percent: Math.min(100, percent) }
}

/** Of an amount in minor units. */
export const left = (benefit: number, percent: number): number => Math.round((benefit * (100 - percent)) / 100)
