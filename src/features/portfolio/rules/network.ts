/** The network of an organization's plans, over each crew's own working days. Pure; calendars are kept between calls. */
import { dayNumber, dayText } from '../../../methods/days.ts'
import { computeNetwork, type Link, type Network, type Piece } from '../../../methods/network.ts'
import { everyDay, type WorkCalendar, workCalendar } from '../../../methods/working-days.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { holidaysOf } from '../../../schedule/holidays.ts'
import { type CrewOfInitiative, type DeliverableRecord, type PlanRecords, pieceName } from './records.ts'

export type Calendars = (crew: Pick<CrewOfInitiative, 'workDays' | 'country'> | null) => WorkCalendar

const known = new Map<string, WorkCalendar>()

/** A crew's working days without its country's public holidays; every weekday Monday to Friday without a crew. */
export const crewCalendar: Calendars = (crew) => {
  const { workDays, country } = crew ?? { workDays: '12345', country: null }
  if (workDays === '') return everyDay
  const key = `${workDays}:${country ?? ''}`
  const found = known.get(key) ?? workCalendar(workDays, country ? holidaysOf(country) : undefined)
  known.set(key, found)
  return found
}

export type PlanNetwork = { network: Network } | { cycle: string[] }

/** Pieces are named by the deliverable's id as a text, groups by the initiative's key. A cycle is named by "CHK T9". */
export function networkOf(records: PlanRecords, today: Day, calendars: Calendars = crewCalendar): PlanNetwork {
  const { pieces, links } = piecesOf(records, calendars)
  const result = computeNetwork(pieces, links, { from: dayNumber(today) })
  if ('network' in result) return result
  if ('cycle' in result) return { cycle: result.cycle.map((id) => pieceName(records, Number(id))) }
  throw new Error(`A dependency names a deliverable that is not in the plan: ${result.missing}`)
}

/** What the methods compute with; the same for the network and for its simulation. */
export function piecesOf(
  records: PlanRecords,
  calendars: Calendars = crewCalendar,
): { pieces: Piece[]; links: Link[] } {
  const initiatives = new Map(records.initiatives.map((one) => [one.id, { ...one, calendar: calendars(one.crew) }]))
  const pieces = records.deliverables.flatMap((piece): Piece[] => {
    const initiative = initiatives.get(piece.initiativeId)
    if (!initiative) return []
    return [{ ...pieceOf(piece, initiative.startOn), group: initiative.key, calendar: initiative.calendar }]
  })
  const there = new Set(pieces.map(({ id }) => id))
  const links = records.dependencies
    .map(({ fromId, toId, lag }) => ({ from: String(fromId), to: String(toId), lag }))
    .filter(({ from, to }) => there.has(from) && there.has(to))
  return { pieces, links }
}

/** The plan's days are the likely ones that people typed; the range of a three-point estimate speaks in P50 and P80. */
function pieceOf(piece: DeliverableRecord, initiativeStart: Day | null): Piece {
  const begin = [piece.notBefore, initiativeStart]
    .filter((day) => day !== null)
    .sort()
    .at(-1)
  return {
    id: String(piece.id),
    duration: piece.likely,
    ...(begin !== undefined && { notBefore: dayNumber(begin) }),
    ...(piece.startedOn !== null && {
      startedOn: dayNumber(piece.startedOn),
      remaining: remainingDays(piece),
    }),
    ...(piece.finishedOn !== null && { finishedOn: dayNumber(piece.finishedOn) }),
  }
}

/** Working days that are left of a deliverable, by the percent that was last given. */
export function remainingDays({ likely, percent, finishedOn }: DeliverableRecord): number {
  return finishedOn ? 0 : (likely * (100 - percent)) / 100
}

/** Working days that an end is later than it was agreed; negative: earlier. */
export function slip(calendar: WorkCalendar, agreed: Day, now: Day): number {
  return calendar.indexOf(dayNumber(now) + 1) - calendar.indexOf(dayNumber(agreed) + 1)
}

/** A network's day as a date: its numbers are shown to nobody. */
export function dayOf(number: number): Day {
  return dayText(number)
}
