/** Earned value of an initiative against its newest baseline. Pure; what is missing for it is named, never guessed. */
import { dayNumber } from '../../../methods/days.ts'
import { type EarnedValue, earnedValue, type Work } from '../../../methods/earned-value.ts'
import type { WorkCalendar } from '../../../methods/working-days.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { convert } from './money.ts'
import type { BaselinePiece, BaselineRecord, BookingRecord, DeliverableRecord, RateRecord } from './records.ts'

export interface Sum {
  /** Minor units of the initiative's currency. */
  amount: number
  count: number
  /** Bookings that no rate is given for, and their currencies. */
  without: { count: number; currencies: string[] }
  /** The booking that was written last. */
  newest: BookingRecord | null
}

/** Bookings of one kind together, each by the rate of its day. */
export function sumOf(
  bookings: BookingRecord[],
  kind: BookingRecord['kind'],
  currency: string,
  rates: RateRecord[],
): Sum {
  const sum: Sum = { amount: 0, count: 0, without: { count: 0, currencies: [] }, newest: null }
  for (const booking of bookings) {
    if (booking.kind !== kind) continue
    if (sum.newest === null || booking.at >= sum.newest.at) sum.newest = booking
    const amount = convert(booking.amount, booking.currency, currency, booking.day, rates)
    if (amount !== null) {
      sum.amount += amount
      sum.count += 1
      continue
    }
    sum.without.count += 1
    if (!sum.without.currencies.includes(booking.currency)) sum.without.currencies.push(booking.currency)
  }
  return sum
}

export type Earned = { work: Work; value: EarnedValue; pieces: number } | { missing: string[] }

export interface EarnedInput {
  /** The initiative's own, where the baseline names none. */
  budget: number | null
  baseline: BaselineRecord | null
  pieces: DeliverableRecord[]
  costs: Sum
  calendar: WorkCalendar
  today: Day
}

/**
 * The budget is spread over the baseline's deliverables by their working days. Planned: what lay before today; earned: by the
 * percent that people gave. Deliverables that came later are in neither until a new baseline has them.
 */
export function earnedOf({ budget: own, baseline, pieces, costs, calendar, today }: EarnedInput): Earned {
  const budget = baseline?.budget ?? own
  const weight = baseline?.plan.reduce((sum, { likely }) => sum + likely, 0) ?? 0
  const now = new Map(pieces.map((piece) => [piece.key, piece]))
  const told = pieces.some(({ reportedAt, percent, finishedOn }) => reportedAt ?? finishedOn ?? percent > 0)
  const missing = [
    ...(budget ? [] : ['a budget']),
    ...(baseline ? [] : ['a baseline']),
    ...(baseline && weight === 0 ? ['durations in the baseline'] : []),
    ...(told ? [] : ['progress']),
    ...(costs.without.count ? [`a rate for ${costs.without.currencies.join(', ')}`] : []),
  ]
  if (!budget || !baseline || missing.length) return { missing }
  const part = (share: (piece: BaselinePiece) => number) =>
    (budget * baseline.plan.reduce((sum, piece) => sum + piece.likely * share(piece), 0)) / weight
  const work: Work = {
    budget,
    planned: part((piece) => plannedShare(piece, calendar, today)),
    earned: part(({ key }) => (now.get(key)?.percent ?? 0) / 100),
    actual: costs.amount,
  }
  return { work, value: earnedValue(work), pieces: baseline.plan.length }
}

/** 0 to 1: working days of a deliverable that lie before today. */
function plannedShare({ start, end }: BaselinePiece, calendar: WorkCalendar, today: Day): number {
  const [from, to] = [calendar.indexOf(dayNumber(start)), calendar.indexOf(dayNumber(end) + 1)]
  const reached = calendar.indexOf(dayNumber(today))
  return to <= from ? Number(reached >= to) : Math.min(1, Math.max(0, (reached - from) / (to - from)))
}
