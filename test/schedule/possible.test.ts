import { describe, expect, test } from 'vitest'
import { neverFalls, readSchedule } from '../../src/schedule/calendar.ts'

const today = '2026-11-23'
function said(words: string, workDays = '12345', isHoliday?: (day: string) => boolean) {
  const read = readSchedule(words, { today })
  if ('error' in read) throw new Error(read.error)
  return neverFalls(read.ok, today, { workDays, ...(isHoliday && { isHoliday }) })
}

describe('a schedule that never falls on a working day', () => {
  test.each([
    ['every saturday 09:30', '12345', 'every friday 09:30'],
    ['every sunday 09:30', '12345', 'every monday 09:30'],
    ['sat sun 10:00', '12345', 'mon fri 10:00'],
    ['every 2 weeks on saturday 15:00', '12345', 'every 2 weeks on friday 15:00'],
    ['last saturday of the month 09:00', '12345', 'last friday of the month 09:00'],
    ['weekdays 09:30', '67', 'sat sun 09:30'],
    ['first working day of the month 09:00', '7', 'first sunday of the month 09:00'],
    ['every wednesday 09:30', '24', 'every tuesday 09:30'],
  ])('%s, on %s: the nearest is %s', (words, workDays, nearest) => {
    expect(said(words, workDays)).toContain(`"${words}" never falls on a working day of the crew`)
    expect(said(words, workDays)).toContain(`The nearest is "${nearest}".`)
  })

  test('one that does, now and then, is fine', () => {
    expect(said('weekdays 09:30')).toBeNull()
    expect(said('sat mon 09:30')).toBeNull()
    expect(said('on the 31st 09:30')).toBeNull()
    expect(said('every monday 09:30', '12345', (day) => day === today)).toBeNull()
  })
})
