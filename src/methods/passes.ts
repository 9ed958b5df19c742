/**
 * The two passes of the critical path method, over many runs at once: value `run` of place `i` stands at `i * width + run`.
 * The plan itself is one run, a simulation is thousands; both are counted by the same lines, so they cannot differ.
 */
import type { Plan } from './compile.ts'
import { lastDay, momentOfEnd, momentOfStart, pointAt, tolerance, type WorkCalendar } from './working-days.ts'

export interface Passes {
  width: number
  /** Working days left, in; the caller may put its own. */
  rest: Float64Array
  /** Early and late finish, points of the piece's own calendar. */
  ef: Float64Array
  lf: Float64Array
  /** The early finish as a moment; the late one of a piece that takes no time. Filled where calendars are mixed. */
  moment: Float64Array
  lateMoment: Float64Array
  /** The day of a piece that takes no time or is finished. */
  day: Float64Array
  /** By group: its end (a point, or a moment where calendars are mixed), and its last day. */
  groupEnd: Float64Array
  groupDay: Float64Array
}

export function openPasses(plan: Plan, width: number): Passes {
  const array = (rows: number) => new Float64Array(rows * width)
  const [count, groups] = [plan.pieces.length, plan.groups.length]
  const rest = array(count)
  plan.rest.forEach((days, at) => {
    rest.fill(days, at * width, (at + 1) * width)
  })
  return {
    width,
    rest,
    ef: array(count),
    lf: array(count),
    moment: array(plan.mixed ? count : 0),
    lateMoment: array(plan.mixed ? count : 0),
    day: array(count),
    groupEnd: array(groups),
    groupDay: array(groups),
  }
}

/** Early finishes, in order; what is finished stays where it was. */
export function forward(plan: Plan, passes: Passes): void {
  const { order, calendars, mixed, finished, instant } = plan
  const { width, rest, ef, moment, day } = passes
  for (let at = 0; at < calendars.length; at++) {
    const calendar = calendars[at] as WorkCalendar
    const own = at * width
    const dayThen = plan.boundDay[at] as number
    ef.fill(plan.bound[at] as number, own, own + width)
    if (finished[at] || instant[at]) day.fill(dayThen, own, own + width)
    if (mixed) moment.fill(finished[at] ? dayThen + 1 : dayThen, own, own + width)
    if (finished[at]) continue
    for (let link = order.first[at] as number; link < (order.first[at + 1] as number); link++) {
      const from = order.from[link] as number
      const theirs = from * width
      const lag = order.lag[link] as number
      const same = calendars[from] === calendar
      for (let run = 0; run < width; run++) {
        const ended = same ? (ef[theirs + run] as number) : pointAt(calendar, moment[theirs + run] as number)
        if (ended + lag > (ef[own + run] as number)) ef[own + run] = ended + lag
      }
      if (instant[at]) followInstant(plan, passes, { at, from, lag })
    }
    for (let run = 0; run < width; run++) ef[own + run] = (ef[own + run] as number) + (rest[own + run] as number)
    if (!mixed) continue
    for (let run = 0; run < width; run++) {
      const end = momentOfEnd(calendar, ef[own + run] as number)
      if (!instant[at] || end > (moment[own + run] as number)) moment[own + run] = end
    }
  }
  endGroups(plan, passes)
}

/** A milestone happens on the day that the last of its predecessors ends, also when its own calendar does not work then. */
function followInstant(plan: Plan, passes: Passes, { at, from, lag }: { at: number; from: number; lag: number }): void {
  const { width, ef, moment, day } = passes
  const calendar = plan.calendars[at] as WorkCalendar
  for (let run = 0; run < width; run++) {
    const [own, their] = [at * width + run, from * width + run]
    let then = lag === 0 ? lastDayOf(plan, passes, from, run) : Number.NEGATIVE_INFINITY
    if (lag !== 0) {
      const same = plan.calendars[from] === calendar
      then = lastDay(calendar, (same ? (ef[their] as number) : pointAt(calendar, moment[their] as number)) + lag)
    }
    day[own] = Math.max(day[own] as number, then)
    if (plan.mixed && lag === 0) moment[own] = Math.max(moment[own] as number, moment[their] as number)
  }
}

export function lastDayOf(plan: Plan, { width, ef, day }: Passes, at: number, run: number): number {
  if (plan.finished[at] || plan.instant[at]) return day[at * width + run] as number
  return lastDay(plan.calendars[at] as WorkCalendar, ef[at * width + run] as number)
}

function endGroups(plan: Plan, passes: Passes): void {
  const { width, ef, moment, day, groupEnd, groupDay } = passes
  const ends = plan.mixed ? moment : ef
  const worked = new Float64Array(groupEnd.length).fill(Number.NEGATIVE_INFINITY)
  groupEnd.fill(Number.NEGATIVE_INFINITY)
  groupDay.fill(Number.NEGATIVE_INFINITY)
  for (let at = 0; at < plan.pieces.length; at++) {
    const [own, theirs] = [at * width, (plan.groupOf[at] as number) * width]
    const dated = plan.finished[at] || plan.instant[at]
    const [days, into] = dated ? [day, groupDay] : [ends, worked]
    for (let run = 0; run < width; run++) {
      const end = ends[own + run] as number
      if (end > (groupEnd[theirs + run] as number)) groupEnd[theirs + run] = end
      const last = days[own + run] as number
      if (last > (into[theirs + run] as number)) into[theirs + run] = last
    }
  }
  const calendar = plan.calendars[0] as WorkCalendar
  worked.forEach((end, at) => {
    if (end === Number.NEGATIVE_INFINITY) return
    const last = plan.mixed ? Math.ceil(end - tolerance) - 1 : lastDay(calendar, end)
    groupDay[at] = Math.max(groupDay[at] as number, last)
  })
}

/** Late finishes, backward: no later than the group's own end, nor than what any successor needs at its latest. */
export function backward(plan: Plan, passes: Passes): void {
  const { order, calendars, mixed, finished, instant } = plan
  const { width, rest, ef, lf, lateMoment, groupEnd } = passes
  for (let at = 0; at < calendars.length; at++) {
    const [own, theirs] = [at * width, (plan.groupOf[at] as number) * width]
    for (let run = 0; run < width; run++) {
      const end = groupEnd[theirs + run] as number
      if (mixed) lateMoment[own + run] = end
      lf[own + run] = mixed ? pointAt(calendars[at] as WorkCalendar, end) : end
    }
  }
  for (let at = calendars.length - 1; at >= 0; at--) {
    const own = at * width
    if (finished[at]) {
      lf.set(ef.subarray(own, own + width), own)
      continue
    }
    for (let link = order.first[at] as number; link < (order.first[at + 1] as number); link++) {
      const from = order.from[link] as number
      if (finished[from]) continue
      const theirs = from * width
      const lag = order.lag[link] as number
      const plain = calendars[from] === calendars[at] && !(mixed && instant[from])
      for (let run = 0; run < width; run++) {
        const begin = (lf[own + run] as number) - (rest[own + run] as number)
        let allowed = begin - lag
        if (!plain) {
          const latest = allowedMoment(plan, { at, lag, begin, moment: lateMoment[own + run] as number })
          if (latest < (lateMoment[theirs + run] as number)) lateMoment[theirs + run] = latest
          if (calendars[from] !== calendars[at]) allowed = pointAt(calendars[from] as WorkCalendar, latest)
        }
        if (allowed < (lf[theirs + run] as number)) lf[theirs + run] = allowed
      }
    }
  }
}

/** By when a predecessor must be over for the rest of place `at` to begin at `begin`; a milestone may need it sooner. */
function allowedMoment(
  plan: Plan,
  { at, lag, begin, moment }: { at: number; lag: number; begin: number; moment: number },
): number {
  const start = momentOfStart(plan.calendars[at] as WorkCalendar, begin - lag)
  return plan.instant[at] && lag === 0 ? Math.min(start, moment) : start
}

/** How late the predecessor of a link may end, in its own points, without moving the successor's early start (in run 0 of one). */
export function allowedEarly(plan: Plan, { ef, rest, moment }: Passes, at: number, link: number): number {
  const from = plan.order.from[link] as number
  const lag = plan.order.lag[link] as number
  const begin = (ef[at] as number) - (rest[at] as number)
  if (plan.calendars[from] === plan.calendars[at]) return begin - lag
  return pointAt(
    plan.calendars[from] as WorkCalendar,
    allowedMoment(plan, { at, lag, begin, moment: moment[at] as number }),
  )
}
