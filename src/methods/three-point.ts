/** Durations that are not certain, and what they make of the finish. */
import { betaTable, draw, stream } from './beta.ts'
import { compile, type Link, type Piece, type Plan } from './compile.ts'
import { backward, forward, openPasses, type Passes } from './passes.ts'
import { tolerance } from './working-days.ts'

/** Working days, optimistic <= likely <= pessimistic. */
export interface ThreePoint {
  optimistic: number
  likely: number
  pessimistic: number
}

export interface Uncertain extends Piece {
  /** Drawn in each run instead of `duration`; of a piece that has started, in proportion to what remains of its duration. */
  estimate?: ThreePoint
}

export interface Forecast {
  /** Day numbers: the first day by which half, and four fifths, of the runs had finished everything. */
  p50: number
  p80: number
  /** The same by initiative. */
  groups: Map<string, { p50: number; p80: number }>
  /** Share of the runs, 0 to 1, in which the group (everything, without one) had finished by the end of that day; null for an unknown one. */
  chanceBy(group: string | undefined, day: number): number | null
  /** By piece: share of the runs, 0 to 1, in which it was critical. */
  criticality: Map<string, number>
}

/** (O + 4M + P) / 6 working days (Malcolm et al., Application of a Technique for Research and Development Program Evaluation, 1959). 5, 8, 14: 8.5. */
export function pertMean({ optimistic, likely, pessimistic }: ThreePoint): number {
  return (optimistic + 4 * likely + pessimistic) / 6
}

/** (P - O) / 6 working days, same source. 5, 8, 14: 1.5. */
export function pertDeviation({ optimistic, pessimistic }: ThreePoint): number {
  return (pessimistic - optimistic) / 6
}

/** Runs at a time: few enough for the arrays to stay in the processor's cache, many enough to share each step. */
const width = 64

/**
 * Monte Carlo simulation of the network (Van Slyke 1963; PMI, Practice Standard for Project Risk Management): in each run every
 * estimate is drawn from its beta-PERT distribution, independently, and the same two passes are made as for the plan itself, so
 * that without estimates it is the critical path exactly. The same seed, the same forecast; a piece's draws depend on the seed
 * and its id only. The finish is a day, so a percentile is one too (type 1: no run finishes between two days).
 *
 * Refuses and throws as `computeNetwork` does; a RangeError also for an estimate out of order and for fewer than 1 run.
 */
export function monteCarlo(pieces: Uncertain[], links: Link[], options: Simulation): Simulated {
  const parts = monteCarloInParts(pieces, links, options)
  for (;;) {
    const next = parts.next()
    if (next.done) return next.value
  }
}

export interface Simulation {
  from: number
  runs?: number
  seed: number
  /** `false`: `criticality` stays empty, for half the time. */
  criticality?: boolean
}

export type Simulated = { forecast: Forecast } | { cycle: string[] } | { missing: string }

/** The same, handing back after every 64 runs: others have their turn, and the forecast is the same. */
export function* monteCarloInParts(
  pieces: Uncertain[],
  links: Link[],
  { from, runs = 10_000, seed, criticality = true }: Simulation,
): Generator<void, Simulated> {
  if (!(Number.isInteger(runs) && runs > 0)) throw new RangeError(`at least one run, not ${runs}`)
  const plan = compile(pieces, links, from)
  if (!('order' in plan)) return plan
  const draws = drawnPieces(plan, pieces, seed)
  const critical = new Float64Array(plan.pieces.length)
  const finishes = plan.groups.map(() => new Float64Array(runs))
  const overall = new Float64Array(runs).fill(pieces.length > 0 ? Number.NEGATIVE_INFINITY : from - 1)
  const passes = openPasses(plan, width)
  for (let done = 0; done < runs; done += width) {
    const used = Math.min(width, runs - done)
    for (const { at, table, next, scale } of draws) {
      draw(table, next, { values: passes.rest, start: at * width, end: (at + 1) * width, scale })
    }
    forward(plan, passes)
    if (criticality) {
      backward(plan, passes)
      countCritical(plan, passes, used, critical)
    }
    finishes.forEach((days, group) => {
      for (let run = 0; run < used; run++) {
        const day = passes.groupDay[group * width + run] as number
        days[done + run] = day
        if (day > (overall[done + run] as number)) overall[done + run] = day
      }
    })
    yield
  }
  for (const days of [overall, ...finishes]) days.sort()
  const byGroup = new Map(plan.groups.map((group, at) => [group, finishes[at] as Float64Array]))
  byGroup.delete(undefined)
  return {
    forecast: {
      ...percentiles(overall),
      groups: new Map([...byGroup].map(([group, days]) => [group as string, percentiles(days)])),
      chanceBy(group, day) {
        const days = group === undefined ? overall : byGroup.get(group)
        return days === undefined ? null : upTo(days, day) / runs
      },
      criticality: new Map(criticality ? plan.order.ids.map((id, at) => [id, (critical[at] as number) / runs]) : []),
    },
  }
}

function drawnPieces(plan: Plan, pieces: Uncertain[], seed: number) {
  const estimates = new Map(pieces.map(({ id, estimate }) => [id, estimate]))
  const tables = new Map<string, Float64Array>()
  return plan.pieces.flatMap(({ id, duration }, at) => {
    const estimate = estimates.get(id)
    if (!estimate) return []
    const { optimistic, likely, pessimistic } = estimate
    if (!(optimistic >= 0 && optimistic <= likely && likely <= pessimistic && pessimistic < Infinity)) {
      throw new RangeError(`an estimate must be optimistic, likely, pessimistic in this order: ${id}`)
    }
    // Nothing is left of it, or it is a milestone.
    if (plan.finished[at] || plan.instant[at]) return []
    const key = `${optimistic} ${likely} ${pessimistic}`
    const table = tables.get(key) ?? betaTable(estimate)
    tables.set(key, table)
    const scale = duration > 0 ? (plan.rest[at] as number) / duration : 1
    return [{ at, table, next: stream(seed, id), scale }]
  })
}

function countCritical(plan: Plan, { ef, lf }: Passes, used: number, critical: Float64Array): void {
  for (let at = 0; at < critical.length; at++) {
    if (plan.finished[at]) continue
    let count = 0
    for (let own = at * width; own < at * width + used; own++) {
      if ((lf[own] as number) - (ef[own] as number) < tolerance) count++
    }
    critical[at] = (critical[at] as number) + count
  }
}

function percentiles(sorted: Float64Array): { p50: number; p80: number } {
  const first = (share: number) => sorted[Math.ceil(sorted.length * share - tolerance) - 1] as number
  return { p50: first(0.5), p80: first(0.8) }
}

/** How many of the sorted days are that day or before it. */
function upTo(sorted: Float64Array, day: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) <= day) low = middle + 1
    else high = middle
  }
  return low
}
