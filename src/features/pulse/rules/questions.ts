/** What each kind of pulse asks, on which scale, and when where nobody says otherwise. Pure. */
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import type { Kind, Question } from './records.ts'

/** After PMI's M.O.R.E.: manage perceptions, own success, relentlessly reassess, expand perspective. */
export const statements: Question[] = [
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
]

/** Two questions each: more nobody answers. */
export const mostInitiatives = 5

/** After every day. */
const never: Day = '9999-12-31'

export interface Sure {
  id: number
  key: string
  name: string
  /** As it was agreed; null where there is no baseline. */
  finish: Day | null
}

/** Those that are to finish first, in their order; the others come up once these are delivered. */
export function confidenceIn(initiatives: Sure[]): Question[] {
  const byFinish = initiatives.toSorted((a, b) => (a.finish ?? never).localeCompare(b.finish ?? never))
  const asked = new Set(byFinish.slice(0, mostInitiatives))
  return initiatives
    .filter((one) => asked.has(one))
    .flatMap(({ id, key, name, finish }) => {
      const by = finish === null ? 'on the date we promise' : `by ${formatDay(finish, { year: true })}`
      return [
        { id: `date${id}`, name: `${key} date`, text: `${key} ${name.slice(0, 60)} is finished ${by}` },
        {
          id: `outcome${id}`,
          name: `${key} outcome`,
          text: `${key} ${name.slice(0, 60)} brings the value it is made for`,
        },
      ]
    })
}

export const scales: Record<Kind, { max: number; step: number; unit: string | null; hint: string; wrong: string }> = {
  pulse: {
    max: 10,
    step: 1,
    unit: null,
    hint: '0: not at all. 10: fully.',
    wrong: 'Give a whole number from 0 to 10.',
  },
  confidence: {
    max: 100,
    step: 10,
    unit: 'percent',
    hint: '0: it will not. 100: it certainly will.',
    wrong: 'Give 0 to 100 percent, in tens: 0, 10, 20 and so on.',
  },
}

export const usualSchedules: Record<Kind, string> = {
  pulse: 'first monday of the month 06:00',
  confidence: 'every 2 weeks on monday 06:00',
}

export const kindWords: Record<Kind, string> = { pulse: 'pulse', confidence: 'confidence' }
