import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayNumber, dayText } from '../../src/methods/days.ts'
import {
  everyDay,
  lastDay,
  momentOfEnd,
  momentOfStart,
  pointAt,
  workCalendar,
  workingDaysBetween,
} from '../../src/methods/working-days.ts'

const weekdays = workCalendar('12345')
const anyDay = fc.integer({ min: dayNumber('1950-01-01'), max: dayNumber('2150-01-01') })

describe('day numbers', () => {
  test('begin in 1970 and read back as they were written', () => {
    expect(dayNumber('1970-01-01')).toBe(0)
    expect(dayNumber('2027-03-15')).toBe(20_892)
    fc.assert(fc.property(anyDay, (day) => dayNumber(dayText(day)) === day))
  })

  test.each(['2026-02-30', '2026-13-01', '26-01-01', 'tomorrow', '', '2026-11-23T00:00'])('"%s" is no day', (text) => {
    expect(() => dayNumber(text)).toThrow('not a day')
  })
})

describe('working days', () => {
  test('2008-10-01 to 2009-03-01 has 108, and 107 without 2008-11-26', () => {
    expect(workingDaysBetween(weekdays, '2008-10-01', '2009-03-01')).toBe(108)
    const thanks = workCalendar('12345', (day) => day === '2008-11-26')
    expect(workingDaysBetween(thanks, '2008-10-01', '2009-03-01')).toBe(107)
  })

  test('both ends count, a weekend has none, backward there are none', () => {
    expect(workingDaysBetween(weekdays, '2026-11-23', '2026-11-23')).toBe(1)
    expect(workingDaysBetween(weekdays, '2026-11-28', '2026-11-29')).toBe(0)
    expect(workingDaysBetween(weekdays, '2026-11-30', '2026-11-23')).toBe(0)
  })

  test('a one-day piece that starts on Monday ends on Monday; six days end on the next Monday', () => {
    const monday = weekdays.indexOf(dayNumber('2026-11-23'))
    expect(dayText(lastDay(weekdays, monday + 1))).toBe('2026-11-23')
    expect(dayText(lastDay(weekdays, monday + 0.5))).toBe('2026-11-23')
    expect(dayText(lastDay(weekdays, monday + 5))).toBe('2026-11-27')
    expect(dayText(lastDay(weekdays, monday + 6))).toBe('2026-11-30')
  })

  const holidays = fc.array(fc.integer({ min: 0, max: 4_000 }), { maxLength: 300 })
  const weeks = fc.subarray(['1', '2', '3', '4', '5', '6', '7'], { minLength: 1 }).map((days) => days.join(''))

  test('every calendar counts as one does by hand, before and after its origin', () => {
    fc.assert(
      fc.property(weeks, holidays, fc.integer({ min: 0, max: 3_900 }), fc.nat(200), (week, off, from, length) => {
        const begin = dayNumber('2019-01-01')
        const free = new Set(off.map((one) => dayText(begin + one)))
        const calendar = workCalendar(week, (day) => free.has(day))
        const days = Array.from({ length: length + 1 }, (_, index) => begin + from + index)
        const byHand = days.filter(
          (day) => week.includes(String(new Date(day * 86_400_000).getUTCDay() || 7)) && !free.has(dayText(day)),
        )
        expect(days.filter(calendar.works)).toEqual(byHand)
        expect(workingDaysBetween(calendar, dayText(begin + from), dayText(begin + from + length))).toBe(byHand.length)
      }),
      { numRuns: 60 },
    )
  })

  test('an index and its day are each other’s, however far away', () => {
    fc.assert(
      fc.property(weeks, anyDay, (week, day) => {
        const calendar = workCalendar(week, (text) => text.endsWith('-12-25'))
        const index = calendar.indexOf(day)
        const first = calendar.dayOf(index)
        expect(first).toBeGreaterThanOrEqual(day)
        expect(calendar.indexOf(first)).toBe(index)
        expect(calendar.dayOf(index - 1)).toBeLessThan(day)
      }),
      { numRuns: 60 },
    )
  })

  test('a mistyped year asks for no thousand years of holidays', () => {
    let asked = 0
    const calendar = workCalendar('12345', () => {
      asked++
      return false
    })
    expect(dayText(calendar.dayOf(calendar.indexOf(dayNumber('9999-12-31'))))).toBe('9999-12-31')
    expect(dayText(calendar.dayOf(calendar.indexOf(dayNumber('0026-11-23'))))).toBe('0026-11-23')
    expect(asked).toBeLessThan(70 * 366)
  })

  test('needs a weekday to work on', () => {
    expect(() => workCalendar('')).toThrow('no working day')
  })
})

describe('moments', () => {
  test('work that fills Friday is over on Saturday at midnight, work that follows it begins on Monday', () => {
    const monday = weekdays.indexOf(dayNumber('2026-11-30'))
    expect(momentOfEnd(weekdays, monday)).toBe(dayNumber('2026-11-28'))
    expect(momentOfStart(weekdays, monday)).toBe(dayNumber('2026-11-30'))
    expect(pointAt(everyDay, momentOfEnd(weekdays, monday))).toBe(dayNumber('2026-11-28'))
    expect(pointAt(weekdays, dayNumber('2026-11-28') + 0.5)).toBe(monday)
  })

  test('a point survives the way to a moment and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_000, max: 2_000 }), fc.integer({ min: 0, max: 7 }), (index, eighth) => {
        const point = index + eighth / 8
        expect(pointAt(weekdays, momentOfEnd(weekdays, point))).toBe(point)
        expect(pointAt(weekdays, momentOfStart(weekdays, point))).toBe(point)
      }),
    )
  })
})
