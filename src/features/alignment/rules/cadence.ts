/** When a crew aligns: its schedule on its working days, who leads, and when what is prepared. Pure. */
import { addDays, addWorkingDays, type Day, nextDays, type Schedule } from '../../../schedule/calendar.ts'
import type { Cadence, Kind, Shift } from './records.ts'

type Works = (day: Day) => boolean

export interface Occurrence {
  /** As the schedule gives it. */
  nominal: Day
  /** As the crew works. */
  day: Day
}

/** The day itself where the crew works on it, else the working day before or after it. */
export function shifted(day: Day, shift: Shift, works: Works): Day {
  return works(day) ? day : addWorkingDays(day, shift === 'next' ? 1 : -1, works)
}

/** Further than any row of holidays moves a day. */
const reach = 14

/** The first so many days from `from` on, after the schedule's day `after`; no two on one day. */
export function occurrences(
  { schedule, shift }: Pick<Cadence, 'schedule' | 'shift'>,
  { from, after = '', count, works }: { from: Day; after?: Day; count: number; works: Works },
): Occurrence[] {
  const found: Occurrence[] = []
  // One that was moved on lies before `from` in the schedule, so that some are looked at in vain.
  const nominals = nextDays(schedule, after > from ? addDays(after, 1) : addDays(from, -reach), count + reach / 7 + 1)
  for (const nominal of nominals) {
    const day = shifted(nominal, shift, works)
    if (nominal <= after || day < from || found.length === count) continue
    if (found.every((one) => one.day !== day)) found.push({ nominal, day })
  }
  return found
}

interface Often {
  least: number
  most: number
  example: string
  says: string
}

/** How many times a year each kind is held. */
export const often: Record<Kind, Often> = {
  followUp: {
    least: 11,
    most: 53,
    example: 'monthly last friday 09:00',
    says: 'is weekly, every few weeks, or monthly',
  },
  strategicReview: { least: 3, most: 5, example: 'first monday of the quarter 10:00', says: 'is held each quarter' },
  planning: { least: 1, most: 3, example: 'first monday of january and july 10:00', says: 'is held twice a year' },
}

/** Why a schedule is not one of this kind, or nothing. */
export function notOften(kind: Kind, schedule: Schedule, today: Day): string | null {
  const { least, most, example, says } = often[kind]
  const times = nextDays(schedule, today, most + 1).filter((day) => day < addDays(today, 365)).length
  if (times >= least && times <= most) return null
  return `This ${says}, and what you wrote comes ${times > most ? 'more' : 'less'} often. For example "${example}".`
}

/** Working days before a session. */
export const checkedBefore = 10
export const preReadBefore = 2

/** On each side somebody else leads next: who comes after the last one, in the order of the crew. */
export function nextLead(people: number[], last: number | null): number | null {
  const at = last === null ? -1 : people.indexOf(last)
  return people[(at + 1) % Math.max(people.length, 1)] ?? null
}
