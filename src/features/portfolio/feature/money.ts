/** Budget, benefit and bookings. */
import type { Context, Outcome } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { longDay } from '../cards/lines.ts'
import { bookForm, moneyForm } from '../cards/money-forms.ts'
import { type BookingAnswers, checkBooking, noRate } from '../rules/booking.ts'
import { checkMoney, type MoneyAnswers } from '../rules/initiative.ts'
import { amountText, convert } from '../rules/money.ts'
import type { RateRecord } from '../rules/records.ts'
import { updateInitiative } from '../store/initiatives.ts'
import { addBooking, putRate } from '../store/money.ts'
import { bookingsOf, initiativesOf, ratesOf } from '../store/reads.ts'
import { changed } from './changed.ts'
import { allowed, byId } from './own.ts'
import { refuse } from './words.ts'

type OfInitiative = { initiative: number }

export async function drawBook({ initiative }: OfInitiative, ctx: Context) {
  const own = await byId(initiative, 'book', 'book money for', ctx)
  return 'refused' in own ? own : bookForm(own.initiative, own.today)
}

export async function book(values: BookingAnswers, { initiative }: OfInitiative, ctx: Context): Promise<Outcome> {
  const own = await byId(initiative, 'book', 'book money for', ctx)
  if ('refused' in own) return tell(own.refused)
  const { id: initiativeId, organizationId, key } = own.initiative
  const rates = await ratesOf(ctx.tx, organizationId)
  const checked = checkBooking(values, {
    initiative: own.initiative,
    rates,
    today: own.today,
    mayRate: allowed(own, 'rates'),
  })
  if ('errors' in checked) return refuse(checked.errors)
  if (checked.rate) await putRate(ctx.tx, organizationId, ctx.actor.id, checked.rate)
  await addBooking(ctx.tx, { organizationId, initiativeId, byId: ctx.actor.id, at: ctx.now }, checked.data)
  const { kind, amount, currency, day } = checked.data
  return {
    ...tell(`Booked: ${kind} of ${amountText(amount, currency)} for ${key} on ${longDay(day)}.`),
    facts: await changed(ctx.tx, 'money', organizationId, [initiativeId]),
  }
}

export async function drawMoney({ initiative }: OfInitiative, ctx: Context) {
  const own = await byId(initiative, 'book', 'change the money of', ctx)
  if ('refused' in own) return own
  const all = await initiativesOf(ctx.tx, ctx.actor.organizationId, { retired: true })
  return moneyForm(own.initiative, all.find(({ id }) => id === own.initiative.budgetFromId)?.key ?? '')
}

export async function saveMoney(values: MoneyAnswers, { initiative }: OfInitiative, ctx: Context): Promise<Outcome> {
  const own = await byId(initiative, 'book', 'change the money of', ctx)
  if ('refused' in own) return tell(own.refused)
  const all = await initiativesOf(ctx.tx, ctx.actor.organizationId, { retired: true })
  const rates = await ratesOf(ctx.tx, ctx.actor.organizationId)
  const checked = checkMoney(values, { all, own: own.initiative, rates, today: own.today })
  if ('errors' in checked) return refuse(checked.errors)
  const missing = await unconvertible(initiative, checked.data.currency, rates, ctx)
  if (missing) return refuse({ currency: missing })
  await updateInitiative(ctx.tx, initiative, checked.data, ctx.now)
  return {
    ...tell(`Saved: the money of ${own.initiative.key}, in ${checked.data.currency}.`),
    facts: await changed(ctx.tx, 'money', own.initiative.organizationId, [initiative]),
  }
}

/** What is booked already must still add up. */
async function unconvertible(
  initiativeId: number,
  currency: string,
  rates: RateRecord[],
  ctx: Context,
): Promise<string | null> {
  const bookings = await bookingsOf(ctx.tx, [initiativeId])
  const lost = bookings.find((one) => convert(1, one.currency, currency, one.day, rates) === null)
  return lost ? noRate(lost.currency, currency, lost.day) : null
}
