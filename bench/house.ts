/** Tandem with Slack on a database, for the benchmark: everything as in production, on a port of its own. */
import { serve } from '@hono/node-server'
import { defaultNaming } from '../src/chat/naming.ts'
import { defaultRetention } from '../src/config.ts'
import { openDb } from '../src/db.ts'
import { createLog } from '../src/log.ts'
import { openProduction } from '../src/production.ts'
import { createClock } from '../src/schedule/clock.ts'

const [databaseUrl = '', apiUrl = '', signingSecret = ''] = process.argv.slice(2)
const house = await openProduction({
  db: await openDb(databaseUrl),
  config: {
    mode: 'production',
    port: 0,
    host: '127.0.0.1',
    databaseUrl,
    publicUrl: undefined,
    secret: undefined,
    logLevel: 'error',
    retention: defaultRetention,
    naming: defaultNaming,
    slack: { botToken: 'xoxb-bench', signingSecret, appToken: undefined, apiUrl },
  },
  clock: createClock(),
  log: createLog({ level: 'error' }),
})
await house.start()
serve({ fetch: house.routes.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.({ port }))
// In a way that lets a profile be written.
process.on('disconnect', () => process.exit())
