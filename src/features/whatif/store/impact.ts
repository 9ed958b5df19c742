/** What a stored question comes to now: for whoever asked it, and for what is proposed from it. */
import { setImmediate } from 'node:timers/promises'
import type { Tx } from '../../../db.ts'
import type { As, Ground } from '../rules/ground.ts'
import { type Computed, type Impact, recompute } from '../rules/impact.ts'
import type { Question, QuestionRecord } from '../rules/question.ts'
import { groundOf } from './ground.ts'
import { questionById } from './questions.ts'

/** Reads of one moment; in a transaction or a card, what that reads with. */
type Reading = <T>(work: (read: Tx) => Promise<T>) => Promise<T>

/** Others are served between two parts of it. */
export async function computed(question: Question, ground: Ground): Promise<Computed> {
  const parts = recompute(question, ground)
  for (;;) {
    const next = parts.next()
    if (next.done) return next.value
    await setImmediate()
  }
}

export interface Answered {
  question: QuestionRecord
  ground: Ground
  impact: Impact
}

/**
 * The change in typed form (`question.changes`) and what it does to the plan as it is now: finish before and after by initiative, days,
 * money, P50 and P80, key results at risk, the version of the baseline. Refused with a sentence where the plan has moved on. To be
 * called with no transaction open (`Outcome.later`): a large plan takes a second.
 */
export async function impactOf(reading: Reading, as: As, questionId: number): Promise<Answered | { refused: string }> {
  const found = await reading(async (read) => {
    const question = await questionById(read, as.organizationId, questionId)
    return question && { question, ground: await groundOf(read, as, { id: question.initiativeId }) }
  })
  if (!found) return { refused: 'This question is not here any more. Ask it again.' }
  const { question, ground } = found
  if ('refused' in ground) return ground
  const result = await computed(question, ground)
  return 'refused' in result ? result : { question, ground, impact: result.impact }
}
