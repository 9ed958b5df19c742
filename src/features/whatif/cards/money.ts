/** The money of a what-if, as its audience may see it. */
import type { MoneyShown } from '../../portfolio/rules/records.ts'
import { daysText } from '../../portfolio/rules/words.ts'
import { burnDays, type Cost } from '../rules/cost.ts'
import { moneyOf } from './lines.ts'

export interface ShownCost {
  cost: Cost
  shown: MoneyShown
}

type Fact = { label: string; value: string }

const plus = (amount: number, text: string) => (amount > 0 ? `+${text}` : text)

/** What it costs, what a day costs and whose word that is, and what waiting costs. */
export function moneyFacts({ cost, shown }: ShownCost, several: boolean): Fact[] {
  const of = several ? ` ${cost.initiative.key}` : ''
  if (cost.days === 0 && cost.extra === 0) return []
  if (shown === 'hidden') return [{ label: `Money${of}`, value: 'not shown here' }]
  return [
    { label: `Money${of}`, value: [totalText(cost, shown), budgetText(cost, shown)].filter(Boolean).join(' · ') },
    ...(cost.days === 0 ? [] : [{ label: `A working day${of}`, value: burnText(cost, shown) }]),
    ...waitingFacts(cost, shown, of),
  ]
}

function totalText({ initiative, days, daysCost, extra, total }: Cost, shown: MoneyShown): string {
  const money = (amount: number) => moneyOf(amount, initiative, shown)
  const working = daysText(Math.abs(days)).replace('day', 'working day')
  const length = `${working} ${days < 0 ? 'saved' : 'more'}`
  if (daysCost === null) {
    const unknown = `${length}: no data of what a day costs`
    return extra === 0 ? unknown : `${plus(extra, money(extra))} extra, besides ${unknown}`
  }
  const parts = [
    ...(extra === 0 ? [] : [`${money(extra)} extra`]),
    ...(days === 0 ? [] : [`${money(daysCost)} for ${length}`]),
  ]
  return `${plus(total, money(total))} (${parts.join(', ')})`
}

/** Only where all of it is known: half a sum would look like a whole one. */
function budgetText({ initiative, daysCost, total }: Cost, shown: MoneyShown): string | null {
  if (initiative.budget === null) return 'no budget given'
  if (daysCost === null || shown !== 'amounts') return null
  const { budget } = initiative
  return `${moneyOf(budget + total, initiative, shown)} where the budget is ${moneyOf(budget, initiative, shown)}`
}

function burnText({ initiative, burn }: Cost, shown: MoneyShown): string {
  if (!burn) return `no data (none given, 0 costs booked in the last ${burnDays} working days)`
  const amount = moneyOf(burn.perDay, initiative, shown)
  if (burn.from === 'given') return `${amount}, as given for ${initiative.key}`
  const costs = burn.bookings === 1 ? '1 cost' : `${burn.bookings} costs`
  const left = burn.left ? `; ${burn.left} more without a rate not counted` : ''
  return `${amount}, from ${costs} booked in the last ${burnDays} working days${left}`
}

function waitingFacts({ initiative, waiting }: Cost, shown: MoneyShown, of: string): Fact[] {
  if (!waiting) return []
  const days = daysText(waiting.days)
  const amount = moneyOf(waiting.amount, initiative, shown)
  return [
    {
      label: `Cost of delay${of}`,
      value: `${amount} in ${days} of waiting: the expected benefit, counted as one year's, comes later`,
    },
  ]
}
