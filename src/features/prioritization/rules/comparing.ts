/** The orders of two sides beside each other: where they differ most comes first. Pure. */
import { kendallTau, midRanks } from '../../../methods/ranks.ts'
import type { ResultOf } from '../../../voting/rules/records.ts'

export type Ranking = Pick<ResultOf<'ranking'>, 'project' | 'product' | 'order'>

export interface Compared {
  option: number
  /** Places: level ones share their mean. `null`: nobody of that side ranked. */
  project: number | null
  product: number | null
  /** Places between them. */
  apart: number | null
}

export interface Comparison {
  /** A quarter of the list or more apart, the farthest first. */
  differ: Compared[]
  /** In the order of both. */
  alike: Compared[]
  /** Kendall's tau-b; `null` where it is not defined. */
  tau: number | null
}

/** Of a list of two the neighbors are apart already. */
export const apartFrom = (options: number) => Math.max(1, options / 4)

export function compare(ranking: Ranking): Comparison {
  const options = ranking.order.flat()
  const places = (side: 'project' | 'product') => {
    const own = ranking[side]
    return own && midRanks(own.order, options)
  }
  const [project, product] = [places('project'), places('product')]
  const all = options.map((option): Compared => {
    const [one, other] = [project?.get(option) ?? null, product?.get(option) ?? null]
    return {
      option,
      project: one,
      product: other,
      apart: one === null || other === null ? null : Math.abs(one - other),
    }
  })
  const far = (one: Compared) => one.apart !== null && one.apart >= apartFrom(options.length)
  return {
    differ: all.filter(far).sort((a, b) => (b.apart ?? 0) - (a.apart ?? 0)),
    alike: all.filter((one) => !far(one)),
    tau: project && product ? kendallTau(project, product) : null,
  }
}
