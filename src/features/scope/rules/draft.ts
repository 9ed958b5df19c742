/** What a draft still lacks, and whose word is missing: product says why and what it is worth, project what it does and costs. Pure. */
import type { ScopeRecord } from './records.ts'

export interface Missing {
  product: string[]
  project: string[]
}

export function missingOf({ why, value, effects, settings }: ScopeRecord): Missing {
  return {
    product: [
      ...(why ? [] : ['why']),
      ...(value.score || value.benefit ? [] : ['its value (WSJF, RICE or the expected benefit)']),
    ],
    project: [
      ...(effects === null ? ['the effects on the plan'] : []),
      ...(settings.cost === null ? ['the extra cost (0 is an answer)'] : []),
    ],
  }
}

export const isComplete = (scope: ScopeRecord): boolean => {
  const { product, project } = missingOf(scope)
  return product.length + project.length === 0
}

/** "none": the dates of the plan stay. */
export const noEffects = (effects: string) => /^(none|nothing|no)\.?$/i.test(effects.trim())

/** The whole change as a what-if reads it; the cost is a part like any other. */
export function questionWords(
  effects: string | null,
  cost: { amount: number } | null,
  typed: (amount: number) => string,
): string {
  const parts = [
    ...(effects === null || noEffects(effects) ? [] : [effects.trim().replace(/;\s*$/, '')]),
    ...(cost && cost.amount !== 0 ? [`cost ${cost.amount > 0 ? '+' : '-'}${typed(Math.abs(cost.amount))}`] : []),
  ]
  return parts.join('; ')
}

/** What was stored since the form was drawn is not emptied by it: the other side may have filled it in meanwhile. */
export function merged<T>(given: T | null, stored: T | null, fresh: boolean): T | null {
  return given ?? (fresh ? null : stored)
}
