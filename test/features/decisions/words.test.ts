import { expect, test } from 'vitest'
import { readOptions, splitKey } from '../../../src/features/decisions/rules/proposal.ts'
import { fold, readNumber, sameSubject, searchWords, subjectOf } from '../../../src/features/decisions/rules/words.ts'

const same = (one: string, other: string) => sameSubject(subjectOf(one, 'CHK'), subjectOf(other, 'CHK'))

test('words are folded: case, accents, signs and the sharp s', () => {
  expect(fold('  Straße: CAFÉ_50 %  ')).toBe('strasse cafe 50')
  expect(searchWords('Guest guest CHECKOUT!')).toEqual(['guest', 'checkout'])
  expect(searchWords('%_\\')).toEqual([])
})

test('the same subject in other words is one; another subject of the same initiative is not', () => {
  expect(same('Ship the beta without accounts', 'The Beta ships with an account')).toBe(true)
  expect(same('CHK: gift cards in release 2', 'Gift cards are not in this release')).toBe(true)
  expect(same('Ship the beta without accounts', 'Load test in February')).toBe(false)
  expect(same('Ship the beta on Friday', 'Ship the manual with pictures')).toBe(false)
  expect(same('Freeze', 'Freeze!')).toBe(true)
  expect(same('Freeze', 'Freeze the schema')).toBe(false)
  expect(same('the of and', 'the of and')).toBe(false)
})

test('a key before the words is one where there is an initiative of that name', () => {
  const keys = ['CHK', 'EXP-1', 'GO']
  expect(splitKey('CHK: ship', keys)).toEqual({ key: 'CHK', what: 'ship' })
  expect(splitKey('exp-1: stop it', keys)).toEqual({ key: 'EXP-1', what: 'stop it' })
  expect(splitKey('CHK ship', keys)).toEqual({ key: 'CHK', what: 'ship' })
  expect(splitKey('go with accounts', keys)).toEqual({ key: null, what: 'go with accounts' })
  expect(splitKey('ABC: ship', keys)).toEqual({ key: null, what: 'ABC: ship' })
})

test('numbers as people type them', () => {
  expect(['DEC-7', 'dec 7', '#7', '7'].map(readNumber)).toEqual([7, 7, 7, 7])
  expect(['DEC-', 'seven', '7a', ''].map(readNumber)).toEqual([null, null, null, null])
})

test('options: one a line, with their reason after a colon', () => {
  expect(readOptions('Friday: too late\n\n Monday \nat 10:30')).toEqual([
    { text: 'Friday', why: 'too late' },
    { text: 'Monday', why: null },
    { text: 'at 10:30', why: null },
  ])
})
