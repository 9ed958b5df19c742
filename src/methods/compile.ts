/** Pieces turned into arrays, so that ten thousand runs over them cost what one over objects would. */
import { inOrder, type Order } from './order.ts'
import { everyDay, type WorkCalendar } from './working-days.ts'

export interface Piece {
  id: string
  /** Working days of its calendar, 0 or more; parts of a day allowed. 0 is a milestone. */
  duration: number
  /** Its initiative. */
  group?: string
  calendar?: WorkCalendar
  /** Day numbers. */
  notBefore?: number
  startedOn?: number
  finishedOn?: number
  /** Working days left, counted from `from`, of a piece that has started; without it, what its duration leaves over. */
  remaining?: number
}

export interface Link {
  from: string
  to: string
  /** Working days of the successor's calendar; may be negative (a lead). */
  lag?: number
}

/** All arrays are by place in `order.ids`; points are working-day points of the piece's own calendar. */
export interface Plan {
  order: Order
  pieces: Piece[]
  calendars: WorkCalendar[]
  groupOf: Int32Array
  groups: (string | undefined)[]
  /** By group, the calendar that its end is a point of; `undefined` where only a moment can say it. */
  groupCalendar: (WorkCalendar | undefined)[]
  /** Whose end another calendar needs, so that it must be turned into a moment: most ends need not. */
  moments: Uint8Array
  /** Nothing left of it may be worked on before this point, and that day. */
  bound: Float64Array
  boundDay: Float64Array
  /** Working days left. */
  rest: Float64Array
  /** Takes no time: it happens on the day that the last work before it ends. */
  instant: Uint8Array
  finished: Uint8Array
}

/** See `computeNetwork` for what it refuses and throws. */
export function compile(given: Piece[], links: Link[], from: number): Plan | { cycle: string[] } | { missing: string } {
  const order = inOrder(
    given.map(({ id }) => id),
    links,
  )
  if (!('ids' in order)) return order
  const byId = new Map(given.map((piece) => [piece.id, piece]))
  const pieces = order.ids.map((id) => byId.get(id) as Piece)
  const groups = [...new Set(pieces.map(({ group }) => group))]
  const groupAt = new Map(groups.map((group, at) => [group, at]))
  const calendars = pieces.map(({ calendar }) => calendar ?? everyDay)
  const count = pieces.length
  const plan: Plan = {
    order,
    pieces,
    calendars,
    groupOf: Int32Array.from(pieces, ({ group }) => groupAt.get(group) as number),
    groups,
    groupCalendar: [],
    moments: new Uint8Array(count),
    bound: new Float64Array(count),
    boundDay: new Float64Array(count),
    rest: new Float64Array(count),
    instant: new Uint8Array(count),
    finished: new Uint8Array(count),
  }
  pieces.forEach((piece, at) => {
    const calendar = calendars[at] as WorkCalendar
    const rest = restOf(piece, calendar, from)
    const finished = piece.finishedOn !== undefined
    const earliest = piece.startedOn === undefined ? Math.max(from, piece.notBefore ?? from) : from
    plan.finished[at] = finished ? 1 : 0
    plan.instant[at] = !finished && rest === 0 ? 1 : 0
    plan.rest[at] = rest
    plan.bound[at] = calendar.indexOf(piece.finishedOn === undefined ? earliest : piece.finishedOn + 1)
    plan.boundDay[at] = piece.finishedOn ?? calendar.dayOf(calendar.indexOf(earliest))
  })
  findMoments(plan)
  return plan
}

function findMoments(plan: Plan): void {
  const { order, calendars, groupOf, instant, moments } = plan
  const linked = (at: number) => order.from.subarray(order.first[at], order.first[at + 1])
  // A milestone after another crew's work may lie on a day that its own calendar has no point for.
  const between = new Uint8Array(calendars.length)
  calendars.forEach((calendar, at) => {
    const strange = linked(at).some((from) => calendars[from] !== calendar || between[from] === 1)
    between[at] = instant[at] && strange ? 1 : 0
  })
  const owners = plan.groups.map(() => new Set<WorkCalendar>())
  const split = new Set<number>()
  calendars.forEach((calendar, at) => {
    const group = groupOf[at] as number
    owners[group]?.add(calendar)
    if (between[at]) split.add(group)
  })
  plan.groupCalendar = owners.map((own, group) => (own.size === 1 && !split.has(group) ? [...own][0] : undefined))
  for (let at = calendars.length - 1; at >= 0; at--) {
    if (between[at] || !plan.groupCalendar[groupOf[at] as number]) moments[at] = 1
    for (const from of linked(at)) {
      if (calendars[from] !== calendars[at] || (instant[at] && moments[at])) moments[from] = 1
    }
  }
}

function restOf(
  { id, duration, remaining, startedOn, finishedOn }: Piece,
  calendar: WorkCalendar,
  from: number,
): number {
  for (const days of [duration, remaining ?? 0]) {
    if (!(days >= 0 && days < Infinity)) throw new RangeError(`working days must be 0 or more: ${id}`)
  }
  if (finishedOn !== undefined) return 0
  if (startedOn === undefined) return duration
  const worked = Math.max(0, calendar.indexOf(from) - calendar.indexOf(startedOn))
  return remaining ?? Math.max(0, duration - worked)
}
