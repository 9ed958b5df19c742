/** Plans, costs and initiatives as files: the form to paste one, and the tables that are downloaded. */

import type { Form } from '../../../chat/form.ts'
import { command } from '../../../chat/spoken.ts'
import { sheets } from '../rules/csv.ts'
import { bookingKey } from '../rules/csv-costs.ts'
import { amountTyped } from '../rules/money.ts'
import type { BookingRecord, DeliverableRecord, InitiativeRecord } from '../rules/records.ts'
import { kindWords, methodologyWords, phaseWords } from '../rules/words.ts'

export const importForm = {
  id: 'portfolio.import',
  title: 'Import',
  intro:
    'Paste rows with their header line: a plan, costs or initiatives. What has the same key is changed, nothing is doubled. If one cell is wrong, nothing is imported and you are told which.',
  submit: 'Import',
  note: `A plan: ${sheets.plan.columns.filter((column) => column !== 'co-signed').join(', ')}. Columns that are left out stay as they are. ${command('plan export')} shows the form. A message field may hold only some dozens of rows: then paste part by part.`,
  value: {},
  inputs: {
    text: { input: 'text', label: 'Rows', hint: 'As copied from a spreadsheet, or as CSV.', lines: 12, max: 4_000_000 },
  },
} as const satisfies Form

type Table = (string | number)[][]
const name = (people: Map<number, string>, id: number | null) => (id === null ? '' : (people.get(id) ?? ''))

/** `after`: as it is typed, "T3; PAY T2+1". */
export function planTable(
  key: string,
  pieces: DeliverableRecord[],
  after: Map<number, string[]>,
  people: Map<number, string>,
): Table {
  return [
    [...sheets.plan.columns],
    ...pieces.map((one) => [
      key,
      one.key,
      one.name,
      one.optimistic ?? '',
      one.likely,
      one.pessimistic ?? '',
      one.percent,
      one.startedOn ?? '',
      one.finishedOn ?? '',
      one.notBefore ?? '',
      one.promisedOn ?? '',
      one.promisedTo ?? '',
      one.unsigned ? 'no' : '',
      one.valuePoints ?? '',
      name(people, one.ownerId),
      (after.get(one.id) ?? []).join('; '),
    ]),
  ]
}

export function costsTable(key: string, bookings: BookingRecord[]): Table {
  return [
    [...sheets.costs.columns],
    ...bookings.map((one) => [
      key,
      bookingKey(one),
      one.kind,
      one.day,
      amountTyped(one.amount, one.currency),
      one.currency,
      one.note ?? '',
    ]),
  ]
}

const moneyColumns = ['currency', 'budget', 'benefit', 'burn per day']

export interface InitiativesTable {
  initiatives: InitiativeRecord[]
  people: Map<number, string>
  crews: Map<number, string>
  /** Keys of key results by initiative. */
  results: Map<number, string[]>
  /** Amounts of every one of them may be seen: else the columns are left out, since an empty cell would clear. */
  amounts: boolean
}

export function initiativesTable({ initiatives, people, crews, results, amounts }: InitiativesTable): Table {
  const money = (amount: number | null, currency: string) => (amount === null ? '' : amountTyped(amount, currency))
  const keys = new Map(initiatives.map(({ id, key }) => [id, key]))
  const from = ({ budgetFromId }: InitiativeRecord) => [budgetFromId === null ? '' : (keys.get(budgetFromId) ?? '')]
  return [
    sheets.initiatives.columns.filter((column) => amounts || !moneyColumns.includes(column)),
    ...initiatives.map((one) => [
      one.key,
      one.name,
      kindWords[one.kind].toLowerCase(),
      methodologyWords[one.methodology].toLowerCase(),
      phaseWords[one.phase].toLowerCase(),
      one.crew?.name ?? '',
      one.steeringCrewId === null ? '' : (crews.get(one.steeringCrewId) ?? ''),
      name(people, one.projectOwnerId),
      name(people, one.productOwnerId),
      name(people, one.sponsorId),
      one.startOn ?? '',
      ...(amounts
        ? [
            one.currency,
            money(one.budget, one.currency),
            ...from(one),
            money(one.benefit, one.currency),
            money(one.burnPerDay, one.currency),
          ]
        : from(one)),
      one.planAt ?? '',
      (results.get(one.id) ?? []).join('; '),
    ]),
  ]
}
