import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { newestRound, nobody, openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  async function payments() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    const ids = Object.fromEntries((await db.read.person.findMany()).map(({ id, name }) => [name, String(id)]))
    const channel = await db.read.channel.findFirstOrThrow({ where: { name: '#payments' } })
    const raw = {
      name: 'Payments',
      project: [ids.Paul ?? '', ids.Uma ?? '', ids.Gus ?? ''].filter(Boolean),
      product: [ids.Cleo ?? ''],
      channels: [String(channel.id)],
      when: 'weekdays 09:30',
      zone: 'Berlin',
      country: '',
    }
    await house.submit('paul', 'setup.crew', { crew: null }, raw)
    const crew = (await db.read.crew.findFirstOrThrow({ where: { name: 'Payments' } })).id
    await house.press('paul', 'setup.start', { crew })
    await house.to('2026-11-23', '09:30')
    const round = (await db.read.round.findFirstOrThrow({ where: { crewId: crew }, orderBy: { day: 'desc' } })).id
    return { ...house, crew, round, ids }
  }

  describe('what is said in a crew stays in it', () => {
    test('buttons for its answers, figures and rounds work for its members only, admin or not', async () => {
      const house = await payments()
      await house.submit('paul', 'standup.answer', { round: house.round }, { p1: 'INTERNAL', ...nobody })
      for (const then of ['answer', 'now', 'skip', 'report', 'history', 'export']) {
        const said = await house.said(await house.press('ben', `standup.pick-${then}`, { crew: house.crew }))
        expect(said).toContain('You are not in the Payments crew.')
        expect(said).not.toContain('INTERNAL')
      }
      const value = { crew: house.crew, from: '2026-11-01', to: '2026-11-30' }
      expect(await house.said(await house.press('ben', 'standup.share', value, 'payments'))).toContain('You are not in')
      expect(await house.said(await house.press('paul', 'standup.pick-export', { crew: house.crew }))).toContain(
        'INTERNAL',
      )
    })

    test('a report is shared in its own channels only', async () => {
      const house = await payments()
      const value = { crew: house.crew, from: '2026-11-01', to: '2026-11-30' }
      const elsewhere = await house.press('paul', 'standup.share', value, 'checkout')
      expect(elsewhere.do).toBe('tell')
      expect(await house.said(elsewhere)).toContain('Share it in #payments')
      expect((await house.press('paul', 'standup.share', value, 'payments')).do).toBe('post')
    })

    test('a side of fewer than three people is left out of the counts, and the report says so', async () => {
      const house = await payments()
      const report = await house.said(await house.say('paul', '/standup report 2026-11-23 today', 'payments'))
      expect(report).toContain('Answers, product: not shown: fewer than 3 people stand on this side')
      expect(report).toMatch(/Answers, project: 0 of \d expected, 1 round/)
    })

    test('who left a crew is reminded of nothing in it', async () => {
      const house = await payments()
      const cleo = house.ids.Cleo ?? ''
      await house.submit(
        'paul',
        'standup.answer',
        { round: house.round },
        { p1: 'x', p3: 'INTERNAL keys', helper: cleo },
      )
      await house.press('cleo', 'setup.leave', { crew: house.crew })
      const told = house.posted.length
      await house.to('2026-11-24', '09:30')
      for (const { conversation, message } of house.posted.slice(told)) {
        if (conversation === 'dm-cleo') expect(await house.text(message)).not.toContain('INTERNAL')
      }
      expect((await house.seen('dm-cleo')).at(-1)).toContain('Checkout stand-up, Tue 24 Nov')
    })
  })

  describe('a range of days', () => {
    test('is a year at most, for the report and the export; said with the first day that fits', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      await house.to('2026-11-23', '09:30')
      await house.submit('ana', 'standup.answer', { round: (await newestRound(db)).id }, { p1: 'x', ...nobody })
      await house.to('2026-11-24', '09:30')
      for (const what of ['report', 'export']) {
        const said = await house.said(await house.say('ana', `/standup ${what} 2020-01-01 2026-11-23`, 'checkout'))
        expect(said).toContain('more than 366 days. Begin on Sun 23 Nov 2025 or later.')
      }
      const year = await house.said(await house.say('ana', '/standup report 2025-11-24 2026-11-24', 'checkout'))
      expect(year).toContain('Rounds held: 2 rounds')
      expect(year).toContain('Answers, project: 1 of 6 expected, 2 rounds')
      expect(year).toContain('Answers, product: 0 of 6 expected, 2 rounds')
      const history = await house.said(await house.say('ana', '/standup history', 'checkout'))
      expect(history).toContain('Tue 24 Nov 2026: 0 of 6 answered')
      expect(history).toContain('Mon 23 Nov 2026: 1 of 6 answered')
    })
  })
})
