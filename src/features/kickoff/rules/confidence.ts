/** What came of the fist of five, in words that tell of nobody. Pure. */
import type { PollResult, ResultOf } from '../../../voting/rules/records.ts'
import type { Side } from './records.ts'

export interface Confidence {
  /** All who answered show 3 or more; null: nobody answered. */
  ready: boolean | null
  line: string
  /** By side, only where each of them has enough answers to hide in. */
  rows: { label: string; count: number; sides: { label: string; count: number }[] }[]
  of: number
}

export const handWords = [
  'I block it',
  'I would rather not',
  'I have doubts',
  'I go along',
  'I like it',
  'I would lead it',
]

export function confidenceOf(result: PollResult | null, labels: Record<Side, string>): Confidence | null {
  if (result?.method !== 'fist') return null
  const { ballots, electorate, ready } = result
  const side = (of: Side) => (electorate[of] ? [`${labels[of].toLowerCase()} ${ballots[of]} of ${electorate[of]}`] : [])
  const counts = [...side('project'), ...side('product')].join(', ')
  const all = ballots.all === electorate.all
  return {
    ready,
    line: lineOf(ready, all ? 'all' : 'all who answered', counts),
    rows: result.bySide && ready !== null ? rowsOf(result, labels) : [],
    of: ballots.all,
  }
}

function lineOf(ready: boolean | null, who: string, counts: string): string {
  if (ready === null) return `No data: nobody answered (${counts}).`
  return ready ? `Confidence 3 or more by ${who} (${counts}).` : `Confidence below 3 by some (answered: ${counts}).`
}

function rowsOf({ counts }: ResultOf<'fist'>, labels: Record<Side, string>): Confidence['rows'] {
  return [...counts].reverse().map(({ fingers, counts: shown }) => ({
    label: `${fingers} ${handWords[fingers]}`,
    count: shown.all,
    sides: (['project', 'product'] as const)
      .filter((side) => shown[side] > 0)
      .map((side) => ({ label: labels[side].toLowerCase(), count: shown[side] })),
  }))
}
