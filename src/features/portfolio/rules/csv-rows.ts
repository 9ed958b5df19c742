/** A text as rows of cells, in steps. Pure. */
import { CsvError, parse } from 'csv-parse/sync'
import type { Steps } from './steps.ts'

export interface Parsed {
  record: string[]
  info: { lines: number }
}

/** Ends of lines are named: looking for them, the parser takes the first one inside of a cell for it. */
export const csvOptions = {
  bom: true,
  info: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  skip_empty_lines: true,
}

/** Of one step: some milliseconds of parsing. */
const charactersInStep = 30_000

/** `characters`: of one step, at least. */
export function* parseRows(text: string, characters = charactersInStep): Steps<{ rows: Parsed[] } | { error: string }> {
  const head =
    text
      .replace(/^\uFEFF/, '')
      .trimStart()
      .split('\n', 1)[0] ?? ''
  // Spreadsheets copy with tabs, and write semicolons where the comma is for decimals.
  const [delimiter = ','] = ['\t', ';', ','].sort((a, b) => head.split(b).length - head.split(a).length)
  const rows: Parsed[] = []
  let before = 0
  const options = { ...csvOptions, delimiter }
  for (const part of partsOf(text, characters)) {
    try {
      for (const row of parse(part, options) as unknown as Parsed[]) {
        rows.push({ record: row.record, info: { lines: before + row.info.lines } })
      }
    } catch (error) {
      if (!(error instanceof CsvError)) throw error
      const lines = (error as { lines?: unknown }).lines
      const where = typeof lines === 'number' ? `Line ${before + lines}: ` : ''
      return { error: `${where}a quotation mark is not closed or stands inside a cell. Double those inside: "".` }
    }
    before += part.split('\n').length - 1
    yield rows.length
  }
  return { rows }
}

/** Cut at ends of lines that are ends of rows: where every quotation mark before them is closed. */
function* partsOf(text: string, characters: number): Generator<string> {
  let from = 0
  let marks = 0
  let at = 0
  while (at < text.length) {
    const end = text.indexOf('\n', at)
    const next = end < 0 ? text.length : end + 1
    for (let mark = text.indexOf('"', at); mark >= 0 && mark < next; mark = text.indexOf('"', mark + 1)) marks += 1
    at = next
    if (at - from < characters || marks % 2) continue
    yield text.slice(from, at)
    from = at
  }
  if (from < text.length || text === '') yield text.slice(from)
}
