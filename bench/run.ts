/**
 * `npm run bench`: signed slash commands with a durable write and an answer, beside a bare Bolt listener that does
 * nothing, in turns; then a what-if on a large portfolio, a search among decisions, and what a start costs. `-- --against <folder>`: a second checkout of Tandem in the same turns.
 * `-- --profile`: writes a CPU profile of Tandem to dist/. PostgreSQL too where TEST_POSTGRES_URL is given.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openDb } from '../src/db.ts'
import { migrate } from '../src/migrations.ts'
import { bundle } from '../test/support/bundle.ts'
import { administer, databaseUrl, postgresUrl } from '../test/support/postgres.ts'
import { decisionFigures } from './decisions.ts'
import { type Load, load } from './load.ts'
import { portfolioFigures } from './portfolio.ts'
import { costOf, type Running, run } from './processes.ts'

const { values } = parseArgs({
  options: {
    against: { type: 'string' },
    only: { type: 'string' },
    profile: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '3' },
    turns: { type: 'string', default: '3' },
  },
})
const root = join(import.meta.dirname, '..')
const ms = Number(values.seconds) * 1000
const accounts = Array.from({ length: 16 }, (_, index) => `U${index + 1}`)
/** The first writes only who acted where and when; the second changes a person and tells everybody whom it concerns. */
const commands = { help: 'help standup', away: `away ${inDays(30)} ${inDays(34)}` }

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

/** Slack's side: only asked who the bot is. */
async function openApi() {
  const server = createServer((request, response) => {
    request.resume()
    response.setHeader('Content-Type', 'application/json')
    response.end('{"ok":true,"team":"Northwind","user_id":"U0"}')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as { port: number }
  return { url: `http://127.0.0.1:${port}/api/`, close: () => server.close() }
}

async function fill(url: string): Promise<void> {
  await migrate(url)
  const db = await openDb(url)
  await db.transact(async (tx) => {
    await tx.setting.create({ data: { name: 'mode', value: 'production' } })
    const { id: organizationId } = await tx.organization.create({ data: { name: 'Northwind' } })
    const home = { organizationId, platform: 'slack' as const, externalId: 'T0', name: 'Northwind' }
    const { id: installationId } = await tx.installation.create({ data: home })
    await tx.channel.create({ data: { organizationId, installationId, externalId: 'C0', name: '#checkout' } })
    for (const externalId of accounts) {
      const person = { organizationId, name: externalId, zone: 'Europe/Berlin' }
      const { id: personId } = await tx.person.create({ data: person })
      await tx.identity.create({ data: { organizationId, personId, installationId, externalId } })
    }
  })
  await db.close()
}

/** A figure of a command that changed nothing would say nothing. */
async function changed(url: string): Promise<void> {
  const db = await openDb(url)
  const away = await db.read.person.count({ where: { awayFrom: { not: null } } })
  await db.close()
  if (away !== accounts.length) throw new Error(`Only ${away} of ${accounts.length} people are away`)
}

const middle = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

/** `each`: milliseconds of processor time for one answer; what others do on the machine changes it little. */
type Measured = Load & { each: number }

/** In turns, so that whatever else the machine does falls on all of them. */
async function compare(text: string, all: Record<string, Running>): Promise<Record<string, Measured>> {
  const loads: Record<string, Measured[]> = {}
  for (let turn = -1; turn < Number(values.turns); turn += 1) {
    for (const [name, { port, cpu }] of Object.entries(all)) {
      const before = cpu()
      const loaded = await load({ port, text, accounts, ms: turn < 0 ? 1000 : ms })
      const one = { ...loaded, each: (cpu() - before) / loaded.count }
      // The first turn warms up.
      if (turn >= 0) loads[name] = [...(loads[name] ?? []), one]
    }
  }
  return Object.fromEntries(
    Object.entries(loads).map(([name, list]) => [
      name,
      {
        rate: middle(list.map(({ rate }) => rate)),
        median: middle(list.map(({ median }) => median)),
        worst: middle(list.map(({ worst }) => worst)),
        count: middle(list.map(({ count }) => count)),
        each: middle(list.map(({ each }) => each)),
      },
    ]),
  )
}

const say = (line: string) => process.stdout.write(`${line}\n`)

async function onDatabase(name: string, fresh: () => Promise<string>): Promise<void> {
  const api = await openApi()
  const own = await bundle(join(root, 'bench/house.ts'))
  const bolt = await bundle(join(root, 'bench/bolt.ts'))
  const other = values.against
    ? await bundle(join(resolve(values.against), 'bench/house.ts'), { root: resolve(values.against) })
    : undefined
  const flags = values.profile ? ['--cpu-prof', `--cpu-prof-dir=${join(root, 'dist')}`] : []
  const url = await fresh()
  const all: Record<string, Running> = {
    'bare Bolt': await run(bolt.file, '', api.url),
    ...(other && { against: await run(other.file, await fresh(), api.url) }),
    Tandem: await run(own.file, url, api.url, flags),
  }
  for (const [command, text] of Object.entries(commands)) {
    const loads = await compare(text, all)
    const bare = loads['bare Bolt']?.rate ?? 1
    for (const [who, { rate, median, worst, each }] of Object.entries(loads)) {
      const figures = [
        `${rate.toFixed(0)}/s`,
        `${median.toFixed(1)} ms`,
        `${worst.toFixed(1)} ms`,
        (rate / bare).toFixed(2),
        `${each.toFixed(2)} ms`,
      ]
      say([name.padEnd(10), command.padEnd(5), who.padEnd(9), ...figures.map((one) => one.padStart(9))].join('  '))
    }
  }
  await changed(url)
  for (const one of Object.values(all)) await one.stop()
  for (const one of [own, bolt, other]) one?.remove()
  api.close()
}

const folder = mkdtempSync(join(tmpdir(), 'tandem-bench-'))
const made: string[] = []
let count = 0
try {
  say(['database  ', 'what ', 'who      ', 'answered', '  half in', '99% in', 'of Bolt', 'processor'].join('   '))
  await onDatabase('SQLite', async () => {
    count += 1
    const url = `file:${join(folder, `${count}.db`)}`
    await fill(url)
    return url
  })
  if (postgresUrl) {
    await onDatabase('PostgreSQL', async () => {
      count += 1
      const name = `tandem_bench_${process.pid}_${count}`
      await administer(`CREATE DATABASE "${name}"`)
      made.push(name)
      await fill(databaseUrl(name))
      return databaseUrl(name)
    })
  }
  const emptySqlite = async () => {
    count += 1
    const url = `file:${join(folder, `${count}.db`)}`
    await migrate(url)
    return openDb(url)
  }
  await portfolioFigures(emptySqlite, say)
  await decisionFigures('SQLite', emptySqlite, say)
  if (postgresUrl) {
    const name = `tandem_bench_${process.pid}_decisions`
    await administer(`CREATE DATABASE "${name}"`)
    made.push(name)
    await migrate(databaseUrl(name))
    await decisionFigures('PostgreSQL', () => openDb(databaseUrl(name)), say)
  }
  await import('../scripts/build.js' as string)
  const main = join(root, 'dist/main.js')
  const slack = { SLACK_BOT_TOKEN: 'xoxb-bench', SLACK_SIGNING_SECRET: 'none' }
  const teams = { TEAMS_ALLOW_UNAUTHENTICATED: '1' }
  for (const [name, settings] of Object.entries({
    sandbox: {},
    Slack: slack,
    Teams: teams,
    both: { ...slack, ...teams },
  })) {
    const { startMs, megabytes } = await costOf(main, settings)
    say(`${name.padEnd(10)}  listens after ${startMs.toFixed(0)} ms, ${megabytes.toFixed(0)} MB resident`)
  }
} finally {
  for (const name of made) await administer(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
  rmSync(folder, { recursive: true, force: true })
}
