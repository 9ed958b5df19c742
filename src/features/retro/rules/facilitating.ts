/** Who runs it: the sides take turns, and whoever passes hands it to the next of their side, then to the other. Pure. */
import { type Day, weekdayOf } from '../../../schedule/calendar.ts'
import type { Side } from './records.ts'

export interface Candidate {
  personId: number
  side: Side
  part: 'takesPart' | 'follows' | 'watches'
  awayFrom: Day | null
  awayTo: Day | null
  workDays: string
}

const other = { project: 'product', product: 'project' } as const

const isHere = ({ awayFrom, awayTo, workDays }: Candidate, day: Day) =>
  (awayFrom === null || day < awayFrom || (awayTo !== null && day > awayTo)) &&
  workDays.includes(String(weekdayOf(day)))

/**
 * `ran`: who ran the ones before, newest first. `passed`: who said "Not this time". Of a side it is whoever has not run one for
 * longest, in the order of the members. Sponsors are asked when nobody of the two sides is left.
 */
export function whoseTurn(members: Candidate[], ran: number[], passed: number[], day: Day): number | null {
  const sideOf = (personId: number) => members.find((one) => one.personId === personId)?.side
  const last = ran.map(sideOf).find((side) => side === 'project' || side === 'product')
  const first = last === 'project' || last === 'product' ? other[last] : 'project'
  const takesPart = members.filter(({ part }) => part === 'takesPart')
  const here = takesPart.filter((one) => isHere(one, day))
  // Where nobody is there that day it is somebody's turn all the same.
  for (const among of [here, takesPart]) {
    for (const side of [first, other[first], 'both'] as const) {
      const left = among.filter((one) => one.side === side && !passed.includes(one.personId))
      const [next] = left
        .map((one, order) => ({ one, order, ago: since(ran, one.personId) }))
        .sort((a, b) => b.ago - a.ago || a.order - b.order)
      if (next) return next.one.personId
    }
  }
  return null
}

/** How many were run since theirs; never: longest. */
function since(ran: number[], personId: number): number {
  const at = ran.indexOf(personId)
  return at < 0 ? Number.POSITIVE_INFINITY : at
}
