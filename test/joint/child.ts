/** A process that a test may kill: the real house on a database and platforms of the test's own, told by messages what to do. */
import { serve } from '@hono/node-server'
import type { Config } from '../../src/config.ts'
import { openDb } from '../../src/db.ts'
import { createLog } from '../../src/log.ts'
import { openProduction, type Production } from '../../src/production.ts'
import { createClock } from '../../src/schedule/clock.ts'

export type Order =
  /** At this product time. */
  { do: 'open'; config: Config; at: string } | { do: 'to'; at: string } | { do: 'drain' }

export type Done = { done: Order['do'] | 'load'; port?: number }

let house: Production | undefined

async function open({ config, at }: Extract<Order, { do: 'open' }>): Promise<Done> {
  const db = await openDb(config.databaseUrl)
  const clock = createClock({ machine: () => 0, offsetMs: new Date(at).getTime() })
  const opened = await openProduction({ db, config, clock, log: createLog({ level: 'error' }), pace: [] })
  house = opened
  const server = await new Promise<ReturnType<typeof serve>>((ready) => {
    const made = serve({ fetch: opened.routes.fetch, port: 0, hostname: '127.0.0.1' }, () => ready(made))
  })
  return { done: 'open', port: (server.address() as { port: number }).port }
}

async function obey(order: Order): Promise<Done> {
  if (order.do === 'open') return open(order)
  const { app } = house as Production
  // Nothing runs by itself until it is told to: what a dead process left behind is taken up like this by the next one.
  if (order.do === 'drain') await app.outbox.drain()
  else await app.runner.advance(new Date(order.at), () => app.outbox.drain())
  return { done: order.do }
}

const say = (done: Done) => process.send?.(done)

process.on('message', (order: Order) => {
  obey(order).then(say, (error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exit(1)
  })
})
process.on('disconnect', () => process.exit())
// Loaded while the one before still runs.
await Promise.all([import('botbuilder'), import('@slack/bolt'), import('@prisma/adapter-pg')])
say({ done: 'load' })
