/** Whether enough took part, abstentions among them. */
import type { Side, SideCounts } from './ballots.ts'

/** How many ballots are enough: at least that whole percent of those who may vote, or that many. */
export type Enough = { percent: number } | { count: number }

export interface QuorumRule {
  overall?: Enough
  /** Of each side. A percentage of a side with nobody on it asks for none. */
  perSide?: Enough
}

export interface QuorumPart {
  of: 'overall' | Side
  cast: number
  needed: number
  met: boolean
}

/** Throws a RangeError for a percent that is not a whole one of 0 to 100, and for a count that is not whole or below 0. */
export function ballotsNeeded(size: number, enough: Enough): number {
  const [given, most] = 'percent' in enough ? [enough.percent, 100] : [enough.count, Number.MAX_SAFE_INTEGER]
  if (!Number.isInteger(given) || given < 0 || given > most) throw new RangeError(`a quorum of ${given}`)
  return 'percent' in enough ? Math.ceil((size * given) / 100) : given
}

/** More than half of those who may vote, away or not: 1 of 1, 2 of 2, 2 of 3, 3 of 4. Nobody can meet it where nobody may vote. */
export function moreThanHalf(size: number): number {
  return Math.floor(size / 2) + 1
}

/** The parts that a rule asks for, each with what is missing; sponsors count overall. */
export function quorumParts(electorate: SideCounts, cast: SideCounts, rule: QuorumRule): QuorumPart[] {
  const part = (of: QuorumPart['of'], enough: Enough): QuorumPart => {
    const group = of === 'overall' ? 'all' : of
    const needed = ballotsNeeded(electorate[group], enough)
    return { of, cast: cast[group], needed, met: cast[group] >= needed }
  }
  const { overall, perSide } = rule
  return [
    ...(overall ? [part('overall', overall)] : []),
    ...(perSide ? [part('project', perSide), part('product', perSide)] : []),
  ]
}

/** Whether all parts are met; no rule always is. Throws as `ballotsNeeded` does. */
export function quorumMet(electorate: SideCounts, cast: SideCounts, rule: QuorumRule): boolean {
  return quorumParts(electorate, cast, rule).every(({ met }) => met)
}
