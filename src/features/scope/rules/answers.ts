/** What was typed in the form of a scope change, read. Pure. */

import type { Day } from '../../../schedule/calendar.ts'
import type { CrewTime } from '../../../schedule/deadlines.ts'
import { readMoney } from '../../portfolio/rules/money.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { voteDeadline } from './deadline.ts'
import { merged } from './draft.ts'
import type { ScopeRecord } from './records.ts'
import { readScore } from './value.ts'

export interface Answers {
  what: string
  why: string | undefined
  keyResult: string | undefined
  direction: string | undefined
  benefit: string | undefined
  score: string | undefined
  effects: string | undefined
  cost: string | undefined
  deadline: string | undefined
  live: boolean
  early: boolean
  reviewOn: Day | undefined
}

export type DraftData = Pick<
  ScopeRecord,
  'what' | 'why' | 'keyResultId' | 'value' | 'settings' | 'effects' | 'reviewOn'
>

interface About {
  initiative: Pick<InitiativeRecord, 'currency' | 'benefit'>
  crew: CrewTime
  before: ScopeRecord | null
  /** Nothing was stored since the form was drawn. */
  fresh: boolean
  personId: number
  today: Day
  now: Date
}

const text = (typed: string | undefined) => typed?.trim() || null

export function readAnswers(
  answers: Answers,
  about: About,
): { data: DraftData } | { errors: Partial<Record<keyof Answers, string>> } {
  const { initiative, crew, before, fresh, personId, today, now } = about
  const amount = (typed: string | undefined) =>
    text(typed) === null ? { ok: null } : readMoney(typed ?? '', initiative.currency)
  const [benefit, cost] = [amount(answers.benefit), amount(answers.cost)]
  const score = text(answers.score) === null ? { ok: null } : readScore(answers.score ?? '')
  const deadline = voteDeadline(answers.deadline ?? '', now, crew)
  const errors: Partial<Record<keyof Answers, string>> = {
    ...(answers.what.trim() === '' && { what: 'Say in a few words what changes.' }),
    ...('error' in benefit && { benefit: benefit.error }),
    ...('error' in cost && { cost: cost.error }),
    ...('error' in score && { score: score.error }),
    ...('error' in deadline && { deadline: deadline.error }),
    ...(answers.reviewOn &&
      answers.reviewOn <= today && { reviewOn: 'Give a day after today: by then it shows whether it came true.' }),
    ...(answers.direction && !answers.keyResult && { keyResult: 'Say which key result moves in this direction.' }),
  }
  if ('error' in benefit || 'error' in cost || 'error' in score || Object.keys(errors).length) return { errors }
  const kept = <T>(given: T | null, stored: T | null) => merged(given, stored, fresh)
  const same = (one: number[] | undefined, other: number[]) => JSON.stringify(one) === JSON.stringify(other)
  const said = before?.value
  const newScore =
    score.ok &&
    (same(said?.score?.inputs, score.ok.inputs) && said?.score?.method === score.ok.method
      ? (said?.score ?? null)
      : { ...score.ok, byId: personId })
  const newBenefit =
    benefit.ok === null
      ? null
      : said?.benefit?.amount === benefit.ok
        ? said.benefit
        : { amount: benefit.ok, before: initiative.benefit, byId: personId }
  const wasCost = before?.settings.cost ?? null
  const newCost = cost.ok === null ? null : wasCost?.amount === cost.ok ? wasCost : { amount: cost.ok, byId: personId }
  const effects = kept(text(answers.effects), before?.effects ?? null)
  return {
    data: {
      what: answers.what.trim(),
      why: kept(text(answers.why), before?.why ?? null),
      keyResultId: kept(answers.keyResult ? Number(answers.keyResult) : null, before?.keyResultId ?? null),
      value: {
        direction: kept(
          answers.direction === 'up' || answers.direction === 'down' ? answers.direction : null,
          said?.direction ?? null,
        ),
        score: kept(newScore, said?.score ?? null),
        benefit: kept(newBenefit, said?.benefit ?? null),
      },
      settings: {
        cost: kept(newCost, wasCost),
        effectsById:
          effects === null ? null : effects === before?.effects ? (before.settings.effectsById ?? personId) : personId,
        deadline: answers.deadline?.trim() ?? '',
        live: answers.live,
        early: answers.early,
      },
      effects,
      reviewOn: kept(answers.reviewOn ?? null, before?.reviewOn ?? null),
    },
  }
}
