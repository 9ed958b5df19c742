/**
 * What a person's part does to dates. The lengths in a plan hold for what is allocated (the whole person where nothing is): in the
 * days of the change, the person's own deliverables of that initiative go on at the new part of the old one. Pure.
 */
import { dayNumber, dayText } from '../../../methods/days.ts'
import { computeNetwork, type ScheduledPiece } from '../../../methods/network.ts'
import { everyDay } from '../../../methods/working-days.ts'
import type { Day } from '../../../schedule/calendar.ts'
import type { AllocationRecord, DeliverableRecord } from '../../portfolio/rules/records.ts'
import type { Scenario } from '../../portfolio/rules/scenario.ts'
import { lengthened } from './apply.ts'
import type { Change } from './change.ts'

export type Staff = Extract<Change, { do: 'staff' }>

export interface Staffing {
  initiativeId: number
  deliverables: DeliverableRecord[]
  /** Of everybody, on all initiatives. */
  allocations: AllocationRecord[]
  today: Day
}

/** What is planned of the person for the initiative on a day; `null` where nothing is. */
function plannedOn(day: Day, { person }: Staff, { allocations, initiativeId }: Staffing): number | null {
  const spans = allocations.filter(
    (one) => one.personId === person && one.initiativeId === initiativeId && one.fromDay <= day && day <= one.toDay,
  )
  return spans.length ? spans.reduce((sum, { percent }) => sum + percent, 0) : null
}

/** Their share over the days of the change, in words: "100 %", or "nothing planned" where none is. */
export function plannedBefore(change: Staff, staffing: Staffing): number | null {
  return plannedOn(change.from > staffing.today ? change.from : staffing.today, change, staffing)
}

/** The first day on which the person would be given away more than whole, with all other initiatives. */
export function overload(change: Staff, { allocations, initiativeId }: Staffing): { day: Day; percent: number } | null {
  const others = allocations.filter((one) => one.personId === change.person && one.initiativeId !== initiativeId)
  const days = [change.from, ...others.map(({ fromDay }) => fromDay)].filter(
    (day) => change.from <= day && day <= change.to,
  )
  for (const day of [...new Set(days)].sort()) {
    const sum = others
      .filter(({ fromDay, toDay }) => fromDay <= day && day <= toDay)
      .reduce((total, { percent }) => total + percent, change.percent)
    if (sum > 100) return { day, percent: sum }
  }
  return null
}

/** Unfinished deliverables of the initiative that are the person's. */
export function ownPieces({ person }: Staff, { deliverables, initiativeId }: Staffing): string[] {
  return deliverables
    .filter((one) => one.initiativeId === initiativeId && one.ownerId === person && !one.finishedOn)
    .map(({ id }) => String(id))
}

/**
 * Longer or shorter by what the new pace costs. A piece's length depends on when it begins, that on the lengths before it: each
 * turn settles at least the next of the person's pieces along every chain, so there are no more turns than pieces.
 */
export function staffed(plan: Scenario, change: Staff, staffing: Staffing): Scenario {
  const there = new Set(plan.pieces.map(({ id }) => id))
  const own = ownPieces(change, staffing).filter((id) => there.has(id))
  const from = dayNumber(staffing.today)
  const extra = new Map(own.map((id) => [id, 0]))
  let after = plan
  for (let turn = 0; turn <= own.length; turn += 1) {
    const result = computeNetwork(after.pieces, after.links, { from })
    if (!('network' in result)) return plan
    let settled = true
    for (const id of own) {
      const scheduled = result.network.pieces.get(id)
      if (!scheduled) continue
      const days = lostDays(plan, scheduled, change, staffing)
      if (Math.abs(days - (extra.get(id) ?? 0)) > 1e-6) settled = false
      extra.set(id, days)
    }
    if (settled) break
    after = [...extra].reduce((one, [id, days]) => lengthened(one, id, days), plan)
  }
  return after
}

/** Working days that a piece takes longer, when it begins where it now does; negative: shorter. */
function lostDays(plan: Scenario, { id, start }: ScheduledPiece, change: Staff, staffing: Staffing): number {
  const piece = plan.pieces.find((one) => one.id === id)
  if (!piece) return 0
  const calendar = piece.calendar ?? everyDay
  const whole = piece.startedOn === undefined ? piece.duration : (piece.remaining ?? piece.duration)
  const begin = Math.max(start, dayNumber(staffing.today))
  let left = whole
  let taken = 0
  for (let index = calendar.indexOf(begin); left > 1e-9; index += 1) {
    const pace = paceOn(dayText(calendar.dayOf(index)), change, staffing)
    if (pace >= left) return taken + left / pace - whole
    left -= pace
    taken += 1
  }
  return taken - whole
}

/** How much of a planned day's work is done on a day. */
function paceOn(day: Day, change: Staff, staffing: Staffing): number {
  if (day < change.from || day > change.to) return 1
  const planned = plannedOn(day, change, staffing) ?? 100
  // Who was planned for nothing in these days stops nothing by that, and gives their part now.
  return planned === 0 ? 1 : change.percent / planned
}
