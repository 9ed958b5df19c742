import { describe, expect, test } from 'vitest'
import { toInstant } from '../../../src/schedule/calendar.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { openPayments } from './payments.ts'

onBothDatabases((database) => {
  const openedAt = (day: string, time: string) => openPayments(database, { at: toInstant(day, time, 'Europe/Berlin') })

  describe('the dates that setup names', () => {
    test('leave out a moment that has passed: what is named is what will be asked', async () => {
      const house = await openedAt('2026-11-23', '15:00')
      const overview = await house.said(await house.submit('ana', 'setup.crew', { crew: null }, house.raw))
      expect(overview).toContain('Next: Wed 25 Nov, Mon 30 Nov, Wed 2 Dec.')
      const crew = await house.crewOf()
      const started = await house.said(await house.press('ana', 'setup.start', { crew }))
      expect(started).toContain('Next: Wed 25 Nov')
      await house.to('2026-11-24', '09:30')
      expect((await house.seen('dm-paul')).join()).toContain('first on Wed 25 Nov')
      const opening = await house.db.read.job.findFirstOrThrow({
        where: { name: 'standup.open', state: 'waiting', key: { startsWith: `${(await ritualOf(house, crew)).id}:` } },
      })
      expect(opening.key).toContain('2026-11-25')
    })

    test('are read in one’s own zone beside the crew’s', async () => {
      const house = await openedAt('2026-11-23', '08:00')
      const raw = { ...house.raw, product: [house.ids.Uma ?? ''] }
      const reply = await house.submit('uma', 'setup.crew', { crew: null }, raw)
      if (reply.do !== 'tell') throw new Error('Nothing was told')
      const read = await house.text(reply.message, 'America/New_York')
      expect(read).toContain('Digest at Mon 23 Nov 12:00 Berlin (06:00 New York).')
      expect(read).toContain('Closes at Mon 23 Nov 18:00 Berlin (12:00 New York), after')
      expect(read).toContain('Ana (asked Mon 23 Nov 10:00 Berlin (04:00 New York))')
    })

    test('leave out a round that has begun', async () => {
      const house = await openedAt('2026-11-23', '08:00')
      await house.submit('ana', 'setup.crew', { crew: null }, house.raw)
      const crew = await house.crewOf()
      await house.press('ana', 'setup.start', { crew })
      await house.to('2026-11-23', '09:15')
      const overview = await house.said(await house.say('ana', '/tandem setup', 'payments'))
      expect(overview).toContain('Next: Wed 25 Nov, Mon 30 Nov, Wed 2 Dec.')
    })

    test('a first message names the day on which that person is asked: not one off, but one still to come today', async () => {
      const house = await openedAt('2026-11-23', '08:00')
      const { id } = await house.person('Cleo')
      await house.db.transact((tx) => tx.person.update({ where: { id }, data: { workDays: '12' } }))
      await house.submit('ana', 'setup.crew', { crew: null }, house.raw)
      await house.press('ana', 'setup.start', { crew: await house.crewOf() })
      await house.to('2026-11-23', '10:00')
      expect((await house.seen('dm-paul')).join()).toContain('first on Mon 23 Nov')
      await house.db.transact((tx) => tx.person.update({ where: { id }, data: { workDays: '2' } }))
      const raw = { ...house.raw, ...house.work, name: 'Pay' }
      await house.submit('ana', 'setup.crew', { crew: await house.crewOf() }, { ...raw, when: 'mon tue wed 10:00' })
      expect((await house.seen('dm-cleo')).join()).toContain('first on Tue 24 Nov')
    })
  })
})

async function ritualOf(house: Awaited<ReturnType<typeof openPayments>>, crewId: number) {
  return house.db.read.ritual.findFirstOrThrow({ where: { crewId } })
}
