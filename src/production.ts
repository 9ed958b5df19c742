/** The app with the platforms that are configured, each loaded only then, and what answers on its one port. */
import { Hono } from 'hono'
import { type App, createApp } from './app.ts'
import { nameOf } from './chat/naming.ts'
import type { Inspect, Limit, Sender } from './chat/ports.ts'
import type { Config } from './config.ts'
import type { Db } from './db.ts'
import { createInspections, type Inspections } from './doctor/platforms.ts'
import { createFeeds } from './feeds.ts'
import { createLinks, type ServedLinks } from './links.ts'
import type { Log } from './log.ts'
import { createPages, pageHeaders } from './pages.ts'
import { createNames, zoneOf } from './people/identities.ts'
import { createInstallations } from './people/installations.ts'
import { createNewcomers } from './people/newcomers.ts'
import { createReferences } from './people/references.ts'
import { createPictures, type ServedPictures } from './pictures.ts'
import { createPlanPages } from './plan-pages.ts'
import type { Reference } from './platforms/teams/ports.ts'
import type { ProductClock } from './schedule/clock.ts'
import { createVault } from './vault.ts'

export interface Platform {
  routes: Hono
  sender: Sender
  start(): void | Promise<void>
  stop(): Promise<void>
  /** Why it cannot answer; absent where only traffic could tell. */
  problem?(): Promise<string | undefined>
  inspect: Inspect
}

export interface ProductionOptions {
  db: Db
  config: Config
  clock: ProductClock
  log: Log
  /** Instead of each platform's own; for tests. */
  pace?: Limit[]
}

export interface Production {
  app: App
  inspections: Inspections
  /** Of the key that stored tokens are read with. */
  keyId: string | undefined
  /** Why it cannot work, as /readyz says it. */
  problems(): Promise<string[]>
  routes: Hono
  start(): Promise<void>
  stop(): Promise<void>
}

export async function openProduction(options: ProductionOptions): Promise<Production> {
  const { db, config, clock, log } = options
  const platforms: Platform[] = []
  const inspections = createInspections({
    db,
    platforms: () => platforms.map(({ sender: { name }, inspect }) => ({ name, inspect })),
    log,
  })
  const { oauth } = config.slack ?? {}
  const keyId = oauth && createVault(oauth.secret).keyId
  const { publicUrl, secret } = config
  const reachable = publicUrl && secret ? { db, clock, secret, publicUrl } : undefined
  const feeds = reachable && createFeeds(reachable)
  const plans = reachable && createPlanPages(reachable)
  const app = createApp({
    doctor: { inspections, ...(keyId && { keyId }) },
    db,
    clock,
    log,
    senders: () => platforms.map(({ sender }) => sender),
    retention: config.retention,
    naming: config.naming,
    ...(config.secret && { vault: createVault(config.secret) }),
    ...(feeds && { feedAddress: feeds.address }),
    ...(plans && { planAddress: plans.address }),
  })
  const served = reachable &&
    feeds &&
    plans && { links: createLinks(reachable), pictures: createPictures(reachable), feeds, plans }
  if (config.slack) platforms.push(await openSlack(app, options, config.slack, served))
  if (config.teams) platforms.push(await openTeams(app, options, config.teams, served))

  async function problems(): Promise<string[]> {
    const found = await Promise.all([databaseProblem(db), ...platforms.map(({ problem }) => problem?.())])
    return found.filter((problem) => problem !== undefined)
  }

  const routes = new Hono()
  routes.get('/healthz', (c) => c.text('ok'))
  routes.get('/readyz', async (c) => {
    const found = await problems()
    return found.length ? c.text(found.join('\n'), 503) : c.text('ok')
  })
  routes.route('/', publicRoutes(config, served))
  for (const platform of platforms) routes.route('/', platform.routes)

  return {
    app,
    inspections,
    keyId,
    problems,
    routes,
    async start() {
      for (const platform of platforms) await platform.start()
      await app.start()
      inspections.start()
    },
    async stop() {
      // First nothing new comes in, then what came in is finished.
      await inspections.stop()
      for (const platform of platforms) await platform.stop()
      await app.stop()
    },
  }
}

async function openSlack(
  app: App,
  { db, config, log, pace }: ProductionOptions,
  settings: NonNullable<Config['slack']>,
  served: Served | undefined,
): Promise<Platform> {
  const { createSlack } = await import('./platforms/slack/adapter.ts')
  return createSlack({
    chat: app.chat,
    names: createNames(db, 'slack'),
    newcomers: createNewcomers(db, apart(config)),
    log,
    settings,
    ...served,
    ...(settings.oauth && { installations: createInstallations({ db, vault: createVault(settings.oauth.secret) }) }),
    aliases: aliasesOf(app),
    naming: config.naming,
    ...(pace !== undefined && { pace }),
  })
}

async function openTeams(
  app: App,
  { db, config, log, pace }: ProductionOptions,
  settings: NonNullable<Config['teams']>,
  served: Served | undefined,
): Promise<Platform> {
  const { createTeams } = await import('./platforms/teams/adapter.ts')
  return createTeams({
    chat: app.chat,
    names: createNames(db, 'teams'),
    newcomers: createNewcomers(db, apart(config)),
    references: createReferences<Reference>(db),
    draw: (card) => app.draw(card, 'teams'),
    name: nameOf(config.naming),
    zoneOf: (at) => zoneOf(db.read, 'teams', at),
    ...served,
    log,
    settings,
    ...(pace !== undefined && { pace }),
  })
}

/** What Slack and Teams can be pointed to. */
interface Served {
  links: ServedLinks
  pictures: ServedPictures
  feeds: ReturnType<typeof createFeeds>
  plans: ReturnType<typeof createPlanPages>
}

/** What anybody may ask for, with nothing but an address. */
function publicRoutes({ slack, teams }: Config, served: Served | undefined): Hono {
  const pages = createPages([slack && 'Slack', teams && 'Teams'].filter((name) => name !== undefined))
  const routes = new Hono()
  routes.get('/', (c) => c.body(pages.home(), 200, pageHeaders))
  routes.get('/privacy', (c) => c.body(pages.document('privacy'), 200, pageHeaders))
  routes.get('/terms', (c) => c.body(pages.document('terms'), 200, pageHeaders))
  if (served) {
    const { links, pictures, feeds, plans } = served
    const given = (value: string | undefined) => value ?? ''
    routes.get('/files/:id', (c) =>
      links.open(c.req.param('id'), given(c.req.query('until')), given(c.req.query('mark'))),
    )
    routes.get('/calendar/:name', (c) => feeds.open(c.req.param('name'), given(c.req.query('mark'))))
    routes.get('/kickoff/:name', (c) => plans.open(c.req.param('name'), c.req.query()))
    routes.get('/pictures/:name', (c) => pictures.open(c.req.param('name')))
  }
  return routes
}

/** With many workspaces nobody is put into another's organization. */
const apart = ({ slack }: Config) => ({ apart: slack?.oauth !== undefined })

function aliasesOf({ features }: App): string[] {
  return features
    .flatMap(({ commands = [] }) => commands)
    .filter(({ alias }) => alias)
    .map(({ name }) => name)
}

async function databaseProblem(db: Db): Promise<string | undefined> {
  return db.read.setting.count().then(
    () => undefined,
    () => 'The database does not answer.',
  )
}
