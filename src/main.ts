/** Start and stop. */
import { serve } from '@hono/node-server'
import { createApp } from './app.ts'
import { defaultNaming, usage } from './chat/commandline.ts'
import { type Config, readConfig } from './config.ts'
import { claimMode, openDb } from './db.ts'
import { createLog } from './log.ts'
import { migrate } from './migrations.ts'
import { createTranscript } from './outbox/transcript.ts'
import { createDirectory } from './people/directory.ts'
import { createNames } from './people/identities.ts'
import { createWeb, type Web } from './platforms/web/adapter.tsx'
import { installation } from './platforms/web/people.ts'
import { loadHistory, loadSample } from './sample.ts'
import { clockControl, sampleControl, storedOffset } from './sandbox.ts'
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
  let web: Web | undefined
  const app = createApp({ db, clock, log, senders: () => (web ? [web.sender] : []) })
  await db.transact((tx) => loadSample(tx, app.chat.apply, clock.now()))
  const commands = app.features.flatMap((feature) => feature.commands ?? [])
  web = createWeb({
    chat: app.chat,
    names: createNames(db, 'web'),
    transcript: createTranscript(db),
    directory: createDirectory(db, installation),
    clock: clockControl({ db, app: () => app, clock }),
    sample: sampleControl(db),
    commands: commands.map((command) => ({
      name: command.name,
      summary: command.summary,
      example: usage(command, defaultNaming),
    })),
  })
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
    web?.close()
    server.close()
    await app.stop()
    await db.close()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

await main()
