import { describe, expect, it } from 'vitest'
import { gatherDay } from '../../src/outbox/day.ts'
import { toInstant } from '../../src/schedule/calendar.ts'
import { onBothDatabases } from '../support/databases.ts'
import { nobody, openHouse } from '../support/house.ts'

onBothDatabases((database) => {
  /** Tuesday's stand-up of Checkout is at `ask`; on Monday night a notice waits for this person. */
  async function noticed(ask: string, name: string) {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    const { crewId, id: ritual, settings } = await db.read.ritual.findFirstOrThrow()
    const schedule = settings as { ask: { time: string } }
    await house.to('2026-11-23', '23:00')
    const changed = { ...schedule, ask: { ...schedule.ask, time: ask } }
    const { id, personId } = await db.read.member.findFirstOrThrow({ where: { crewId, person: { name } } })
    const card = { kind: 'setup.welcome', key: `${crewId}:${personId}:${id}` }
    await db.transact(async (tx) => {
      await tx.ritual.update({ where: { id: ritual }, data: { settings: changed } })
      const effects = [{ do: 'dm' as const, to: personId, card, kind: 'notice' as const }]
      await house.app.chat.apply(tx, { facts: [{ fact: 'crew.changed', crewId }], effects }, house.clock.now())
    })
    const before = house.posted.length
    /** When, and whether it held the notice and the prompt. */
    async function messages() {
      const own = house.posted.slice(before).filter(({ conversation }) => conversation === `dm-${name.toLowerCase()}`)
      return Promise.all(
        own.map(async ({ at, message }) => {
          const text = await house.text(message)
          return [at, text.includes('added you'), text.includes('stand-up, Tue')]
        }),
      )
    }
    return { ...house, personId, messages }
  }
  const tuesday = (time: string, zone = 'Europe/Berlin') => toInstant('2026-11-24', time, zone)

  describe('a day’s notices and its prompt are one message', () => {
    it('when the prompt comes hours after work has begun, before its round has opened', async () => {
      const house = await noticed('14:00', 'Ben')
      await house.to('2026-11-24', '14:30')
      expect(await house.messages()).toEqual([[tuesday('14:00'), true, true]])
    })

    it('when the prompt comes at the moment at which work begins', async () => {
      for (const ask of ['09:00', '08:00']) {
        const house = await noticed(ask, 'Ben')
        await house.to('2026-11-24', '12:00')
        expect(await house.messages()).toEqual([[tuesday('09:00'), true, true]])
      }
    })

    it('when the round has closed for all others by then', async () => {
      const house = await noticed('09:30', 'Uma')
      await house.to('2026-11-24', '09:31')
      await house.db.transact((tx) => tx.round.updateMany({ data: { state: 'closed' } }))
      await house.to('2026-11-24', '16:00')
      expect(await house.messages()).toEqual([[tuesday('09:30', 'America/New_York'), true, true]])
    })
  })

  describe('notices go out without a prompt', () => {
    it('at the prompt’s moment, when its person has answered before it', async () => {
      const house = await noticed('14:00', 'Ben')
      await house.to('2026-11-24', '10:00')
      const opened = await house.say('ben', '/tandem standup tue')
      if (opened.do !== 'open') throw new Error(await house.said(opened))
      await house.submit('ben', 'standup.answer', opened.form.value, { p1: 'ahead', ...nobody })
      await house.to('2026-11-24', '16:00')
      expect(await house.messages()).toEqual([[tuesday('14:01'), true, false]])
    })

    it('when work begins, to who is asked nothing that day', async () => {
      const house = await noticed('14:00', 'Finn')
      await house.to('2026-11-24', '16:00')
      expect(await house.messages()).toEqual([[tuesday('09:00'), true, false]])
    })

    it('once, although two processes gather them at the same moment', async () => {
      const house = await noticed('14:00', 'Finn')
      const person = await house.person('Finn')
      const gather = () => house.db.transact((tx) => gatherDay(tx, person, 'notice', house.clock.now()))
      expect((await Promise.all([gather(), gather(), gather()])).filter(Boolean)).toHaveLength(1)
      await house.app.outbox.drain()
      expect(await house.messages()).toHaveLength(1)
    })
  })
})
