/** The plan, and the plan with the changes made in it. What is stored stays as it is. Pure. */
import { dayNumber } from '../../../methods/days.ts'
import type { Link } from '../../../methods/network.ts'
import type { Uncertain } from '../../../methods/three-point.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { type Calendars, crewCalendar } from '../../portfolio/rules/network.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import type { Scenario } from '../../portfolio/rules/scenario.ts'
import type { Change } from './change.ts'

/** The id of the new deliverable that is the nth change; no stored one has a letter in it. */
export const addedId = (at: number) => `new${at}`

/** All but `staff`, which needs to know when its pieces are worked on. */
export function applied(
  { pieces, links }: Scenario,
  changes: Change[],
  initiative: InitiativeRecord,
  calendars: Calendars = crewCalendar,
): Scenario {
  return changes.reduce<Scenario>(
    (plan, change, at) => {
      if (change.do === 'delay') return lengthened(plan, String(change.piece), change.days)
      if (change.do === 'remove') return without(plan, String(change.piece))
      if (change.do === 'add') return withNew(plan, change, addedId(at), initiative, calendars)
      return plan
    },
    { pieces, links },
  )
}

/** All three points of an estimate move: the days come on top, whatever they turn out to be. */
export function lengthened(plan: Scenario, id: string, days: number): Scenario {
  const change = (piece: Uncertain): Uncertain => {
    if (piece.id !== id) return piece
    const longer = (value: number) => Math.max(0, value + days)
    const { estimate } = piece
    return {
      ...piece,
      duration: longer(piece.duration),
      ...(piece.startedOn !== undefined && { remaining: longer(piece.remaining ?? piece.duration) }),
      ...(estimate && {
        estimate: {
          optimistic: longer(estimate.optimistic),
          likely: longer(estimate.likely),
          pessimistic: longer(estimate.pessimistic),
        },
      }),
    }
  }
  return { ...plan, pieces: plan.pieces.map(change) }
}

/** What waited for it waits for what it waited for: the order of the rest stays as it was. */
function without({ pieces, links }: Scenario, id: string): Scenario {
  const into = links.filter(({ to }) => to === id)
  const out = links.filter(({ from }) => from === id)
  const joined = into.flatMap(({ from, lag = 0 }) =>
    out.map((link): Link => ({ from, to: link.to, lag: lag + (link.lag ?? 0) })),
  )
  const rest = links.filter(({ from, to }) => from !== id && to !== id)
  const there = new Map<string, Link>()
  for (const link of [...rest, ...joined]) {
    const key = `${link.from} ${link.to}`
    const known = there.get(key)
    // Two ways between the same pieces: the longer wait holds.
    if (!known || (known.lag ?? 0) < (link.lag ?? 0)) there.set(key, link)
  }
  return { pieces: pieces.filter((piece) => piece.id !== id), links: [...there.values()] }
}

function withNew(
  { pieces, links }: Scenario,
  { days, after, before }: Extract<Change, { do: 'add' }>,
  id: string,
  initiative: InitiativeRecord,
  calendars: Calendars,
): Scenario {
  const begin: Day | null = initiative.startOn
  const piece: Uncertain = {
    id,
    duration: days,
    group: initiative.key,
    calendar: calendars(initiative.crew),
    ...(begin && { notBefore: dayNumber(begin) }),
  }
  const more = [
    ...after.map(({ piece: from, lag }): Link => ({ from: String(from), to: id, lag })),
    ...before.map((to): Link => ({ from: id, to: String(to) })),
  ]
  return { pieces: [...pieces, piece], links: [...links, ...more] }
}
