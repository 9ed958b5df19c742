/** One process with Slack and Teams, one crew with a channel in each: what the joint tests drive. */
import { expect, vi } from 'vitest'
import type { Limit } from '../../src/chat/ports.ts'
import type { Config } from '../../src/config.ts'
import type { Db } from '../../src/db.ts'
import { createLog } from '../../src/log.ts'
import { openProduction } from '../../src/production.ts'
import { loadSample, samplePeople } from '../../src/sample.ts'
import { toInstant } from '../../src/schedule/calendar.ts'
import { createClock } from '../../src/schedule/clock.ts'
import { accepted, config, createResponses, chatter as slackChatter } from '../conformance/slack.ts'
import type { OpenRig } from '../conformance/teams.ts'
import { places, chatter as teamsChatter } from '../conformance/teams-chatter.ts'
import { monday } from '../support/house.ts'
import { listening, openSlack, type TestSlack } from '../support/slack.ts'
import {
  bot,
  type Failing,
  openConnector,
  type TeamsPerson,
  type TeamsRig,
  tenant,
} from '../support/teams-connector.ts'
import { openPlayground } from '../support/teams-playground.ts'

/** The project office sits in Teams, the product team in Slack, and Cleo in both. */
export const inTeams = ['ana', 'ben', 'paul', 'gus', 'hanna']
export const onBoth = 'cleo'
export const channels = { slack: '#checkout', teams: 'Teams > Checkout' } as const

export const mailOf = (account: string) => `${account}@northwind.example`
export const teamsPeople: TeamsPerson[] = samplePeople
  .filter(({ account }) => [...inTeams, onBoth].includes(account))
  .map(({ account, name, zone }) => ({ account, name, zone, email: mailOf(account) }))

export const openJointSlack = () => openSlack({ people: samplePeople, channels: ['checkout', 'payments'] })

export const jointConfig = (slack: TestSlack): Config => ({
  ...config(slack),
  teams: { appType: 'SingleTenant', allowUnauthenticated: true },
})

/** The sample's people and channels, as each platform knows them; Cleo's account in Teams is still to be met. */
export async function moveToBoth(db: Db, slack: TestSlack): Promise<void> {
  await db.transact(async (tx) => {
    const home = await tx.installation.findFirstOrThrow()
    const { organizationId } = home
    await tx.installation.update({ where: { id: home.id }, data: { platform: 'slack', externalId: slack.team } })
    const teams = await tx.installation.create({
      data: { organizationId, platform: 'teams', externalId: tenant, name: 'Microsoft Teams' },
    })
    for (const { id, externalId, personId } of await tx.identity.findMany()) {
      const data = inTeams.includes(externalId)
        ? { installationId: teams.id }
        : { externalId: slack.user(externalId), installationId: home.id }
      await tx.identity.update({ where: { id }, data })
      await tx.person.update({ where: { id: personId }, data: { email: mailOf(externalId) } })
    }
    const at = { installationId: teams.id, externalId: places[channels.teams].id }
    await tx.channel.updateMany({ where: { externalId: 'teams-checkout' }, data: at })
    for (const externalId of ['checkout', 'payments'])
      await tx.channel.updateMany({ where: { externalId }, data: { externalId: slack.channel(externalId) } })
  })
}

export async function openJoint(db: Db, { open = openConnector as OpenRig, pace = [] as Limit[] | undefined } = {}) {
  const slack = await openJointSlack()
  const clock = createClock({ machine: () => 0, offsetMs: monday.getTime() })
  const lines: string[] = []
  const log = createLog({ level: 'warn', write: (line) => lines.push(line) })
  const production = await openProduction({
    db,
    config: jointConfig(slack),
    clock,
    log,
    ...(pace !== undefined && { pace }),
  })
  await db.transact((tx) => loadSample(tx, production.app.chat.apply, clock.now()))
  await moveToBoth(db, slack)
  const server = await listening(production.routes)
  const roster = [...teamsPeople]
  const rig: TeamsRig & Failing = await open(roster, () => `${server.address}/api/messages`)
  await invite(rig, db)
  await production.app.outbox.drain()
  const responses = createResponses()
  const back = await listening(responses.routes)
  const settled = () => production.app.outbox.drain()
  const driving = { slack, address: server.address, responses, back: back.address, settled }
  return {
    ...driving,
    db,
    /** From the team in Teams. */
    leave: (account: string) => {
      roster.splice(
        roster.findIndex((one) => one.account === account),
        1,
      )
    },
    production,
    rig,
    lines,
    clock,
    inSlack: (account: string) => slackChatter({ ...driving, account }),
    inTeams: (account: string) => teamsChatter(rig, personIn(account), settled),
    async to(day: string, time: string) {
      const from = slack.calls.length
      await production.app.runner.advance(toInstant(day, time, 'Europe/Berlin'), settled)
      accepted({}, [], slack.calls.slice(from))
    },
    async close() {
      for (const one of [server, back]) {
        one.closeAllConnections()
        await new Promise((closed) => one.close(closed))
      }
      await production.stop()
      await rig.close()
      await slack.close()
    },
  }
}

/** With Microsoft's own emulator in place of a rig of ours; Ana sits in front of it. */
export const openInPlayground = (db: Db) =>
  openJoint(db, {
    open: (_people, endpoint) =>
      openPlayground(
        {
          me: personIn('ana'),
          others: ['ben', 'paul', 'cleo', 'gus', 'hanna'].map(personIn),
          groupChat: { id: places['#checkout'].id, name: '#checkout' },
          team: {
            id: places['#payments'].id,
            name: 'Teams',
            channel: { id: places[channels.teams].id, name: 'Checkout' },
          },
        },
        endpoint,
      ),
  })

export type Joint = Awaited<ReturnType<typeof openJoint>>

export function personIn(account: string): TeamsPerson {
  const found = teamsPeople.find((one) => one.account === account)
  if (!found) throw new Error(`${account} is not in Teams`)
  return found
}

/** The bot is added to the team, and then knows who is in it and how each is reached. */
export async function invite(rig: TeamsRig, db: Db): Promise<void> {
  await rig.deliver(places[channels.teams], personIn('ana'), { type: 'conversationUpdate', membersAdded: [bot] })
  const known = () =>
    db.read.conversationReference.count({ where: { conversation: { in: teamsPeople.map(accountOf) } } })
  await vi.waitFor(async () => expect(await known()).toBe(teamsPeople.length), { timeout: 10_000 })
}

const accountOf = ({ account }: TeamsPerson) => account

/** What is read, whatever it is drawn with: bars, bullets and line ends differ. */
export const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? []
