/** From words to a frozen impact, with no transaction open. */
import type { Context } from '../../../chat/feature.ts'
import type { Snapshot } from '../../../chat/ports.ts'
import type { Tx } from '../../../db.ts'
import { personsOf } from '../../../people/persons.ts'
import { amountTyped } from '../../portfolio/rules/money.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import type { Standing } from '../../portfolio/rules/rights.ts'
import { readChanges } from '../../whatif/rules/change.ts'
import type { Ground } from '../../whatif/rules/ground.ts'
import { type AskedChange, type Question, questionOf } from '../../whatif/rules/question.ts'
import { groundOf } from '../../whatif/store/ground.ts'
import { computed } from '../../whatif/store/impact.ts'
import { questionWords } from '../rules/draft.ts'
import { type FrozenImpact, freeze } from '../rules/impact.ts'
import { changeWords } from '../rules/words.ts'

export interface Effects {
  effects: string | null
  cost: { amount: number } | null
}

export interface Result {
  impact: FrozenImpact
  changes: AskedChange[]
}

export type Unread = { field: 'effects' | 'initiative'; refused: string }

interface Read {
  ground: Ground
  question: Question
}

/** For whom: what they may not see is named nowhere in it. */
export type As = { organizationId: number; who: Standing; zone: string; now: Date }

export const asActor = ({ actor, now }: Omit<Context, 'tx'>, who: Standing): As => ({
  organizationId: actor.organizationId,
  who,
  zone: actor.zone,
  now,
})

/** For cards, which everybody of the organization may be shown. */
export const asAnybody = (organizationId: number, zone: string, now: Date): As => ({
  organizationId,
  who: { personId: 0, admin: true, finance: false, guest: false, crewIds: [] },
  zone,
  now,
})

async function readWords(
  read: Tx,
  as: As,
  initiative: Pick<InitiativeRecord, 'id' | 'currency'>,
  words: Effects,
): Promise<Read | Unread> {
  const ground = await groundOf(read, as, { id: initiative.id })
  if ('refused' in ground) return { field: 'initiative', refused: ground.refused }
  const text = questionWords(words.effects, words.cost, (amount) => amountTyped(amount, initiative.currency))
  if (text === '')
    return {
      field: 'effects',
      refused:
        'Without an effect on the plan and without extra cost nothing would change. Say what does, such as delay T9 3d, or give a cost.',
    }
  const people = await personsOf(read, as.organizationId)
  const changes = readChanges(text, {
    initiative: ground.initiative,
    records: ground.seen,
    people,
    rates: ground.rates,
    today: ground.today,
  })
  if ('error' in changes) return { field: 'effects', refused: changes.error }
  return { ground, question: questionOf(text, changes.ok) }
}

/** Read and computed on the plan as it is now. */
export async function compute(
  snapshot: Snapshot,
  as: As,
  initiative: Pick<InitiativeRecord, 'id' | 'currency'>,
  words: Effects,
): Promise<Result | Unread> {
  const read = await snapshot((tx) => readWords(tx, as, initiative, words))
  if ('refused' in read) return read
  const { ground, question } = read
  const result = await computed(question, ground)
  if ('refused' in result) return { field: 'effects', refused: result.refused }
  const sentences = changeWords(question.changes, ground.seen, initiative.id)
  return { impact: freeze(result.impact, ground.seen, sentences), changes: question.changes }
}

/** Whether words are a change of this plan; nothing is computed. */
export async function isChange(
  read: Tx,
  as: As,
  initiative: Pick<InitiativeRecord, 'id' | 'currency'>,
  words: string,
): Promise<boolean> {
  return !('refused' in (await readWords(read, as, initiative, { effects: words, cost: null })))
}
