/** Money as people type and read it. Amounts are minor units (cents) of their currency. Pure. */
import { distance } from 'fastest-levenshtein'
import type { Day } from '../../../schedule/calendar.ts'
import type { MoneyShown, RateRecord } from './records.ts'

type Read<T> = { ok: T } | { error: string }

const currencies = new Set(Intl.supportedValuesOf('currency'))
const digitsOf = new Map<string, number>()

/** Decimals of a currency: 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  let digits = digitsOf.get(currency)
  if (digits === undefined) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency })
    digits = format.resolvedOptions().maximumFractionDigits ?? 2
    digitsOf.set(currency, digits)
  }
  return digits
}

export function readCurrency(text: string): Read<string> {
  const code = text.trim().toUpperCase()
  if (currencies.has(code)) return { ok: code }
  const usual = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'PLN', 'SEK', 'INR', 'CNY']
  const [near] = [...usual, ...currencies]
    .map((known) => ({ known, far: distance(known, code) }))
    .sort((a, b) => a.far - b.far)
  return { error: `"${text.trim()}" is not a currency. The nearest is ${near?.known ?? 'EUR'}.` }
}

/** More would not be exact as a number. */
const most = 1e13

/** "8000", "8,000.50" or "8 000 EUR" in minor units. Never negative: what comes back is booked as the other kind. */
export function readMoney(text: string, currency: string): Read<number> {
  const typed = text.trim()
  const bare = typed.replace(/[\s_]/g, '').replace(new RegExp(`^${currency}|${currency}$`, 'i'), '')
  if (/^[-\u2212]/.test(bare))
    return {
      error: `${typed} is negative. Give an amount of 0 or more; what comes back is a benefit, what goes out a cost.`,
    }
  const match = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(bare)
  if (!match) return { error: `"${typed}" is not an amount. Write it like 8000 or 8,000.50, in ${currency}.` }
  const digits = minorDigits(currency)
  const whole = (match[1] ?? '').replaceAll(',', '')
  const decimals = match[2] ?? ''
  if (decimals.length > digits) {
    const places = digits === 0 ? 'no decimals' : `${digits} decimals`
    return {
      error: `"${typed}" has ${decimals.length} decimals, and ${currency} has ${places}. Write ${whole}, or ${whole}${decimals}.`,
    }
  }
  const amount = Number(whole + decimals.padEnd(digits, '0'))
  return amount <= most ? { ok: amount } : { error: `${typed} ${currency} is more than fits here.` }
}

/** As it is typed again: "8000.50". */
export function amountTyped(amount: number, currency: string): string {
  const digits = minorDigits(currency)
  const text = (amount / 10 ** digits).toFixed(digits)
  return text.replace(/\.0+$/, '')
}

/** "129,100 EUR"; cents only where there are any. */
export function amountText(amount: number, currency: string): string {
  const digits = minorDigits(currency)
  const whole = amount % 10 ** digits === 0
  const number = new Intl.NumberFormat('en', {
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: whole ? 0 : digits,
  })
  return `${number.format(amount / 10 ** digits)} ${currency}`
}

/** As its audience may see it; `of` is what 100 percent are. */
export function moneyText(
  amount: number | null,
  currency: string,
  shown: MoneyShown,
  of: { amount: number | null; name: string },
): string {
  if (amount === null) return 'no data'
  if (shown === 'hidden') return 'not shown here'
  if (shown === 'amounts') return amountText(amount, currency)
  if (!of.amount) return `no ${of.name} to take a percent of`
  return `${Math.round((amount / of.amount) * 100)} % of ${of.name}`
}

/** In another currency, by the newest rate that held on that day, either way round; `null`: no rate given. */
export function convert(amount: number, from: string, to: string, day: Day, rates: RateRecord[]): number | null {
  if (from === to) return amount
  const [known] = rates
    .filter((rate) => rate.since <= day)
    .filter((rate) => (rate.from === from && rate.to === to) || (rate.from === to && rate.to === from))
    .sort((a, b) => b.since.localeCompare(a.since))
  if (!known) return null
  const factor = known.from === from ? known.rate : 1 / known.rate
  return Math.round(amount * factor * 10 ** (minorDigits(to) - minorDigits(from)))
}
