import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { newestRound, nobody, openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  /** A crew that meets in no channel, asked at 10:00; Uma works in New York. */
  async function atPrompt() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    await db.transact((tx) => tx.ritual.deleteMany())
    const ids = Object.fromEntries((await db.read.person.findMany()).map(({ id, name }) => [name, String(id)]))
    const raw = {
      name: 'Payments',
      project: [ids.Ana ?? '', ids.Paul ?? ''],
      product: [ids.Cleo ?? '', ids.Uma ?? ''],
      when: 'weekdays 10:00',
      zone: 'Berlin',
      country: '',
    }
    await house.submit('ana', 'setup.crew', { crew: null }, raw)
    const crew = (await db.read.crew.findFirstOrThrow({ where: { name: 'Payments' } })).id
    await house.press('ana', 'setup.start', { crew })
    await house.to('2026-11-23', '10:00')
    const round = (await newestRound(db)).id
    const titled = async (account: string, words: string) =>
      house.posted.filter(
        ({ conversation, message }) => conversation === `dm-${account}` && message.summary.includes(words),
      )
    return { ...house, round, titled }
  }

  describe('a crew without a channel', () => {
    test('reads its digest on its day: at its time, or with the prompt of who works later', async () => {
      const house = await atPrompt()
      await house.submit('ana', 'standup.answer', { round: house.round }, { p1: 'Staging ready', ...nobody })
      await house.to('2026-11-23', '12:00')
      for (const account of ['paul', 'cleo']) {
        const [digest, ...more] = await house.titled(account, '1 of 4 so far')
        expect(more).toHaveLength(0)
        expect(digest?.at.toISOString()).toBe('2026-11-23T11:00:00.000Z')
      }
      expect(await house.titled('uma', 'so far')).toHaveLength(0)
      await house.to('2026-11-23', '16:00')
      const uma = await house.seen('dm-uma')
      expect(uma).toHaveLength(1)
      expect(uma[0]).toContain('Staging ready')
    })

    test('hears of what comes after the digest as notices, but for those who know', async () => {
      const house = await atPrompt()
      await house.to('2026-11-23', '12:30')
      await house.submit('paul', 'standup.answer', { round: house.round }, { p1: 'x', p3: 'No keys', helper: 'anyone' })
      await house.to('2026-11-24', '10:00')
      expect(await house.titled('cleo', 'Paul: No keys')).toHaveLength(1)
      expect((await house.titled('paul', 'Paul: No keys')).map(({ message }) => message.summary)).toEqual([])
      await house.to('2026-11-25', '10:00')
      expect((await house.seen('dm-cleo')).join()).toContain('Still open after 8 working hours.')
    })
  })
})
