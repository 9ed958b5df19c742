import { describe, expect, test } from 'vitest'
import { weakPromises } from '../../../src/features/guards/store/promises.ts'
import { joined } from '../../../src/features/linking/feature/persons.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { csv } from '../portfolio/portfolio.ts'
import { openGuards } from './guards.ts'

onBothDatabases((database) => {
  async function open() {
    const one = await openGuards((await database.fresh()).db)
    await one.house.to('2026-11-23', '10:00')
    return one
  }

  describe('a promise with less than an even chance', () => {
    test('is kept, says its chance, asks the other side at once, and shows as not co-signed until it is', async () => {
      const one = await open()
      const said = await one.promise('M1', '2026-12-15')
      expect(said).toContain(
        'Tue 15 Dec 2026 has an under 1 % chance on the plan of Mon 23 Nov 2026; Wed 23 Dec has 50 %',
      )
      expect(said).toContain('2 of the 5 deliverables it rests on have an estimate of three points')
      expect(said).toContain('shows as not co-signed')
      expect(await one.guard()).toMatchObject({
        state: 'waiting',
        productById: null,
        projectById: await one.person('Ana'),
      })
      const asked = await one.direct('cleo')
      expect(asked).toContain('CHK M1 Beta: promised for Tue 15 Dec 2026')
      expect(asked).toContain('[Co-sign] [Not like this...]')
      for (const words of ['/tandem status CHK', '/tandem plan CHK'])
        expect(await one.say('paul', words)).toContain('not co-signed, under 1 % chance computed Mon 23 Nov 2026')
      expect(await one.say('paul', '/tandem plan export CHK')).toContain('2026-12-15,sales,no,')
      expect(await weakPromises(one.db.read, [one.chk])).toMatchObject([{ key: 'M1', name: 'Beta' }])
      expect(await one.sign('paul')).toContain('you are none of them')
      expect(await one.sign('ana')).toContain('stands for this already')
      expect(await one.sign('cleo')).toBe('Co-signed: both sides stand for CHK M1 on this day.')
      expect(await one.sign('cleo')).toContain('Nobody has to co-sign this any more')
      expect(await one.say('paul', '/tandem plan CHK')).not.toContain('not co-signed')
      expect(await one.direct('ana')).toContain('promised for Tue 15 Dec 2026, co-signed')
      expect(await one.direct('cleo')).not.toContain('[Co-sign]')
      expect(await weakPromises(one.db.read, [one.chk])).toEqual([])
    })

    test('refused it stays, and whoever promised it reads why; another day is another promise', async () => {
      const one = await open()
      await one.promise('M1', '2026-12-15')
      expect(await one.sign('cleo', 'refuse', { reason: ' ' })).toMatch(/^reason: /)
      expect(await one.sign('cleo', 'refuse', { reason: 'The stores close then' })).toContain('has your reason')
      const told = await one.direct('ana')
      expect(told).toContain('Cleo does not co-sign it: “The stores close then”')
      expect(await one.say('paul', '/tandem plan CHK')).toContain('not co-signed')
      const old = await one.guard()
      const said = await one.promise('M1', '2027-01-29')
      expect(said).toContain('Fri 29 Jan 2027 has an over 99 % chance')
      expect(said).not.toContain('not co-signed')
      expect(await one.guard()).toMatchObject({ state: 'held', reason: null })
      const late = await one.house.press('cleo', 'guards.cosign', { promise: old.id, on: '2026-12-15' })
      expect(await one.house.said(late)).toContain('promised for another day by now')
    })

    test('where no estimate has three points no chance is known: it is said, and nothing is guarded', async () => {
      const one = await open()
      await one.paste('ana', csv('initiative,key,optimistic,pessimistic', 'CHK,T1,,', 'CHK,T2,,'))
      expect(await one.promise('M1', '2026-12-01')).toContain('its chance is, is not known')
      expect(await one.guard()).toMatchObject({ state: 'held', chance: null })
      expect(await one.direct('cleo')).not.toContain('promised for')
    })

    test('bad input is refused beside its field, and nothing is weighed', async () => {
      const one = await open()
      expect(await one.promise('M1', '2026-11-01')).toMatch(/^promisedOn: /)
      expect(await one.db.read.promiseGuard.count()).toBe(0)
    })

    test('from a file it is weighed too, and both owners are asked with their day', async () => {
      const one = await open()
      await one.paste('ana', csv('initiative,key,promised,promised to', 'CHK,M1,2026-12-15,sales'))
      await one.house.to('2026-11-24', '10:00')
      expect(await one.guard()).toMatchObject({ state: 'waiting', promisedById: null })
      for (const account of ['ana', 'cleo']) expect(await one.direct(account)).toContain('It is promised to sales.')
      expect(await one.sign('ana')).toContain('The word of the other one is missing')
      expect(await one.sign('cleo')).toContain('both sides stand for CHK M1')
    })

    test('one that was fine and falls as the plan moves is told to both owners once', async () => {
      const one = await open()
      await one.promise('M1', '2027-01-08')
      expect(await one.guard()).toMatchObject({ state: 'held' })
      await one.paste('ana', csv('initiative,key,likely', 'PAY,T1,25'))
      await one.house.to('2026-11-24', '10:00')
      expect(await one.guard()).toMatchObject({ state: 'waiting', projectById: await one.person('Ana') })
      for (const account of ['ana', 'cleo']) expect(await one.direct(account)).toContain('promised for Fri 8 Jan 2027')
      await one.house.to('2026-12-03', '10:00')
      const times = (await one.direct('cleo')).split('CHK M1 Beta: promised for Fri 8 Jan 2027').length - 1
      expect(times).toBe(1)
      await one.paste('ana', csv('initiative,key,likely', 'PAY,T1,1', 'PAY,T2,2'))
      await one.house.to('2026-12-04', '10:00')
      expect(await one.guard()).toMatchObject({ state: 'held' })
      expect(await one.say('paul', '/tandem plan CHK')).not.toContain('not co-signed')
    })

    test('what nobody promises any more is forgotten, and a night that is late weighs once', async () => {
      const one = await open()
      await one.promise('M1', '2026-12-15')
      await one.house.to('2026-12-02', '10:00')
      expect(await one.db.read.job.count({ where: { name: 'guards.day', state: 'waiting' } })).toBe(1)
      await one.promise('M1', '')
      await one.paste('ana', csv('initiative,key,promised', 'CHK,T2,2027-03-31'))
      await one.house.to('2026-12-03', '10:00')
      expect(await one.db.read.promiseGuard.findMany()).toMatchObject([{ promisedOn: '2027-03-31', state: 'held' }])
    })

    test('waits with the next day’s prompt, follows who turn out to be one person, and two words at once end in one', async () => {
      const one = await open()
      await one.promise('M1', '2026-12-15')
      await one.house.to('2026-11-24', '10:00')
      const waiting = async (name: string) =>
        one.house.app.features
          .find(({ name: of }) => of === 'guards')
          ?.waiting?.(await one.person(name), { now: one.house.clock.now(), tx: one.db.read })
      expect(await waiting('Cleo')).toMatchObject([{ label: 'Co-sign?' }])
      expect(await waiting('Ana')).toEqual([])
      const [ana, uma] = [await one.person('Ana'), await one.person('Uma')]
      await one.db.transact(async (tx) => {
        await one.house.app.chat.apply(tx, { facts: await joined(tx, uma, ana) }, one.house.clock.now())
      })
      expect(await one.guard()).toMatchObject({ promisedById: uma, projectById: uma })
      await Promise.all([one.sign('cleo'), one.sign('cleo', 'refuse', { reason: 'Too early' })])
      const row = await one.guard()
      expect([row.state, row.reason]).toEqual(row.state === 'signed' ? ['signed', null] : ['refused', 'Too early'])
    })
  })
})
