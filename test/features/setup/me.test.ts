import { describe, expect, test } from 'vitest'
import type { Button } from '../../../src/chat/message.ts'
import type { Reply } from '../../../src/chat/ports.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { openPayments } from './payments.ts'

onBothDatabases((database) => {
  const opened = () => openPayments(database)

  describe('one’s own settings', () => {
    test('/tandem me changes zone, hours, side and part; the next prompt follows', async () => {
      const house = await opened()
      const { crewId: crew } = await house.db.read.ritual.findFirstOrThrow()
      const raw = {
        zone: 'new york',
        workDays: 'mon-thu',
        workFrom: '10:00',
        workTo: '18:00',
        weeklyMost: '7',
        fewerMessages: 'true',
        [`side-${crew}`]: 'product',
        [`part-${crew}`]: 'takesPart',
      }
      expect(await house.said(await house.submit('paul', 'setup.me', {}, { ...raw, workTo: '09:00' }))).toContain(
        'workTo: The working day ends at 09:00',
      )
      await house.submit('paul', 'setup.me', {}, raw)
      const paul = await house.person('Paul')
      expect(paul).toMatchObject({
        zone: 'America/New_York',
        workDays: '1234',
        workFrom: '10:00',
        workTo: '18:00',
        fewerMessages: true,
      })
      // 09:30 in New York lies before their working hours: they are asked when those begin.
      await house.to('2026-11-23', '15:59')
      expect(await house.seen('dm-paul')).toHaveLength(0)
      await house.to('2026-11-23', '16:00')
      expect((await house.seen('dm-paul'))[0]).toContain('What did we learn or decide?')
    })

    test('leaving, following and coming back', async () => {
      const house = await opened()
      const { crewId: crew } = await house.db.read.ritual.findFirstOrThrow()
      await house.press('paul', 'setup.follow', { crew })
      await house.press('dev', 'setup.leave', { crew })
      await house.to('2026-11-23', '11:30')
      expect(await house.seen('dm-paul')).toHaveLength(0)
      expect(await house.seen('dm-dev')).toHaveLength(0)
      expect((await house.seen('checkout'))[0]).toContain('0 of 4 so far (project 0 of 2, product 0 of 2)')
    })

    test('Fewer messages pressed again, or repeated, stays on; only Undo turns reminders back on', async () => {
      const house = await opened()
      const fewer = async () => (await house.person('Paul')).fewerMessages
      for (const value of [{}, {}, { on: true }]) {
        const reply = await house.press('paul', 'setup.fewer', value)
        expect(await house.said(reply)).toContain('no reminders')
        expect(await fewer()).toBe(true)
      }
      const [undo] = buttonsOf(await house.press('paul', 'setup.fewer', {}))
      expect(undo).toMatchObject({ label: 'Undo', press: 'setup.fewer' })
      for (let twice = 0; twice < 2; twice += 1) {
        expect(await house.said(await house.press('paul', 'setup.fewer', undo?.value))).toContain('Reminders are on')
        expect(await fewer()).toBe(false)
      }
    })
  })
})

function buttonsOf(reply: Reply): Button[] {
  if (reply.do !== 'tell') throw new Error('Nothing was told')
  return reply.message.blocks.flatMap((block) => (block.block === 'buttons' ? block.buttons : []))
}
