import { describe, expect, test } from 'vitest'
import { toInstant } from '../../../src/schedule/calendar.ts'
import { putJobs } from '../../../src/schedule/jobs.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { newestRound } from '../../support/house.ts'
import { openPulse, product, project } from './pulses.ts'

onBothDatabases((database) => {
  const open = async (options?: Parameters<typeof openPulse>[1]) => openPulse((await database.fresh()).db, options)

  describe('a pulse', () => {
    test('asks nobody until somebody switches it on, and echoes the next three dates', async () => {
      const { house, db, settings, show } = await open({ standup: false })
      await house.to('2026-12-08', '09:00')
      expect(await db.read.pulse.count()).toBe(0)
      expect(await show('ana')).toContain('No pulse asks this crew.')
      expect(await settings({ active: 'true', when: 'first monday of the month 06:00' })).toContain(
        'next on Mon 4 Jan 2027, Mon 1 Feb 2027, Mon 1 Mar 2027.',
      )
    })

    test('goes out in the day’s one message, is answered without a name, and told once under the day’s digest', async () => {
      const { house, db, settings, answer, show, newest } = await open()
      await settings({ active: 'true' })
      await house.to('2026-11-24', '09:30')
      const direct = await house.seen('dm-ana')
      const asked = direct.filter((text) => text.includes('Checkout pulse of Tue 24 Nov 2026'))
      expect(asked).toHaveLength(1)
      expect(asked[0]).toContain('Checkout stand-up, Tue 24 Nov')
      expect(asked[0]).toContain('Read by the Checkout crew: scores by side from 3 answers a side, never names.')
      // The question is there: it does not wait besides.
      expect(asked[0]?.match(/Checkout pulse of Tue 24 Nov/g)).toHaveLength(1)
      for (const [at, account] of project.entries()) expect(await answer(account, 9 + (at % 2))).toContain('is in')
      for (const account of product) await answer(account, 8, 8, 5, 10)
      expect(await answer('finn', 10)).toContain('not asked of you')
      expect(await show('ana')).toContain('6 of 6')
      // The stand-ups in between change nothing here: only the one of the day it closes is held.
      const { ritualId } = await newestRound(db)
      const due = toInstant('2026-12-01', '08:00', 'Europe/Berlin')
      await db.transact(async (tx) => {
        await tx.job.deleteMany({ where: { name: { startsWith: 'standup.' }, state: 'waiting' } })
        await putJobs(tx, [{ name: 'standup.open', key: `${ritualId}:2026-12-01`, due }])
      })
      await house.to('2026-12-01', '09:01')
      expect(await db.read.pulseAnswer.count()).toBe(0)
      expect((await newest()).tokenKey).toBeNull()
      await house.to('2026-12-01', '16:00')
      for (const channel of ['checkout', 'teams-checkout']) {
        const told = house.posted.filter(
          ({ conversation, message }) => conversation === channel && message.summary.includes('pulse of'),
        )
        expect(told).toHaveLength(1)
        for (const { under, message } of told) {
          expect(under).toBeDefined()
          const text = await house.text(message)
          expect(text).toContain('Project sees more value than Product: gap 100.')
          expect(text).toContain('Worth it: Project +100, Product 0 · gap 100')
          expect(text).toContain('Reassessed: Project +100, Product −100 · gap 200')
          expect(text).toContain('3 answers a side, a talk and not a verdict. Asked: Project 3, Product 3.')
        }
      }
    })

    test('where no digest takes it along it is one message of its own', async () => {
      const { house, settings, answer } = await open({ standup: false })
      await settings({ active: 'true' })
      await house.to('2026-11-24', '10:00')
      await answer('ana', 9)
      await house.to('2026-12-01', '16:00')
      const told = house.posted.filter(
        ({ conversation, message }) => conversation === 'checkout' && message.summary.includes('pulse of'),
      )
      expect(told.map(({ under }) => under)).toEqual([undefined])
    })
  })
})
