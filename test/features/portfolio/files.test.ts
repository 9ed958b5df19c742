import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { openHouse } from '../../support/house.ts'
import { csv, withPlans } from './portfolio.ts'

const sample = (name: string) => readFileSync(join(import.meta.dirname, `../../../docs/samples/${name}.csv`), 'utf8')

onBothDatabases((database) => {
  async function atWork() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    return { ...house, ...(await withPlans(house)) }
  }

  describe('a file', () => {
    test('twice is one import', async () => {
      const house = await atWork()
      const plan = csv('initiative,key,name,likely,after', 'CHK,T7,Gift cards,2,T2')
      expect(await house.paste('ana', plan)).toBe('Imported: 1 row of a plan, 1 new, 0 changed, 0 as they were.')
      expect(await house.paste('ana', plan)).toBe('Imported: 1 row of a plan, 0 new, 0 changed, 1 as they were.')
      const costs = csv(
        'initiative,key,kind,day,amount',
        'CHK,I1,cost,2026-11-20,100',
        'CHK,I2,benefit,2026-11-20,50.25',
      )
      expect(await house.paste('ana', costs)).toContain('2 new, 0 changed')
      expect(await house.paste('ana', costs)).toContain('0 new, 0 changed, 2 as they were')
      expect(await house.paste('ana', costs.replace(',100', ',120'))).toContain('0 new, 1 changed, 1 as they were')
      expect((await house.db.read.booking.findMany()).map(({ amount }) => amount).sort()).toEqual([12_000n, 5_025n])
    })

    test('with one bad cell changes nothing, and the cell is named', async () => {
      const house = await atWork()
      const said = await house.paste(
        'ana',
        csv('initiative,key,name,likely', 'CHK,T7,Gift cards,2', 'CHK,T8,Other,two'),
      )
      expect(said).toBe(
        'text: Line 3, column likely: "two" is not a number of working days. Write it like 5, or 0 for a milestone. Nothing was imported.',
      )
      expect(await house.db.read.deliverable.count()).toBe(5)
    })

    test('says what is wrong with its header, its keys, its people, its money and its circles', async () => {
      const house = await atWork()
      const plan = (row: string) => house.paste('ana', csv('initiative,key,name,likely,owner,after', row))
      expect(await house.paste('ana', csv('initiative,key,liekly', 'CHK,T1,3'))).toContain(
        'Line 1: "liekly" is not a column of a plan. The nearest is likely.',
      )
      expect(await house.paste('ana', 'hello\nworld')).toContain('Line 1 is no header')
      expect(await plan('CHX,T1,A,3,,')).toContain(
        'Line 2, column initiative: "CHX" is not an initiative. The nearest is CHK.',
      )
      expect(await plan('CHK,T1,A,3,Pual,')).toContain(
        'Line 2, column owner: Nobody here is called "Pual". The nearest is Paul.',
      )
      expect(await plan('CHK,T1,A,3,,T99')).toContain(
        'Line 2, column after: "T99" is not a deliverable of CHK. The nearest is T',
      )
      expect(await plan('CHK,T1,A,3,,M1')).toMatch(/Line 2, column after: This would go in a circle: .*CHK T1/)
      expect(await house.paste('ana', csv('initiative,key,kind,day,amount', 'CHK,I1,cost,2026-11-20,-3'))).toContain(
        'Line 2, column amount: -3 is negative.',
      )
      expect(
        await house.paste('ana', csv('initiative,key,kind,day,amount,currency', 'CHK,I1,cost,2026-11-20,3,USD')),
      ).toContain('Line 2, column currency: No rate from USD to EUR')
      expect(await house.paste('paul', csv('initiative,key,kind,day,amount', 'CHK,I1,cost,2026-11-20,3'))).toContain(
        'You cannot book money for CHK.',
      )
      expect(await house.paste('ana', 'initiative,key,name\nCHK,T1,"not closed')).toContain(
        'a quotation mark is not closed',
      )
      expect(await house.paste('ana', csv('key,name,phase', 'PAY,Payments core,retired'))).toContain(
        'PAY cannot be retired yet: CHK T2 waits for PAY T2.',
      )
    })

    test('a line is counted as an editor counts it, with line breaks inside cells', async () => {
      const house = await atWork()
      expect(
        await house.paste('ana', 'initiative;key;name;likely\r\nCHK;T7;"Two\nlines";2\r\n\r\nCHK;T8;Other;x\r\n'),
      ).toContain('Line 5, column likely')
    })

    test('comes back as it went out, and what a spreadsheet would compute is guarded', async () => {
      const house = await atWork()
      await house.paste('ana', csv('initiative,key,name,likely', 'CHK,T7,=1+1,2'))
      await house.submit(
        'ana',
        'portfolio.book',
        { initiative: house.chk },
        { kind: 'cost', day: '2026-11-20', amount: '10', currency: 'EUR' },
      )
      const plan = await house.said(await house.say('ana', 'plan export CHK'))
      expect(plan).toContain("'=1+1")
      expect(await house.paste('ana', plan)).toContain('0 new, 0 changed, 4 as they were')
      const costs = await house.said(await house.say('ana', 'plan export CHK costs'))
      expect(await house.paste('ana', costs)).toContain('0 new, 0 changed, 1 as they were')
      const all = await house.said(await house.say('ana', 'plan export'))
      expect(all).toContain('CHK,Checkout v2,project,hybrid,build,Checkout')
      expect(await house.paste('ana', all)).toContain('2 rows of initiatives, 0 new, 2 known')
    })

    test('of 20,000 rows is refused for one bad cell, and imported without it', async () => {
      const house = await atWork()
      const rows = Array.from(
        { length: 20_000 },
        (_, index) => `CHK,D${index},Piece ${index},1,${index % 5 ? `D${index - 1}` : ''}`,
      )
      const bad = rows.map((row, index) => (index === 16_543 ? row.replace(',1,', ',1x,') : row))
      const header = 'initiative,key,name,likely,after'
      expect(await house.paste('ana', csv(header, ...bad))).toContain('Line 16545, column likely: "1x" is not a number')
      expect(await house.paste('ana', csv(header, ...rows))).toContain('20000 rows of a plan, 20000 new')
    })
  })

  describe('a long file', () => {
    /** Over a hundred thousand characters. */
    const rows = (count: number) =>
      Array.from({ length: count }, (_, index) => `CHK,D${index},Piece number ${index} of a long plan,1,`)
    const header = 'initiative,key,name,likely,after'
    const long = (...more: string[]) => csv(header, ...rows(3_000), ...more)

    async function pasted(text: string, told: (said: string, count: number) => void) {
      const house = await atWork()
      const said: string[] = []
      const reply = house.submit('ana', 'portfolio.import', {}, { text }, undefined, (one) => told(one, said.push(one)))
      return { house, said, answer: await house.said(await reply) }
    }

    test('says how far it is: read, checked, written', async () => {
      const { house, said, answer } = await pasted(long(), () => {})
      expect(answer).toBe('Imported: 3000 rows of a plan, 3000 new, 0 changed, 0 as they were.')
      expect(said.find((one) => one.startsWith('Reading: '))).toMatch(/^Reading: [\d,]+ rows so far\.$/)
      expect(said).toContain('Checked 2,500 of 3,000 rows.')
      expect(said).toContain('All 3,000 rows are right. Writing them.')
      expect(said.at(-1)).toBe('Wrote 2,900 of 3,000 rows.')
      expect(await house.db.read.deliverable.count()).toBe(3_005)
    })

    test('lets others be answered while it is read and checked', async () => {
      const order: string[] = []
      const house = await atWork()
      const others: Promise<unknown>[] = []
      await house.submit('ana', 'portfolio.import', {}, { text: long() }, undefined, (said) => {
        if (said.startsWith('Wrote')) order.push('written')
        if (others.length === 0) others.push(house.say('paul', 'plan PAY').then(() => order.push('answered')))
      })
      await Promise.all(others)
      expect(order[0]).toBe('answered')
    })

    test('of which one cell is wrong changes nothing, and no row of it is written', async () => {
      const { house, said, answer } = await pasted(long('CHK,X1,Last,two,'), () => {})
      expect(answer).toContain('Line 3002, column likely: "two" is not a number of working days.')
      expect(said.some((one) => one.startsWith('All '))).toBe(false)
      expect(await house.db.read.deliverable.count()).toBe(5)
    })

    test('is right by what is there when it is written: of it and a link made meanwhile that close a circle, one is refused', async () => {
      const house = await atWork()
      const meanwhile: Promise<string>[] = []
      const link = async () =>
        house.said(await house.submit('ben', 'portfolio.link', { initiative: house.pay }, { from: 'CHK T1', to: 'T1' }))
      const answer = await house.submit(
        'ana',
        'portfolio.import',
        {},
        { text: long('CHK,T1,Address form,3,PAY T2') },
        undefined,
        (said) => {
          if (said.startsWith('Checked') && meanwhile.length === 0) meanwhile.push(link())
        },
      )
      const said = [await house.said(answer), ...(await Promise.all(meanwhile))]
      expect(said).toHaveLength(2)
      expect(said.filter((text) => text.includes('This would go in a circle: '))).toHaveLength(1)
      expect(await house.said(await house.say('ana', 'status CHK'))).not.toContain('The plan goes in a circle')
      expect([5, 3_005]).toContain(await house.db.read.deliverable.count())
    })
  })

  test('the sample files import, one after the other', async () => {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    const paste = async (text: string) => house.said(await house.submit('ben', 'portfolio.import', {}, { text }))
    expect(await paste(sample('initiatives'))).toBe('Imported: 4 rows of initiatives, 4 new, 0 known.')
    expect(await paste(sample('plan'))).toBe('Imported: 7 rows of a plan, 7 new, 0 changed, 0 as they were.')
    expect(await paste(sample('costs'))).toBe(
      'Imported: 4 rows of costs and benefits, 4 new, 0 changed, 0 as they were.',
    )
  })
})
