/** Before and after: the same network computed twice, and what differs. Days go in and come out as dates. Pure. */
import { dayNumber, dayText } from '../../../methods/days.ts'
import { computeNetwork, type Network, type ScheduledPiece } from '../../../methods/network.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { type Calendars, crewCalendar, slip } from '../../portfolio/rules/network.ts'
import type { InitiativeRecord, PlanRecords } from '../../portfolio/rules/records.ts'
import { type Scenario, scenarioOf } from '../../portfolio/rules/scenario.ts'
import { addedId, applied } from './apply.ts'
import type { Change } from './change.ts'
import { type Staffing, staffed } from './staff.ts'

export interface Span {
  from: Day
  to: Day
}

export interface PieceShift {
  id: string
  /** "T9", and "Payment form"; a new one has its name alone. */
  key: string
  name: string
  initiative: string
  milestone: boolean
  /** `null`: it is new, or left out. */
  before: Span | null
  after: Span | null
  /** Working days of float. */
  floatBefore: number | null
  floatAfter: number | null
  critical: boolean
  /** Critical now, and was not. */
  newlyCritical: boolean
  percent: number
}

export interface InitiativeShift {
  initiative: InitiativeRecord
  before: Day
  after: Day
  /** Working days of its crew that the finish is later; negative: earlier. */
  days: number
  /** What moved, grew critical, came or went, in the order of the plan after. */
  pieces: PieceShift[]
}

export interface Ripple {
  /** The one that was asked about first, then those the change reaches, by how much their finish moves. */
  initiatives: InitiativeShift[]
  /** Of the deliverables that the question names: how much float is left of how much. */
  named: PieceShift[]
  before: Scenario
  after: Scenario
}

export interface Question {
  initiative: InitiativeRecord
  records: PlanRecords
  changes: Change[]
  staffing: Staffing
}

/** Calendars for tests; a cycle is named by "CHK T9", and says whether it is there already or comes with the change. */
export function ripple(
  { initiative, records, changes, staffing }: Question,
  calendars: Calendars = crewCalendar,
): { ripple: Ripple } | { cycle: string[]; already: boolean } {
  const from = dayNumber(staffing.today)
  const before = scenarioOf(records, calendars)
  const first = computeNetwork(before.pieces, before.links, { from })
  const labels = labelsOf(records, changes, initiative)
  if (!('network' in first)) return { ...named(first, labels), already: true }
  const changed = applied(before, changes, initiative, calendars)
  const circular = computeNetwork(changed.pieces, changed.links, { from })
  if (!('network' in circular)) return { ...named(circular, labels), already: false }
  const moves = changes.filter((change) => change.do === 'staff')
  const after = moves.reduce((plan, change) => staffed(plan, change, staffing), changed)
  const second = moves.length ? computeNetwork(after.pieces, after.links, { from }) : circular
  if (!('network' in second)) return { ...named(second, labels), already: false }
  const shifts = labels.flatMap((label) => {
    const shift = shiftOf(label, first.network, second.network)
    return shift ? [shift] : []
  })
  const touched = records.initiatives.flatMap((one) => {
    const shift = initiativeShift(one, { first: first.network, second: second.network, shifts, calendars })
    const asked = one.id === initiative.id
    return shift && (asked || shift.days !== 0 || shift.pieces.length > 0) ? [shift] : []
  })
  const weight = (one: InitiativeShift) =>
    one.initiative.id === initiative.id ? Number.POSITIVE_INFINITY : Math.abs(one.days)
  const ids = new Set(namedIds(changes))
  return {
    ripple: {
      initiatives: touched.sort((a, b) => weight(b) - weight(a)),
      named: shifts.filter(({ id }) => ids.has(id)),
      before,
      after,
    },
  }
}

type Refused = { cycle: string[] } | { missing: string }

function named(refused: Refused, labels: Label[]): { cycle: string[] } {
  if ('missing' in refused) throw new Error(`A link names a deliverable that is not in the plan: ${refused.missing}`)
  const names = new Map(labels.map(({ id, key, name, initiative }) => [id, key ? `${initiative} ${key}` : `"${name}"`]))
  return { cycle: refused.cycle.map((id) => names.get(id) ?? '?') }
}

interface Label {
  id: string
  key: string
  name: string
  initiative: string
  milestone: boolean
  percent: number
}

function labelsOf(records: PlanRecords, changes: Change[], initiative: InitiativeRecord): Label[] {
  const keys = new Map(records.initiatives.map(({ id, key }) => [id, key]))
  const known = records.deliverables.map(({ id, key, name, initiativeId, likely, percent }) => ({
    id: String(id),
    key,
    name,
    initiative: keys.get(initiativeId) ?? '?',
    milestone: likely === 0,
    percent,
  }))
  const added = changes.flatMap((change, at) =>
    change.do === 'add'
      ? [
          {
            id: addedId(at),
            key: '',
            name: change.name,
            initiative: initiative.key,
            milestone: change.days === 0,
            percent: 0,
          },
        ]
      : [],
  )
  return [...known, ...added]
}

function namedIds(changes: Change[]): string[] {
  return changes.flatMap((change, at) => {
    if (change.do === 'delay' || change.do === 'remove') return [String(change.piece)]
    return change.do === 'add' ? [addedId(at)] : []
  })
}

const spanOf = (one: ScheduledPiece): Span => ({ from: dayText(one.start), to: dayText(one.end) })

function shiftOf({ ...label }: Label, first: Network, second: Network): PieceShift | null {
  const [before, after] = [first.pieces.get(label.id), second.pieces.get(label.id)]
  if (!before && !after) return null
  return {
    ...label,
    before: before ? spanOf(before) : null,
    after: after ? spanOf(after) : null,
    floatBefore: before?.totalFloat ?? null,
    floatAfter: after?.totalFloat ?? null,
    critical: after?.critical ?? false,
    newlyCritical: Boolean(after?.critical && !before?.critical),
  }
}

const differs = ({ before, after, newlyCritical }: PieceShift) =>
  newlyCritical || !before || !after || before.from !== after.from || before.to !== after.to

interface Both {
  first: Network
  second: Network
  shifts: PieceShift[]
  calendars: Calendars
}

function initiativeShift(initiative: InitiativeRecord, both: Both): InitiativeShift | null {
  const [was, is] = [both.first.groups.get(initiative.key), both.second.groups.get(initiative.key)]
  // A last deliverable is never left out, so both are there or the initiative has no plan.
  if (!was || !is) return null
  const [before, after] = [dayText(was.finish), dayText(is.finish)]
  const start = ({ before: one, after: other }: PieceShift) => other?.from ?? one?.from ?? ''
  return {
    initiative,
    before,
    after,
    days: slip(both.calendars(initiative.crew), before, after),
    pieces: both.shifts
      .filter((shift) => shift.initiative === initiative.key && differs(shift))
      .sort((a, b) => start(a).localeCompare(start(b))),
  }
}
