/** How an initiative stands: finish, earned value, value, people. One answer from its records. Pure. */
import { dayText } from '../../../methods/days.ts'
import { addDays, type Day } from '../../../schedule/calendar.ts'
import { type Earned, earnedOf, type Sum, sumOf } from './earned.ts'
import { type Load, loadOn, type OverSpan, overSpans } from './load.ts'
import { crewCalendar, type PlanNetwork, slip } from './network.ts'
import type {
  AllocationRecord,
  BaselineRecord,
  BookingRecord,
  DeliverableRecord,
  InitiativeRecord,
  KeyResultRecord,
  PlanRecords,
  RateRecord,
} from './records.ts'

export interface StatusRecords {
  initiative: InitiativeRecord
  plan: PlanRecords
  network: PlanNetwork
  baseline: BaselineRecord | null
  /** Its own. */
  bookings: BookingRecord[]
  rates: RateRecord[]
  /** Of the whole organization: percents add up across initiatives. */
  allocations: AllocationRecord[]
  /** Those it is for. */
  results: KeyResultRecord[]
  /** On the calendar of its crew. */
  today: Day
}

export interface OpenPiece {
  piece: DeliverableRecord
  end: Day
  float: number
  critical: boolean
}

export interface Finish {
  day: Day | null
  /** What was agreed: the newest baseline's. */
  agreed: Day | null
  version: number | null
  /** "DEC-12", where the baseline rests on a decision that is on the record. */
  decision: string | null
  /** Working days later than agreed; negative: earlier. */
  late: number | null
  /** Where the plan goes in a circle there are no dates. */
  cycle: string[] | null
  /** Not finished, the least float first. */
  open: OpenPiece[]
  pieces: number
}

export interface Status {
  initiative: InitiativeRecord
  today: Day
  finish: Finish
  earned: Earned
  costs: Sum
  benefit: Sum
  results: KeyResultRecord[]
  people: { personId: number; load: Load; own: number }[]
  /** In the next twelve weeks, of those who work on it. */
  over: OverSpan[]
  /** The newest word about progress. */
  progress: { at: Date; by: number } | null
}

/** The number that the words of a baseline begin with. */
export const decisionIn = ({ decision }: Pick<BaselineRecord, 'decision'>): string | null =>
  /^DEC-\d+/i.exec(decision)?.[0].toUpperCase() ?? null

export function statusOf(records: StatusRecords): Status {
  const { initiative, plan, baseline, bookings, rates, allocations, results, today } = records
  const pieces = plan.deliverables.filter(({ initiativeId }) => initiativeId === initiative.id)
  const costs = sumOf(bookings, 'cost', initiative.currency, rates)
  const calendar = crewCalendar(initiative.crew)
  const reports = pieces.flatMap(({ reportedAt, reportedById }) =>
    reportedAt && reportedById !== null ? [{ at: reportedAt, by: reportedById }] : [],
  )
  return {
    initiative,
    today,
    finish: finishOf(initiative, pieces, records.network, baseline),
    earned: earnedOf({ budget: initiative.budget, baseline, pieces, costs, calendar, today }),
    costs,
    benefit: sumOf(bookings, 'benefit', initiative.currency, rates),
    results,
    ...peopleOf(initiative.id, allocations, today),
    progress: reports.sort((a, b) => b.at.getTime() - a.at.getTime())[0] ?? null,
  }
}

export function finishOf(
  initiative: InitiativeRecord,
  pieces: DeliverableRecord[],
  result: PlanNetwork,
  baseline: BaselineRecord | null,
): Finish {
  const [agreed, version] = [baseline?.finish ?? null, baseline?.version ?? null]
  const decision = baseline && decisionIn(baseline)
  const none = { day: null, agreed, version, decision, late: null, open: [], pieces: pieces.length }
  if ('cycle' in result) return { ...none, cycle: result.cycle }
  const group = result.network.groups.get(initiative.key)
  if (!group) return { ...none, cycle: null }
  const day = initiative.deliveredOn ?? dayText(group.finish)
  const open = pieces.flatMap((piece): OpenPiece[] => {
    const at = result.network.pieces.get(String(piece.id))
    if (!at || piece.finishedOn !== null) return []
    return [{ piece, end: dayText(at.end), float: at.totalFloat, critical: at.critical }]
  })
  return {
    ...none,
    day,
    late: agreed ? slip(crewCalendar(initiative.crew), agreed, day) : null,
    cycle: null,
    open: open.sort((a, b) => a.float - b.float || a.end.localeCompare(b.end) || a.piece.position - b.piece.position),
  }
}

const ahead = 12 * 7

function peopleOf(initiativeId: number, allocations: AllocationRecord[], today: Day): Pick<Status, 'people' | 'over'> {
  const now = new Set(
    allocations.filter((one) => one.initiativeId === initiativeId && one.toDay >= today).map((one) => one.personId),
  )
  const people = [...now].map((personId) => {
    const load = loadOn(allocations, personId, today)
    return { personId, load, own: load.by.find((one) => one.initiativeId === initiativeId)?.percent ?? 0 }
  })
  const until = addDays(today, ahead - 1)
  const theirs = allocations.filter(({ personId }) => now.has(personId))
  // Weeks in which this initiative has no part are another one's matter.
  const over = overSpans(theirs, today, until).filter(({ load }) =>
    load.by.some((one) => one.initiativeId === initiativeId),
  )
  return { people, over }
}
