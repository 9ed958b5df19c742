/** What is earned, in one currency and unit (minor units of money); whatever a division by zero would say is null. */

export interface Work {
  /** Budget of the whole. */
  budget: number
  /** Part of the budget whose work was planned to be done by now. */
  planned: number
  /** Part of the budget whose work is done. */
  earned: number
  /** What it cost. */
  actual: number
}

export interface EarnedValue {
  /** CV = EV - AC and SV = EV - PV; negative is over budget, or late. */
  costVariance: number
  scheduleVariance: number
  /** CPI = EV / AC and SPI = EV / PV; under 1 is over budget, or late. */
  costIndex: number | null
  scheduleIndex: number | null
  /** EAC = BAC / CPI, ETC = EAC - AC, VAC = BAC - EAC: if the rest costs as the work so far did. */
  estimateAtCompletion: number | null
  estimateToComplete: number | null
  varianceAtCompletion: number | null
  /** TCPI = (BAC - EV) / (BAC - AC): how well the rest must go to stay within budget; null when no budget is left. */
  toCompleteIndex: number | null
}

/**
 * Earned value (PMI, Standard for Earned Value Management). Amounts are not rounded: that is done once, at display. Throws a
 * RangeError for an amount that is no number.
 *
 * Example (Schwalbe): BAC 120,000, PV 23,000, EV 20,000, AC 25,000: CV -5,000, SV -3,000, CPI 0.8, SPI 0.8696, EAC 150,000.
 */
export function earnedValue({ budget, planned, earned, actual }: Work): EarnedValue {
  if (![budget, planned, earned, actual].every(Number.isFinite)) throw new RangeError('an amount that is no number')
  const costIndex = ratio(earned, actual)
  // BAC / CPI, multiplied first: 120,000 x 25,000 / 20,000 is exact where 120,000 / 0.8 need not be.
  const estimateAtCompletion = costIndex === null ? null : ratio(budget * actual, earned)
  return {
    costVariance: earned - actual,
    scheduleVariance: earned - planned,
    costIndex,
    scheduleIndex: ratio(earned, planned),
    estimateAtCompletion,
    estimateToComplete: estimateAtCompletion === null ? null : estimateAtCompletion - actual,
    varianceAtCompletion: estimateAtCompletion === null ? null : budget - estimateAtCompletion,
    toCompleteIndex: actual < budget ? ratio(budget - earned, budget - actual) : null,
  }
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
