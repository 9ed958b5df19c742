/** P50 and P80 before and after, over the pieces that can matter, some runs at a time. Pure. */
import { dayNumber, dayText } from '../../../methods/days.ts'
import { monteCarloInParts } from '../../../methods/three-point.ts'
import type { Day } from '../../../schedule/calendar.ts'
import type { Scenario } from './apply.ts'

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
export function relevant({ pieces, links }: Scenario, groups: Set<string>): Scenario {
  const into = new Map<string, string[]>()
  for (const { from, to } of links) {
    const known = into.get(to)
    if (known) known.push(from)
    else into.set(to, [from])
  }
  const open = pieces.flatMap(({ id, group }) => (group !== undefined && groups.has(group) ? [id] : []))
  const there = new Set(open)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const from of into.get(id) ?? []) {
      if (there.has(from)) continue
      there.add(from)
      open.push(from)
    }
  }
  return {
    pieces: pieces.filter(({ id }) => there.has(id)),
    links: links.filter(({ from, to }) => there.has(from) && there.has(to)),
  }
}

const uncertain = ({ pieces }: Scenario) =>
  pieces.filter(({ estimate, finishedOn }) => estimate !== undefined && finishedOn === undefined).length

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
