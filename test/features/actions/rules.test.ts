import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  dueText,
  isDue,
  isOverdue,
  mayChange,
  readDue,
  readWhoAndWhen,
} from '../../../src/features/actions/rules/items.ts'
import { readPromise } from '../../../src/features/actions/rules/promise.ts'
import { addDays, mondayOf, toInstant, weekdayOf } from '../../../src/schedule/calendar.ts'

const zone = 'Europe/Berlin'
/** A Monday. */
const now = toInstant('2026-11-23', '18:30', zone)
const isWorking = (day: string) => weekdayOf(day) <= 5
const due = (words: string) => readDue(words, { now, zone, isWorking })
const people = [
  { id: 1, name: 'Ana Byrne' },
  { id: 2, name: 'Paul' },
  { id: 3, name: 'Ana Costa' },
]

describe('the day of a promise', () => {
  test.each([
    ['today', '2026-11-23'],
    ['fri', '2026-11-27'],
    ['2 dec', '2026-12-02'],
    ['2026-12-24', '2026-12-24'],
    ['3 working days', '2026-11-26'],
    ['in 2 weeks', '2026-12-07'],
  ])('%s is %s', (words, day) => expect(due(words)).toEqual({ ok: day }))

  test.each([
    ['yesterday', 'Sun 22 Nov 2026 is over'],
    ['20 nov', 'Fri 20 Nov 2026 is over'],
    ['soon', '"soon" is not a day.'],
    ['2028-01-01', 'more than a year ahead'],
    ['', 'is not a day'],
  ])('"%s" is refused with what to do', (words, part) => {
    const read = due(words)
    expect('error' in read && read.error).toContain(part)
  })

  test('whatever is typed, a day that is taken is today or later and at most a year ahead', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.constantFrom('mon', 'next fri', '31 dec', '30 feb', '999 working days', '12 weeks'),
    )
    fc.assert(
      fc.property(typed, (words) => {
        const read = due(words)
        if ('error' in read) return read.error.length > 0
        return read.ok >= '2026-11-23' && read.ok <= addDays('2026-11-23', 366)
      }),
    )
  })
})

describe('who and by when, in one line', () => {
  test.each([
    ['@Paul by fri', 2, 'fri'],
    ['Paul by 2 dec', 2, '2 dec'],
    ['@Ana Costa by fri', 3, 'fri'],
    ['by fri', null, 'fri'],
    ['@Paul', 2, null],
    ['', null, null],
  ])('"%s"', (words, id, when) => {
    expect(readWhoAndWhen(words, people)).toEqual({
      ok: { owner: people.find((one) => one.id === id) ?? null, due: when },
    })
  })

  test('a name that two have is asked for whole, one that nobody has is refused with the nearest', () => {
    const two = readWhoAndWhen('@Ana by fri', people)
    expect('error' in two && two.error).toContain('More than one is called Ana: Ana Byrne, Ana Costa')
    const none = readWhoAndWhen('@Pual by fri', people)
    expect('error' in none && none.error).toContain('The nearest is Paul.')
  })
})

describe('a promise in a form', () => {
  const crew = { name: 'Checkout', zone, workDays: '12345', country: null, members: [{ personId: 1 }, { personId: 2 }] }

  test('is one person’s, of that crew, by a day that is not over; each error stands beside its field', () => {
    expect(readPromise({ text: ' Call ', owner: [2], due: 'fri' }, crew, now)).toEqual({
      ok: { text: 'Call', ownerId: 2, dueOn: '2026-11-27' },
    })
    const read = readPromise({ text: 'Call', owner: [1, 2], due: 'last fri' }, crew, now)
    expect('errors' in read && Object.keys(read.errors)).toEqual(['owner', 'due'])
    const stranger = readPromise({ text: 'Call', owner: [3], due: 'fri' }, crew, now)
    expect('errors' in stranger && stranger.errors).toEqual({ owner: 'Name somebody of Checkout.' })
  })
})

describe('an action item', () => {
  const action = { ownerId: 1, createdById: 2, crewId: 7 as number | null }

  test('is changed by whoever does it, whoever made it and its crew, and by nobody else', () => {
    expect(mayChange(action, { personId: 1, crewIds: [] })).toBe(true)
    expect(mayChange(action, { personId: 2, crewIds: [] })).toBe(true)
    expect(mayChange(action, { personId: 3, crewIds: [7] })).toBe(true)
    expect(mayChange(action, { personId: 3, crewIds: [8] })).toBe(false)
    expect(mayChange({ ...action, crewId: null }, { personId: 3, crewIds: [7] })).toBe(false)
  })

  test('is due on its day and overdue after it, and never once it is closed', () => {
    const on = (dueOn: string, state: 'open' | 'done' = 'open') => ({ dueOn, state })
    expect([isDue(on('2026-11-23'), '2026-11-23'), isOverdue(on('2026-11-23'), '2026-11-23')]).toEqual([true, false])
    expect(isOverdue(on('2026-11-22'), '2026-11-23')).toBe(true)
    expect(isOverdue(on('2026-11-22', 'done'), '2026-11-23')).toBe(false)
    expect(dueText(on('2026-11-23'), '2026-11-23')).toBe('due today')
    expect(dueText(on('2026-11-20'), '2026-11-23')).toBe('overdue since Fri 20 Nov')
    expect(dueText(on('2027-01-04'), '2026-11-23')).toBe('due Mon 4 Jan 2027')
  })

  const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2026-01-01', days))

  test('the week of a day begins on the Monday on or before it', () => {
    fc.assert(
      fc.property(day, (one) => {
        const monday = mondayOf(one)
        return weekdayOf(monday) === 1 && monday <= one && addDays(monday, 7) > one
      }),
    )
  })
})
