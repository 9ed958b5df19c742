import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkRaci, type RaciRow, rowErrors } from '../../src/methods/raci.ts'

const row = (activity: string, given: Partial<RaciRow> = {}) => ({
  phase: 'Build',
  activity,
  responsible: ['Paul'],
  accountable: ['Ana'],
  consulted: [],
  informed: [],
  ...given,
})

const check = (rows: RaciRow[], phases = ['Build'], most = 9) => checkRaci({ phases, rows }, { most })

describe('RACI', () => {
  test('a valid row has exactly one Accountable and at least one Responsible, who may be the same', () => {
    expect(rowErrors(row('Payment form'))).toEqual([])
    expect(rowErrors(row('Payment form', { responsible: ['Ana', 'Paul'] }))).toEqual([])
    expect(rowErrors(row('Payment form', { accountable: ['Ana', 'Ana'] }))).toEqual([])
  })

  test('nobody accountable, two of them, nobody responsible: each is said with its row', () => {
    const bare = row('Launch', { accountable: [], responsible: [] })
    expect(rowErrors(bare)).toEqual([
      { finding: 'noAccountable', row: bare },
      { finding: 'noResponsible', row: bare },
    ])
    const shared = row('Launch', { accountable: ['Ana', 'Cleo'] })
    expect(rowErrors(shared)).toEqual([{ finding: 'severalAccountable', row: shared, people: ['Ana', 'Cleo'] }])
  })

  test('a phase without a row is a grey area, in the order of phases', () => {
    expect(check([row('Payment form', { phase: ' build ' })], ['Discover', 'Build', 'Launch'])).toEqual([
      { finding: 'greyArea', phase: 'Discover' },
      { finding: 'greyArea', phase: 'Launch' },
    ])
  })

  test('one activity that different people are accountable for is a clash, in one phase or two', () => {
    const [build, launch] = [row('Release notes'), row('release  NOTES', { phase: 'Launch', accountable: ['Cleo'] })]
    expect(check([build, row('Tests'), launch])).toEqual([{ finding: 'clash', rows: [build, launch] }])
    expect(check([build, { ...launch, accountable: ['Ana'] }])).toEqual([])
    expect(check([build, { ...launch, accountable: [] }]).map(({ finding }) => finding)).toEqual(['noAccountable'])
  })

  test('who does or answers for the work need not be asked or told of it', () => {
    const own = row('Tests', { consulted: ['Ana', 'Cleo'], informed: ['Paul', 'Ana'] })
    expect(check([own])).toEqual([
      { finding: 'ownWork', row: own, person: 'Ana' },
      { finding: 'ownWork', row: own, person: 'Paul' },
    ])
  })

  test('who is accountable for more activities than the limit is overloaded, with all of them', () => {
    const rows = ['A', 'B', 'C'].map((name) => row(name))
    const other = row('D', { accountable: ['Cleo'] })
    expect(check([...rows, other], ['Build'], 2)).toEqual([{ finding: 'overloaded', person: 'Ana', rows }])
    expect(check([...rows, other], ['Build'], 3)).toEqual([])
  })

  test('findings hand back the rows they were given', () => {
    const kept = { ...row('Tests'), id: 7, accountable: [3, 4], responsible: [3] }
    const [found] = checkRaci({ phases: [], rows: [kept] }, { most: 5 })
    expect(found).toMatchObject({ finding: 'severalAccountable', people: [3, 4] })
    if (found?.finding === 'severalAccountable') expect(found.row.id).toBe(7)
  })

  test('nothing to check has no findings', () => {
    expect(check([], [])).toEqual([])
  })

  const people = fc.uniqueArray(fc.constantFrom<string>('Ana', 'Ben', 'Cleo', 'Dev'), { maxLength: 3 })
  const anyRow = fc.record({
    phase: fc.constantFrom('Build', 'Launch'),
    activity: fc.constantFrom('Tests', 'Notes', 'Form'),
    responsible: people,
    accountable: people,
    consulted: people,
    informed: people,
  })

  test('every row is valid or named in an error, every phase covered or grey, every load allowed or named', () => {
    fc.assert(
      fc.property(fc.array(anyRow), fc.nat(4), (rows, most) => {
        const findings = checkRaci({ phases: ['Build', 'Launch'], rows }, { most })
        const errors = rows.flatMap(rowErrors)
        expect(findings.slice(0, errors.length)).toEqual(errors)
        for (const one of rows) {
          const valid = one.accountable.length === 1 && one.responsible.length > 0
          expect(errors.some((error) => error.row === one)).toBe(!valid)
        }
        for (const phase of ['Build', 'Launch']) {
          const grey = findings.some((found) => found.finding === 'greyArea' && found.phase === phase)
          expect(grey).toBe(rows.every((one) => one.phase !== phase))
        }
        for (const person of ['Ana', 'Ben', 'Cleo', 'Dev']) {
          const own = rows.filter(({ accountable }) => accountable.includes(person))
          const found = findings.find((one) => one.finding === 'overloaded' && one.person === person)
          expect(found).toEqual(own.length > most ? { finding: 'overloaded', person, rows: own } : undefined)
        }
      }),
    )
  })
})
