import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { openGuards } from './guards.ts'

onBothDatabases((database) => {
  async function open() {
    const one = await openGuards((await database.fresh()).db)
    const press = async (account: string, verb: string) =>
      one.house.said(await one.house.press(account, `guards.${verb}`, { silence: (await one.silence()).id }))
    const progress = (account: string) =>
      one.house.submit(account, 'portfolio.progress', { initiative: one.chk }, { key: 'T1', percent: '10' })
    // PAY rests: one initiative is enough to be silent about; it was made 13 days ago.
    await one.db.transact(async (tx) => {
      await tx.initiative.update({ where: { id: one.pay }, data: { phase: 'idea' } })
      await tx.initiative.update({ where: { id: one.chk }, data: { createdAt: new Date('2026-11-10T09:00:00Z') } })
    })
    const at = (day: string, time = '16:00') => one.house.to(day, time)
    const backdate = (data: { on?: string; answeredAt?: Date }) =>
      one.db.transact((tx) => tx.sideSilence.updateMany({ data }))
    return { ...one, press, progress, at, backdate }
  }
  const title = (side: string) => `CHK Checkout v2: no word from the ${side} side for 14 days`

  describe('a side that says nothing for 14 days', () => {
    test('is told to both owners once, with their day; the first 14 days never', async () => {
      const one = await open()
      await one.at('2026-11-23')
      await one.progress('ana')
      expect(await one.db.read.sideSilence.count()).toBe(0)
      await one.at('2026-11-24')
      for (const account of ['ana', 'cleo']) {
        const told = await one.direct(account)
        expect(told).toContain(title('Product'))
        expect(told).not.toContain(title('Project'))
      }
      expect(await one.say('paul', '/tandem status CHK')).toContain(
        'Said nothing: product side since Tue 10 Nov 2026 (as of Tue 24 Nov 2026)',
      )
      await one.at('2026-11-27')
      expect((await one.direct('ana')).split(title('Product')).length).toBe(2)
      // Nothing of it was said in a channel.
      expect((await one.house.seen('checkout')).join()).not.toContain('no word from')
    })

    test('asked, its owner is written to at once; what is answered is a word, and comes to whoever asked', async () => {
      const one = await open()
      await one.at('2026-11-23')
      await one.progress('ana')
      await one.at('2026-11-24')
      expect(await one.press('paul', 'ask')).toContain('for the owners of CHK')
      expect(await one.press('ana', 'ask')).toContain('The product side of CHK is asked.')
      expect(await one.press('cleo', 'ask')).toContain('asked already')
      expect(await one.direct('cleo')).toContain('Ana asks your side: what has come of CHK, and is anything needed?')
      const answer = async (account: string, words: string) =>
        one.house.said(
          await one.house.submit(account, 'guards.answer', { silence: (await one.silence()).id }, { answer: words }),
        )
      expect(await answer('paul', 'x')).toContain('you are not on it')
      expect(await answer('cleo', ' ')).toMatch(/^answer: /)
      expect(await answer('cleo', 'Five shoppers tested; nothing needed.')).toBe('Whoever asked has your answer.')
      expect(await answer('cleo', 'Again')).toContain('answered this meanwhile')
      await one.at('2026-11-25')
      expect(await one.direct('ana')).toContain('Cleo: Five shoppers tested; nothing needed.')
      expect(await one.say('paul', '/tandem status CHK')).not.toContain('Said nothing')
      expect(await one.db.read.sideSilence.count()).toBe(1)
      // As if that was two weeks ago.
      await one.backdate({ answeredAt: new Date('2026-11-12T10:00:00Z') })
      await one.at('2026-11-26')
      expect(await one.silence()).toMatchObject({ side: 'product', since: '2026-11-12', state: 'told' })
    })

    test('found fine, it is told again after two weeks without a word', async () => {
      const one = await open()
      await one.at('2026-11-23')
      await one.progress('ana')
      await one.at('2026-11-24')
      expect(await one.press('cleo', 'right')).toContain('until Tue 8 Dec 2026, you are told again')
      expect(await one.press('cleo', 'right')).toContain('settled it meanwhile')
      await one.at('2026-11-25')
      expect(await one.db.read.sideSilence.count()).toBe(1)
      await one.backdate({ on: '2026-11-12' })
      await one.at('2026-11-26')
      expect(await one.db.read.sideSilence.count({ where: { side: 'product' } })).toBe(2)
    })

    test('a stand-up answer is a word', async () => {
      const one = await open()
      const standup = await one.db.read.ritual.findFirstOrThrow({ where: { kind: 'standup' } })
      const cleo = await one.person('Cleo')
      await one.db.transact(async (tx) => {
        const { organizationId, crewId, id: ritualId } = standup
        const round = await tx.round.create({
          data: { organizationId, crewId, ritualId, day: '2026-11-20', state: 'closed' },
        })
        const parts = [{ id: 'a', question: 'What?', role: 'plain', text: 'Address form tested with 8 shoppers' }]
        await tx.standupAnswer.create({
          data: {
            organizationId,
            roundId: round.id,
            personId: cleo,
            side: 'product',
            parts,
            answeredAt: one.house.clock.now(),
          },
        })
      })
      await one.at('2026-11-24')
      expect(await one.db.read.sideSilence.findMany()).toMatchObject([{ side: 'project' }])
    })

    test('of both sides each owner hears of the other’s', async () => {
      const one = await open()
      await one.at('2026-11-24')
      expect(await one.direct('ana')).toContain(title('Product'))
      expect(await one.direct('ana')).not.toContain(title('Project'))
      expect(await one.direct('cleo')).toContain(title('Project'))
    })

    test('while all of it are away, or a gate holds it, nothing is told', async () => {
      const one = await open()
      const away = (awayFrom: string | null, awayTo: string | null) =>
        one.db.transact(async (tx) => {
          const where = { memberships: { some: { side: 'product' as const } } }
          await tx.person.updateMany({ where, data: { awayFrom, awayTo } })
        })
      await away('2026-11-20', '2026-11-27')
      await one.at('2026-11-24')
      expect(await one.db.read.sideSilence.findMany()).toMatchObject([{ side: 'project' }])
      await away(null, null)
      const gate = { name: 'Build', position: 1, criteria: [], outcome: 'hold' as const, holdUntil: '2027-01-15' }
      await one.db.transact((tx) => tx.gate.create({ data: { initiativeId: one.chk, ...gate } }))
      await one.at('2026-11-25')
      expect(await one.db.read.sideSilence.count({ where: { side: 'product' } })).toBe(0)
    })
  })
})
