/** Teams as its client drives a bot: typed lines, presses, dialogs and file consent over HTTP through botbuilder. */
import { serve } from '@hono/node-server'
import { createApp } from '../../src/app.ts'
import { defaultNaming, type Naming, nameOf } from '../../src/chat/naming.ts'
import type { Links } from '../../src/chat/ports.ts'
import type { Db } from '../../src/db.ts'
import { createLog } from '../../src/log.ts'
import { createNames, zoneOf } from '../../src/people/identities.ts'
import { createNewcomers } from '../../src/people/newcomers.ts'
import { createReferences } from '../../src/people/references.ts'
import { createTeams, messagesPath, type Teams } from '../../src/platforms/teams/adapter.ts'
import type { Reference } from '../../src/platforms/teams/ports.ts'
import { loadSample, samplePeople } from '../../src/sample.ts'
import { toInstant } from '../../src/schedule/calendar.ts'
import { createClock } from '../../src/schedule/clock.ts'
import { monday } from '../support/house.ts'
import { bot, openConnector, type TeamsPerson, type TeamsRig, tenant } from '../support/teams-connector.ts'
import type { ConformancePlatform } from './client.ts'
import { chatter, places } from './teams-chatter.ts'

const sampleChannels = { checkout: '#checkout', 'teams-checkout': 'Teams > Checkout', payments: '#payments' } as const

export type OpenRig = (people: TeamsPerson[], endpoint: () => string) => Promise<TeamsRig>

export async function serveTeams(
  db: Db,
  {
    at = monday,
    open = openConnector,
    links,
    naming = defaultNaming,
  }: { at?: Date; open?: OpenRig; links?: Links; naming?: Naming } = {},
): Promise<ConformancePlatform & { rig: TeamsRig; teams: Teams }> {
  const clock = createClock({ machine: () => 0, offsetMs: at.getTime() })
  const log = createLog({ level: 'error' })
  let teams: Teams | undefined
  const app = createApp({ db, clock, log, naming, senders: () => (teams ? [teams.sender] : []) })
  await db.transact((tx) => loadSample(tx, app.chat.apply, clock.now()))
  await moveToTeams(db)
  teams = await createTeams({
    settings: { appType: 'SingleTenant', allowUnauthenticated: true },
    chat: app.chat,
    names: createNames(db, 'teams'),
    newcomers: createNewcomers(db),
    references: createReferences<Reference>(db),
    draw: (card) => app.draw(card, 'teams'),
    name: nameOf(naming),
    zoneOf: (who) => zoneOf(db.read, 'teams', who),
    ...(links && { links }),
    log,
    pace: [],
  })
  const { routes } = teams
  const server = await new Promise<ReturnType<typeof serve>>((ready) => {
    const made = serve({ fetch: routes.fetch, port: 0, hostname: '127.0.0.1' }, () => ready(made))
  })
  const endpoint = `http://127.0.0.1:${(server.address() as { port: number }).port}${messagesPath}`
  const rig = await open(samplePeople, () => endpoint)
  const [ana] = samplePeople
  for (const place of Object.values(places)) {
    await rig.deliver(place, ana as TeamsPerson, { type: 'conversationUpdate', membersAdded: [bot] })
  }
  await teams.stop()
  await app.outbox.drain()
  return {
    app,
    rig,
    teams,
    as: (account) =>
      chatter(rig, samplePeople.find((one) => one.account === account) as TeamsPerson, () => app.outbox.drain()),
    to: (day, time) => app.runner.advance(toInstant(day, time, 'Europe/Berlin'), () => app.outbox.drain()),
    async close() {
      await app.stop()
      await teams?.stop()
      await new Promise((closed) => server.close(closed))
      await rig.close()
    },
  }
}

/** The sample's people and channels, as if they had been met in Teams. */
async function moveToTeams(db: Db): Promise<void> {
  await db.transact(async (tx) => {
    await tx.installation.updateMany({ data: { platform: 'teams', externalId: tenant } })
    for (const [externalId, name] of Object.entries(sampleChannels)) {
      await tx.channel.updateMany({ where: { externalId }, data: { externalId: places[name].id } })
    }
  })
}
