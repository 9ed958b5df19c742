/** What is worth doing first, and what it brought. Money in one currency and unit; an undefined ratio is null. */

/** One initiative's money, planned or realized: never one of each. */
export interface Money {
  cost: number
  benefit: number
}

/**
 * Return on investment, (benefit - cost) / cost as a fraction; null without cost.
 * Example (Watt, Project Management): benefit 306,425 on cost 201,175 is 52.3 %.
 */
export function roi({ cost, benefit }: Money): number | null {
  return ratio(benefit - cost, cost)
}

/**
 * The ROI of all the money together, never the mean of the ROIs: a small bad one must not weigh what a big good one does.
 * Example: with a benefit of 16,000 on a cost of 20,000 added to the above, 45.8 % and not 16.2 %.
 */
export function portfolioRoi(all: readonly Money[]): number | null {
  return roi({
    cost: all.reduce((sum, { cost }) => sum + cost, 0),
    benefit: all.reduce((sum, { benefit }) => sum + benefit, 0),
  })
}

/**
 * Payback in periods: when the inflows, one per period, have brought the cost back, with the part of the last period that it took
 * (inflow is even within one). 0 when nothing was spent, null when they never do. An outflow is a negative inflow.
 * Example: 3,000 still open after 5 years, of 6,000 in the sixth: 5.5 years.
 */
export function payback(cost: number, inflows: readonly number[]): number | null {
  let open = cost
  if (open <= 0) return 0
  for (const [period, inflow] of inflows.entries()) {
    if (inflow >= open) return period + open / inflow
    open -= inflow
  }
  return null
}

/**
 * Weighted shortest job first (SAFe): (value + time criticality + risk reduction) / size, all in relative points; null without size.
 * Example: (8 + 5 + 13) / 5 = 5.2.
 */
export function wsjf(job: {
  value: number
  timeCriticality: number
  riskReduction: number
  size: number
}): number | null {
  return ratio(job.value + job.timeCriticality + job.riskReduction, job.size)
}

/**
 * RICE (Intercom): reach x impact x confidence / effort. Reach in people per period, confidence 0 to 1, effort in person-months;
 * null without effort.
 * Example: 2000 x 2 x 80 % / 3 = 1,067.
 */
export function rice(idea: { reach: number; impact: number; confidence: number; effort: number }): number | null {
  return ratio(idea.reach * idea.impact * idea.confidence, idea.effort)
}

/**
 * CD3 (Reinertsen; Arnold), cost of delay divided by duration: money per period, over periods; null without duration.
 * Example: 30 a week over 4 weeks is 7.5.
 */
export function cd3(work: { costOfDelay: number; duration: number }): number | null {
  return ratio(work.costOfDelay, work.duration)
}

/** A part of nothing, or of less than nothing, is no ratio. */
function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null
}
