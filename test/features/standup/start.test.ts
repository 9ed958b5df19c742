import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { nobody, openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  describe('before Start', () => {
    test('/standup offers only to try it, and what is sent anyway writes to nobody', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      const ids = Object.fromEntries((await db.read.person.findMany()).map(({ id, name }) => [name, String(id)]))
      const payments = await db.read.channel.findFirstOrThrow({ where: { name: '#payments' } })
      const raw = {
        name: 'Payments',
        project: [ids.Ana ?? '', ids.Paul ?? ''],
        product: [ids.Cleo ?? ''],
        channels: [String(payments.id)],
        when: 'weekdays 10:00',
        zone: 'Berlin',
        country: '',
      }
      await house.submit('ana', 'setup.crew', { crew: null }, raw)
      for (const words of ['/standup', '/standup tomorrow', '/standup skip', '/standup now']) {
        const said = await house.said(await house.say('paul', words, 'payments'))
        expect(said).toContain('The Payments crew has not started yet')
        expect(said).toContain('[Try it on me now]')
      }
      const ritual = await db.read.ritual.findFirstOrThrow({ where: { active: false } })
      expect(await db.read.round.count({ where: { ritualId: ritual.id } })).toBe(0)
      const { id, organizationId, crewId } = ritual
      const round = await db.transact((tx) =>
        tx.round.create({ data: { ritualId: id, organizationId, crewId, day: '2026-11-23' } }),
      )
      const sent = await house.submit(
        'paul',
        'standup.answer',
        { round: round.id },
        { p1: 'x', p3: 'Stuck', helper: ids.Cleo ?? '' },
      )
      expect(await house.said(sent)).toContain('has not started yet')
      await house.submit('ana', 'standup.answer', { round: round.id }, { p1: 'x', ...nobody })
      expect(await db.read.standupAnswer.count({ where: { roundId: round.id } })).toBe(0)
      expect(house.posted).toHaveLength(0)
    })
  })
})
