/** A long text read in parts is the text read at once. */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSheet } from '../../../src/features/portfolio/rules/csv.ts'
import { csvOptions, parseRows } from '../../../src/features/portfolio/rules/csv-rows.ts'
import { atOnce } from '../../../src/features/portfolio/rules/steps.ts'

const cell = fc.stringMatching(/^[a-z ",\n]{0,6}$/)
const options = { ...csvOptions, delimiter: ',' }

function inParts(text: string, characters: number) {
  const read = atOnce(parseRows(text, characters))
  return 'rows' in read ? read.rows.map(({ record, info }) => ({ record, line: info.lines })) : read.error
}

function whole(text: string) {
  return (parse(text, options) as unknown as { record: string[]; info: { lines: number } }[]).map(
    ({ record, info }) => ({ record, line: info.lines }),
  )
}

describe('a text in parts', () => {
  it('has the same rows on the same lines as at once, with quotes, commas and line breaks inside of cells', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 30 }),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 40 }),
        (rows, record_delimiter, characters) => {
          const text = stringify([['a', 'b', 'c'], ...rows], { record_delimiter })
          expect(inParts(text, characters)).toEqual(whole(text))
        },
      ),
    )
  })

  it('names the line of a quotation mark that is not closed, wherever its part began', () => {
    const lines = Array.from({ length: 50 }, (_, index) => `a${index},b`)
    lines[30] = 'a30,"b'
    expect(inParts(lines.join('\n'), 20)).toContain('a quotation mark is not closed')
    const [, line] = /Line (\d+):/.exec(String(inParts(lines.join('\n'), 20))) ?? []
    expect(Number(line)).toBeGreaterThanOrEqual(31)
  })

  it('comes to the end of a text without a line break, and of an empty one', () => {
    expect(inParts('a,b', 1)).toEqual([{ record: ['a', 'b'], line: 1 }])
    expect(readSheet('')).toEqual({ error: 'This is empty. Paste a header line and at least one row.' })
  })
})
