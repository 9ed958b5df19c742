import { describe, expect, it } from 'vitest'
import { toInstant } from '../../src/schedule/calendar.ts'
import { onBothDatabases } from '../support/databases.ts'
import { newestRound, openHouse } from '../support/house.ts'

onBothDatabases((database) => {
  /** Gus is in a crew without a stand-up. */
  async function atWork(day = '2026-11-23', time = '10:00') {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    // The sample's own stand-up says nothing here.
    await db.transact(async (tx) => {
      await tx.ritual.updateMany({ data: { active: false } })
      await tx.job.deleteMany()
    })
    await house.to(day, time)
    const board = await db.read.crew.findFirstOrThrow({ where: { name: 'Commerce board' } })
    const gus = (await house.person('Gus')).id
    const sides = { [`side-${board.id}`]: 'project', [`part-${board.id}`]: 'takesPart' }
    const usual = {
      zone: 'Europe/Berlin',
      workDays: 'mon-fri',
      workFrom: '09:00',
      workTo: '17:00',
      weeklyMost: '10',
      ...sides,
    }
    const gusIs = async (settings: Record<string, string>) =>
      expect(await house.said(await house.submit('gus', 'setup.me', {}, { ...usual, ...settings }))).toContain('Saved.')
    const welcome = async (personId: number) => {
      const { id } = await db.read.member.findFirstOrThrow({ where: { personId, crewId: board.id } })
      return { kind: 'setup.welcome', key: `${board.id}:${personId}:${id}` }
    }
    async function tell(personId: number, kind: 'notice' | 'urgent') {
      const card = await welcome(personId)
      await db.transact((tx) =>
        house.app.chat.apply(tx, { effects: [{ do: 'dm', to: personId, card, kind }] }, house.clock.now()),
      )
      await house.app.outbox.drain()
    }
    const sent = (conversation: string) =>
      house.posted.filter((one) => one.conversation === conversation).map(({ at }) => at)
    return { ...house, gus, gusIs, tell, sent }
  }
  const berlin = (day: string, time: string) => toInstant(day, time, 'Europe/Berlin')

  /** As a process does that was not running: the moment is there, and what was due is due still. */
  const wakeAt = async (house: Awaited<ReturnType<typeof atWork>>, day: string, time: string) => {
    house.clock.moveTo(berlin(day, time))
    await house.app.runner.tick()
    await house.app.outbox.drain()
  }

  describe('quiet hours', () => {
    it('a notice goes out when the next working day begins, also to who works around the clock', async () => {
      const house = await atWork()
      await house.gusIs({ workDays: 'mon-sun', workFrom: '00:00', workTo: '23:59' })
      await house.tell(house.gus, 'notice')
      await house.to('2026-11-23', '23:59')
      expect(house.sent('dm-gus')).toEqual([])
      await house.to('2026-11-24', '12:00')
      expect(house.sent('dm-gus')).toEqual([berlin('2026-11-24', '00:00')])
    })

    it('what comes during an absence without an end waits until they are back, and is one message then', async () => {
      const house = await atWork()
      await house.gusIs({ awayFrom: '2026-11-23', awayTo: '' })
      await house.tell(house.gus, 'notice')
      await house.tell(house.gus, 'urgent')
      await house.to('2026-11-24', '20:00')
      expect(house.sent('dm-gus')).toEqual([])
      await house.gusIs({ awayFrom: '', awayTo: '' })
      await house.to('2026-11-25', '12:00')
      expect(house.sent('dm-gus')).toEqual([berlin('2026-11-25', '09:00')])
    })

    it('what cannot wait is told at once in working hours, and when they begin outside them', async () => {
      const house = await atWork()
      await house.tell(house.gus, 'urgent')
      expect(house.sent('dm-gus')).toEqual([berlin('2026-11-23', '10:00')])
      await house.to('2026-11-23', '20:00')
      const hanna = (await house.person('Hanna')).id
      await house.tell(hanna, 'urgent')
      await house.to('2026-11-24', '12:00')
      expect(house.sent('dm-hanna')).toEqual([berlin('2026-11-24', '09:00')])
    })

    it('what waits for a morning that becomes a day off is told on the first day back', async () => {
      const house = await atWork('2026-11-23', '20:00')
      await house.tell(house.gus, 'urgent')
      await house.say('gus', '/tandem away tue wed')
      await house.to('2026-11-26', '12:00')
      expect(house.sent('dm-gus')).toEqual([berlin('2026-11-26', '09:00')])
    })

    it('hold for a process that comes back in the evening: what was due in the morning is told the next one', async () => {
      const house = await atWork('2026-11-23', '20:00')
      await house.tell(house.gus, 'urgent')
      await house.tell((await house.person('Hanna')).id, 'notice')
      await wakeAt(house, '2026-11-24', '22:00')
      expect([house.sent('dm-gus'), house.sent('dm-hanna')]).toEqual([[], []])
      await house.to('2026-11-25', '12:00')
      const morning = [berlin('2026-11-25', '09:00')]
      expect([house.sent('dm-gus'), house.sent('dm-hanna')]).toEqual([morning, morning])
    })
  })

  describe('a first message', () => {
    async function paymentsStarted() {
      const house = await atWork('2026-11-23', '10:00')
      const ids = Object.fromEntries((await house.db.read.person.findMany()).map(({ id, name }) => [name, String(id)]))
      const raw = {
        name: 'Payments',
        project: [ids.Gus ?? '', ids.Hanna ?? ''],
        product: [ids.Mira ?? ''],
        sponsors: [],
        channels: [],
        when: 'weekdays 11:00',
        zone: 'berlin',
        country: 'none',
        workDays: 'mon-fri',
        workFrom: '09:00',
        workTo: '17:00',
        projectLabel: 'Project',
        productLabel: 'Product',
      }
      await house.submit('gus', 'setup.crew', { crew: null }, raw)
      const crew = (await house.db.read.crew.findFirstOrThrow({ where: { name: 'Payments' } })).id
      return { ...house, raw, crew, ids, start: () => house.press('gus', 'setup.start', { crew }) }
    }

    it('says who added them before it asks anything, in one message with the first prompt', async () => {
      const house = await paymentsStarted()
      await house.start()
      await house.to('2026-11-23', '11:00')
      const [first, ...more] = await house.seen('dm-hanna')
      expect(more).toEqual([])
      expect(first).toContain('Payments stand-up')
      expect(first?.indexOf('added you to the Payments crew')).toBeLessThan(first?.indexOf('Payments stand-up') ?? 0)
    })

    it('comes with whatever cannot wait: who they are here with first, then who needs them', async () => {
      const house = await paymentsStarted()
      await house.start()
      await house.to('2026-11-23', '10:30')
      const round = (await newestRound(house.db)).id
      const answer = { p1: 'x', p3: 'Stuck', helper: house.ids.Mira ?? '' }
      const { id } = await house.db.read.round.findFirstOrThrow({ where: { crewId: house.crew } })
      expect(id).toBe(round)
      await house.submit('gus', 'standup.answer', { round }, answer)
      const [first, ...more] = await house.seen('dm-mira')
      expect(more).toEqual([])
      expect(first).toContain('Gus needs you')
      expect(first?.indexOf('added you to the Payments crew')).toBeLessThan(first?.indexOf('Gus needs you') ?? 0)
      expect(first).not.toContain('Also waiting for you')
    })

    it('is said again to who is added again', async () => {
      const house = await paymentsStarted()
      await house.start()
      await house.to('2026-11-23', '12:00')
      await house.submit('gus', 'setup.crew', { crew: house.crew }, { ...house.raw, product: [house.ids.Nils ?? ''] })
      await house.to('2026-11-24', '12:00')
      await house.submit('hanna', 'setup.crew', { crew: house.crew }, house.raw)
      await house.to('2026-11-25', '12:00')
      const welcomes = (await house.seen('dm-mira')).filter((text) => text.includes('added you to the Payments crew'))
      // The first one follows too: it welcomes to nothing any more.
      expect(welcomes).toHaveLength(1)
      expect(welcomes[0]).toContain('Hanna added you')
    })
  })
})
