import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { describeWorkDays, formatDay, readDay, readWorkDays, readZone } from '../../src/schedule/calendar.ts'

const today = '2026-11-23'

describe('days and times in words', () => {
  test.each([
    ['today', '2026-11-23'],
    ['mon', '2026-11-23'],
    ['next monday', '2026-11-30'],
    ['last friday', '2026-11-20'],
    ['24 nov', '2026-11-24'],
    ['Nov 24th', '2026-11-24'],
    ['3 jan', '2027-01-03'],
    ['24.11.2026', '2026-11-24'],
    ['2024-02-29', '2024-02-29'],
  ])('%s', (words, day) => expect(readDay(words, today)).toEqual({ ok: day }))

  test('an impossible date is refused with the nearest', () => {
    expect(readDay('31 feb', today)).toEqual({ error: '31 feb is not in the calendar; the nearest is 2026-02-28.' })
    expect(readDay('2026-13-01', today)).toEqual({
      error: '2026-13-01 is not in the calendar; the nearest is 2026-12-01.',
    })
  })

  test('zones by name, by city, and by the nearest to a slip', () => {
    expect(readZone('new york')).toEqual({ ok: 'America/New_York' })
    expect(readZone('Asia/Calcutta')).toEqual({ ok: 'Asia/Calcutta' })
    expect(readZone('sidney')).toEqual({
      error: '"sidney" is not a time zone we know. The nearest is Australia/Sydney.',
    })
  })

  test('working days', () => {
    expect(readWorkDays('mon-thu')).toEqual({ ok: '1234' })
    expect(readWorkDays(describeWorkDays('12345').toLowerCase())).toEqual({ ok: '12345' })
    expect(readWorkDays('fri sat sun')).toEqual({ ok: '567' })
    expect(readWorkDays('mon funday')).toHaveProperty('error')
  })

  test('a day is shown with its weekday', () => expect(formatDay('2026-11-24', { year: true })).toBe('Tue 24 Nov 2026'))
})

describe('days', () => {
  function under(zone: string): string {
    const fixture = join(import.meta.dirname, 'days.fixture.ts')
    const env = { ...process.env, TZ: zone }
    const run = spawnSync(process.execPath, ['--import', 'tsx', fixture], { env, encoding: 'utf8' })
    expect(run.stderr).toBe('')
    return run.stdout
  }

  test('are counted and named the same whatever the host’s zone is, also where a day was left out', () => {
    // Samoa had no 30 December 2011; in Cairo and Lord Howe clocks change at or near midnight.
    const [utc, ...others] = ['UTC', 'Pacific/Apia', 'Africa/Cairo', 'Australia/Lord_Howe'].map(under)
    expect(utc).toContain('2011-12-30 Fri 30 Dec 2011 5')
    for (const other of others) expect(other).toBe(utc)
  })
})
