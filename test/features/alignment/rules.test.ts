import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agendaOf } from '../../../src/features/alignment/rules/agenda.ts'
import { nextLead, notOften, occurrences, shifted } from '../../../src/features/alignment/rules/cadence.ts'
import { lineOf, moves } from '../../../src/features/alignment/rules/finding.ts'
import { calendarFile, escapeText, fold } from '../../../src/features/alignment/rules/ics.ts'
import { missingOn, proposalFor, type Required } from '../../../src/features/alignment/rules/meeting.ts'
import type { Item, PointRecord } from '../../../src/features/alignment/rules/records.ts'
import { addDays, readSchedule, toInstant, toLocal, weekdayOf } from '../../../src/schedule/calendar.ts'
import { worksIn } from '../../../src/schedule/deadlines.ts'

const today = '2026-11-23'
const schedule = (words: string, yearFrom = 1) => {
  const read = readSchedule(words, { today, yearFrom })
  if ('error' in read) throw new Error(read.error)
  return read.ok
}
const weekdays = (day: string) => weekdayOf(day) <= 5
const germany = worksIn({ workDays: '12345', country: 'DE' })

describe('when a crew aligns', () => {
  test.each([
    // The last Friday of December 2026 is Christmas Day, the last of March 2027 Good Friday.
    ['monthly last friday 09:00', 'previous', ['2026-11-27', '2026-12-24', '2027-01-29', '2027-02-26', '2027-03-25']],
    ['monthly last friday 09:00', 'next', ['2026-11-27', '2026-12-28', '2027-01-29', '2027-02-26', '2027-03-30']],
    // New Year is a Friday, Easter Monday is on 29 March, Labor Day a Saturday, which never counted.
    ['on the 1st of the month 10:00', 'next', ['2026-12-01', '2027-01-04', '2027-02-01', '2027-03-01', '2027-04-01']],
    [
      'on the 1st of the month 10:00',
      'previous',
      ['2026-12-01', '2026-12-31', '2027-02-01', '2027-03-01', '2027-04-01'],
    ],
    ['last working day 16:00', 'previous', ['2026-11-30', '2026-12-31', '2027-01-29', '2027-02-26', '2027-03-31']],
    ['on the 31st 10:00', 'previous', ['2026-12-31', '2027-01-29', '2027-03-31', '2027-05-31', '2027-07-30']],
  ] as const)('%s, on a holiday the working day that is %s', (words, shift, days) => {
    const found = occurrences({ schedule: schedule(words), shift }, { from: today, count: 5, works: germany })
    expect(found.map(({ day }) => day)).toEqual(days)
  })

  test('quarters of a year that begins in February', () => {
    const first = schedule('first monday of the quarter 10:00', 2)
    const found = occurrences({ schedule: first, shift: 'next' }, { from: today, count: 3, works: weekdays })
    expect(found.map(({ day }) => day)).toEqual(['2027-02-01', '2027-05-03', '2027-08-02'])
  })

  test('one that a holiday moved past today is still ahead, and after it comes the next', () => {
    const one = { schedule: schedule('monthly last friday 09:00'), shift: 'next' as const }
    const [moved] = occurrences(one, { from: '2026-12-27', count: 1, works: germany })
    expect(moved).toEqual({ nominal: '2026-12-25', day: '2026-12-28' })
    const [after] = occurrences(one, { from: '2026-12-20', after: '2026-12-25', count: 1, works: germany })
    expect(after?.day).toBe('2027-01-29')
  })

  const words = fc.constantFrom(
    'every friday 09:00',
    'every 2 weeks on monday 09:00',
    'monthly last friday 09:00',
    'last working day 16:00',
    'on the 31st 10:00',
    'first monday of the quarter 10:00',
    'first monday of january and july 10:00',
  )
  test('every one is on a working day, in order, no two on one day, whatever is a holiday', () => {
    const holidays = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 60 })
    fc.assert(
      fc.property(words, fc.constantFrom('previous' as const, 'next' as const), holidays, (what, shift, off) => {
        const free = new Set(off.map((ahead) => addDays(today, ahead)))
        const works = (day: string) => weekdays(day) && !free.has(day)
        const found = occurrences({ schedule: schedule(what), shift }, { from: today, count: 4, works })
        const days = found.map(({ day }) => day)
        expect(days.length).toBeGreaterThan(0)
        expect(days.every((day) => works(day) && day >= today)).toBe(true)
        expect([...new Set(days)].sort()).toEqual(days)
        for (const { nominal, day } of found) {
          expect(shifted(nominal, shift, works)).toBe(day)
          expect(shift === 'previous' ? day <= nominal : day >= nominal).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('the time on the wall stays when clocks change', () => {
    const found = occurrences(
      { schedule: schedule('every friday 09:00'), shift: 'previous' },
      { from: '2027-03-20', count: 3, works: weekdays },
    )
    const at = found.map(({ day }) => toInstant(day, '09:00', 'Europe/Berlin'))
    expect(at.map((one) => one.toISOString().slice(11, 16))).toEqual(['08:00', '07:00', '07:00'])
    expect(at.map((one) => toLocal(one, 'Europe/Berlin').time)).toEqual(['09:00', '09:00', '09:00'])
  })

  test.each([
    ['followUp', 'weekdays 09:30', 'comes more often'],
    ['followUp', 'first monday of the quarter 10:00', 'comes less often'],
    ['strategicReview', 'monthly last friday 09:00', 'For example "first monday of the quarter 10:00".'],
    ['planning', 'first monday of the quarter 10:00', 'comes more often'],
  ] as const)('a %s is not %s', (kind, what, says) => {
    expect(notOften(kind, schedule(what), today)).toContain(says)
  })

  test.each([
    ['followUp', 'every friday 09:00'],
    ['followUp', 'every 4 weeks on friday 09:00'],
    ['followUp', 'monthly last friday 09:00'],
    ['strategicReview', 'first monday of the quarter 10:00'],
    ['planning', 'first monday of january and july 10:00'],
  ] as const)('a %s may be %s', (kind, what) => {
    expect(notOften(kind, schedule(what), today)).toBeNull()
  })

  test('somebody else of the side leads next, also when the last one left', () => {
    expect([nextLead([1, 2, 3], null), nextLead([1, 2, 3], 1), nextLead([1, 2, 3], 3)]).toEqual([1, 2, 1])
    expect([nextLead([1, 2], 9), nextLead([], 9)]).toEqual([1, null])
  })
})

const item = (key: string): Item => ({ key, text: key, who: [], asOf: null })
const items = (name: string, count: number) => Array.from({ length: count }, (_, at) => item(`${name}.${at}`))
const points = (count: number): PointRecord[] =>
  Array.from({ length: count }, (_, id) => ({ id, byId: 1, text: 'x', at: new Date(0) }))

describe('an agenda', () => {
  test('decides at most three things, within 90 minutes, and loses nothing', () => {
    const count = fc.integer({ min: 0, max: 30 })
    fc.assert(
      fc.property(count, count, count, fc.constantFrom(45, 90), (decide, talk, asked, minutes) => {
        const found = { decide: items('decide', decide), talk: items('talk', talk) }
        const agenda = agendaOf(found, points(asked), minutes)
        expect(agenda.decide.length).toBeLessThanOrEqual(minutes === 90 ? 3 : 1)
        expect(agenda.decideMinutes + agenda.talkMinutes).toBeLessThanOrEqual(minutes)
        const all = [...agenda.decide, ...agenda.talk, ...agenda.know].map(({ key }) => key)
        expect(all.length).toBe(decide + talk + asked)
        expect(new Set(all).size).toBe(all.length)
      }),
    )
  })

  test('three decisions take 45 minutes, and what people ask for comes before what the records show', () => {
    const agenda = agendaOf({ decide: items('decide', 4), talk: items('talk', 2) }, points(1), 90)
    expect([agenda.decideMinutes, agenda.talkMinutes]).toEqual([45, 30])
    expect(agenda.talk.map(({ key }) => key)).toEqual(['point.0', 'talk.0', 'talk.1'])
    expect(agenda.know.map(({ key }) => key)).toEqual(['decide.3'])
  })

  test('says in one line how delivery and value stand, and does not claim what is not known', () => {
    const status = (late: number | null, values: number[]) =>
      ({
        finish: { late },
        results: values.map((value) => ({ baseline: 1, direction: 'up', current: { value } })),
      }) as unknown as Parameters<typeof lineOf>[0][number]
    expect(lineOf([status(0, [2]), status(-1, [1]), status(0, []), status(0, [])])).toBe(
      'Delivery is on plan, value is not yet. 4 of 4 initiatives on date, 1 of 4 moves its key result.',
    )
    expect(lineOf([status(null, []), status(0, [2])])).toContain('Delivery is not known of all')
    expect(lineOf([status(null, [])])).toContain('(1 without a baseline)')
    expect(lineOf([status(3, [2])])).toContain('Delivery is off plan, value moves.')
    expect(lineOf([])).toContain('nothing was measured')
  })

  test('a key result moves where it is nearer to its target than where it began', () => {
    const result = (direction: 'up' | 'down', value: number | null) =>
      moves({ direction, baseline: 5, current: value === null ? null : { value } } as Parameters<typeof moves>[0])
    expect([result('up', 6), result('up', 5), result('down', 4), result('down', 6), result('up', null)]).toEqual([
      true,
      false,
      true,
      false,
      false,
    ])
  })
})

describe('the day on which all are in', () => {
  const person = (personId: number, more: Partial<Required> = {}): Required => ({
    personId,
    workDays: '12345',
    awayFrom: null,
    awayTo: null,
    ...more,
  })

  test('is the first working day after absences, part-time days and holidays', () => {
    const people = [
      person(1),
      person(2, { awayFrom: '2026-12-21', awayTo: '2026-12-30' }),
      person(3, { workDays: '234' }),
    ]
    expect(missingOn(people, '2026-12-24')).toEqual([2])
    // Thu 31 Dec is worked by all but in Germany; New Year is a Friday; the third works Tuesday to Thursday.
    expect(proposalFor(people, '2026-12-24', germany)).toEqual({ day: '2026-12-31', missing: [2] })
    expect(proposalFor(people, '2027-01-01', germany)).toEqual({ day: '2027-01-05', missing: [3] })
    expect(proposalFor(people, '2027-01-06', germany)).toBeNull()
  })

  test('is not made up where there is none within four weeks', () => {
    const people = [person(1, { workDays: '1' }), person(2, { workDays: '2' })]
    expect(proposalFor(people, '2027-01-04', weekdays)).toEqual({ day: null, missing: [2] })
    expect(proposalFor([person(1, { awayFrom: '2027-01-01' })], '2027-01-04', weekdays)?.day).toBeNull()
  })
})

describe('a calendar feed', () => {
  test('escapes what means something in a line', () => {
    expect(escapeText('a,b;c\\d\r\ne\nf\u0007')).toBe('a\\,b\\;c\\\\d\\ne\\nf')
  })

  test('folds at 75 octets without tearing a character, and unfolds to what it was', () => {
    const bytes = (text: string) => new TextEncoder().encode(text).length
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const line = `SUMMARY:${escapeText(text)}`
        const lines = fold(line).split('\r\n')
        expect(lines.every((one) => bytes(one) <= 75)).toBe(true)
        expect(fold(line).replaceAll('\r\n ', '')).toBe(line)
      }),
    )
    expect(fold('x'.repeat(75))).toBe('x'.repeat(75))
    expect(fold('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`)
  })

  test('says each session in UTC, with its end', () => {
    const start = toInstant('2027-01-11', '10:00', 'Europe/Berlin')
    const file = calendarFile('A, B', [{ uid: '1@x', start, minutes: 90, title: 'Review; now', text: 'x' }], start)
    expect(file).toContain('X-WR-CALNAME:A\\, B\r\n')
    expect(file).toContain('DTSTART:20270111T090000Z\r\nDTEND:20270111T103000Z\r\nSUMMARY:Review\\; now\r\n')
    expect(file.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n')).toBe(true)
    expect(file.endsWith('END:VEVENT\r\nEND:VCALENDAR\r\n')).toBe(true)
  })
})
