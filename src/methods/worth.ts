/** What something brings for what it takes, and the best that fits. Money in one currency and unit; an undefined ratio is null. */

/**
 * Value per cost, benefit / cost (the benefit-cost ratio of capital rationing; Brealey, Myers, Allen call its net form the
 * profitability index). Both in one currency and unit; null without a cost.
 * Example (Watt, Project Management): 306,425 on 201,175 is 1.523, which is an ROI of 52.3 % and 1.
 */
export function valuePerCost({ benefit, cost }: { benefit: number; cost: number }): number | null {
  return cost > 0 ? benefit / cost : null
}

/**
 * Value per day of delay, benefit / days: what is gained for each working day that the plan gets later (as CD3 of Reinertsen
 * divides by duration). Money per working day; null where nothing gets later.
 */
export function valuePerDay({ benefit, days }: { benefit: number; days: number }): number | null {
  return days > 0 ? benefit / days : null
}

export interface Weighed {
  benefit: number
  cost: number
  days: number
}

export interface Limits {
  /** In the unit of the costs; null: none. */
  budget: number | null
  days: number | null
}

export interface BestSet {
  /** Places in what was given, ascending. */
  chosen: number[]
  benefit: number
  /** False where it was stopped: nothing better was found until then. */
  exact: boolean
}

/** Far more than 40 real items need; a made-up worst case would run for hours. */
const mostSteps = 200_000

/**
 * The 0-1 knapsack problem with one or two limits: the set with the largest sum of benefits whose costs, and whose days, added
 * up stay within the limits. Branch and bound in the order of benefit per cost; the bound is Dantzig's, the set in which the
 * first item that does not fit may be cut (G. B. Dantzig, Discrete-Variable Extremum Problems, 1957). Of sets that bring the
 * same the one found first. Costs and days below 0 count as 0; what brings nothing is never in it.
 * Example (Rosetta Code, Knapsack problem/0-1): 22 things, at most 400 dag: value 1,030.
 */
export function bestSet(items: readonly Weighed[], limits: Limits): BestSet {
  const room = { cost: limits.budget ?? Number.POSITIVE_INFINITY, days: limits.days ?? Number.POSITIVE_INFINITY }
  const all = items
    .map((one, at) => ({ at, benefit: one.benefit, cost: Math.max(0, one.cost), days: Math.max(0, one.days) }))
    .filter(({ benefit, cost, days }) => benefit > 0 && cost <= room.cost && days <= room.days)
  const by = (of: 'cost' | 'days') => [...all].sort((a, b) => b.benefit * a[of] - a.benefit * b[of] || a.at - b.at)
  const bounds = { cost: by('cost'), days: by('days') }
  const order = limits.budget === null ? bounds.days : bounds.cost
  const placeOf = new Map(order.map(({ at }, place) => [at, place]))
  let best: { chosen: number[]; benefit: number } = { chosen: [], benefit: 0 }
  let steps = 0

  /** What those from `from` on can bring at most, seen from one limit alone. */
  function bound(of: 'cost' | 'days', from: number, left: number): number {
    let [sum, rest] = [0, left]
    for (const item of bounds[of]) {
      if ((placeOf.get(item.at) ?? 0) < from) continue
      if (item[of] > rest) return sum + (item.benefit * rest) / item[of]
      rest -= item[of]
      sum += item.benefit
    }
    return sum
  }

  function branch(from: number, chosen: number[], benefit: number, left: { cost: number; days: number }): void {
    steps += 1
    if (benefit > best.benefit) best = { chosen: [...chosen], benefit }
    const item = order[from]
    if (!item || steps > mostSteps) return
    if (benefit + Math.min(bound('cost', from, left.cost), bound('days', from, left.days)) <= best.benefit) return
    if (item.cost <= left.cost && item.days <= left.days) {
      const rest = { cost: left.cost - item.cost, days: left.days - item.days }
      branch(from + 1, [...chosen, item.at], benefit + item.benefit, rest)
    }
    branch(from + 1, chosen, benefit, left)
  }

  branch(0, [], 0, room)
  return { chosen: best.chosen.sort((a, b) => a - b), benefit: best.benefit, exact: steps <= mostSteps }
}
