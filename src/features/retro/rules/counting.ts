/** How far a crew is, by side: from the roll only, and of an anonymous retro nothing that would tell who wrote. Pure. */
import { fewestWriters } from './phases.ts'
import type { RetroPerson, RetroRecord, Side } from './records.ts'

export type Step = 'wrote' | 'ready' | 'voted'

export interface SideCount {
  side: Exclude<Side, 'both'>
  done: number
  of: number
}

export interface Progress {
  done: number
  of: number
  /** None where they would tell too much. */
  sides: SideCount[]
}

/**
 * Sponsors are in neither side's count. Of an anonymous retro sides are counted from three people a side upward, and who wrote
 * only once three of each side have: else the notes of few would be known to be theirs.
 */
export function countOf(people: RetroPerson[], step: Step, { anonymous }: Pick<RetroRecord, 'anonymous'>): Progress {
  const sides = (['project', 'product'] as const).map((side): SideCount => {
    const members = people.filter((one) => one.side === side)
    return { side, done: members.filter((one) => one[step]).length, of: members.length }
  })
  const tells = ({ done, of }: SideCount) => (step === 'ready' ? of : done) >= fewestWriters
  return {
    done: sides.reduce((sum, { done }) => sum + done, 0),
    of: sides.reduce((sum, { of }) => sum + of, 0),
    sides: !anonymous || sides.every(tells) ? sides : [],
  }
}
