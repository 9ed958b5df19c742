import { expect, test } from 'vitest'
import { createLog } from '../src/log.ts'
import { openSandbox } from '../src/sandbox.ts'
import { createClock } from '../src/schedule/clock.ts'
import { sqliteDatabase } from './support/databases.ts'
import { monday } from './support/house.ts'

const database = sqliteDatabase()

async function opened() {
  const { db } = await database.fresh()
  const clock = createClock({ machine: () => 0, offsetMs: monday.getTime() })
  const { web } = await openSandbox({ db, clock, log: createLog({ level: 'error' }) })
  const moved = async (account: string, step: string): Promise<string> => {
    const response = await web.app.request(`http://127.0.0.1/${account}/clock`, {
      method: 'POST',
      headers: { Host: '127.0.0.1', Origin: 'http://127.0.0.1', 'Content-Type': 'application/json' },
      body: JSON.stringify({ step }),
    })
    return ((await response.json()) as { text: string }).text
  }
  return { db, web, moved }
}

test('who moves the clock is told the time in their own zone, as the clock above shows it', async () => {
  const { moved, web } = await opened()
  expect(await moved('ana', 'hour')).toBe('It is Mon 23 Nov 07:00 Berlin now.')
  expect(await moved('uma', 'hour')).toBe('It is Mon 23 Nov 02:00 New York now.')
  expect(await moved('uma', 'prompt')).toBe('It is Mon 23 Nov 03:30 New York now.')
  expect(await moved('uma', 'day')).toBe('It is Tue 24 Nov 03:00 New York now.')
  web.close()
})

test('the switch of people calls the sides as their crew does', async () => {
  const { db, web } = await opened()
  const { id } = await db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
  await db.transact((tx) => tx.crew.update({ where: { id }, data: { projectLabel: 'Delivery' } }))
  const page = await (await web.app.request('http://127.0.0.1/ana/checkout', { headers: { Host: '127.0.0.1' } })).text()
  expect(page).toContain('Ana, delivery in Checkout')
  expect(page).toContain('Cleo, product in Checkout')
  web.close()
})

test('where no prompt is planned, the clock stays and says what to do', async () => {
  const { db, moved, web } = await opened()
  await db.transact((tx) => tx.job.deleteMany())
  expect(await moved('ana', 'prompt')).toContain('No prompt is planned')
  web.close()
})
