/** Costs and benefits as people book them. Pure. */
import { command } from '../../../chat/spoken.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { type Errors, futureDay } from './deliverable.ts'
import { convert, readCurrency, readMoney } from './money.ts'
import type { BookingRecord, InitiativeRecord, RateRecord } from './records.ts'

export interface BookingAnswers {
  kind: string
  day: Day
  amount: string
  currency: string
  rate: number | undefined
  note: string | undefined
}

export type BookingData = Pick<BookingRecord, 'kind' | 'day' | 'amount' | 'currency' | 'note'>

export interface BookingCheck {
  data: BookingData
  /** To be stored with it. */
  rate: RateRecord | null
}

/** What is booked has happened; in another currency than the initiative's it needs a rate. */
export function checkBooking(
  answers: BookingAnswers,
  {
    initiative,
    rates,
    today,
    mayRate,
  }: { initiative: Pick<InitiativeRecord, 'currency'>; rates: RateRecord[]; today: Day; mayRate: boolean },
): BookingCheck | { errors: Errors<BookingAnswers> } {
  const currency = readCurrency(answers.currency)
  if ('error' in currency) return { errors: { currency: currency.error } }
  const amount = readMoney(answers.amount, currency.ok)
  const given: RateRecord | null =
    answers.rate === undefined
      ? null
      : { from: currency.ok, to: initiative.currency, rate: answers.rate, since: answers.day }
  const errors: Errors<BookingAnswers> = {
    ...(answers.day > today && { day: futureDay(answers.day) }),
    ...('error' in amount && { amount: amount.error }),
    ...('ok' in amount && amount.ok === 0 && { amount: 'Nothing is not booked. Give an amount above 0.' }),
    ...rateError(answers, currency.ok, initiative.currency, rates, mayRate),
  }
  if ('error' in amount || Object.keys(errors).length) return { errors }
  return {
    data: {
      kind: answers.kind === 'benefit' ? 'benefit' : 'cost',
      day: answers.day,
      amount: amount.ok,
      currency: currency.ok,
      note: answers.note?.trim() || null,
    },
    rate: currency.ok === initiative.currency ? null : given,
  }
}

function rateError(
  { rate, day }: BookingAnswers,
  from: string,
  to: string,
  rates: RateRecord[],
  mayRate: boolean,
): Errors<BookingAnswers> {
  if (from === to) return {}
  if (rate !== undefined && !mayRate)
    return {
      rate: `Rates are given by finance. Clear this field, or ask them: ${command('rates')} shows who they are.`,
    }
  if (rate !== undefined) return rate > 0 ? {} : { rate: `A rate is above 0: what one ${from} is worth in ${to}.` }
  return convert(1, from, to, day, rates) === null ? { currency: noRate(from, to, day) } : {}
}

export function noRate(from: string, to: string, day: Day): string {
  return `No rate from ${from} to ${to} is given for ${day}. Book it in ${to}, or have finance give the rate: ${command('rates')}.`
}
