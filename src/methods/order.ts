/** Links put in order once, so that every pass over a network is one walk along arrays. */

export interface Order {
  /** Ids, each after all it follows; the same for the same network however it was given. */
  ids: string[]
  /** By id, its place in `ids`. */
  place: Map<string, number>
  /** Those that lead to place `i` are `from[first[i]]` up to `from[first[i + 1] - 1]`, places too. */
  first: Int32Array
  from: Int32Array
  lag: Float64Array
}

interface Arrow {
  from: number
  to: number
  lag: number
}

/**
 * Topological order (Kahn, Topological sorting of large networks, 1962). `missing` is an id that a link names and no piece has; a
 * `cycle` names its ids along the links, the last leads back to the first.
 */
export function inOrder(
  given: string[],
  links: { from: string; to: string; lag?: number }[],
): Order | { cycle: string[] } | { missing: string } {
  const names = [...given].sort()
  const rank = new Map(names.map((id, index) => [id, index]))
  if (rank.size < names.length) throw new RangeError('two pieces have the same id')
  const arrows: Arrow[] = []
  for (const { from, to, lag = 0 } of links) {
    const [a, b] = [rank.get(from), rank.get(to)]
    if (a === undefined) return { missing: from }
    if (b === undefined) return { missing: to }
    if (!Number.isFinite(lag)) throw new RangeError(`a lag that is no number: ${from} to ${to}`)
    arrows.push({ from: a, to: b, lag })
  }
  arrows.sort((a, b) => a.from - b.from || a.to - b.to || a.lag - b.lag)

  const leading: Arrow[][] = names.map(() => [])
  const following: Arrow[][] = names.map(() => [])
  for (const arrow of arrows) {
    leading[arrow.to]?.push(arrow)
    following[arrow.from]?.push(arrow)
  }
  const waiting = leading.map((all) => all.length)
  const queue = names.map((_, index) => index).filter((index) => waiting[index] === 0)
  for (let head = 0; head < queue.length; head++) {
    for (const { to } of following[queue[head] as number] as Arrow[]) {
      waiting[to] = (waiting[to] as number) - 1
      if (waiting[to] === 0) queue.push(to)
    }
  }
  if (queue.length < names.length) return { cycle: cycleAmong(waiting, leading).map((index) => names[index] as string) }

  const place = new Int32Array(names.length)
  queue.forEach((index, at) => {
    place[index] = at
  })
  const first = new Int32Array(names.length + 1)
  const sorted = queue.flatMap((index, at) => {
    const own = leading[index] as Arrow[]
    first[at + 1] = (first[at] as number) + own.length
    return own
  })
  const ids = queue.map((index) => names[index] as string)
  return {
    ids,
    place: new Map(ids.map((id, at) => [id, at])),
    first,
    from: Int32Array.from(sorted, (arrow) => place[arrow.from] as number),
    lag: Float64Array.from(sorted, (arrow) => arrow.lag),
  }
}

/** What still waits is led to by something that waits: walking back must come round. Begins at its first id. */
function cycleAmong(waiting: number[], leading: Arrow[][]): number[] {
  const back: number[] = []
  const seen = new Map<number, number>()
  let at = waiting.findIndex((count) => count > 0)
  while (!seen.has(at)) {
    seen.set(at, back.length)
    back.push(at)
    at = (leading[at] as Arrow[]).find(({ from }) => (waiting[from] as number) > 0)?.from as number
  }
  const cycle = back.slice(seen.get(at)).reverse()
  const lowest = cycle.indexOf(Math.min(...cycle))
  return [...cycle.slice(lowest), ...cycle.slice(0, lowest)]
}
