import { describe, expect, test } from 'vitest'
import { brokenAssumptions } from '../../../src/features/assumptions/store/reads.ts'
import { joined } from '../../../src/features/linking/feature/persons.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { openHouse } from '../../support/house.ts'
import { withPlans } from '../portfolio/portfolio.ts'

onBothDatabases((database) => {
  async function open() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    const { chk } = await withPlans(house)
    await db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
    const idOf = async (name: string) => (await house.person(name)).id
    const given = {
      text: 'Phone shoppers leave at card entry',
      value: '31',
      unit: '%',
      floor: '20',
      percent: '30',
      owner: [String(await idOf('Uma'))],
      reviewOn: '2026-11-24',
    }
    const newest = () => db.read.assumption.findFirstOrThrow({ orderBy: { id: 'desc' } })
    return {
      house,
      db,
      chk,
      idOf,
      newest,
      given,
      add: async (raw: Record<string, string | string[]> = {}, account = 'ana') =>
        house.said(await house.submit(account, 'assumptions.add', { initiative: chk }, { ...given, ...raw })),
      change: async (raw: Record<string, string | string[]>, account = 'ana') =>
        house.said(
          await house.submit(account, 'assumptions.change', { assumption: (await newest()).id }, { ...given, ...raw }),
        ),
      async answer(holds: boolean, raw: Record<string, string> = {}, account = 'uma') {
        const { id, reviewOn } = await newest()
        const value = { assumption: id, holds, review: reviewOn }
        const said = { reviewOn: '2027-01-11', ...raw }
        return house.said(await house.submit(account, 'assumptions.review', value, said))
      },
      list: async (account = 'ana') => house.said(await house.say(account, '/tandem assumption CHK')),
      status: async (account = 'ana') => house.said(await house.say(account, '/tandem status CHK')),
    }
  }

  describe('an assumption', () => {
    test('is asked on its day, breaks, takes its part of the benefit along, and tells both owners; later it holds again', async () => {
      const one = await open()
      const { house } = one
      expect(await one.list()).toContain('No assumption is written down yet.')
      expect(await one.add()).toContain('Saved: CHK AS1. Its owner is asked on Tue 24 Nov 2026')
      expect(await one.list('cleo')).toContain(
        '31 % on Mon 23 Nov 2026, floor 20 · 30 % of the expected benefit rest on it',
      )
      await house.to('2026-11-24', '18:00')
      const asked = (await house.seen('dm-uma')).filter((text) => text.includes('AS1: still true?'))
      expect(asked).toHaveLength(1)
      expect(await one.status()).not.toContain('broken')
      expect(await one.answer(true, { value: '12' })).toBe(
        '12 is below the floor of 20: CHK AS1 is broken. The owners of the initiative are told. Asked again on Mon 11 Jan 2027.',
      )
      await house.to('2026-11-25', '12:00')
      for (const account of ['ana', 'cleo']) {
        const told = (await house.seen(`dm-${account}`)).filter((text) => text.includes('an assumption is broken'))
        expect(told).toHaveLength(1)
        expect(told[0]).toContain('Expected benefit: 210,000 EUR > 147,000 EUR: 30 % rested on it.')
        expect(told[0]).toContain('12 %, floor 20. Uma on Tue 24 Nov 2026.')
      }
      expect((await house.seen('dm-paul')).join()).not.toContain('assumption is broken')
      expect(await one.status()).toContain(
        '1 broken · 30 % of the expected benefit rested on it · 210,000 EUR > 147,000 EUR',
      )
      expect(await brokenAssumptions(one.db.read, [one.chk])).toMatchObject([{ number: 1, state: 'broken', value: 12 }])
      expect((await house.seen('dm-uma')).find((text) => text.includes('still true?'))).toContain(
        'Answered: it is broken. Asked again on Mon 11 Jan 2027.',
      )
      expect(await one.answer(true, { value: '25', reviewOn: '2027-03-01' })).toContain('CHK AS1 holds again.')
      expect(await one.status()).not.toContain('broken')
      expect(await brokenAssumptions(one.db.read, [one.chk])).toEqual([])
    })

    test('money that a reader may not see is told in percent, and without a share nothing is computed', async () => {
      const one = await open()
      await one.db.transact((tx) => tx.crew.updateMany({ data: { money: 'percent' } }))
      await one.add()
      await one.answer(false, { why: 'Wallets came' })
      expect(await one.list('paul')).toContain('Expected benefit: 100 % > 70 %')
      expect(await one.status('paul')).not.toMatch(/147,000|210,000/)
      expect(await one.list('ana')).toContain('210,000 EUR > 147,000 EUR')
      await one.add({ percent: '' })
      await one.answer(false, { why: 'The survey was wrong' })
      await one.house.to('2026-11-24', '12:00')
      const told = (await one.house.seen('dm-cleo')).join('\n')
      expect(told).toContain('"Wallets came" Uma on Mon 23 Nov 2026.')
      expect(told).toContain('nobody has said how much of it rested on this.')
      expect(await one.status()).toContain('2 broken')
    })

    test('one review is answered once; a second answer finds it answered and changes nothing', async () => {
      const one = await open()
      await one.add()
      const { id, reviewOn: answered } = await one.newest()
      const answer = (holds: boolean) =>
        one.house
          .submit(
            'uma',
            'assumptions.review',
            { assumption: id, holds, review: answered },
            { value: '25', why: 'x', reviewOn: '2027-01-11' },
          )
          .then((reply) => one.house.said(reply))
      const said = await Promise.all([answer(true), answer(false)])
      expect(said.filter((text) => text.includes('answered already'))).toHaveLength(1)
      expect(await one.db.read.assumptionReading.count()).toBe(1)
    })

    test('is refused beside the field; two at once never carry more than the whole benefit', async () => {
      const one = await open()
      expect(await one.add({ value: '5' })).toMatch(/^value: 5 is below the floor of 20/)
      expect(await one.add({ reviewOn: '2026-11-01', percent: '101' })).toContain('percent: ')
      const said = await Promise.all([one.add({ percent: '60' }), one.add({ percent: '60' }, 'cleo')])
      expect(said.filter((text) => text.startsWith('Saved'))).toHaveLength(1)
      expect(said.filter((text) => text.includes('at most 40 % are left'))).toHaveLength(1)
    })

    test('changed it asks on the new day only; dropped it asks nobody and carries nothing', async () => {
      const one = await open()
      await one.add()
      expect(await one.change({ reviewOn: '2026-11-26', percent: '50' })).toContain('asked on Thu 26 Nov 2026')
      expect(await one.change({ value: '3' })).toMatch(/^value: .*Answer "No" instead/)
      await one.house.to('2026-11-25', '18:00')
      expect((await one.house.seen('dm-uma')).join()).not.toContain('still true?')
      await one.answer(false, { why: 'gone', reviewOn: '2026-11-27' })
      expect(await one.status()).toContain('50 % of the expected benefit')
      expect(await one.change({ reviewOn: '2026-11-27', percent: '50', value: '31', drop: 'true' })).toContain(
        'Nothing rests on it any more.',
      )
      expect(await one.status()).not.toContain('broken')
      await one.house.to('2026-11-27', '18:00')
      expect((await one.house.seen('dm-uma')).join()).not.toContain('still true?')
    })

    test('colleagues who may not edit the plan read them, and change none; its owner may answer all the same', async () => {
      const one = await open()
      await one.add({ owner: [String(await one.idOf('Gus'))] })
      expect(await one.add({}, 'gus')).toContain('You cannot add an assumption to CHK')
      expect(await one.answer(true, { value: '30' }, 'gus')).toContain('CHK AS1 holds.')
      await one.add()
      expect(await one.answer(true, { value: '30' }, 'gus')).toContain('You cannot change the assumptions of CHK')
    })

    test('what was not answered on its day waits with the next prompt; two accounts become one owner', async () => {
      const one = await open()
      await one.add()
      await one.house.to('2026-11-25', '10:00')
      const { app } = one.house
      const waiting = async (name: string) => {
        const blocks = []
        for (const { waiting: of } of app.features)
          blocks.push(...((await of?.(await one.idOf(name), { now: one.house.clock.now(), tx: one.db.read })) ?? []))
        return one.house.text({ summary: '', blocks })
      }
      expect(await waiting('Uma')).toContain('CHK AS1 Phone shoppers leave at card entry: still true?')
      const [uma, dev] = [await one.idOf('Uma'), await one.idOf('Dev')]
      await one.db.transact(async (tx) => {
        await app.chat.apply(tx, { facts: await joined(tx, dev, uma) }, one.house.clock.now())
      })
      expect(await one.newest()).toMatchObject({ ownerId: dev })
      expect(await waiting('Dev')).toContain('CHK AS1')
    })
  })
})
