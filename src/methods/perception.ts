/** How two sides see value: survey scores from 0 to 10, and how far apart they are. */

/**
 * Net project success score (PMI, Maximizing Project Success, 2024): of answers from 0 to 10 to "will this deliver value worth the
 * effort and expense?", the percent of 9 and 10 minus the percent of 0 to 6. From -100 to +100; null without answers.
 * Example: 9, 9, 10, 8, 9 is +80; 6, 7, 5, 9, 8 is -20.
 */
export function netSuccess(scores: readonly number[]): number | null {
  if (scores.some((score) => !(score >= 0 && score <= 10))) throw new RangeError('Scores are numbers from 0 to 10')
  if (scores.length === 0) return null
  const high = scores.filter((score) => score >= 9).length
  const low = scores.filter((score) => score <= 6).length
  return ((high - low) * 100) / scores.length
}

/**
 * Perception gap: what the project side sees minus what the product side sees; null where either is unknown.
 * Example: +80 and -20 are 100 apart.
 */
export function perceptionGap(project: number | null, product: number | null): number | null {
  return project === null || product === null ? null : project - product
}
