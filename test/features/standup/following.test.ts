import { describe, expect, test } from 'vitest'
import { toInstant } from '../../../src/schedule/calendar.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { newestRound, nobody, openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  async function house() {
    const { db } = await database.fresh()
    const opened = await openHouse(db)
    const { crewId: crew } = await db.read.ritual.findFirstOrThrow()
    const part = async (name: string) => {
      const { id: personId } = await opened.person(name)
      return db.read.participation.findFirst({ where: { personId, roundId: (await newestRound(db)).id } })
    }
    const me = (account: string, zone: string) =>
      opened.submit(
        account,
        'setup.me',
        {},
        {
          zone,
          workDays: 'mon-fri',
          workFrom: '09:00',
          workTo: '17:00',
          weeklyMost: '10',
          [`side-${crew}`]: 'product',
          [`part-${crew}`]: 'takesPart',
        },
      )
    return { ...opened, crew, part, me }
  }

  describe('an open round follows its people', () => {
    test('back from an absence after one’s moment: asked then, once', async () => {
      const at = await house()
      await at.say('ben', '/tandem away today fri')
      await at.to('2026-11-23', '10:30')
      expect(await at.seen('dm-ben')).toHaveLength(0)
      await at.me('ben', 'Berlin')
      await at.to('2026-11-23', '10:31')
      expect(await at.seen('dm-ben')).toHaveLength(1)
      await at.to('2026-11-23', '11:30')
      const digest = (await at.seen('checkout')).at(-1)
      expect(digest).not.toContain('Not asked yet: Ben')
      expect(digest).toContain('0 of 6')
    })

    test('away before one’s moment and back before it: asked at it', async () => {
      const at = await house()
      await at.to('2026-11-23', '09:00')
      await at.say('ben', '/tandem away today fri')
      await at.me('ben', 'Berlin')
      await at.to('2026-11-23', '09:30')
      expect(await at.seen('dm-ben')).toHaveLength(1)
    })

    test('an answer ahead that is deleted before the ask is asked for', async () => {
      const at = await house()
      const reply = await at.say('ana', '/standup')
      if (reply.do !== 'open') throw new Error('no form')
      await at.submit('ana', 'standup.answer', reply.form.value, { p1: 'ahead', ...nobody })
      await at.to('2026-11-23', '09:00')
      const round = (await newestRound(at.db)).id
      await at.press('ana', 'standup.delete', { round })
      await at.to('2026-11-23', '09:30')
      expect(await at.seen('dm-ana')).toHaveLength(1)
      expect((await at.part('Ana'))?.state).toBe('asked')
    })

    test('who answers while away and deletes it is away again', async () => {
      const at = await house()
      await at.to('2026-11-23', '09:00')
      await at.say('dev', '/tandem away today fri')
      await at.to('2026-11-23', '09:30')
      const round = (await newestRound(at.db)).id
      await at.submit('dev', 'standup.answer', { round }, { v1: 'all the same', ...nobody })
      await at.press('dev', 'standup.delete', { round })
      expect((await at.part('Dev'))?.state).toBe('away')
    })

    test('it closes two hours after the last one is asked, whoever that is by then', async () => {
      const at = await house()
      await at.to('2026-11-23', '10:00')
      const closes = async () => (await newestRound(at.db)).closesAt
      expect(await closes()).toEqual(toInstant('2026-11-23', '17:30', 'Europe/Berlin'))
      await at.me('uma', 'Los Angeles')
      expect(await closes()).toEqual(toInstant('2026-11-23', '20:30', 'Europe/Berlin'))
      await at.to('2026-11-23', '18:30')
      expect((await newestRound(at.db)).state).toBe('open')
      expect(await at.seen('dm-uma')).toHaveLength(1)
      await at.to('2026-11-23', '20:30')
      expect((await newestRound(at.db)).state).toBe('closed')
    })

    test('moved to another zone: asked at its moment only', async () => {
      const at = await house()
      await at.to('2026-11-23', '09:00')
      await at.me('cleo', 'New York')
      await at.to('2026-11-23', '10:00')
      expect(await at.seen('dm-cleo')).toHaveLength(0)
      await at.to('2026-11-23', '15:30')
      expect(await at.seen('dm-cleo')).toHaveLength(1)
    })

    test('a change late in the day leaves those who were asked as they are', async () => {
      const at = await house()
      await at.to('2026-11-23', '16:50')
      await at.say('dev', '/tandem away today fri')
      expect((await at.part('Ana'))?.state).toBe('asked')
      expect((await at.part('Dev'))?.state).toBe('away')
    })
  })

  describe('a round takes changes until the next one', () => {
    test('also from somebody whom the next one did not ask', async () => {
      const at = await house()
      await at.to('2026-11-23', '09:30')
      const round = (await newestRound(at.db)).id
      await at.say('ben', '/tandem away tue fri')
      await at.to('2026-11-23', '18:00')
      await at.submit('ben', 'standup.answer', { round }, { p1: 'in time', ...nobody })
      await at.to('2026-11-26', '10:00')
      const late = await at.submit('ben', 'standup.answer', { round }, { p1: 'too late', ...nobody })
      expect(await at.said(late)).toMatch(/closed on Tue 24 Nov.*nothing was changed/)
      expect((await at.seen('checkout')).join()).not.toContain('too late')
    })
  })

  describe('an open blocker or question', () => {
    test('stands in every later digest, also when that round was made first by an answer ahead', async () => {
      const { db } = await database.fresh()
      const at = await openHouse(db, { at: toInstant('2026-11-22', '12:00', 'Europe/Berlin') })
      const ahead = await at.say('ana', '/standup tue')
      if (ahead.do !== 'open') throw new Error(await at.said(ahead))
      await at.submit('ana', 'standup.answer', ahead.form.value, { p1: 'x', p3: 'Tuesday only', helper: 'anyone' })
      await at.to('2026-11-23', '09:30')
      const round = (await db.read.round.findFirstOrThrow({ where: { day: '2026-11-23' } })).id
      await at.submit('paul', 'standup.answer', { round }, { p1: 'x', p3: 'No keys', helper: 'anyone' })
      await at.submit('cleo', 'standup.answer', { round }, { v1: 'x', v3: 'Can it ship?', helper: 'side' })
      await at.to('2026-11-23', '11:30')
      expect((await at.seen('checkout')).at(-1)).not.toContain('Tuesday only')
      await at.to('2026-11-24', '11:30')
      const tuesday = (await at.seen('checkout')).at(-1)
      expect(tuesday).toContain('Tue 24 Nov')
      for (const text of ['Tuesday only', 'No keys', 'Can it ship?']) expect(tuesday).toContain(text)
    })
  })
})
