import { describe, expect, test } from 'vitest'
import { holidayName, holidaysOf, readCountry } from '../../src/schedule/holidays.ts'

describe('holidays', () => {
  test('public ones only, by country', () => {
    expect(holidayName('DE', '2026-12-25')).toBe('Christmas Day')
    expect(holidayName('DE', '2026-12-24')).toBeNull()
    expect(holidayName('US', '2026-11-26')).toContain('Thanksgiving')
  })

  test('a country by name or code, none, or the nearest to a slip', () => {
    expect(readCountry('germany')).toEqual({ ok: 'DE' })
    expect(readCountry('none')).toEqual({ ok: null })
    expect(readCountry('Germny')).toEqual({
      error: '"Germny" is not a country we know. The nearest is Germany; or write none.',
    })
  })

  test('of several days count every one of them, over a new year and without a half day at either end', () => {
    const eid = ['2026-05-26', '2026-05-27', '2026-05-28', '2026-05-29', '2026-05-30', '2026-05-31']
    expect(eid.map((day) => holidayName('TR', day) !== null)).toEqual([false, true, true, true, true, false])
    expect(holidayName('SZ', '2027-01-02')).toContain('Incwala')
    expect(holidayName('KR', '2026-09-26')).toContain('Thanksgiving')
    // A day on which the clock changes has 25 hours, and is one day.
    expect(holidayName('HT', '2026-11-02')).not.toContain('All Saints')
  })

  test('count for a crew with a country only', () => {
    expect(holidaysOf('DE')('2026-12-25')).toBe(true)
    expect(holidaysOf(null)('2026-12-25')).toBe(false)
  })
})
