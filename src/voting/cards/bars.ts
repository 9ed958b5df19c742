/** Bars of a count. */
import type { Block, TallyRow } from '../../chat/message.ts'
import { type SideWords, sideName } from './words.ts'

export function tallyBlock(label: string, of: number, rows: TallyRow[]): Block {
  return { block: 'tally', label, of, rows }
}

export function sideCounts(counts: { project: number; product: number; both: number }, words: SideWords) {
  return (['project', 'product', 'both'] as const)
    .filter((side) => counts[side] > 0)
    .map((side) => ({ label: sideName(side, words), count: counts[side] }))
}
