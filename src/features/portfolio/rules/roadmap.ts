/** What works toward which key result, on one axis of time; and what works toward none, with its share of the spend. Pure. */
import { dayText } from '../../../methods/days.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { convert } from './money.ts'
import type { PlanNetwork } from './network.ts'
import type {
  BaselineRecord,
  BookingRecord,
  InitiativeRecord,
  KeyResultRecord,
  PlanRecords,
  RateRecord,
} from './records.ts'
import { type Finish, finishOf } from './status.ts'

export interface RoadmapRow {
  initiative: InitiativeRecord
  finish: Finish
  /** `null` where nothing is planned. */
  from: Day | null
  to: Day | null
  /** Not reached yet, the nearest first. */
  milestones: { name: string; day: Day }[]
  results: KeyResultRecord[]
}

export interface OrphanSpend {
  /** 0 to 1; `null` where nothing was spent at all. */
  share: number | null
  bookings: number
  since: Day | null
  /** Of all, not counted for want of a rate. */
  without: number
}

export interface Roadmap {
  groups: { result: KeyResultRecord; rows: RoadmapRow[] }[]
  orphans: RoadmapRow[]
  spend: OrphanSpend
  /** From the first day to the last of all rows. */
  axis: { from: Day; to: Day } | null
}

export interface RoadmapRecords {
  /** Those that the reader may see. */
  initiatives: InitiativeRecord[]
  plan: PlanRecords
  network: PlanNetwork
  results: KeyResultRecord[]
  links: { initiativeId: number; keyResultId: number }[]
  baselines: Map<number, BaselineRecord>
  bookings: BookingRecord[]
  rates: RateRecord[]
}

export function roadmapOf(records: RoadmapRecords): Roadmap {
  const { initiatives, results, links } = records
  const rows = new Map(initiatives.map((one) => [one.id, rowOf(one, records)]))
  const linkedTo = (resultId: number) => links.filter((one) => one.keyResultId === resultId)
  const groups = results.map((result) => ({
    result,
    rows: linkedTo(result.id)
      .flatMap(({ initiativeId }) => rows.get(initiativeId) ?? [])
      .sort(byStart),
  }))
  const linked = new Set(links.map(({ initiativeId }) => initiativeId))
  const orphans = [...rows.values()].filter(({ initiative }) => !linked.has(initiative.id)).sort(byStart)
  const days = [...rows.values()].flatMap(({ from, to }) => (from && to ? [from, to] : [])).sort()
  const [first, last] = [days[0], days.at(-1)]
  return {
    groups,
    orphans,
    spend: spendOf(new Set(orphans.map(({ initiative }) => initiative.id)), records),
    axis: first && last ? { from: first, to: last } : null,
  }
}

const byStart = (one: RoadmapRow, other: RoadmapRow) =>
  (one.from ?? '~').localeCompare(other.from ?? '~') || one.initiative.key.localeCompare(other.initiative.key)

function rowOf(initiative: InitiativeRecord, records: RoadmapRecords): RoadmapRow {
  const { plan, network, baselines, results, links } = records
  const pieces = plan.deliverables.filter(({ initiativeId }) => initiativeId === initiative.id)
  const finish = finishOf(initiative, pieces, network, baselines.get(initiative.id) ?? null)
  const group = 'network' in network ? network.network.groups.get(initiative.key) : undefined
  const start = group ? dayText(group.start) : null
  const begun = start && initiative.startOn && initiative.startOn < start ? initiative.startOn : start
  const own = new Set(links.filter((one) => one.initiativeId === initiative.id).map((one) => one.keyResultId))
  return {
    initiative,
    finish,
    from: begun,
    to: finish.day,
    milestones: finish.open
      .filter(({ piece }) => piece.likely === 0)
      .map(({ piece, end }) => ({ name: piece.name, day: end }))
      .sort((a, b) => a.day.localeCompare(b.day)),
    results: results.filter(({ id }) => own.has(id)),
  }
}

/** All in one currency: the one that most initiatives have. */
function spendOf(orphans: Set<number>, { initiatives, bookings, rates }: RoadmapRecords): OrphanSpend {
  const currency = mostUsed(initiatives.map((one) => one.currency))
  const shown = new Set(initiatives.map(({ id }) => id))
  const costs = bookings.filter(({ kind, initiativeId }) => kind === 'cost' && shown.has(initiativeId))
  const sums = { all: 0, orphans: 0, without: 0 }
  for (const booking of costs) {
    const amount = convert(booking.amount, booking.currency, currency, booking.day, rates)
    if (amount === null) sums.without += 1
    else {
      sums.all += amount
      if (orphans.has(booking.initiativeId)) sums.orphans += amount
    }
  }
  const theirs = costs.filter(({ initiativeId }) => orphans.has(initiativeId))
  return {
    share: sums.all > 0 ? sums.orphans / sums.all : null,
    bookings: theirs.length,
    since: theirs.map(({ day }) => day).sort()[0] ?? null,
    without: sums.without,
  }
}

function mostUsed(currencies: string[]): string {
  const counts = new Map<string, number>()
  for (const one of currencies) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'EUR'
}
