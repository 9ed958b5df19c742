/** The plan as it is simulated: with its three-point estimates, and what of it a finish rests on. Pure. */
import type { Link } from '../../../methods/network.ts'
import type { Uncertain } from '../../../methods/three-point.ts'
import { type Calendars, crewCalendar, piecesOf } from './network.ts'
import type { PlanRecords } from './records.ts'

export interface Scenario {
  pieces: Uncertain[]
  links: Link[]
}

/** With its three-point estimates, which the network itself does not need. */
export function scenarioOf(records: PlanRecords, calendars: Calendars = crewCalendar): Scenario {
  const { pieces, links } = piecesOf(records, calendars)
  const known = new Map(records.deliverables.map((one) => [String(one.id), one]))
  return {
    links,
    pieces: pieces.map((piece) => {
      const { optimistic, likely, pessimistic } = known.get(piece.id) ?? {}
      if (optimistic == null || pessimistic == null || likely == null) return piece
      return { ...piece, estimate: { optimistic, likely, pessimistic } }
    }),
  }
}

/** These pieces and everything that they wait for, in whatever initiative: nothing else moves their finish. */
export function upstream({ pieces, links }: Scenario, ids: string[]): Scenario {
  const into = new Map<string, string[]>()
  for (const { from, to } of links) {
    const known = into.get(to)
    if (known) known.push(from)
    else into.set(to, [from])
  }
  const open = [...ids]
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

/** How many durations are drawn. */
export const uncertain = ({ pieces }: Scenario): number =>
  pieces.filter(({ estimate, finishedOn }) => estimate !== undefined && finishedOn === undefined).length
