import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  acrossFirst,
  firstWorkingDay,
  isAcross,
  monthBefore,
  monthOf,
  nextMonth,
  readThanks,
} from '../../../src/features/kudos/rules/kudos.ts'
import { addDays, weekdayOf } from '../../../src/schedule/calendar.ts'

const people = [
  { id: 1, name: 'Ana' },
  { id: 2, name: 'Paul Miller' },
  { id: 3, name: 'Uma Andersen' },
]
const weekdays = (day: string) => weekdayOf(day) <= 5

describe('thanks in one line', () => {
  test.each([
    ['@Ana for the demo', [1], 'the demo'],
    ['Ana and Paul for staying for the night', [1, 2], 'staying for the night'],
    ['@Ana, @Paul Miller & @Uma for *all* of it', [1, 2, 3], '*all* of it'],
    ['@Ana @Uma Andersen for tests', [1, 3], 'tests'],
    ['@Ana @ana for tests', [1], 'tests'],
    ['@Ana', [1], ''],
  ])('"%s"', (words, to, text) => {
    const read = readThanks(words, people)
    expect('ok' in read && { to: read.ok.to.map(({ id }) => id), text: read.ok.text }).toEqual({ to, text })
  })

  test.each([
    ['@Anna for the demo', 'The nearest is Ana.'],
    ['for the demo', 'is nobody here'],
    ['', 'Say whom'],
  ])('"%s" is refused with what to do', (words, part) => {
    const read = readThanks(words, people)
    expect('error' in read && read.error).toContain(part)
  })

  test('whatever is typed, whoever is thanked is known and named once', () => {
    fc.assert(
      fc.property(fc.string(), fc.subarray(people), (noise, some) => {
        const read = readThanks(`${some.map(({ name }) => `@${name}`).join(', ')} for ${noise}`, people)
        if ('error' in read) return true
        const ids = read.ok.to.map(({ id }) => id)
        return new Set(ids).size === ids.length && ids.every((id) => people.some((one) => one.id === id))
      }),
    )
  })
})

describe('across sides', () => {
  test('is from one side to the other; sponsors stand in neither', () => {
    expect(isAcross('project', ['product'])).toBe(true)
    expect(isAcross('product', ['product', 'project'])).toBe(true)
    expect(isAcross('project', ['project', 'both', null])).toBe(false)
    expect(isAcross('both', ['project', 'product'])).toBe(false)
    expect(isAcross(null, ['project'])).toBe(false)
  })

  test('those across come first, and besides that all stand as they were said', () => {
    const at = (day: string) => new Date(`${day}T10:00:00Z`)
    const all = [
      { id: 1, across: false, at: at('2026-11-02') },
      { id: 2, across: true, at: at('2026-11-03') },
      { id: 3, across: true, at: at('2026-11-01') },
      { id: 4, across: false, at: at('2026-11-01') },
    ]
    expect(acrossFirst(all).map(({ id }) => id)).toEqual([3, 2, 4, 1])
  })
})

describe('the month', () => {
  test('its first working day is in it, and no working day of it comes before', () => {
    const day = fc.integer({ min: 0, max: 4_000 }).map((days) => addDays('2020-01-01', days))
    fc.assert(
      fc.property(day, (one) => {
        const month = monthOf(one)
        const first = firstWorkingDay(month, weekdays)
        expect(monthOf(first)).toBe(month)
        expect(weekdays(first)).toBe(true)
        expect(Number(first.slice(8))).toBeLessThanOrEqual(3)
        expect(monthBefore(`${nextMonth(month)}-01`)).toBe(month)
      }),
    )
    expect(firstWorkingDay('2026-11', weekdays)).toBe('2026-11-02')
    expect(firstWorkingDay('2026-11', () => false)).toBe('2026-11-01')
  })
})
