import { describe, expect, test } from 'vitest'
import { toInstant } from '../../../src/schedule/calendar.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { newestRound, openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  async function house(at?: Date) {
    const { db } = await database.fresh()
    return openHouse(db, at ? { at } : {})
  }
  const digestFor = async (at: Awaited<ReturnType<typeof house>>, zone: string) => {
    const digest = at.posted.filter(({ conversation }) => conversation === 'checkout').at(-1)
    return digest ? at.text(digest.message, zone) : ''
  }

  describe('times are everybody’s own', () => {
    test('who is asked later is named with their own time, beside the crew’s and the reader’s', async () => {
      const at = await house()
      await at.to('2026-11-23', '11:30')
      expect(await digestFor(at, 'Europe/Berlin')).toContain('Uma at Mon 23 Nov 15:30, their 09:30')
      expect(await digestFor(at, 'Europe/London')).toContain(
        'Uma at Mon 23 Nov 15:30 Berlin (14:30 London), their 09:30',
      )
    })

    test('one moment for all is said in the crew’s zone and the reader’s', async () => {
      const at = await house()
      const { crewId: crew } = await at.db.read.ritual.findFirstOrThrow()
      await at.submit(
        'ana',
        'standup.settings',
        { crew },
        {
          ask: 'weekdays 16:00',
          moment: 'together',
          digestAfter: '30',
          closeAfter: '60',
          names: 'press',
          project: 'What? (done)',
          product: 'What? (done)',
        },
      )
      await at.to('2026-11-23', '16:30')
      expect(await digestFor(at, 'America/New_York')).toContain(
        'Next: Tue 24 Nov 16:00 Berlin (10:00 New York), one moment for all.',
      )
      const page = await at.say('uma', '/tandem home')
      if (page.do !== 'tell') throw new Error('no page')
      expect(await at.text(page.message, 'America/New_York')).toContain(
        'Next: Tue 24 Nov 16:00 Berlin (10:00 New York).',
      )
    })
  })

  test('changed settings name the days on which it will ask, none that is over', async () => {
    const at = await house(toInstant('2026-11-23', '15:00', 'Europe/Berlin'))
    const { crewId: crew } = await at.db.read.ritual.findFirstOrThrow()
    const raw = {
      ask: 'weekdays 09:00',
      moment: 'own',
      digestAfter: '120',
      closeAfter: '120',
      names: 'press',
      project: 'What? (done)',
      product: 'What? (done)',
    }
    expect(await at.said(await at.submit('ana', 'standup.settings', { crew }, raw))).toContain(
      'Next: Tue 24 Nov, Wed 25 Nov, Thu 26 Nov.',
    )
  })

  describe('a person reads where they stand', () => {
    test('a day off is no absence', async () => {
      const at = await house()
      await at.db.transact((tx) => tx.person.updateMany({ where: { name: 'Paul' }, data: { workDays: '2345' } }))
      await at.say('dev', '/tandem away today fri')
      await at.to('2026-11-23', '09:30')
      const home = async (account: string) => at.said(await at.say(account, '/tandem home'))
      expect(await home('paul')).toContain('you do not work today. Next: Tue 24 Nov 09:30.')
      expect(await home('dev')).toContain('you are away today. Next: Mon 30 Nov 09:30.')
      expect(await home('ana')).toContain('your answer is still open. Next: Tue 24 Nov 09:30.')
    })

    test('who was never asked is not among those who have not answered', async () => {
      const at = await house()
      await at.to('2026-11-23', '09:00')
      at.clock.moveTo(toInstant('2026-11-23', '12:00', 'Europe/Berlin'))
      await at.to('2026-11-23', '15:30')
      const { id: round } = await newestRound(at.db)
      const said = await at.said(await at.press('ana', 'standup.missing', { round }))
      expect(said).toContain('No answer yet: Uma')
      expect(said).toContain('Not asked, Tandem was not running: Ana, Ben, Paul, Cleo, Dev')
    })

    test('the prompt names the platforms its people are on, and not the sandbox', async () => {
      const at = await house()
      await at.db.transact(async (tx) => {
        const { organizationId, id: personId } = await tx.person.findFirstOrThrow({ where: { name: 'Ana' } })
        for (const platform of ['teams', 'slack'] as const) {
          const { id: installationId } = await tx.installation.create({
            data: { organizationId, platform, externalId: platform, name: platform },
          })
          await tx.identity.create({ data: { organizationId, personId, installationId, externalId: 'ana' } })
        }
      })
      await at.to('2026-11-23', '09:30')
      expect((await at.seen('dm-ben'))[0]).toContain('for 6 people in Slack and Teams. A minute.')
    })
  })
})
