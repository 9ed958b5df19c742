/** Budgets that are allotted from another initiative's: it exists, nothing goes in a circle, and amounts can be compared. Pure. */
import { command } from '../../../chat/spoken.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import { convert } from './money.ts'
import type { RateRecord } from './records.ts'
import { unknownKey } from './words.ts'

export interface BudgetOf {
  key: string
  currency: string
  /** The key of the one whose budget it is allotted from. */
  from: string | null
}

/** By key, this one as it would be. */
export type Budgets = Map<string, BudgetOf>

export function budgetProblem(one: BudgetOf, all: Budgets, rates: RateRecord[], today: Day): string | null {
  if (one.from === null) return null
  const source = all.get(one.from)
  if (!source) {
    const others = [...all.keys()].filter((key) => key !== one.key)
    return unknownKey(one.from, 'another initiative', others)
  }
  const way = [one.key]
  // Circles that others are in already end as well: nobody is passed twice.
  for (
    let at: BudgetOf | undefined = source;
    at && !way.includes(at.key);
    at = at.from ? all.get(at.from) : undefined
  ) {
    way.push(at.key)
    if (at.from === one.key) return circleText([...way, one.key])
  }
  if (source.key === one.key) return circleText([one.key, one.key])
  if (convert(1, source.currency, one.currency, today, rates) !== null) return null
  return `The budget of ${source.key} is in ${source.currency}, and no rate from ${source.currency} to ${one.currency} is given for ${formatDay(today)}. Use ${source.currency}, or have finance give the rate: ${command('rates')}.`
}

function circleText(keys: string[]): string {
  const [first, ...rest] = keys
  return `Budgets would go in a circle: ${first} from ${rest.join(' from ')}. One of them needs a budget of its own.`
}
