/** Small words of votes. */
import type { Inline } from '../../chat/message.ts'
import type { PollMethod, PollSettings, SideCounts, VoterSide } from '../rules/records.ts'

export const methodNames: Record<PollMethod, string> = {
  dualMajority: 'yes or no, by a majority of each side',
  single: 'one choice, the most votes win',
  approval: 'every option you can live with, the most approved wins',
  instantRunoff: 'ranked, by instant run-off: the weakest goes until one has more than half',
  schulze: 'ranked, by the Schulze method: every option against every other',
  score: 'points for each option, the highest mean wins',
  consent: 'consent: passes unless a reasoned objection stands',
  fist: 'fist of five: ready when everybody shows 3 or more',
  ranking: 'an order of each side by mean rank, and one in which both weigh the same',
}

const voting = {
  verb: 'Vote on',
  submit: 'Vote',
  press: 'Vote',
  noun: 'vote',
  does: 'vote',
  did: 'voted',
  mine: 'My vote',
}
const ranking = {
  verb: 'Rank',
  submit: 'Rank',
  press: 'Rank mine',
  noun: 'ranking',
  does: 'rank',
  did: 'ranked',
  mine: 'My ranking',
}

/** What people do in it. */
export const wordsOf = ({ method }: { method: PollMethod }) => (method === 'ranking' ? ranking : voting)

export type SideWords = PollSettings['sides']

export function sideName(side: VoterSide, words: SideWords): string {
  return side === 'both' ? 'sponsors' : words[side]
}

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** "project 2, product 1, sponsors 1": those that have any; nothing where sides are not shown. */
export function sidesOf(counts: SideCounts, words: SideWords): string {
  const sides = (['project', 'product', 'both'] as const).filter((side) => counts[side] > 0)
  return sides.map((side) => `${sideName(side, words)} ${counts[side]}`).join(', ')
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** Parts between dots. */
export function dotted(parts: Inline[][]): Inline[] {
  return parts.flatMap((part, index) => (index ? [' · ', ...part] : part))
}
