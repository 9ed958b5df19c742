/**
 * Percentile of type 7 (Hyndman and Fan, Sample Quantiles in Statistical Packages, 1996; what spreadsheets and R do): the values
 * sorted, with a straight line between neighbors. `share` is 0 to 1; null when there are no values. Throws a RangeError for
 * another share and for values that are no number.
 *
 * Example: of 15, 20, 35, 40, 50 the share 0.25 is 20 and 0.3 is 23.
 */
export function percentile(values: readonly number[], share: number): number | null {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`a share is 0 to 1, not ${share}`)
  if (values.some(Number.isNaN)) throw new RangeError('a value that is no number')
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
  if (below === undefined || above === undefined) return null
  return below === above ? below : below + (at - Math.floor(at)) * (above - below)
}
