/** What a change costs: days at what a day costs, what is booked extra, what waiting costs. Minor units. Pure. */
import { dayNumber, dayText } from '../../../methods/days.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { convert, minorDigits } from '../../portfolio/rules/money.ts'
import { type Calendars, crewCalendar } from '../../portfolio/rules/network.ts'
import type { BookingRecord, InitiativeRecord, RateRecord } from '../../portfolio/rules/records.ts'
import type { Change } from './change.ts'

/** Working days that a burn is taken from where none was given. */
export const burnDays = 20
/** The expected benefit is counted as one year's. */
const yearDays = 365

export interface Burn {
  perDay: number
  from: 'given' | 'booked'
  /** How many costs it rests on, where it comes from bookings. */
  bookings: number
  /** Costs in a currency without a rate, which are not in it. */
  left: number
}

/** `null`: neither given nor booked. */
export function burnOf(
  initiative: InitiativeRecord,
  bookings: BookingRecord[],
  { today, rates, calendars = crewCalendar }: { today: Day; rates: RateRecord[]; calendars?: Calendars },
): Burn | null {
  if (initiative.burnPerDay !== null) return { perDay: initiative.burnPerDay, from: 'given', bookings: 0, left: 0 }
  const calendar = calendars(initiative.crew)
  // Up to and with the last working day before today, or today where it is one.
  const last = calendar.indexOf(dayNumber(today) + 1)
  const since = dayText(calendar.dayOf(last - burnDays))
  const costs = bookings.filter(
    (one) => one.initiativeId === initiative.id && one.kind === 'cost' && one.day >= since && one.day <= today,
  )
  const amounts = costs
    .map(({ amount, currency, day }) => convert(amount, currency, initiative.currency, day, rates))
    .filter((amount) => amount !== null)
  if (amounts.length === 0) return null
  const sum = amounts.reduce((total, amount) => total + amount, 0)
  return {
    perDay: Math.round(sum / burnDays),
    from: 'booked',
    bookings: amounts.length,
    left: costs.length - amounts.length,
  }
}

export interface Cost {
  initiative: InitiativeRecord
  /** Later working days; negative: earlier. */
  days: number
  burn: Burn | null
  /** `null`: there is no burn to count the days with, and they are not 0. */
  daysCost: number | null
  /** What the question books besides. */
  extra: number
  /** Of the two, as far as they are known. */
  total: number
  /** Calendar days of waiting, and what they cost; `null`: no benefit is known, or nothing is later. */
  waiting: { days: number; amount: number } | null
}

export function costOf(
  { initiative, before, after, days }: { initiative: InitiativeRecord; before: Day; after: Day; days: number },
  burn: Burn | null,
  extra: number,
): Cost {
  // Estimates in cents would look like bookings.
  const unit = 10 ** minorDigits(initiative.currency)
  const whole = (amount: number) => Math.round(amount / unit) * unit
  const daysCost = days === 0 ? 0 : burn && whole(burn.perDay * days)
  const later = dayNumber(after) - dayNumber(before)
  const perDay = initiative.benefit === null ? null : initiative.benefit / yearDays
  return {
    initiative,
    days,
    burn,
    daysCost,
    extra,
    total: (daysCost ?? 0) + extra,
    waiting: perDay === null || later <= 0 ? null : { days: later, amount: whole(perDay * later) },
  }
}

export const extraOf = (changes: Change[]) =>
  changes.reduce((sum, change) => sum + (change.do === 'cost' ? change.amount : 0), 0)

/** Two amounts with and without one person are what that person costs: such a question is answered in days alone. */
export const movesOnePerson = (changes: Change[]) => changes.some((change) => change.do === 'staff')
