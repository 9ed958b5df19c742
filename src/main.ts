/** Start and stop. */
import { serve } from '@hono/node-server'
import { type Config, readConfig } from './config.ts'
import { claimMode, openDb } from './db.ts'
import { createLog } from './log.ts'
import { migrate } from './migrations.ts'
import { loadHistory } from './sample.ts'
import { openSandbox, storedOffset } from './sandbox.ts'
import { createClock } from './schedule/clock.ts'

async function main(): Promise<void> {
  const read = readConfig(process.env)
  if ('problems' in read) return refuse(read.problems)
  const { config } = read
  if (config.mode === 'production') {
    return refuse([
      'This version runs in the browser only: Slack and Teams are prepared and not connected yet. Remove their settings to open the sandbox.',
    ])
  }
  await runSandbox(config)
}

function refuse(problems: string[]): void {
  process.stderr.write(`Tandem cannot start:\n${problems.map((problem) => `  - ${problem}\n`).join('')}`)
  process.exitCode = 1
}

async function runSandbox(config: Config): Promise<void> {
  const log = createLog({ level: config.logLevel })
  await migrate(config.databaseUrl)
  const db = await openDb(config.databaseUrl)
  const refused = await claimMode(db, config.mode)
  if (refused) {
    await db.close()
    return refuse([refused])
  }
  const clock = createClock({ offsetMs: await storedOffset(db) })
  const { app, web } = await openSandbox({ db, clock, log })
  const server = serve({ fetch: web.app.fetch, port: config.port, hostname: config.host }, ({ port }) => {
    process.stdout.write(`Tandem's sandbox is open at http://${config.host}:${port}\n`)
    // The first page first: the history then arrives on it as any message would.
    setTimeout(() => {
      db.transact((tx) => loadHistory(tx, app.chat.apply, clock.now())).then(() => app.start(), fatal)
    }, 400)
  })
  server.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    process.stderr.write(`Port ${config.port} is taken. Choose another: PORT=${config.port + 1} npm start\n`)
    process.exit(1)
  })

  function fatal(error: unknown): never {
    throw error
  }

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    web.close()
    server.close()
    await app.stop()
    await db.close()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

await main()
