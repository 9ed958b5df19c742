/** What of a stand-up grows too old to be kept, and which of its cards may still change. */
import type { Card, Feature } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { markWordless, newestOf, wordyOf, wordyRounds } from '../../../rounds/forgetting.ts'
import { daysBefore } from '../../../schedule/calendar.ts'
import { forgetSkipped, forgetWords, unansweredOf, unresolvedOf } from '../store/forgetting.ts'

export const forget: NonNullable<Feature['forget']> = async ({ tx, now, retention }) => {
  const skipped = await forgetSkipped(tx, daysBefore(now, retention.participationDays))
  const { ids, more } = await wordyRounds(tx, daysBefore(now, retention.answerDays))
  await forgetWords(tx, ids, now)
  await markWordless(tx, ids, now)
  return skipped || more
}

/** Whoever deletes their answer finds it gone from the digest as well: that lives as long as its words. */
const standing: Record<string, (read: Tx, ids: number[]) => Promise<number[]>> = {
  'standup.digest': wordyOf,
  'standup.prompt': newestOf,
  'standup.reminder': newestOf,
  'standup.blocker': unresolvedOf,
  'standup.raised': unresolvedOf,
  'standup.needed': unresolvedOf,
  'standup.helped': unresolvedOf,
  'standup.question': unansweredOf,
  'standup.answered': async () => [],
}

export const changing: NonNullable<Feature['changing']> = async (cards, read) => {
  const kept: Card[] = []
  for (const [kind, of] of Object.entries(standing)) {
    const own = cards.filter((card) => card.kind === kind)
    if (own.length === 0) continue
    // Every key begins with the id of its record.
    const idOf = ({ key }: Card) => Number.parseInt(key, 10)
    const ids = new Set(await of(read, own.map(idOf)))
    kept.push(...own.filter((card) => ids.has(idOf(card))))
  }
  return kept
}
