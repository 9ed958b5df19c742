/** What each item brings for what it takes, their order by it, and where a budget ends. Pure. */
import { bestSet, valuePerCost, valuePerDay } from '../../../methods/worth.ts'
import type { FrozenImpact } from '../../scope/rules/impact.ts'
import type { ScopeRecord } from '../../scope/rules/records.ts'
import type { Figures, Item } from './records.ts'

type Amounts = Pick<Figures, 'benefit' | 'cost' | 'days'>

export interface Worth {
  perCost: number | null
  /** Minor units a working day. */
  perDay: number | null
}

export function worthOf({ benefit, cost, days }: Amounts): Worth {
  if (benefit === null) return { perCost: null, perDay: null }
  return {
    perCost: cost === null ? null : valuePerCost({ benefit, cost }),
    perDay: days === null ? null : valuePerDay({ benefit, days }),
  }
}

/** Costs nothing and brings something: before all that costs. */
const free = ({ benefit, cost }: Amounts) => benefit !== null && benefit > 0 && cost !== null && cost <= 0

/** By value per cost, best first; `without`: those that have none, as they were added. */
export function byWorth<T extends Amounts>(items: T[]): { ordered: T[]; without: T[] } {
  const rank = (one: T) => (free(one) ? Number.POSITIVE_INFINITY : worthOf(one).perCost)
  const known = items.filter((one) => rank(one) !== null)
  const by = (one: T) => rank(one) ?? 0
  return {
    // Infinity minus itself is no number.
    ordered: [...known].sort((a, b) => (by(a) === by(b) ? 0 : by(b) - by(a))),
    without: items.filter((one) => rank(one) === null),
  }
}

export interface Limits {
  currency: string
  budget: number | null
  mayDelay: number | null
}

type Limited = Pick<Item, 'id' | 'currency' | 'benefit' | 'cost' | 'days'>

/** Whether it can be told if it fits. */
const counts = ({ currency, cost, days }: Limited, limits: Limits) =>
  (limits.budget === null || (cost !== null && currency === limits.currency)) &&
  (limits.mayDelay === null || days !== null)

export interface Cut {
  within: number[]
  /** From the first that does not fit on: the order is followed, nothing smaller is drawn forward. */
  beyond: number[]
  /** Without the figures that say whether they fit. */
  unknown: number[]
  cost: number
  days: number
}

/** Where the limits end, taken in this order; `null` without limits. */
export function cutOf(order: Limited[], limits: Limits): Cut | null {
  if (limits.budget === null && limits.mayDelay === null) return null
  const cut: Cut = { within: [], beyond: [], unknown: [], cost: 0, days: 0 }
  for (const one of order) {
    if (!counts(one, limits)) {
      cut.unknown.push(one.id)
      continue
    }
    const cost = cut.cost + Math.max(0, limits.budget === null ? 0 : (one.cost ?? 0))
    const days = cut.days + Math.max(0, limits.mayDelay === null ? 0 : (one.days ?? 0))
    const fits = cost <= (limits.budget ?? cost) && days <= (limits.mayDelay ?? days)
    if (!fits || cut.beyond.length) cut.beyond.push(one.id)
    else {
      cut.within.push(one.id)
      cut.cost = cost
      cut.days = days
    }
  }
  return cut
}

/** The set that brings most within the limits, of those with all figures in the one currency; `null` without limits. */
export function bestOf(items: Limited[], limits: Limits) {
  if (limits.budget === null && limits.mayDelay === null) return null
  const known = items.filter((one) => one.benefit !== null && one.currency === limits.currency && counts(one, limits))
  const weighed = known.map(({ benefit, cost, days }) => ({ benefit: benefit ?? 0, cost: cost ?? 0, days: days ?? 0 }))
  const { chosen, benefit, exact } = bestSet(weighed, { budget: limits.budget, days: limits.mayDelay })
  const ids = chosen.flatMap((at) => known[at]?.id ?? [])
  return { ids, benefit, exact, of: known.length, without: items.length - known.length }
}

type Scope = Pick<ScopeRecord, 'value' | 'settings' | 'computedAt' | 'at'> & { impact: FrozenImpact | null }

/** The figures of a scope change as it was computed: what it brings more than before, costs more, and delays. */
export function scopeFigures({ value, settings, impact, computedAt, at }: Scope, currency: string): Figures {
  const { benefit } = value
  const [own] = impact?.initiatives ?? []
  // Without the benefit before it nobody knows how much of it is the change's.
  const gain = benefit && benefit.before !== null ? benefit.amount - benefit.before : null
  return {
    currency: impact?.currency ?? currency,
    benefit: gain,
    benefitById: gain === null ? null : (benefit?.byId ?? null),
    ...costOf(impact, own?.key, settings),
    days: own ? own.days : null,
    daysById: own ? settings.effectsById : null,
    figuresAt: computedAt ?? at,
  }
}

function costOf(impact: FrozenImpact | null, key: string | undefined, { cost }: ScopeRecord['settings']) {
  const none = { cost: null, costById: null }
  // Of one person's move the amounts are not computed.
  if (!impact || impact.costs === null) return none
  const own = impact.costs.find((one) => one.key === key)
  if (!own) return cost ? { cost: cost.amount, costById: cost.byId } : none
  // Days at no known cost of a day: the sum would leave them out.
  if (own.days !== 0 && own.daysCost === null) return none
  return { cost: own.total, costById: cost?.byId ?? null }
}
