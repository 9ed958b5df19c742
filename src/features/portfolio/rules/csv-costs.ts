/** Costs and benefits as a file: rows to bookings. Pure. */
import type { Day } from '../../../schedule/calendar.ts'
import { checkBooking } from './booking.ts'
import { type CellError, readCellDay, reader, type Sheet } from './csv.ts'
import { amountTyped } from './money.ts'
import type { BookingRecord, InitiativeRecord, RateRecord } from './records.ts'
import { atOnce, rowsInStep, type Steps } from './steps.ts'
import { readWord, unknownKey } from './words.ts'

export type NewBooking = Pick<BookingRecord, 'initiativeId' | 'kind' | 'day' | 'amount' | 'currency' | 'note'> & {
  externalKey: string
}

export interface CostsImport {
  added: NewBooking[]
  /** The same key with other values: taken anew. */
  replaced: number[]
  rows: number
}

export interface CostsSurroundings {
  initiatives: InitiativeRecord[]
  bookings: BookingRecord[]
  rates: RateRecord[]
  mayBook: (initiative: InitiativeRecord) => boolean
  today: Day
}

/** What was booked by hand has no key of its own; in a file it is named so. */
export const bookingKey = ({ externalKey, id }: Pick<BookingRecord, 'externalKey' | 'id'>) => externalKey ?? `#${id}`

export type CostsRead = { costs: CostsImport } | { errors: CellError[] }

export const readCosts = (sheet: Sheet, around: CostsSurroundings) => atOnce(readCostsSteps(sheet, around))

export function* readCostsSteps(sheet: Sheet, around: CostsSurroundings): Steps<CostsRead> {
  const errors: CellError[] = []
  const initiatives = new Map(around.initiatives.map((one) => [one.key, one]))
  const known = new Map(around.bookings.map((one) => [`${one.initiativeId} ${bookingKey(one)}`, one]))
  const lines = new Map<string, number>()
  const costs: CostsImport = { added: [], replaced: [], rows: sheet.rows.length }
  for (const [index, row] of sheet.rows.entries()) {
    if (index % rowsInStep === rowsInStep - 1) yield index + 1
    const wrong = (column: string, error: string) => errors.push({ line: row.line, column, error })
    const typed = row.cell('initiative') ?? ''
    const initiative = initiatives.get(typed.toUpperCase())
    if (!initiative || !around.mayBook(initiative)) {
      const error = initiative
        ? `You cannot book money for ${initiative.key}.`
        : unknownKey(typed, 'an initiative', [...initiatives.keys()])
      wrong('initiative', error)
      continue
    }
    const count = errors.length
    const take = reader(row, errors)
    const key = take(
      'key',
      { fallback: '', empty: 'A row needs a key: by it the same row twice is one booking.' },
      (ok) => ({ ok }),
    )
    const kind = take('kind', { fallback: 'cost' as const, empty: 'Write cost or benefit.' }, (text) =>
      readWord(text, { cost: 'Cost', benefit: 'Benefit' }),
    )
    const day = take('day', { fallback: '', empty: 'Give the day it was spent or gained.' }, readCellDay)
    const note = take<string | undefined>('note', { fallback: undefined, empty: undefined }, (ok) => ({
      ok: ok.slice(0, 200),
    }))
    if (errors.length > count) continue
    const name = `${initiative.id} ${key}`
    const before = lines.get(name)
    if (before !== undefined) wrong('key', `${key} stands on line ${before} too. Take one out.`)
    lines.set(name, row.line)
    const answers = {
      kind,
      day,
      note,
      amount: row.cell('amount') ?? '',
      currency: row.cell('currency') || initiative.currency,
      rate: undefined,
    }
    const checked = checkBooking(answers, { initiative, rates: around.rates, today: around.today, mayRate: false })
    if ('errors' in checked) {
      for (const [column, error] of Object.entries(checked.errors)) wrong(column, error)
      continue
    }
    const old = known.get(name)
    if (!old && key.startsWith('#'))
      wrong('key', `${key} is no booking of ${initiative.key}. Keys with # are given by Tandem.`)
    if (old && same(old, checked.data)) continue
    if (old && old.externalKey === null) {
      wrong(
        'key',
        `${key} was booked by hand as ${amountTyped(old.amount, old.currency)} ${old.currency} on ${old.day}, and is not changed by a file.`,
      )
    }
    if (old) costs.replaced.push(old.id)
    costs.added.push({ ...checked.data, initiativeId: initiative.id, externalKey: key })
  }
  return errors.length ? { errors } : { costs }
}

function same(old: BookingRecord, now: Pick<BookingRecord, 'kind' | 'day' | 'amount' | 'currency' | 'note'>): boolean {
  return (['kind', 'day', 'amount', 'currency', 'note'] as const).every((field) => old[field] === now[field])
}
