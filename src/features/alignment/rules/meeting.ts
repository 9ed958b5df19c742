/** Who has to be there, and on which day they all are. Pure. */
import { isAway, worksOn } from '../../../people/sides.ts'
import { addWorkingDays, type Day } from '../../../schedule/calendar.ts'
import type { Proposal } from './records.ts'

export interface Required {
  personId: number
  workDays: string
  awayFrom: Day | null
  awayTo: Day | null
}

export const isIn = (person: Required, day: Day) => !isAway(person, day) && worksOn(person, day)

export const missingOn = (people: Required[], day: Day): number[] =>
  people.filter((person) => !isIn(person, day)).map(({ personId }) => personId)

const sides = ['project', 'product'] as const

/** A side of which everybody has said that they cannot come: without it nothing joint can be decided. */
export function absentSide(
  members: { personId: number; side: string; part: string }[],
  answers: { personId: number; coming: boolean | null }[],
): (typeof sides)[number] | null {
  const cannot = new Set(answers.flatMap(({ personId, coming }) => (coming === false ? [personId] : [])))
  const gone = sides.filter((side) => {
    const own = members.filter((one) => one.side === side && one.part !== 'watches')
    return own.length > 0 && own.every(({ personId }) => cannot.has(personId))
  })
  return gone[0] ?? null
}

/** Further off it is another session. */
const mostDaysOn = 20

/** Nothing where all are in; else the first working day from then on on which they are. */
export function proposalFor(people: Required[], day: Day, works: (day: Day) => boolean): Proposal | null {
  const missing = missingOn(people, day)
  if (missing.length === 0) return null
  for (let step = 1; step <= mostDaysOn; step += 1) {
    const other = addWorkingDays(day, step, works)
    if (missingOn(people, other).length === 0) return { day: other, missing }
  }
  return { day: null, missing }
}
