/** The critical path over working days, for one plan of many initiatives. */
import { compile, type Link, type Piece, type Plan } from './compile.ts'
import { allowedEarly, backward, forward, lastDayOf, openPasses, type Passes } from './passes.ts'
import { criticalPaths } from './paths.ts'
import { tolerance, type WorkCalendar } from './working-days.ts'

export type { Link, Piece } from './compile.ts'

export interface ScheduledPiece {
  id: string
  /** Day numbers, first and last day of work; a milestone has its day in both. */
  start: number
  end: number
  /** Points in working days of its own calendar; the finishes are exclusive. What has started cannot start later: `ls` is `es` plus float. */
  es: number
  ef: number
  ls: number
  lf: number
  /** Working days it may slip before its initiative's finish, or one that waits for it, moves. */
  totalFloat: number
  /** Working days it may slip before anything else moves. */
  freeFloat: number
  /** Not finished, and without float. */
  critical: boolean
}

export interface Network {
  pieces: Map<string, ScheduledPiece>
  /** Day number: the last day of the last piece; the day before `from` when there is none. */
  finish: number
  groups: Map<string, { start: number; finish: number }>
  /**
   * Chains of critical pieces, each waiting for the one before it, that end with the group (or with everything); every one of
   * them up to `most`, for there can be more of them than pieces. What is finished is in none: nothing can move it.
   */
  criticalPaths(group?: string, most?: number): string[][]
}

/**
 * Critical path method (Kelley and Walker 1959; PMI, Practice Standard for Scheduling): early and late points, total and free
 * float over working days, each piece on its own calendar, finish-to-start links with lags.
 *
 * `from` is a day number: nothing that is left is worked on before it. What has started keeps its start, and its rest waits for
 * its predecessors too (retained logic); what is finished keeps its dates. Float is counted to the finish of a piece's own
 * group, and never past what a successor needs. The order of pieces and links makes no difference.
 *
 * Refuses a cycle by naming its ids along the links (the last leads back to the first), and a link to nowhere by the id.
 * Throws a RangeError for two pieces with the same id and for durations, rests or lags that are no number or negative (lags may be).
 *
 * Example: the sixteen tasks of USAFA CS350 finish at 21, T1 T3 T10 T12 T15 are critical and T9 has 2 days of float.
 */
export function computeNetwork(
  pieces: Piece[],
  links: Link[],
  options: { from: number },
): { network: Network } | { cycle: string[] } | { missing: string } {
  const plan = compile(pieces, links, options.from)
  if (!('order' in plan)) return plan
  const passes = openPasses(plan, 1)
  forward(plan, passes)
  backward(plan, passes)
  const scheduled = schedule(plan, passes)
  const groups = new Map<string, { start: number; finish: number }>()
  plan.groups.forEach((group, at) => {
    if (group === undefined) return
    groups.set(group, { start: Number.POSITIVE_INFINITY, finish: passes.groupDay[at] as number })
  })
  scheduled.forEach(({ start }, at) => {
    const name = plan.pieces[at]?.group
    const group = name === undefined ? undefined : groups.get(name)
    if (group) group.start = Math.min(group.start, start)
  })
  return {
    network: {
      pieces: new Map(scheduled.map((one) => [one.id, one])),
      finish: pieces.length > 0 ? passes.groupDay.reduce((last, day) => Math.max(last, day)) : options.from - 1,
      groups,
      criticalPaths: (group, most = 20) => criticalPaths(plan, passes, { group, most }),
    },
  }
}

/** Sums of parts of a day, without the dust of binary fractions. */
const tidy = (days: number) => Math.round(days * 1e6) / 1e6

function schedule(plan: Plan, passes: Passes): ScheduledPiece[] {
  const free = freeFloats(plan, passes)
  return plan.pieces.map((piece, at) => {
    const calendar = plan.calendars[at] as WorkCalendar
    const ef = passes.ef[at] as number
    const totalFloat = tidy(Math.max(0, (passes.lf[at] as number) - ef))
    const end = lastDayOf(plan, passes, at, 0)
    const began = piece.startedOn === undefined ? undefined : calendar.indexOf(piece.startedOn)
    const es = tidy(Math.min(ef, began ?? ef - (plan.finished[at] ? piece.duration : (plan.rest[at] as number))))
    const first = piece.startedOn ?? (plan.instant[at] || es === ef ? end : calendar.dayOf(Math.floor(es + tolerance)))
    return {
      id: piece.id,
      start: Math.min(first, end),
      end,
      es,
      ef: tidy(ef),
      ls: tidy(es + totalFloat),
      lf: tidy(ef + totalFloat),
      totalFloat,
      freeFloat: Math.min(totalFloat, tidy(free[at] as number)),
      critical: !plan.finished[at] && totalFloat < tolerance,
    }
  })
}

function freeFloats(plan: Plan, passes: Passes): Float64Array {
  // A piece that nothing waits for may slip to its group's end: as much as its total float.
  const free = Float64Array.from(passes.ef, () => Number.MAX_SAFE_INTEGER)
  plan.pieces.forEach((_, at) => {
    if (plan.finished[at]) return
    for (let link = plan.order.first[at] as number; link < (plan.order.first[at + 1] as number); link++) {
      const from = plan.order.from[link] as number
      const slack = allowedEarly(plan, passes, at, link) - (passes.ef[from] as number)
      free[from] = Math.max(0, Math.min(free[from] as number, slack))
    }
  })
  return free
}
