import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addWorkingDays,
  addWorkingMinutes,
  describeSchedule,
  nextDays,
  readDay,
  readSchedule,
  readTime,
  readWorkDays,
  readZone,
  toInstant,
  toLocal,
  weekdayOf,
} from '../../src/schedule/calendar.ts'

const today = '2026-11-23'
const ok = (words: string) => {
  const read = readSchedule(words, { today })
  if ('error' in read) throw new Error(read.error)
  return read.ok
}

describe('schedules in words', () => {
  test.each([
    ['weekdays 09:30', 'weekdays 09:30', ['2026-11-23', '2026-11-24', '2026-11-25']],
    ['Mon, Wed and Fri at 10', 'mon wed fri 10:00', ['2026-11-23', '2026-11-25', '2026-11-27']],
    ['mon-thu 8h', 'mon tue wed thu 08:00', ['2026-11-23', '2026-11-24', '2026-11-25']],
    ['every 2 weeks on friday 15:00', 'every 2 weeks on friday 15:00', ['2026-11-27', '2026-12-11', '2026-12-25']],
    ['every second friday 3pm', 'every 2 weeks on friday 15:00', ['2026-11-27', '2026-12-11', '2026-12-25']],
    [
      'last working day of the month 16:00',
      'last working day of the month 16:00',
      ['2026-11-30', '2026-12-31', '2027-01-29'],
    ],
    [
      'first monday of the quarter 10:00',
      'first monday of the quarter 10:00',
      ['2027-01-04', '2027-04-05', '2027-07-05'],
    ],
    [
      'first monday of january and july 10:00',
      'first monday of january and july 10:00',
      ['2027-01-04', '2027-07-05', '2028-01-03'],
    ],
    ['last working day 16:00', 'last working day of the month 16:00', ['2026-11-30', '2026-12-31', '2027-01-29']],
    [
      'on the 15th of feb and august 9h',
      'on the 15th of february and august 09:00',
      ['2027-02-15', '2027-08-15', '2028-02-15'],
    ],
    [
      'last friday of the half-year 9:00',
      'last friday of june and december 09:00',
      ['2026-12-25', '2027-06-25', '2027-12-31'],
    ],
    ['monthly last friday 09:00', 'last friday of the month 09:00', ['2026-11-27', '2026-12-25', '2027-01-29']],
    ['on the 31st 10:00', 'on the 31st of the month 10:00', ['2026-12-31', '2027-01-31', '2027-03-31']],
    ['every week on tue 9:00', 'every tuesday 09:00', ['2026-11-24', '2026-12-01', '2026-12-08']],
  ])('%s', (words, described, days) => {
    expect(describeSchedule(ok(words))).toBe(described)
    expect(nextDays(ok(words), today, 3)).toEqual(days)
  })

  test.each([
    ['weekdys 9:30', 'Did you mean "weekdays"?'],
    ['weekdays', 'has no time of day'],
    ['weekdays 25:30', '25:30 is not a time of day; the nearest is 23:30.'],
    ['09:30', 'says no days'],
    ['on the 32nd 10:00', 'the nearest is 31'],
    ['first monday of januray 10:00', 'Did you mean "january"?'],
    ['first monday of the quartr 10:00', 'Did you mean "quarter"?'],
    ['', 'Say when, for example "weekdays 09:30".'],
    ['🎈', 'is not a schedule we know'],
  ])('%s is refused with the nearest valid one', (words, sentence) => {
    const read = readSchedule(words, { today })
    expect('error' in read && read.error).toContain(sentence)
  })

  test('what is described reads back as the same schedule', () => {
    const days = fc
      .subarray(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], { minLength: 1 })
      .map((list) => list.join(' '))
    const patterns = fc.oneof(
      days,
      fc.constantFrom('weekdays', 'daily', 'last working day of the quarter', 'third tuesday of the month'),
      fc.tuple(fc.integer({ min: 2, max: 52 }), days).map(([weeks, list]) => `every ${weeks} weeks on ${list}`),
      fc.integer({ min: 1, max: 31 }).map((date) => `on the ${date} of the month`),
    )
    const times = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([h, m]) => `${h}:${String(m).padStart(2, '0')}`)
    fc.assert(
      fc.property(patterns, times, (pattern, time) => {
        const schedule = ok(`${pattern} ${time}`)
        expect(ok(describeSchedule(schedule))).toEqual(schedule)
      }),
    )
  })

  test('quarters and half-years are counted from the month in which the year begins', () => {
    const from = (yearFrom: number, words: string) => {
      const read = readSchedule(words, { today, yearFrom })
      if ('error' in read) throw new Error(read.error)
      return read.ok
    }
    const first = from(2, 'first monday of the quarter 10:00')
    expect(nextDays(first, today, 3)).toEqual(['2027-02-01', '2027-05-03', '2027-08-02'])
    expect(describeSchedule(first, { yearFrom: 2 })).toBe('first monday of the quarter 10:00')
    expect(describeSchedule(first)).toBe('first monday of february may august and november 10:00')
    const last = from(2, 'last working day of the quarter 16:00')
    expect(nextDays(last, today, 3)).toEqual(['2027-01-29', '2027-04-30', '2027-07-30'])
    expect(nextDays(from(10, 'first monday of the half-year 10:00'), today, 2)).toEqual(['2027-04-05', '2027-10-04'])
  })

  test('what is described with the beginning of the year reads back with it', () => {
    const nth = fc.constantFrom('first', 'second', 'third', 'fourth', 'last')
    const day = fc.constantFrom('monday', 'friday', 'working day')
    const months = fc.subarray(['january', 'april', 'july', 'october', 'march', 'december'], { minLength: 1 })
    const period = fc.oneof(
      fc.constantFrom('the month', 'the quarter', 'the half-year'),
      months.map((names) => names.join(' ')),
    )
    fc.assert(
      fc.property(nth, day, period, fc.integer({ min: 1, max: 12 }), (which, what, of, yearFrom) => {
        const read = readSchedule(`${which} ${what} of ${of} 10:00`, { today, yearFrom })
        if ('error' in read) throw new Error(read.error)
        const again = readSchedule(describeSchedule(read.ok, { yearFrom }), { today, yearFrom })
        expect(again).toEqual(read)
      }),
    )
  })

  test('reading never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (words) => {
        readSchedule(words, { today })
        readDay(words, today)
        readTime(words)
        readZone(words)
        readWorkDays(words)
      }),
      { numRuns: 60, examples: [['__proto__'], ['constructor']] },
    )
  })

  test('a schedule that nothing accepts ends in no days', () => {
    expect(nextDays(ok('weekdays 9:00'), today, 3, () => false)).toEqual([])
  })
})

describe('local time', () => {
  test('in a gap the wall time is kept with the offset before it; in an overlap it is the first', () => {
    expect(toInstant('2026-03-29', '02:30', 'Europe/Berlin').toISOString()).toBe('2026-03-29T01:30:00.000Z')
    expect(toInstant('2026-10-25', '02:30', 'Europe/Berlin').toISOString()).toBe('2026-10-25T00:30:00.000Z')
    // Lord Howe moves by half an hour, Cairo at midnight.
    expect(toInstant('2026-10-04', '02:15', 'Australia/Lord_Howe').toISOString()).toBe('2026-10-03T15:45:00.000Z')
    expect(toInstant('2026-04-05', '01:45', 'Australia/Lord_Howe').toISOString()).toBe('2026-04-04T14:45:00.000Z')
    expect(toInstant('2026-04-24', '00:30', 'Africa/Cairo').toISOString()).toBe('2026-04-23T22:30:00.000Z')
  })

  test('there and back is the same wall time, except in a gap', () => {
    const zones = fc.constantFrom(
      'America/New_York',
      'Europe/Berlin',
      'Australia/Sydney',
      'Australia/Lord_Howe',
      'Africa/Cairo',
      'Asia/Kathmandu',
    )
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 800 }), fc.integer({ min: 4, max: 23 }), (zone, ahead, hour) => {
        const day = addDays(today, ahead)
        const time = `${String(hour).padStart(2, '0')}:00`
        expect(toLocal(toInstant(day, time, zone), zone)).toEqual({ day, time, weekday: weekdayOf(day) })
      }),
      { numRuns: 200 },
    )
  })
})

describe('working time', () => {
  const berlin = { zone: 'Europe/Berlin', workDays: '12345', from: '09:00', to: '17:00' }
  const at = (day: string, time: string) => toInstant(day, time, 'Europe/Berlin')

  test('108 working days from 1 October 2008 to 1 March 2009, both included; 107 without 26 November', () => {
    const count = (isHoliday: (day: string) => boolean) => {
      const isWorking = (day: string) => weekdayOf(day) <= 5 && !isHoliday(day)
      let days = 0
      for (
        let day = addWorkingDays('2008-09-30', 1, isWorking);
        day <= '2009-03-01';
        day = addWorkingDays(day, 1, isWorking)
      )
        days += 1
      return days
    }
    expect(count(() => false)).toBe(108)
    expect(count((day) => day === '2008-11-26')).toBe(107)
  })

  test('eight working hours from Friday noon end on Monday noon', () => {
    expect(addWorkingMinutes(at('2026-11-20', '12:00'), 480, berlin)).toEqual(at('2026-11-23', '12:00'))
    const holiday = { ...berlin, isHoliday: (day: string) => day === '2026-11-23' }
    expect(addWorkingMinutes(at('2026-11-20', '12:00'), 480, holiday)).toEqual(at('2026-11-24', '12:00'))
    expect(addWorkingMinutes(at('2026-11-20', '12:00'), 60, { ...berlin, workDays: '' })).toEqual(
      at('2026-11-20', '13:00'),
    )
  })

  test('minutes added in two steps end where they end in one', () => {
    const minutes = fc.integer({ min: 1, max: 4_000 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 14 * 24 * 60 }), minutes, minutes, (offset, some, more) => {
        const start = new Date(at('2026-10-20', '00:00').getTime() + offset * 60_000)
        const inTwo = addWorkingMinutes(addWorkingMinutes(start, some, berlin), more, berlin)
        expect(inTwo).toEqual(addWorkingMinutes(start, some + more, berlin))
      }),
      { numRuns: 100 },
    )
  })
})
