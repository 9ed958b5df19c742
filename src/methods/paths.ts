/** Every critical path, followed backward from the end. */
import type { Plan } from './compile.ts'
import { allowedEarly, type Passes } from './passes.ts'
import { momentOfEnd, tolerance } from './working-days.ts'

/** A path while it is followed: a place and what comes after it. */
interface Step {
  at: number
  next: Step | undefined
}

/** See `Network.criticalPaths`. Each walk backward ends at a piece that waits for nothing critical, so none is in vain. */
export function criticalPaths(
  plan: Plan,
  passes: Passes,
  { group, most }: { group: string | undefined; most: number },
): string[][] {
  const count = plan.pieces.length
  const critical = (at: number) =>
    !plan.finished[at] && (passes.lf[at] as number) - (passes.ef[at] as number) < tolerance
  const driving: number[][] = Array.from({ length: count }, (_, at) =>
    critical(at) ? drivers(plan, passes, at, critical) : [],
  )
  const ends = plan.calendars.map((calendar, at) =>
    plan.moments[at] ? (passes.moment[at] as number) : momentOfEnd(calendar, passes.ef[at] as number),
  )
  const within = (at: number) => group === undefined || plan.pieces[at]?.group === group
  const places = Array.from({ length: count }, (_, at) => at).filter(within)
  const last = places.reduce((latest, at) => Math.max(latest, ends[at] as number), Number.NEGATIVE_INFINITY)
  const atEnd = places.filter((at) => critical(at) && (ends[at] as number) > last - tolerance)
  // A milestone at the end takes no time: the path goes on to it, and does not stop before it.
  const passed = new Set(atEnd.flatMap((at) => driving[at] as number[]))
  const stack: Step[] = atEnd.filter((at) => !passed.has(at)).map((at) => ({ at, next: undefined }))
  const found: string[][] = []
  for (let step = stack.pop(); step && found.length < most; step = stack.pop()) {
    const before = driving[step.at] as number[]
    if (before.length === 0) found.push(idsFrom(plan, step))
    for (const at of before) stack.push({ at, next: step })
  }
  return found
}

/** Those whose end is what keeps `at` from beginning sooner; one that is linked twice counts once. */
function drivers(plan: Plan, passes: Passes, at: number, critical: (at: number) => boolean): number[] {
  const found = new Set<number>()
  for (let link = plan.order.first[at] as number; link < (plan.order.first[at + 1] as number); link++) {
    const from = plan.order.from[link] as number
    const slack = allowedEarly(plan, passes, at, link) - (passes.ef[from] as number)
    if (critical(from) && slack < tolerance) found.add(from)
  }
  return [...found]
}

function idsFrom(plan: Plan, first: Step): string[] {
  const ids: string[] = []
  for (let step: Step | undefined = first; step; step = step.next) ids.push(plan.order.ids[step.at] as string)
  return ids
}
