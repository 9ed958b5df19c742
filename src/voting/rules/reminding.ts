/** When who has not voted is reminded: once, in their working hours, well before the close. Pure. */
import type { Hours } from '../../people/hours.ts'
import { inHours } from '../../rounds/plan.ts'

const minute = 60_000
const hour = 60 * minute
/** A vote shorter than this needs no reminder. */
const shortest = 4 * hour
const lead = 3 * hour
const step = 30 * minute
/** Nobody is reminded of what they have just been told. */
const afterOpening = 2 * hour

/** The least that is left of it after a reminder. */
const last = hour

/** The latest working moment of theirs that leaves three hours, of a short vote a quarter of its time; else the first later one. */
export function remindAt(person: Hours, openedAt: Date, closesAt: Date): Date | null {
  const open = closesAt.getTime() - openedAt.getTime()
  if (open < shortest) return null
  const earliest = openedAt.getTime() + Math.min(afterOpening, open / 2)
  const best = closesAt.getTime() - Math.min(lead, open / 4)
  for (let at = best; at >= earliest; at -= step) if (inHours(person, new Date(at))) return new Date(at)
  const latest = closesAt.getTime() - last
  for (let at = best + step; at <= latest; at += step) if (inHours(person, new Date(at))) return new Date(at)
  return null
}
