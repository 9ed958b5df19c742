import { expect, test } from 'vitest'
import { toInstant, weekdayOf } from '../../src/schedule/calendar.ts'
import { readDeadline } from '../../src/schedule/deadlines.ts'

const zone = 'Europe/Berlin'
const calendar = { zone, endOfDay: '17:00', isWorking: (day: string) => weekdayOf(day) < 6 }
/** A Thursday. */
const now = toInstant('2026-11-26', '10:15', zone)

test.each([
  ['tomorrow 17:00', '2026-11-27', '17:00'],
  ['Fri', '2026-11-27', '17:00'],
  ['mon at 9am', '2026-11-30', '09:00'],
  ['next thursday, noon', '2026-12-03', '12:00'],
  ['in 2 working days', '2026-11-30', '17:00'],
  ['in 2 days at 12:00', '2026-11-28', '12:00'],
  ['in 4 hours', '2026-11-26', '14:15'],
  ['a week', '2026-12-03', '17:00'],
  ['2026-12-24 16:30', '2026-12-24', '16:30'],
  ['18:00', '2026-11-26', '18:00'],
])('"%s" is a deadline', (words, day, time) => {
  expect(readDeadline(words, now, calendar)).toEqual({ ok: toInstant(day, time, zone) })
})

test.each([
  ['yesterday', 'has passed'],
  ['10:00', 'has passed'],
  ['in 1 minute', 'less than 5 minutes'],
  ['2028-01-01', 'more than a year away'],
  ['soonish', 'is not a deadline we know'],
  ['tomorow 17:00', 'Did you mean tomorrow'],
  ['fri 25:00', 'the nearest is'],
])('"%s" is refused with what to do', (words, said) => {
  expect(readDeadline(words, now, calendar)).toMatchObject({ error: expect.stringContaining(said) })
})
