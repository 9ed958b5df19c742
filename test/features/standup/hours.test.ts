import { describe, expect, test } from 'vitest'
import { toInstant } from '../../../src/schedule/calendar.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { newestRound, openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  const at = async (day: string, time: string) => {
    const { db } = await database.fresh()
    return openHouse(db, { at: toInstant(day, time, 'Europe/Berlin') })
  }

  describe('/standup now', () => {
    test('after hours asks those who still work, and calls nobody missed', async () => {
      const house = await at('2026-11-23', '17:40')
      const said = await house.said(await house.say('ana', '/standup now', 'checkout'))
      expect(said).toContain('1 asked now.')
      expect(await house.seen('dm-uma')).toHaveLength(0)
      await house.to('2026-11-23', '17:41')
      expect(await house.seen('dm-uma')).toHaveLength(1)
      await house.to('2026-11-23', '19:45')
      for (const account of ['ana', 'ben', 'paul', 'cleo', 'dev']) {
        expect(await house.seen(`dm-${account}`)).toHaveLength(0)
      }
      const digest = (await house.seen('checkout')).at(-1)
      expect(digest).toContain('0 of 1')
      expect(digest).not.toContain('not running')
    })

    test('opens no round when nobody can be asked: at night, or on a day off', async () => {
      for (const [day, time] of [
        ['2026-11-23', '23:00'],
        ['2026-11-28', '11:00'],
      ] as const) {
        const house = await at(day, time)
        const before = await house.db.read.round.count()
        expect(await house.said(await house.say('ana', '/standup now', 'checkout'))).toContain('Nobody of Checkout')
        expect(await house.db.read.round.count()).toBe(before)
      }
    })
  })

  describe('quiet hours', () => {
    test('a crew that starts when a colleague’s day is over does not call them missed', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db, { at: toInstant('2026-11-23', '07:00', 'Europe/Berlin') })
      await db.transact((tx) => tx.person.updateMany({ where: { name: 'Uma' }, data: { zone: 'Australia/Sydney' } }))
      const uma = (await house.person('Uma')).id
      await house.submit('uma', 'setup.away', {}, { from: '2026-12-24', to: '2026-12-24' })
      await house.to('2026-11-23', '11:30')
      const digest = (await house.seen('checkout')).at(-1)
      expect(digest).not.toContain('not running')
      expect(digest).toContain('0 of 5')
      expect(
        (await db.read.participation.findFirstOrThrow({ where: { personId: uma }, orderBy: { id: 'desc' } })).state,
      ).toBe('off')
      expect(await house.seen('dm-uma')).toHaveLength(0)
    })

    test('a prompt that comes late is not sent after hours', async () => {
      const house = await at('2026-11-23', '06:00')
      const { crewId: crew } = await house.db.read.ritual.findFirstOrThrow()
      await house.submit(
        'ana',
        'standup.settings',
        { crew },
        {
          ask: 'weekdays 16:30',
          moment: 'own',
          digestAfter: '120',
          closeAfter: '120',
          names: 'press',
          project: 'What? (done)',
          product: 'What? (done)',
        },
      )
      await house.to('2026-11-23', '16:00')
      house.clock.moveTo(toInstant('2026-11-23', '18:20', 'Europe/Berlin'))
      await house.to('2026-11-23', '18:20')
      expect(await house.seen('dm-ana')).toHaveLength(0)
      const round = await newestRound(house.db)
      expect(await house.db.read.participation.count({ where: { roundId: round.id, state: 'missed' } })).toBe(5)
    })

    test('a reminder that comes late is not sent after hours', async () => {
      const house = await at('2026-11-23', '06:00')
      await house.to('2026-11-23', '16:00')
      const before = (await house.seen('dm-ben')).length
      await house.db.transact((tx) => tx.person.updateMany({ where: { name: 'Ben' }, data: { workTo: '16:20' } }))
      house.clock.moveTo(toInstant('2026-11-23', '16:40', 'Europe/Berlin'))
      await house.to('2026-11-23', '16:40')
      expect(await house.seen('dm-ben')).toHaveLength(before)
      expect((await house.seen('dm-ana')).length).toBe(before + 1)
    })
  })
})
