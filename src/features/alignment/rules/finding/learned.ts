/** What was learned: assumptions that broke, and insights that wait for both owners. Pure. */
import { formatDay, toLocal, type Zone } from '../../../../schedule/calendar.ts'
import { type AssumptionRecord, nameOf as assumptionName } from '../../../assumptions/rules/records.ts'
import { type ExperimentRecord, nameOf as experimentName } from '../../../experiments/rules/experiment.ts'
import type { Item } from '../records.ts'

type Keyed<T> = T & { initiativeKey: string }

export interface Learned {
  broken: Keyed<AssumptionRecord>[]
  /** Measured, and neither accepted nor rejected; only where the session decides on them. */
  insights: Keyed<ExperimentRecord>[]
}

export function brokenItems({ broken }: Learned): Item[] {
  return broken.map((one) => {
    const resting = one.percent === null ? '' : `; ${one.percent} % of the expected benefit rested on it`
    return {
      key: `assumption.${one.id}`,
      text: `${one.initiativeKey} ${assumptionName(one)} “${one.text}” is broken: ${one.value} ${one.unit}, floor ${one.floor}${resting}`,
      who: [one.ownerId],
      asOf: one.valueOn,
    }
  })
}

/** "EX-1 “shoppers leave at the address”: adopt as insight?" */
export function insightItems({ insights }: Learned, zone: Zone): Item[] {
  return insights.map((one) => {
    const { id, hypothesis, insight, result, unit, endedOn, ownerId, at } = one
    const measured =
      result === null ? '' : ` ${result} ${unit}${endedOn ? ` on ${formatDay(endedOn, { year: true })}` : ''}.`
    return {
      key: `experiment.${id}`,
      text: `${one.initiativeKey} ${experimentName(one)} “${insight ?? hypothesis}”: adopt as insight?${measured}`,
      who: [ownerId],
      asOf: endedOn ?? toLocal(at, zone).day,
    }
  })
}
