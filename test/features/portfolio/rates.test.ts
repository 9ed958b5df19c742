import { describe, expect, it, test } from 'vitest'
import { checkRate, ratesByPair } from '../../../src/features/portfolio/rules/rates.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { openHouse } from '../../support/house.ts'
import { csv, withPlans } from './portfolio.ts'

const today = '2026-11-23'
const usd = { from: 'USD', to: 'EUR', rate: 0.92, since: '2026-11-02' }

describe('a rate', () => {
  it('names two currencies, is above 0, and has begun', () => {
    const errors = (over: Partial<typeof usd>) => {
      const checked = checkRate({ ...usd, ...over }, today)
      return 'errors' in checked ? checked.errors : {}
    }
    expect(errors({})).toEqual({})
    expect(errors({ from: 'EURO' }).from).toContain('The nearest is EUR.')
    expect(errors({ to: 'usd' }).to).toBe('USD is worth 1 USD. Give another.')
    expect(errors({ rate: 0 }).rate).toContain('above 0')
    expect(errors({ rate: Number.NaN }).rate).toContain('above 0')
    expect(errors({ since: '2026-11-24' }).since).toContain('still to come')
  })

  it('is listed once for a pair, whichever way round, with how many were before', () => {
    const lines = ratesByPair([
      { ...usd, byId: 1 },
      { from: 'EUR', to: 'USD', rate: 1.1, since: '2026-11-16', byId: 2 },
      { from: 'GBP', to: 'EUR', rate: 1.17, since: '2026-10-01', byId: 1 },
    ])
    expect(lines.map(({ newest, earlier }) => [newest.from, newest.rate, earlier])).toEqual([
      ['EUR', 1.1, 1],
      ['GBP', 1.17, 0],
    ])
  })
})

onBothDatabases((database) => {
  async function atWork() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    return { ...house, ...(await withPlans(house)) }
  }

  test('is given by finance, found from help, and lets costs in that currency be booked and imported', async () => {
    const house = await atWork()
    expect(await house.said(await house.say('finn', '/tandem help'))).toContain('/tandem rates: Show currency rates')
    expect(await house.said(await house.say('finn', '/tandem rates'))).toContain('No rate is given yet.')
    const book = async () =>
      house.said(
        await house.submit(
          'ana',
          'portfolio.book',
          { initiative: house.chk },
          { kind: 'cost', day: '2026-11-20', amount: '100', currency: 'USD' },
        ),
      )
    expect(await book()).toContain('have finance give the rate: /tandem rates')
    const give = { from: 'usd', to: 'eur', rate: '0.92', since: '2026-11-02' }
    expect((await house.press('finn', 'portfolio.rate', {})).do).toBe('open')
    expect(await house.said(await house.submit('finn', 'portfolio.rate', {}, give))).toBe(
      'Saved: 1 USD is 0.92 EUR since Mon 2 Nov 2026.',
    )
    expect(await book()).toBe('Booked: cost of 100 USD for CHK on Fri 20 Nov 2026.')
    const costs = csv('initiative,key,kind,day,amount,currency', 'CHK,I1,cost,2026-11-20,50,USD')
    expect(await house.paste('ana', costs)).toContain('1 new')
    expect(await house.said(await house.say('ana', '/tandem status CHK'))).toContain('138 EUR of 120,000 EUR')
    expect(await house.said(await house.say('finn', '/tandem rates'))).toContain(
      '1 USD: 0.92 EUR · since Mon 2 Nov 2026, given by Finn',
    )
  })

  test('is shown to nobody else, who learn whom to ask', async () => {
    const house = await atWork()
    await house.submit('finn', 'portfolio.rate', {}, { from: 'USD', to: 'EUR', rate: '0.92', since: '2026-11-02' })
    const said = await house.said(await house.say('ben', '/tandem rates'))
    expect(said).toContain('Currency rates are given by finance.')
    expect(said).toContain('Finance: Finn')
    expect(said).not.toContain('0.92')
    expect(
      await house.said(
        await house.submit('ben', 'portfolio.rate', {}, { from: 'USD', to: 'EUR', rate: '9', since: '2026-11-02' }),
      ),
    ).toBe('You cannot give rates: that is for finance. Nothing was changed.')
    expect(await house.db.read.currencyRate.findMany()).toMatchObject([{ rate: 0.92 }])
  })

  test('given again for the same day it replaces the first', async () => {
    const house = await atWork()
    const give = (rate: string) =>
      house.submit('finn', 'portfolio.rate', {}, { from: 'USD', to: 'EUR', rate, since: '2026-11-02' })
    await give('0.92')
    await give('0.93')
    expect(await house.db.read.currencyRate.findMany()).toMatchObject([{ rate: 0.93 }])
  })
})
