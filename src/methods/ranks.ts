/** Rankings of several people put together, and how alike two are. Ranks begin with 1 for the first; ties share their mean. */

/** Equal as fractions; sums of thirds are not as decimals. */
const tiny = 1e-9

/**
 * The rank of every option in one ranking, first to last; what it leaves out shares the places that are left. Tied options have
 * the mean of the places they take up (mid-ranks; Kendall and Gibbons, Rank Correlation Methods, ch. 3).
 * Example: A first and B second of four, the rest left out: 1, 2, 3.5, 3.5.
 */
export function midRanks<T>(places: readonly (readonly T[])[], options: readonly T[]): Map<T, number> {
  const known = new Set(options)
  const named = places.map((place) => place.filter((one) => known.has(one)))
  const ranked = new Set(named.flat())
  const rest = options.filter((one) => !ranked.has(one))
  const ranks = new Map<T, number>()
  let before = 0
  for (const place of [...named, rest]) {
    for (const one of place) ranks.set(one, before + (place.length + 1) / 2)
    before += place.length
  }
  return ranks
}

/**
 * The mean rank of each option over all rankings: Borda's count turned around (J.-C. de Borda, 1781), options + 1 minus the mean
 * of its points from 1 up. Null without rankings.
 * Example (the Tennessee capitals, 100 voters): Nashville 2.06, Chattanooga 2.27, Memphis 2.74, Knoxville 2.93.
 */
export function meanRanks<T>(rankings: readonly (readonly T[])[], options: readonly T[]): Map<T, number> | null {
  if (rankings.length === 0) return null
  const sums = new Map<T, number>(options.map((one) => [one, 0]))
  for (const ranking of rankings) {
    const ranks = midRanks(
      ranking.map((one) => [one]),
      options,
    )
    for (const [one, rank] of ranks) sums.set(one, (sums.get(one) ?? 0) + rank)
  }
  return new Map([...sums].map(([one, sum]) => [one, sum / rankings.length]))
}

/** Places in order, first to last; options that are level stand in one place. */
export function placesOf<T>(ranks: ReadonlyMap<T, number>): T[][] {
  const places: { rank: number; options: T[] }[] = []
  for (const [option, rank] of [...ranks].sort(([, a], [, b]) => a - b)) {
    const last = places.at(-1)
    if (last && Math.abs(last.rank - rank) < tiny) last.options.push(option)
    else places.push({ rank, options: [option] })
  }
  return places.map(({ options }) => options)
}

/**
 * Kendall's tau-b between two rankings of the same options, -1 (turned around) to 1 (the same), corrected for ties: (concordant -
 * discordant pairs) / sqrt((pairs not tied in the one) x (pairs not tied in the other)) (M. G. Kendall, 1945). Null where one of
 * them ties all.
 * Example (documentation of scipy.stats.kendalltau): 12 2 1 12 2 and 1 4 7 1 0: -0.4714.
 */
export function kendallTau<T>(one: ReadonlyMap<T, number>, other: ReadonlyMap<T, number>): number | null {
  const options = [...one.keys()].filter((option) => other.has(option))
  const sign = (value: number) => (Math.abs(value) < tiny ? 0 : Math.sign(value))
  let [agree, untied, untiedOther] = [0, 0, 0]
  for (const [at, a] of options.entries()) {
    for (const b of options.slice(at + 1)) {
      const first = sign((one.get(a) ?? 0) - (one.get(b) ?? 0))
      const second = sign((other.get(a) ?? 0) - (other.get(b) ?? 0))
      agree += first * second
      untied += Math.abs(first)
      untiedOther += Math.abs(second)
    }
  }
  return untied && untiedOther ? agree / Math.sqrt(untied * untiedOther) : null
}
