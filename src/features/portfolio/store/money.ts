/** Money booked and rates given, written. */
import type { Tx } from '../../../db.ts'
import type { BookingData } from '../rules/booking.ts'
import type { RateRecord } from '../rules/records.ts'

export async function addBooking(
  tx: Tx,
  of: { organizationId: number; initiativeId: number; byId: number; at: Date },
  data: BookingData,
): Promise<void> {
  await tx.booking.create({ data: { ...of, ...data, amount: BigInt(data.amount) } })
}

/** One a day for a pair of currencies: the last one given holds. */
export async function putRate(tx: Tx, organizationId: number, byId: number, rate: RateRecord): Promise<void> {
  const pair = { organizationId, fromCurrency: rate.from, toCurrency: rate.to, since: rate.since }
  await tx.currencyRate.upsert({
    where: { organizationId_fromCurrency_toCurrency_since: pair },
    create: { ...pair, rate: rate.rate, byId },
    update: { rate: rate.rate, byId },
  })
}
