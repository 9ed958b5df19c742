import { describe, expect, it } from 'vitest'
import { nextWorkingDay, nextWorkingMoment } from '../../src/people/hours.ts'
import { toInstant } from '../../src/schedule/calendar.ts'

const zone = 'Europe/Berlin'
const ana = { zone, workDays: '12345', workFrom: '09:00', workTo: '17:00', awayFrom: null, awayTo: null }
const at = (day: string, time: string) => toInstant(day, time, zone)
const tuesday = '2026-11-24'

describe('working hours', () => {
  it('inside them it is now; before them when they begin; after them the next working day', () => {
    expect(nextWorkingMoment(ana, at(tuesday, '10:00'))).toEqual(at(tuesday, '10:00'))
    expect(nextWorkingMoment(ana, at(tuesday, '07:00'))).toEqual(at(tuesday, '09:00'))
    expect(nextWorkingMoment(ana, at(tuesday, '17:00'))).toEqual(at('2026-11-25', '09:00'))
    expect(nextWorkingMoment(ana, at('2026-11-27', '18:00'))).toEqual(at('2026-11-30', '09:00'))
  })

  it('the next working day is today while it has not begun, else the one after', () => {
    expect(nextWorkingDay(ana, at(tuesday, '07:00'))).toEqual(at(tuesday, '09:00'))
    expect(nextWorkingDay(ana, at(tuesday, '09:00'))).toEqual(at('2026-11-25', '09:00'))
    expect(nextWorkingDay(ana, at('2026-11-27', '16:59'))).toEqual(at('2026-11-30', '09:00'))
  })

  it('who works around the clock has a next day too', () => {
    const always = { ...ana, workDays: '1234567', workFrom: '00:00', workTo: '23:59' }
    expect(nextWorkingDay(always, at(tuesday, '12:00'))).toEqual(at('2026-11-25', '00:00'))
  })

  it('after an absence, however long, work begins again', () => {
    const long = { ...ana, awayFrom: tuesday, awayTo: '2029-11-23' }
    expect(nextWorkingMoment(long, at(tuesday, '10:00'))).toEqual(at('2029-11-26', '09:00'))
    const coming = { ...ana, awayFrom: '2026-11-25', awayTo: '2026-11-25' }
    expect(nextWorkingDay(coming, at(tuesday, '10:00'))).toEqual(at('2026-11-26', '09:00'))
  })

  it('nobody can say when an absence without an end, or a week without a working day, is over', () => {
    expect(nextWorkingMoment({ ...ana, awayFrom: tuesday }, at(tuesday, '10:00'))).toBeNull()
    expect(nextWorkingDay({ ...ana, awayFrom: '2026-11-25' }, at(tuesday, '10:00'))).toBeNull()
    expect(nextWorkingMoment({ ...ana, workDays: '' }, at(tuesday, '10:00'))).toBeNull()
  })
})
