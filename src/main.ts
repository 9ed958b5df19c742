/** Start and stop. */
import { serve } from '@hono/node-server'
import { type Config, readConfig } from './config.ts'
import { claimMode, type Db, openDb } from './db.ts'
import { createLog, type Log } from './log.ts'
import { migrate } from './migrations.ts'
import { alignSample } from './sample/aligning.ts'
import { proposeSample } from './sample/deciding.ts'
import { loadHistory } from './sample.ts'
import { openSandbox, storedOffset } from './sandbox.ts'
import { createClock } from './schedule/clock.ts'

async function main(): Promise<void> {
  const read = readConfig(process.env)
  if ('problems' in read) return refuse(read.problems)
  const { config } = read
  const log = createLog({ level: config.logLevel })
  if (process.argv[2] === 'doctor') {
    const { doctorInShell } = await import('./doctor/shell.ts')
    process.exit(await doctorInShell({ config, log, say: (line) => process.stdout.write(`${line}\n`) }))
  }
  await migrate(config.databaseUrl)
  const db = await openDb(config.databaseUrl)
  const refused = await claimMode(db, config.mode)
  if (refused) {
    await db.close()
    return refuse([refused])
  }
  if (config.mode === 'sandbox') await runSandbox(config, db, log)
  else await runProduction(config, db, log)
}

function refuse(problems: string[]): void {
  process.stderr.write(`Tandem cannot start:\n${problems.map((problem) => `  - ${problem}\n`).join('')}`)
  process.exitCode = 1
}

async function runSandbox(config: Config, db: Db, log: Log): Promise<void> {
  const clock = createClock({ offsetMs: await storedOffset(db) })
  const { app, web } = await openSandbox({ db, clock, log, retention: config.retention, naming: config.naming })
  listen(config, web.app.fetch, {
    opened(port) {
      process.stdout.write(`Tandem's sandbox is open at http://${config.host}:${port}\n`)
      // The first page first: the history then arrives on it as any message would.
      setTimeout(() => {
        db.transact((tx) => loadHistory(tx, app.chat.apply, clock.now()))
          .then(() => proposeSample(app.chat, db, () => clock.now()))
          .then(() => alignSample(app.chat, db, () => clock.now()))
          .then(() => app.start(), fatal)
      }, 400)
    },
    async stop() {
      web.close()
      await app.stop()
      await db.close()
    },
  })
}

async function runProduction(config: Config, db: Db, log: Log): Promise<void> {
  const { openProduction } = await import('./production.ts')
  const house = await openProduction({ db, config, clock: createClock(), log })
  listen(config, house.routes.fetch, {
    opened(port) {
      const platforms = [config.slack && 'Slack', config.teams && 'Teams'].filter(Boolean).join(' and ')
      process.stdout.write(`Tandem listens on ${config.host}:${port} for ${platforms}\n`)
      house.start().catch(fatal)
    },
    async stop() {
      await house.stop()
      await db.close()
    },
  })
}

function fatal(error: unknown): never {
  throw error
}

type Fetch = (request: Request) => Response | Promise<Response>

/** One process, one port, one server. */
function listen(
  config: Config,
  fetch: Fetch,
  { opened, stop }: { opened(port: number): void; stop(): Promise<void> },
): void {
  const server = serve({ fetch, port: config.port, hostname: config.host }, ({ port }) => opened(port))
  server.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    process.stderr.write(`Port ${config.port} is taken. Choose another: PORT=${config.port + 1} npm start\n`)
    process.exit(1)
  })
  let stopping = false
  const end = async () => {
    if (stopping) return
    stopping = true
    server.close()
    await stop()
    process.exit(0)
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}

await main()
