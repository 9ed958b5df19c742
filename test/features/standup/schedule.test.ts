import { describe, expect, test } from 'vitest'
import { openDb } from '../../../src/db.ts'
import { toInstant } from '../../../src/schedule/calendar.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { newestRound, nobody, openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  describe('the schedule', () => {
    test('one prompt a day although two processes tick', async () => {
      const { db, url } = await database.fresh()
      const one = await openHouse(db)
      const otherDb = await openDb(url)
      try {
        const two = await openHouse(otherDb)
        for (const time of ['08:30', '09:30', '11:30', '15:30', '17:30']) {
          await Promise.all([one.to('2026-11-23', time), two.to('2026-11-23', time)])
        }
        for (const account of ['ana', 'ben', 'paul', 'cleo', 'dev', 'uma']) {
          const prompts = [...one.posted, ...two.posted].filter(
            ({ conversation, message }) =>
              conversation === `dm-${account}` &&
              message.summary.startsWith('Checkout stand-up, Mon 23 Nov') &&
              !message.summary.includes('still open'),
          )
          expect(prompts, account).toHaveLength(1)
        }
        const digests = [...one.posted, ...two.posted].filter(({ conversation }) => conversation === 'checkout')
        expect(digests).toHaveLength(1)
      } finally {
        await otherDb.close()
      }
    })

    test('a prompt due while the process was down is sent if less than 2 h late, else noted as missed', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      await house.to('2026-11-23', '09:00')
      // Nothing runs between 9:00 and 11:29: on time for nobody, yet within two hours.
      house.clock.moveTo(toInstant('2026-11-23', '11:29', 'Europe/Berlin'))
      await house.to('2026-11-23', '11:29')
      expect(await house.seen('dm-ana')).toHaveLength(1)
      await house.to('2026-11-24', '09:00')
      const before = (await house.seen('dm-ana')).length
      house.clock.moveTo(toInstant('2026-11-24', '11:31', 'Europe/Berlin'))
      await house.to('2026-11-24', '11:31')
      expect(await house.seen('dm-ana')).toHaveLength(before)
      const round = await newestRound(db)
      const states = await db.read.participation.groupBy({ by: ['state'], where: { roundId: round.id }, _count: true })
      expect(states.find(({ state }) => state === 'missed')?._count).toBe(5)
      expect((await house.seen('checkout')).at(-1)).toContain('Not asked, Tandem was not running: 5')
    })

    test('a process that was down for a week asks again on the next day, and makes up for none', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      await house.to('2026-11-23', '19:00')
      const sent = house.posted.length
      house.clock.moveTo(toInstant('2026-12-01', '20:00', 'Europe/Berlin'))
      await house.to('2026-12-01', '20:00')
      expect(house.posted.filter(({ message }) => !message.summary.includes('Mon 23 Nov')).slice(sent)).toHaveLength(0)
      await house.to('2026-12-02', '09:30')
      expect((await house.seen('dm-ana')).at(-1)).toContain('Wed 2 Dec')
    })

    test('nobody is asked on weekends, on the crew’s holidays, or on days off', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db, { at: toInstant('2026-12-18', '06:00', 'Europe/Berlin') })
      const { crewId } = await db.read.ritual.findFirstOrThrow()
      await db.transact((tx) => tx.crew.update({ where: { id: crewId }, data: { country: 'DE' } }))
      await db.transact((tx) => tx.person.updateMany({ where: { name: 'Paul' }, data: { workDays: '134' } }))
      await house.to('2026-12-28', '09:30')
      const days = (await db.read.round.findMany({ orderBy: { day: 'asc' } })).map(({ day }) => day)
      expect(days).toEqual(['2026-12-18', '2026-12-21', '2026-12-22', '2026-12-23', '2026-12-24', '2026-12-28'])
      const paul = house.posted.filter(
        ({ conversation, message }) => conversation === 'dm-paul' && /Tue|Fri/.test(message.summary),
      )
      expect(paul).toHaveLength(0)
    })

    test('a person in two crews that ask within the hour gets one message with a section per crew', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      const ids = Object.fromEntries((await db.read.person.findMany()).map(({ id, name }) => [name, String(id)]))
      const raw = {
        name: 'Payments',
        project: [ids.Ana ?? ''],
        product: [ids.Cleo ?? ''],
        when: 'weekdays 10:00',
        zone: 'Berlin',
        country: '',
      }
      await house.submit('ana', 'setup.crew', { crew: null }, raw)
      const crew = (await db.read.crew.findFirstOrThrow({ where: { name: 'Payments' } })).id
      await house.press('ana', 'setup.start', { crew })
      await house.to('2026-11-23', '12:05')
      const ana = await house.seen('dm-ana')
      // The digest of a crew without a channel comes as a notice of its own.
      const prompts = ana.filter((text) => text.includes('[Send]'))
      expect(prompts).toHaveLength(1)
      expect(prompts[0]).toContain('Checkout stand-up, Mon 23 Nov')
      expect(prompts[0]).toContain('Payments stand-up, Mon 23 Nov')
      // Cleo hears in the same message who added her.
      const cleo = (await house.seen('dm-cleo')).filter((text) => text.includes('[Send]'))
      expect(cleo).toHaveLength(1)
      expect(cleo[0]).toContain('Ana added you to the Payments crew, on the product side.')
      expect(cleo[0]).toContain('[Change my side] [Just follow] [Leave]')
    })

    test('/standup now asks at once those who work, the others when they begin, and nobody twice', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db, { at: toInstant('2026-11-23', '10:00', 'Europe/Berlin') })
      const said = await house.said(await house.say('ana', '/standup now', 'checkout'))
      expect(said).toContain('5 asked now. 1 more when their working hours begin.')
      await house.to('2026-11-23', '10:00')
      expect(await house.seen('dm-paul')).toHaveLength(1)
      expect(await house.seen('dm-uma')).toHaveLength(0)
      expect(await house.said(await house.say('ben', '/standup now', 'checkout'))).toContain('has begun already')
      await house.to('2026-11-23', '15:00')
      expect(await house.seen('dm-uma')).toHaveLength(1)
    })

    test('changed settings hold from the next round; impossible ones are said beside the field', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      const { crewId: crew } = await db.read.ritual.findFirstOrThrow()
      const raw = {
        ask: 'weekdays 26:00',
        moment: 'own',
        digestAfter: '60',
        closeAfter: '120',
        names: 'digest',
        project: 'One? (needs)\nTwo? (needs)',
        product: 'What?',
      }
      const refused = await house.said(await house.submit('ana', 'standup.settings', { crew }, raw))
      expect(refused).toContain('ask: 26:00 is not a time of day; the nearest is 23:00.')
      expect(refused).toContain('project: Two questions are marked (needs)')
      const saved = await house.said(
        await house.submit(
          'ana',
          'standup.settings',
          { crew },
          { ...raw, ask: 'tue thu 14:00', project: 'What now? (done)\nStuck? (needs)' },
        ),
      )
      expect(saved).toContain("Asks tue thu 14:00 in each person's own zone.")
      expect(saved).toMatch(/Digest at \w{3} \d+ Nov 15:00\./)
      expect(saved).toContain('Next: Tue 24 Nov, Thu 26 Nov, Tue 1 Dec.')
      await house.to('2026-11-24', '14:00')
      expect(house.posted.filter(({ message }) => message.summary.includes('Mon 23 Nov'))).toHaveLength(0)
      expect((await house.seen('dm-ana'))[0]).toContain('What now?')
      await house.to('2026-11-24', '15:00')
      expect((await house.seen('checkout')).at(-1)).toContain('No answer yet: Ana')
    })

    test('report, history and export count per side and name nobody who did not answer', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      await house.to('2026-11-23', '09:30')
      const round = (await newestRound(db)).id
      await house.submit('ana', 'standup.answer', { round }, { p1: '=1+1', ...nobody })
      await house.to('2026-11-23', '19:00')
      const report = await house.said(await house.say('ben', '/standup report 2026-11-23 today', 'checkout'))
      expect(report).toContain('Rounds held: 1 round')
      expect(report).toContain('Answers, project: 1 of 3 expected, 1 round')
      expect(report).toContain('Median time to resolve: no data (0 of 0 resolved)')
      const csv = await house.said(await house.say('ben', '/standup export mon', 'checkout'))
      expect(csv).toContain("2026-11-23,Project,Ana,What moved toward the plan?,'=1+1")
      expect(csv).not.toContain('Paul')
      expect(await house.said(await house.say('ben', '/standup history', 'checkout'))).toContain(
        'Mon 23 Nov 2026: 1 of 6 answered',
      )
      expect(await house.said(await house.say('ben', '/standup report fri mon', 'checkout'))).toContain(
        'Give the earlier day first.',
      )
      expect(await house.said(await house.say('ben', '/standup report 31feb', 'checkout'))).toContain('"31feb"')
    })
  })
})
