import { describe, expect, test } from 'vitest'
import { inHours, planRound, reminderAt } from '../../src/rounds/plan.ts'
import { toInstant, toLocal } from '../../src/schedule/calendar.ts'

const berlin = (time: string) => toInstant('2026-11-23', time, 'Europe/Berlin')
const person = (zone = 'Europe/Berlin', more = {}) => ({
  personId: 1,
  side: 'project' as const,
  zone,
  workDays: '12345',
  workFrom: '09:00',
  workTo: '17:00',
  awayFrom: null,
  awayTo: null,
  ...more,
})
const timing = (time = '09:30') => ({
  ask: { rule: 'FREQ=DAILY', anchor: '2024-01-01', time },
  moment: 'own' as const,
  digestAfter: 120,
  closeAfter: 120,
})

function planned(begin: object, zone?: string, time?: string) {
  const plan = planRound(timing(time), 'Europe/Berlin', [person(zone)], '2026-11-23', begin)
  const [only] = plan.people
  if (!only) throw new Error('nobody is planned')
  return { ...only, local: toLocal(only.askAt, zone ?? 'Europe/Berlin').time }
}

describe('quiet hours in a plan', () => {
  test('a round begun now asks nobody in the past, and nobody after their hours', () => {
    expect(planned({ at: berlin('10:10') })).toMatchObject({ state: 'notYet', local: '10:10' })
    expect(planned({ at: berlin('07:00') })).toMatchObject({ state: 'notYet', local: '09:00' })
    expect(planned({ at: berlin('17:40') })).toMatchObject({ state: 'off' })
    expect(planned({ at: berlin('16:45') })).toMatchObject({ state: 'off' })
    expect(planned({ at: berlin('17:40') }, 'America/New_York')).toMatchObject({ state: 'notYet', local: '11:40' })
    expect(planned({ at: berlin('10:00') }, 'Australia/Sydney')).toMatchObject({ state: 'off' })
  })

  test('who could only have been asked before it began is off; who still works is asked at once', () => {
    expect(planned({ notBefore: berlin('08:30') })).toMatchObject({ state: 'notYet', local: '09:30' })
    expect(planned({ notBefore: berlin('10:00') })).toMatchObject({ state: 'notYet', local: '10:00' })
    expect(planned({ notBefore: berlin('10:00') }, 'Australia/Sydney')).toMatchObject({ state: 'off' })
  })

  test('a part ends with the working day, and nobody is reminded after it or right after the prompt', () => {
    const remind = (time: string) => {
      const part = planned({}, undefined, time)
      const at = reminderAt(part)
      return [toLocal(part.closesAt, 'Europe/Berlin').time, at && toLocal(at, 'Europe/Berlin').time]
    }
    expect(remind('09:30')).toEqual(['11:30', '11:00'])
    expect(remind('16:00')).toEqual(['17:00', '16:30'])
    expect(remind('16:15')).toEqual(['17:00', null])
    expect(remind('16:30')).toEqual(['17:00', null])
    expect(remind('20:00')).toEqual(['17:00', null])
  })

  test('a moment is inside them on working days, from their beginning until their end, and not while away', () => {
    const at = (time: string, more = {}) => inHours(person('Europe/Berlin', more), berlin(time))
    expect([at('08:59'), at('09:00'), at('16:59'), at('17:00')]).toEqual([false, true, true, false])
    expect(at('10:00', { workDays: '2345' })).toBe(false)
    expect(at('10:00', { awayFrom: '2026-11-20', awayTo: '2026-11-23' })).toBe(false)
  })
})
