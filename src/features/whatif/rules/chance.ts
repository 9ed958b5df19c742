/** P50 and P80 before and after, over the pieces that can matter, a part of the runs at a time. Pure. */
import { dayNumber, dayText } from '../../../methods/days.ts'
import { type Forecast, monteCarlo } from '../../../methods/three-point.ts'
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

export const runs = 10_000
/** Of these at a time: a part of some milliseconds, so that a bot goes on answering others between them. */
const part = 500

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
 * Both plans with the same draws, so that they differ by the change alone. `null`: no duration is three-point. Yields between the
 * parts; the same question has the same answer, however it is interrupted.
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
  plan: Scenario,
  groups: string[],
  from: number,
  seed: number,
): Generator<void, Map<string, Chances>> {
  const parts: Forecast[] = []
  for (let done = 0; done < runs; done += part) {
    const result = monteCarlo(plan.pieces, plan.links, { from, runs: part, seed: (seed + done) >>> 0 })
    if (!('forecast' in result)) throw new Error('A plan with a finish has a forecast')
    parts.push(result.forecast)
    yield
  }
  return new Map(
    groups.map((group) => [
      group,
      { p50: dayText(percentile(parts, group, 0.5)), p80: dayText(percentile(parts, group, 0.8)) },
    ]),
  )
}

/** The first day by which that share of all runs is done: between the percentiles of the parts, which are a few days apart. */
function percentile(parts: Forecast[], group: string, share: number): number {
  const days = parts.map(({ groups }) => {
    const found = groups.get(group)
    if (!found) throw new Error(`No runs of ${group}`)
    return share === 0.5 ? found.p50 : found.p80
  })
  const last = Math.max(...days)
  const doneBy = (day: number) => parts.reduce((sum, one) => sum + (one.chanceBy(group, day) ?? 0), 0) / parts.length
  for (let day = Math.min(...days); day < last; day += 1) if (doneBy(day) >= share - 1e-9) return day
  return last
}

/** The same for the same words on the same plan. FNV-1a (Fowler, Noll, Vo), 32 bits. */
export function seedOf(words: string, { pieces, links }: Scenario): number {
  const plain = pieces.map(({ calendar: _, ...piece }) => piece)
  let hash = 0x811c9dc5
  for (const letter of JSON.stringify([words, plain, links])) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  }
  return hash >>> 0
}
