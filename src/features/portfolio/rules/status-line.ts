/** One line per initiative, the same in the stand-up's digest, in lists and on the roadmap; and promises that do not hold. Pure. */
import { dayText } from '../../../methods/days.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import type { PlanNetwork } from './network.ts'
import type { DeliverableRecord, InitiativeRecord, KeyResultRecord, PlanRecords } from './records.ts'
import type { Finish } from './status.ts'
import { daysText } from './words.ts'

/** Older figures are marked. */
export const freshDays = 7

export function ageInDays(day: Day, today: Day): number {
  return Math.round((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / 86_400_000)
}

/** "12 days old", or nothing where it is fresh. */
export function oldText(day: Day, today: Day): string | null {
  const age = ageInDays(day, today)
  return age > freshDays ? `${age} days old` : null
}

/** "on plan", "2 days late", "1 day early": working days. */
export function lateWords(late: number): string {
  if (late === 0) return 'on plan'
  return late > 0 ? `${daysText(late)} late` : `${daysText(-late)} early`
}

/** "finish Fri 12 Mar 2027, on plan". */
export function finishWords(initiative: Pick<InitiativeRecord, 'deliveredOn' | 'realizedOn'>, finish: Finish): string {
  if (finish.cycle) return 'finish: no dates, the plan goes in a circle'
  if (finish.day === null) return 'finish: nothing is planned yet'
  const day = formatDay(finish.day, { year: true })
  const late = finish.late === null ? 'no baseline yet' : lateWords(finish.late)
  if (initiative.realizedOn) return `realized ${formatDay(initiative.realizedOn, { year: true })}`
  return initiative.deliveredOn ? `delivered ${day}, ${late}` : `finish ${day}, ${late}`
}

/** Inside a line: "conversion", but "NPS". */
export function inLine(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
}

/** "conversion 2.3 %, goal 2.6 %", marked where it is old; without a reading nothing is claimed. */
export function resultWords({ name, unit, target, current }: KeyResultRecord, today: Day): string {
  const goal = `goal ${target} ${unit}`
  if (current === null) return `${inLine(name)}: no data, ${goal}`
  const old = oldText(current.day, today)
  return `${inLine(name)} ${current.value} ${unit}${old ? ` (${old})` : ''}, ${goal}`
}

/** Value stands beside every date: the first key result with a reading, or that none was reported. */
export function valueWords(results: KeyResultRecord[], today: Day): string {
  const read = results.filter(({ current }) => current !== null)
  const [first] = read
  if (!first) return 'value: not reported'
  const more = read.length > 1 ? ` and ${read.length - 1} more` : ''
  return `${resultWords(first, today)}${more}`
}

export function statusWords(
  of: { initiative: InitiativeRecord; finish: Finish; results: KeyResultRecord[] },
  today: Day,
): string {
  return `${finishWords(of.initiative, of.finish)} · ${valueWords(of.results, today)}`
}

export interface BrokenPromise {
  initiative: InitiativeRecord
  piece: DeliverableRecord
  promisedOn: Day
  /** What the plan says now. */
  end: Day
}

/** Days that were promised to somebody and that the network no longer holds. */
export function brokenPromises(plan: PlanRecords, result: PlanNetwork): BrokenPromise[] {
  if ('cycle' in result) return []
  const initiatives = new Map(plan.initiatives.map((one) => [one.id, one]))
  return plan.deliverables.flatMap((piece): BrokenPromise[] => {
    const at = result.network.pieces.get(String(piece.id))
    const initiative = initiatives.get(piece.initiativeId)
    if (!at || !initiative || piece.promisedOn === null || piece.finishedOn !== null) return []
    const end = dayText(at.end)
    return end > piece.promisedOn ? [{ initiative, piece, promisedOn: piece.promisedOn, end }] : []
  })
}

/** "CHK Launch was promised for Fri 12 Mar to sales; the plan says Tue 16 Mar". */
export function promiseWords({ initiative, piece, promisedOn, end }: BrokenPromise): string {
  const year = { year: promisedOn.slice(0, 4) !== end.slice(0, 4) }
  const to = piece.promisedTo ? ` to ${piece.promisedTo}` : ''
  return `${initiative.key} ${piece.name} was promised for ${formatDay(promisedOn, year)}${to}${piece.unsigned ? ', not co-signed' : ''}; the plan says ${formatDay(end, year)}`
}
