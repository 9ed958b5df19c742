/** Money of initiatives in a file: amounts, and whose budget they are allotted from. Pure. */
import type { Day } from '../../../schedule/calendar.ts'
import { type BudgetOf, budgetProblem } from './budget.ts'
import { type CellError, type Row, reader } from './csv.ts'
import { budgetsOf } from './initiative.ts'
import { readCurrency, readMoney } from './money.ts'
import type { InitiativeRecord, RateRecord } from './records.ts'

interface Around {
  /** Of the organization, retired ones too. */
  all: InitiativeRecord[]
  rates: RateRecord[]
  may: { money(one: InitiativeRecord): boolean }
  today: Day
}

export function readBudget(row: Row, old: InitiativeRecord | null, { all, may }: Around, errors: CellError[]) {
  const take = reader(row, errors)
  // Empty: the one it has.
  const usual = old?.currency ?? 'EUR'
  const currency = row.cell('currency') ? take('currency', { fallback: usual, empty: usual }, readCurrency) : usual
  const amount = (column: string, was: number | null | undefined) =>
    take<number | null>(column, { fallback: was ?? null, empty: null }, (text) => readMoney(text, currency))
  const before = old && (all.find(({ id }) => id === old.budgetFromId)?.key ?? null)
  const budgetFrom = take<string | null>('budget from', { fallback: before, empty: null }, (text) => ({
    ok: text.toUpperCase(),
  }))
  const money = {
    currency,
    budget: amount('budget', old?.budget),
    benefit: amount('benefit', old?.benefit),
    burnPerDay: amount('burn per day', old?.burnPerDay),
  }
  const fields = ['currency', 'budget', 'benefit', 'burnPerDay'] as const
  const changed = old && (budgetFrom !== before || fields.some((field) => money[field] !== old[field]))
  if (changed && !may.money(old)) {
    const error = `You cannot change the money of ${old.key}. Take these columns out.`
    errors.push({ line: row.line, column: 'budget', error })
  }
  return { ...money, budgetFrom }
}

export interface BudgetRow {
  row: Row
  now: BudgetOf
}

/** With all rows as they would be. What a file leaves as it was is not its fault. */
export function checkBudgets(rows: BudgetRow[], { all, rates, today }: Around, errors: CellError[]): void {
  const before = budgetsOf(all)
  const after = new Map([...before, ...rows.map(({ now }) => [now.key, now] as const)])
  const rowOf = new Map(rows.map(({ row, now }) => [now.key, row]))
  const moved = ({ key, currency, from }: BudgetOf) =>
    before.get(key)?.currency !== currency || before.get(key)?.from !== from
  for (const one of after.values()) {
    const source = one.from === null ? undefined : after.get(one.from)
    if (one.from === null || !(moved(one) || (source && moved(source)))) continue
    const problem = budgetProblem(one, after, rates, today)
    if (!problem) continue
    const own = rowOf.get(one.key)
    const row = own ?? rowOf.get(one.from)
    const error = own ? problem : `${one.key}: ${problem}`
    errors.push({ line: row?.line ?? 1, column: own?.cell('budget from') ? 'budget from' : 'currency', error })
  }
}
