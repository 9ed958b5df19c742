/** A pasted file: which kind it is, its columns and its rows. A bad cell is named by line and column. Pure. */
import { isDay } from '../../../schedule/calendar.ts'
import { parseRows } from './csv-rows.ts'
import { atOnce, type Steps } from './steps.ts'
import { nearest, type Read } from './words.ts'

/** Columns of each kind of file; the first ones of it are needed. */
export const sheets = {
  plan: {
    needed: ['initiative', 'key'],
    columns: [
      'initiative',
      'key',
      'name',
      'optimistic',
      'likely',
      'pessimistic',
      'percent',
      'started',
      'finished',
      'not before',
      'promised',
      'promised to',
      // Told by an export; an import takes no signature.
      'co-signed',
      'value points',
      'owner',
      'after',
    ],
  },
  costs: {
    needed: ['initiative', 'key', 'kind', 'day', 'amount'],
    columns: ['initiative', 'key', 'kind', 'day', 'amount', 'currency', 'note'],
  },
  initiatives: {
    needed: ['key'],
    columns: [
      'key',
      'name',
      'kind',
      'methodology',
      'phase',
      'crew',
      'steering crew',
      'project owner',
      'product owner',
      'sponsor',
      'start',
      'currency',
      'budget',
      'budget from',
      'benefit',
      'burn per day',
      'plan at',
      'key results',
    ],
  },
} as const satisfies Record<string, { needed: string[]; columns: string[] }>

export type SheetKind = keyof typeof sheets
export const sheetWords: Record<SheetKind, string> = { plan: 'a plan', costs: 'costs', initiatives: 'initiatives' }

export interface Row {
  line: number
  /** `undefined` where the file has no such column: what is known stays. Empty clears. */
  cell(column: string): string | undefined
}

export interface Sheet {
  kind: SheetKind
  has(column: string): boolean
  rows: Row[]
}

export interface CellError {
  line: number
  column: string
  error: string
}

const mostRows = 20_000

export const readSheet = (text: string) => atOnce(readSheetSteps(text))

export function* readSheetSteps(text: string): Steps<{ sheet: Sheet } | { error: string }> {
  const parsed = yield* parseRows(text)
  if ('error' in parsed) return parsed
  const [first, ...rest] = parsed.rows
  if (!first) return { error: 'This is empty. Paste a header line and at least one row.' }
  const header = first.record.map((name) => name.trim().toLowerCase())
  const kind = kindOf(header)
  const problem = checkHeader(header, kind)
  if (problem) return { error: problem }
  if (rest.length === 0) return { error: 'There is a header line and no row under it. Paste at least one row.' }
  if (rest.length > mostRows)
    return { error: `These are ${rest.length} rows; at most ${mostRows} at once. Split it: a row twice is taken once.` }
  const at = new Map(header.map((name, index) => [name, index]))
  const rows: Row[] = []
  for (const { record, info } of rest) {
    const line = info.lines - record.join('').split('\n').length + 1
    if (record.length > header.length) {
      return {
        error: `Line ${line} has ${record.length} cells, and the header has ${header.length}. Put quotes around a text with a comma in it.`,
      }
    }
    const cell = (column: string) => {
      const index = at.get(column)
      return index === undefined ? undefined : unguarded(record[index] ?? '')
    }
    rows.push({ line, cell })
  }
  return { sheet: { kind, has: (column) => at.has(column), rows } }
}

/** Exports guard cells that a spreadsheet would compute; coming back they are what they were. */
function unguarded(cell: string): string {
  return (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell).trim()
}

function kindOf(header: string[]): SheetKind {
  const shared = (kind: SheetKind) => {
    const { columns, needed }: { columns: readonly string[]; needed: readonly string[] } = sheets[kind]
    const has = header.filter((name) => columns.includes(name)).length
    return has + (needed.every((name) => header.includes(name)) ? needed.length : 0)
  }
  const kinds = Object.keys(sheets) as SheetKind[]
  return kinds.sort((a, b) => shared(b) - shared(a))[0] ?? 'plan'
}

function checkHeader(header: string[], kind: SheetKind): string | null {
  const { columns, needed }: { columns: readonly string[]; needed: readonly string[] } = sheets[kind]
  const missing = needed.filter((name) => !header.includes(name))
  const known = header.filter((name) => columns.includes(name))
  if (known.length === 0) {
    return `Line 1 is no header of a plan, of costs or of initiatives. A plan begins with: ${sheets.plan.columns.join(',')}`
  }
  if (missing.length)
    return `Line 1: this looks like ${sheetWords[kind]}, and the column ${missing.join(', ')} is missing.`
  const unknown = header.find((name) => !columns.includes(name))
  if (unknown !== undefined) {
    const near = nearest(unknown, [...columns])
    return `Line 1: "${unknown}" is not a column of ${sheetWords[kind]}. The nearest is ${near}.`
  }
  const twice = header.find((name, index) => header.indexOf(name) !== index)
  return twice === undefined ? null : `Line 1: the column ${twice} stands there twice.`
}

/** "Line 17, column likely: ..."; how many more there are, since all is refused together. */
export function errorText(errors: CellError[]): string {
  const [first] = [...errors].sort((a, b) => a.line - b.line)
  if (!first) return ''
  const more = errors.length - 1
  const rest = more === 0 ? '' : ` ${more} more ${more === 1 ? 'cell is' : 'cells are'} wrong.`
  return `Line ${first.line}, column ${first.column}: ${first.error}${rest} Nothing was imported.`
}

/** Cells of one row, read one after the other; what is wrong is gathered. */
export function reader(row: Row, errors: CellError[]) {
  /** `fallback` where the column is absent; `empty` where nothing stands in it. */
  function take<T>(
    column: string,
    { fallback, empty }: { fallback: T; empty: T | string },
    read: (text: string) => Read<T>,
  ): T {
    const text = row.cell(column)
    if (text === undefined) return fallback
    if (text === '') {
      if (typeof empty !== 'string') return empty
      errors.push({ line: row.line, column, error: empty })
      return fallback
    }
    const result = read(text)
    if ('ok' in result) return result.ok
    errors.push({ line: row.line, column, error: result.error })
    return fallback
  }
  return take
}

export function readCellDay(text: string): Read<string> {
  return isDay(text) ? { ok: text } : { error: `"${text}" is not a day. Write it like 2026-11-24.` }
}

export function readCellNumber(text: string): Read<number> {
  const value = Number(text.replace(',', '.'))
  return Number.isFinite(value) ? { ok: value } : { error: `"${text}" is not a number.` }
}

/** Persons by name, where the name means one. */
export function personReader(people: { id: number; name: string }[]): (text: string) => Read<number> {
  const byName = new Map<string, number | null>()
  for (const { id, name } of people) byName.set(name.toLowerCase(), byName.has(name.toLowerCase()) ? null : id)
  return (text) => {
    const found = byName.get(text.toLowerCase())
    if (typeof found === 'number') return { ok: found }
    if (found === null)
      return { error: `Two people are called ${text}. Leave it empty and name the right one in the form.` }
    const near = nearest(
      text,
      people.map(({ name }) => name),
    )
    return { error: `Nobody here is called "${text}".${near ? ` The nearest is ${near}.` : ''}` }
  }
}
