/** Budgets that are allotted from another initiative's, by form and by file. */
import { describe, expect, it, test } from 'vitest'
import { type BudgetOf, budgetProblem } from '../../../src/features/portfolio/rules/budget.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { openHouse } from '../../support/house.ts'
import { csv, withPlans } from './portfolio.ts'

const today = '2026-11-23'
const budgets = (...all: [key: string, from: string | null, currency?: string][]) =>
  new Map(all.map(([key, from, currency = 'EUR']): [string, BudgetOf] => [key, { key, currency, from }]))

describe('a budget from another one', () => {
  const problem = (key: string, all: Map<string, BudgetOf>, rates: Parameters<typeof budgetProblem>[2] = []) => {
    const one = all.get(key)
    if (!one) throw new Error(`no ${key}`)
    return budgetProblem(one, all, rates, today)
  }

  it('has to be there, and the nearest is named', () => {
    expect(problem('CHK', budgets(['CHK', null], ['SHOP', null]))).toBeNull()
    expect(problem('CHK', budgets(['CHK', 'SHOP'], ['SHOP', null]))).toBeNull()
    expect(problem('CHK', budgets(['CHK', 'SHIP'], ['SHOP', null]))).toBe(
      '"SHIP" is not another initiative. The nearest is SHOP.',
    )
  })

  it('never goes in a circle, which is named; one that others are in is theirs', () => {
    expect(problem('CHK', budgets(['CHK', 'CHK']))).toContain('CHK from CHK.')
    expect(problem('CHK', budgets(['CHK', 'PAY'], ['PAY', 'SHOP'], ['SHOP', 'CHK']))).toBe(
      'Budgets would go in a circle: CHK from PAY from SHOP from CHK. One of them needs a budget of its own.',
    )
    expect(problem('CHK', budgets(['CHK', 'PAY'], ['PAY', 'SHOP'], ['SHOP', 'PAY']))).toBeNull()
  })

  it('in another currency needs a rate, either way round', () => {
    const all = budgets(['CHK', 'SHOP'], ['SHOP', null, 'USD'])
    expect(problem('CHK', all)).toContain('no rate from USD to EUR is given for Mon 23 Nov')
    expect(problem('CHK', all, [{ from: 'EUR', to: 'USD', rate: 1.1, since: '2026-11-02' }])).toBeNull()
    expect(problem('CHK', all, [{ from: 'EUR', to: 'USD', rate: 1.1, since: '2026-11-24' }])).toContain('no rate')
  })
})

onBothDatabases((database) => {
  async function atWork() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    const plans = await withPlans(house)
    const from = async (key: string) => {
      const { budgetFromId: id } = await db.read.initiative.findFirstOrThrow({ where: { key } })
      return id === null ? null : (await db.read.initiative.findUniqueOrThrow({ where: { id } })).key
    }
    return { ...house, ...plans, from }
  }

  describe('the column "budget from"', () => {
    test('names a product line, also one further down, stays where it is left out, and goes where it is empty', async () => {
      const house = await atWork()
      expect(
        await house.paste(
          'ana',
          csv('key,name,crew,budget from', 'CHK,Checkout v2,Checkout,shop', 'SHOP,Shop,Checkout,'),
        ),
      ).toBe('Imported: 2 rows of initiatives, 1 new, 1 known.')
      expect(await house.from('CHK')).toBe('SHOP')
      expect(await house.said(await house.say('ana', 'initiative CHK'))).toContain('allotted from SHOP')
      await house.paste('ana', csv('key,name', 'CHK,Checkout v3'))
      expect(await house.from('CHK')).toBe('SHOP')
      await house.paste('ana', csv('key,budget from', 'CHK,'))
      expect(await house.from('CHK')).toBeNull()
    })

    test('comes back as it went out', async () => {
      const house = await atWork()
      await house.paste('ana', csv('key,name,crew,budget from', 'SHOP,Shop,Checkout,', 'CHK,Checkout v2,Checkout,SHOP'))
      const all = await house.said(await house.say('ana', 'plan export'))
      expect(all).toMatch(/^\uFEFF?key,.*,budget,budget from,benefit,/)
      expect(all).toContain(',EUR,120000,SHOP,210000,')
      expect(await house.paste('ana', all)).toBe('Imported: 3 rows of initiatives, 0 new, 3 known.')
      expect(await house.from('CHK')).toBe('SHOP')
    })

    test('of a file whose reader sees no amounts keeps it, and comes back too', async () => {
      const house = await atWork()
      await house.paste('ana', csv('key,name,crew,budget from', 'SHOP,Shop,Checkout,', 'CHK,Checkout v2,Checkout,SHOP'))
      await house.db.transact((tx) => tx.crew.updateMany({ data: { money: 'percent' } }))
      const all = await house.said(await house.say('paul', 'plan export'))
      expect(all).not.toContain('120000')
      expect(await house.paste('paul', all)).toBe('Imported: 3 rows of initiatives, 0 new, 3 known.')
      expect(await house.from('CHK')).toBe('SHOP')
    })

    test('that is wrong is refused by line and column, with nothing imported', async () => {
      const house = await atWork()
      const one = (...rows: string[]) => house.paste('ana', csv('key,name,crew,currency,budget from', ...rows))
      expect(await one('NEW,New,Checkout,EUR,PAX')).toBe(
        'text: Line 2, column budget from: "PAX" is not another initiative. The nearest is PAY. Nothing was imported.',
      )
      expect(await one('NEW,New,Checkout,EUR,OTHER', 'OTHER,Other,Checkout,EUR,NEW')).toContain(
        'column budget from: Budgets would go in a circle:',
      )
      expect(await one('NEW,New,Checkout,USD,PAY')).toContain(
        'Line 2, column budget from: The budget of PAY is in EUR, and no rate from EUR to USD is given',
      )
      expect(await house.db.read.initiative.count()).toBe(2)
    })

    test('is money: members do not move it, and a line whose currency changes keeps its parts comparable', async () => {
      const house = await atWork()
      expect(await house.paste('paul', csv('key,budget from', 'CHK,PAY'))).toContain(
        'Line 2, column budget: You cannot change the money of CHK.',
      )
      await house.paste('ana', csv('key,budget from', 'CHK,PAY'))
      expect(await house.paste('ben', csv('key,currency', 'PAY,USD'))).toContain(
        'Line 2, column currency: CHK: The budget of PAY is in USD',
      )
      const money = { currency: 'USD', budget: '80000' }
      expect(
        await house.said(await house.submit('ben', 'portfolio.money', { initiative: house.pay }, money)),
      ).toContain('currency: CHK: The budget of PAY is in USD')
    })
  })

  test('the form refuses the same beside its field', async () => {
    const house = await atWork()
    const save = async (account: string, initiative: number, budgetFrom: string) =>
      house.said(await house.submit(account, 'portfolio.money', { initiative }, { currency: 'EUR', budgetFrom }))
    expect(await save('ana', house.chk, 'PAX')).toContain('budgetFrom: "PAX" is not another initiative.')
    expect(await save('ana', house.chk, 'chk')).toContain('budgetFrom: Budgets would go in a circle: CHK from CHK.')
    expect(await save('ana', house.chk, 'pay')).toContain('Saved')
    expect(await save('ben', house.pay, 'CHK')).toContain(
      'budgetFrom: Budgets would go in a circle: PAY from CHK from PAY.',
    )
  })

  test('a file’s initiatives have the days that the form would have noted', async () => {
    const house = await atWork()
    await house.paste('ana', csv('key,name,phase,crew', 'NEW,New,idea,Checkout', 'OUT,Out,launch,Checkout'))
    const days = async (key: string) => {
      const { proposedOn, acceptedOn, launchedOn } = await house.db.read.initiative.findFirstOrThrow({ where: { key } })
      return [proposedOn, acceptedOn, launchedOn]
    }
    expect(await days('NEW')).toEqual([today, null, null])
    expect(await days('OUT')).toEqual([today, today, today])
    await house.to('2026-11-25', '09:00')
    await house.paste('ana', csv('key,phase', 'NEW,build', 'OUT,grow'))
    expect(await days('NEW')).toEqual([today, '2026-11-25', null])
    expect(await days('OUT')).toEqual([today, today, today])
  })
})
