/** P50 and P80 before and after, over the pieces that can matter, some runs at a time. Pure. */
import { dayNumber, dayText } from '../../../methods/days.ts'
import { monteCarloInParts } from '../../../methods/three-point.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { type Scenario, uncertain, upstream } from '../../portfolio/rules/scenario.ts'

export interface Chances {
  p50: Day
  p80: Day
}

export interface Chance {
  /** By initiative. */
  before: Map<string, Chances>
  after: Map<string, Chances>
  /** How many of the simulated deliverables after the change are estimates of three points. */
  threePoint: number
  of: number
}

const runs = 10_000

/** The pieces of these groups and everything that these wait for, in whatever group: nothing else moves their finish. */
export function relevant(plan: Scenario, groups: Set<string>): Scenario {
  const own = plan.pieces.flatMap(({ id, group }) => (group !== undefined && groups.has(group) ? [id] : []))
  return upstream(plan, own)
}

/**
 * Both plans with the same draws, so that they differ by the change alone. `null`: no duration is three-point. Yields often; the
 * same question has the same answer, however it is interrupted.
 */
export function* forecast(
  before: Scenario,
  after: Scenario,
  { groups, today, seed }: { groups: string[]; today: Day; seed: number },
): Generator<void, Chance | null> {
  const [was, is] = [before, after].map((plan) => relevant(plan, new Set(groups))) as [Scenario, Scenario]
  if (uncertain(was) + uncertain(is) === 0) return null
  const from = dayNumber(today)
  const one = yield* chancesOf(was, groups, from, seed)
  const other = yield* chancesOf(is, groups, from, seed)
  return { before: one, after: other, threePoint: uncertain(is), of: is.pieces.length }
}

function* chancesOf(
  { pieces, links }: Scenario,
  groups: string[],
  from: number,
  seed: number,
): Generator<void, Map<string, Chances>> {
  const result = yield* monteCarloInParts(pieces, links, { from, runs, seed, criticality: false })
  if (!('forecast' in result)) throw new Error('A plan with a finish has a forecast')
  const { forecast: found } = result
  return new Map(
    groups.flatMap((group): [string, Chances][] => {
      const days = found.groups.get(group)
      return days ? [[group, { p50: dayText(days.p50), p80: dayText(days.p80) }]] : []
    }),
  )
}
