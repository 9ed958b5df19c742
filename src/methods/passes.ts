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
  /** The early finish as a moment; the late one of a piece that takes no time. Filled where `plan.moments` asks for it. */
  moment: Float64Array
  lateMoment: Float64Array
  /** The day of a piece that takes no time or is finished. */
  day: Float64Array
  /** By group: its end (a point of its calendar, or a moment where it has no one calendar), and its last day. */
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
    moment: array(plan.moments.includes(1) ? count : 0),
    lateMoment: array(plan.moments.includes(1) ? count : 0),
    day: array(count),
    groupEnd: array(groups),
    groupDay: array(groups),
  }
}

/** Early finishes, in order; what is finished stays where it was. */
export function forward(plan: Plan, passes: Passes): void {
  const { order, calendars, moments, finished, instant } = plan
  const { width, rest, ef, moment, day } = passes
  for (let at = 0; at < calendars.length; at++) {
    const calendar = calendars[at] as WorkCalendar
    const own = at * width
    const dayThen = plan.boundDay[at] as number
    ef.fill(plan.bound[at] as number, own, own + width)
    if (finished[at] || instant[at]) day.fill(dayThen, own, own + width)
    if (moments[at]) moment.fill(finished[at] ? dayThen + 1 : dayThen, own, own + width)
    if (finished[at]) continue
    for (let link = order.first[at] as number; link < (order.first[at + 1] as number); link++) {
      const from = order.from[link] as number
      const theirs = from * width
      const lag = order.lag[link] as number
      if (calendars[from] === calendar) {
        for (let run = 0; run < width; run++) {
          const ready = (ef[theirs + run] as number) + lag
          if (ready > (ef[own + run] as number)) ef[own + run] = ready
        }
      } else {
        for (let run = 0; run < width; run++) {
          const ready = pointAt(calendar, moment[theirs + run] as number) + lag
          if (ready > (ef[own + run] as number)) ef[own + run] = ready
        }
      }
      if (instant[at]) followInstant(plan, passes, { at, from, lag })
    }
    for (let run = 0; run < width; run++) ef[own + run] = (ef[own + run] as number) + (rest[own + run] as number)
    if (!moments[at]) continue
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
    if (plan.moments[at] && lag === 0) moment[own] = Math.max(moment[own] as number, moment[their] as number)
  }
}

export function lastDayOf(plan: Plan, { width, ef, day }: Passes, at: number, run: number): number {
  if (plan.finished[at] || plan.instant[at]) return day[at * width + run] as number
  return lastDay(plan.calendars[at] as WorkCalendar, ef[at * width + run] as number)
}

function endGroups(plan: Plan, passes: Passes): void {
  const { width, ef, moment, day, groupEnd, groupDay } = passes
  const worked = new Float64Array(groupEnd.length).fill(Number.NEGATIVE_INFINITY)
  groupEnd.fill(Number.NEGATIVE_INFINITY)
  groupDay.fill(Number.NEGATIVE_INFINITY)
  for (let at = 0; at < plan.pieces.length; at++) {
    const group = plan.groupOf[at] as number
    const ends = plan.groupCalendar[group] ? ef : moment
    raise(groupEnd, group * width, ends, at * width, width)
    if (plan.finished[at] || plan.instant[at]) raise(groupDay, group * width, day, at * width, width)
    else raise(worked, group * width, ends, at * width, width)
  }
  worked.forEach((end, at) => {
    if (end === Number.NEGATIVE_INFINITY) return
    const calendar = plan.groupCalendar[Math.floor(at / width)]
    const last = calendar ? lastDay(calendar, end) : Math.ceil(end - tolerance) - 1
    groupDay[at] = Math.max(groupDay[at] as number, last)
  })
}

/** Each of `width` values raised to the other's, where that is greater. */
function raise(values: Float64Array, start: number, others: Float64Array, first: number, width: number): void {
  for (let run = 0; run < width; run++) {
    const other = others[first + run] as number
    if (other > (values[start + run] as number)) values[start + run] = other
  }
}

/** Late finishes, backward: no later than the group's own end, nor than what any successor needs at its latest. */
export function backward(plan: Plan, passes: Passes): void {
  const { order, calendars, moments, finished, instant } = plan
  const { width, rest, ef, lf, lateMoment } = passes
  for (let at = 0; at < calendars.length; at++) endWithGroup(plan, passes, at)
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
      const same = calendars[from] === calendars[at]
      if (same) {
        for (let run = 0; run < width; run++) {
          const allowed = (lf[own + run] as number) - (rest[own + run] as number) - lag
          if (allowed < (lf[theirs + run] as number)) lf[theirs + run] = allowed
        }
        if (!(instant[from] && moments[from])) continue
      }
      for (let run = 0; run < width; run++) {
        const begin = (lf[own + run] as number) - (rest[own + run] as number)
        const latest = allowedMoment(plan, { at, lag, begin, moment: lateMoment[own + run] as number })
        if (latest < (lateMoment[theirs + run] as number)) lateMoment[theirs + run] = latest
        if (same) continue
        const allowed = pointAt(calendars[from] as WorkCalendar, latest)
        if (allowed < (lf[theirs + run] as number)) lf[theirs + run] = allowed
      }
    }
  }
}

function endWithGroup(plan: Plan, { width, lf, lateMoment, groupEnd }: Passes, at: number): void {
  const calendar = plan.calendars[at] as WorkCalendar
  const group = plan.groupOf[at] as number
  const shared = plan.groupCalendar[group]
  for (let run = 0; run < width; run++) {
    const end = groupEnd[group * width + run] as number
    lf[at * width + run] = shared ? end : pointAt(calendar, end)
    if (plan.moments[at] && plan.instant[at]) lateMoment[at * width + run] = shared ? momentOfEnd(shared, end) : end
  }
}

/** By when a predecessor must be over for the rest of place `at` to begin at `begin`; a milestone may need it sooner. */
function allowedMoment(
  plan: Plan,
  { at, lag, begin, moment }: { at: number; lag: number; begin: number; moment: number },
): number {
  const start = momentOfStart(plan.calendars[at] as WorkCalendar, begin - lag)
  return plan.instant[at] && plan.moments[at] && lag === 0 ? Math.min(start, moment) : start
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
