/** Currency rates as finance gives them. Pure. */
import type { Day } from '../../../schedule/calendar.ts'
import { type Errors, futureDay } from './deliverable.ts'
import { readCurrency } from './money.ts'
import type { GivenRate, RateRecord } from './records.ts'

export interface RateAnswers {
  from: string
  to: string
  rate: number
  since: Day
}

/** More is a slip of the finger: the widest pair of currencies in use lies below it. */
const most = 10_000_000

export function checkRate(
  { from, to, rate, since }: RateAnswers,
  today: Day,
): { data: RateRecord } | { errors: Errors<RateAnswers> } {
  const [one, other] = [readCurrency(from), readCurrency(to)]
  const errors: Errors<RateAnswers> = {
    ...('error' in one && { from: one.error }),
    ...('error' in other && { to: other.error }),
    ...('ok' in one && 'ok' in other && one.ok === other.ok && { to: `${one.ok} is worth 1 ${one.ok}. Give another.` }),
    ...((!(rate > 0) || rate > most) && { rate: 'A rate is above 0: what one of the first is worth in the second.' }),
    ...(since > today && { since: futureDay(since) }),
  }
  if ('error' in one || 'error' in other || Object.keys(errors).length) return { errors }
  return { data: { from: one.ok, to: other.ok, rate, since } }
}

export interface RateLine {
  newest: GivenRate
  /** How many were given before it, for bookings of earlier days. */
  earlier: number
}

/** Per pair of currencies, whichever way round it was given, the one that holds now; the newest first. */
export function ratesByPair(rates: GivenRate[]): RateLine[] {
  const lines = new Map<string, RateLine>()
  for (const rate of [...rates].sort((a, b) => b.since.localeCompare(a.since))) {
    const pair = [rate.from, rate.to].sort().join(' ')
    const line = lines.get(pair)
    if (line) line.earlier += 1
    else lines.set(pair, { newest: rate, earlier: 0 })
  }
  return [...lines.values()]
}
