import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { planRound } from '../../src/rounds/plan.ts'
import { toInstant, toLocal } from '../../src/schedule/calendar.ts'

const person = (personId: number, zone: string, more = {}) => ({
  personId,
  side: 'project' as const,
  zone,
  workDays: '12345',
  workFrom: '09:00',
  workTo: '17:00',
  awayFrom: null,
  awayTo: null,
  ...more,
})
const timing = {
  ask: { rule: 'FREQ=DAILY', anchor: '2024-01-01', time: '09:30' },
  moment: 'own' as const,
  digestAfter: 120,
  closeAfter: 120,
}

function under(zone: string): string {
  const fixture = join(import.meta.dirname, 'plan.fixture.ts')
  const run = spawnSync(process.execPath, ['--import', 'tsx', fixture], {
    env: { ...process.env, TZ: zone },
    encoding: 'utf8',
  })
  expect(run.stderr).toBe('')
  return run.stdout
}

describe('the plan of a round', () => {
  test('is the same whatever the host’s zone is, over every weekend and clock change', () => {
    const [utc, york, howe] = ['UTC', 'America/New_York', 'Australia/Lord_Howe'].map(under)
    expect(utc?.split('\n').length).toBeGreaterThan(25)
    expect(york).toBe(utc)
    expect(howe).toBe(utc)
    // Monday after Berlin's clocks went forward: 09:30 there is 07:30 UTC, Sydney's Monday began long before.
    expect(utc).toContain('2026-03-30 2026-03-30T13:30:00.000Z 2026-03-30T07:30:00.000Z 2026-03-29T22:30:00.000Z')
  })

  test('asks each at the crew’s time on the round’s date in their own zone', () => {
    const zones = ['America/New_York', 'Europe/Berlin', 'Australia/Sydney']
    const plan = planRound(
      timing,
      'Europe/Berlin',
      zones.map((zone, index) => person(index, zone)),
      '2026-11-23',
    )
    for (const [index, zone] of zones.entries()) {
      expect(toLocal(plan.people[index]?.askAt ?? new Date(0), zone)).toMatchObject({
        day: '2026-11-23',
        time: '09:30',
      })
    }
    expect(plan.digestAt).toEqual(toInstant('2026-11-23', '11:30', 'Europe/Berlin'))
    expect(plan.closesAt).toEqual(toInstant('2026-11-23', '11:30', 'America/New_York'))
    expect(plan.opensAt).toEqual(toInstant('2026-11-23', '08:30', 'Australia/Sydney'))
  })

  test('one moment for all moves to the nearest working hour of whom it would wake', () => {
    const people = [person(1, 'Europe/Berlin'), person(2, 'America/Los_Angeles'), person(3, 'Australia/Sydney')]
    const plan = planRound({ ...timing, moment: 'together' }, 'Europe/Berlin', people, '2026-11-23')
    expect(plan.people.map(({ askAt }, index) => toLocal(askAt, people[index]?.zone ?? 'UTC').time)).toEqual([
      '09:30',
      '09:00',
      '16:30',
    ])
  })

  test('away, days off and a part that ends with the working day', () => {
    const people = [
      person(1, 'Europe/Berlin', { awayFrom: '2026-11-23', awayTo: '2026-11-23' }),
      person(2, 'Europe/Berlin', { workDays: '23' }),
      person(3, 'Europe/Berlin', { workTo: '11:00' }),
      person(4, 'Europe/Berlin', { awayFrom: '2026-11-20', awayTo: null }),
    ]
    const plan = planRound(timing, 'Europe/Berlin', people, '2026-11-23')
    expect(plan.people.map(({ state }) => state)).toEqual(['away', 'off', 'notYet', 'away'])
    expect(toLocal(plan.people[2]?.closesAt ?? new Date(0), 'Europe/Berlin').time).toBe('11:00')
  })
})
