/** From a question to its card, with no transaction open. */
import type { Context } from '../../../chat/feature.ts'
import type { Snapshot } from '../../../chat/ports.ts'
import type { Tx } from '../../../db.ts'
import { personsOf } from '../../../people/persons.ts'
import { standingOf, whoActs } from '../../../people/standing.ts'
import type { InitiativeRecord, MoneyShown } from '../../portfolio/rules/records.ts'
import { moneyShown, rolesOf, type Standing } from '../../portfolio/rules/rights.ts'
import { seenInitiatives } from '../../portfolio/store/seen.ts'
import { readChanges } from '../rules/change.ts'
import type { As, Ground } from '../rules/ground.ts'
import type { Impact } from '../rules/impact.ts'
import { type Question, questionOf } from '../rules/question.ts'
import { groundOf } from '../store/ground.ts'
import { computed } from '../store/impact.ts'

/** Those that this person may ask about. */
export async function askable(ctx: Context): Promise<InitiativeRecord[]> {
  return seenInitiatives(ctx.tx, ctx.actor.organizationId, await whoActs(ctx))
}

export interface Fresh {
  question: Question
  ground: Ground
  impact: Impact
}

export type Unasked = { field: 'initiative' | 'change'; refused: string }

/** Whoever acts, with no transaction of theirs. */
export type Acting = Omit<Context, 'tx'>

export async function asOf(read: Tx, { actor, place, now }: Acting): Promise<As> {
  const { id, organizationId, zone } = actor
  return { organizationId, who: await standingOf(read, id, place.installationId), now, zone }
}

/** What was typed, read against the plan and computed on it. */
export async function freshly(
  typed: { key: string; words: string },
  acting: Acting,
  snapshot: Snapshot,
): Promise<Fresh | Unasked> {
  const { ground, people } = await snapshot(async (read) => ({
    ground: await groundOf(read, await asOf(read, acting), { key: typed.key }),
    people: await personsOf(read, acting.actor.organizationId),
  }))
  if ('refused' in ground) return { field: 'initiative', ...ground }
  const { initiative, seen, rates, today } = ground
  const changes = readChanges(typed.words, { initiative, records: seen, people, rates, today })
  if ('error' in changes) return { field: 'change', refused: changes.error }
  const question = questionOf(typed.words, changes.ok)
  const result = await computed(question, ground)
  return 'refused' in result
    ? { field: 'change', refused: result.refused }
    : { question, ground, impact: result.impact }
}

/** What the asker alone may see of an initiative's money. */
export const moneyAlone =
  (who: Standing) =>
  (one: InitiativeRecord): MoneyShown =>
    moneyShown(one.crew?.money ?? null, { alone: rolesOf(who, one) })
