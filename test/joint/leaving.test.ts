/** Channels that close and people who leave, told by either platform: what is due is set aside, and who is left is retired. */
import { expect, it } from 'vitest'
import { places } from '../conformance/teams-chatter.ts'
import { onBothDatabases } from '../support/databases.ts'
import { signed } from '../support/slack.ts'
import { bot, userId } from '../support/teams-connector.ts'
import { channels, type Joint, openJoint, personIn } from './house.ts'

let count = 0
async function slackSays({ slack, address }: Joint, event: object): Promise<void> {
  count += 1
  const body = JSON.stringify({ type: 'event_callback', team_id: slack.team, event_id: `EvLeaving${count}`, event })
  const response = await fetch(`${address}/slack/events`, signed(body, { type: 'application/json' }))
  expect(response.status).toBe(200)
}

async function teamsSays({ rig }: Joint, activity: object): Promise<void> {
  const { status } = await rig.deliver(places[channels.teams], personIn('ana'), {
    type: 'conversationUpdate',
    ...activity,
  })
  expect(status).toBe(200)
}

/** Who stands in the Slack channel, in place of the emulator. */
const slackRoster = (joint: Joint, accounts: string[]) => {
  joint.slack.instead = (method) =>
    method === 'conversations.members'
      ? Response.json({ ok: true, members: accounts.map(joint.slack.user) })
      : undefined
}

onBothDatabases((database) => {
  async function withJoint(work: (joint: Joint, db: Joint['db']) => Promise<void>): Promise<void> {
    const { db } = await database.fresh()
    const joint = await openJoint(db)
    try {
      await work(joint, db)
    } finally {
      joint.slack.instead = () => undefined
      await joint.close()
    }
  }
  const isMember = (db: Joint['db'], name: string) =>
    db.read.member.count({ where: { person: { name }, crew: { name: 'Checkout' } } })
  const due = (db: Joint['db'], name: string) =>
    db.transact(async (tx) => {
      const { id: channelId, organizationId } = await tx.channel.findFirstOrThrow({ where: { name } })
      const card = await tx.cardVersion.create({
        data: { organizationId, kind: 'standup.digest', key: `late ${name}` },
      })
      const later = new Date(Date.now() + 3_600_000)
      await tx.delivery.create({ data: { organizationId, cardId: card.id, kind: 'announce', channelId, dueAt: later } })
      return { cardId: card.id }
    })

  it('an archived Slack channel: what is due there is set aside with the reason, and the crew is told elsewhere, once', () =>
    withJoint(async (joint, db) => {
      const late = await due(db, '#checkout')
      const other = await due(db, 'Teams > Checkout')
      await slackSays(joint, { type: 'channel_archive', channel: joint.slack.channel('checkout'), user: 'U1' })
      expect(await db.read.delivery.findFirst({ where: late })).toMatchObject({
        state: 'aside',
        lastError: 'The channel was archived',
      })
      expect(await db.read.delivery.findFirst({ where: other })).toMatchObject({ state: 'due' })
      await joint.to('2026-11-23', '09:30')
      const told = (await joint.inTeams('ana').read('direct')).map(({ text }) => text).join('\n')
      expect(told.match(/Tandem cannot write to #checkout in Slack\./g)).toHaveLength(1)
    }))

  it('a bot removed from a team, told twice: set aside once, and the conversation is forgotten', () =>
    withJoint(async (joint, db) => {
      const late = await due(db, 'Teams > Checkout')
      await teamsSays(joint, { membersRemoved: [bot] })
      await teamsSays(joint, { type: 'installationUpdate', action: 'remove' })
      expect(await db.read.delivery.findFirst({ where: late })).toMatchObject({
        state: 'aside',
        lastError: 'Tandem was removed from the channel',
      })
      expect(await db.read.conversationReference.count({ where: { conversation: places[channels.teams].id } })).toBe(0)
      expect(await db.read.dayItem.count({ where: { cardKind: 'setup.lost' } })).toBe(2)
    }))

  it('an uninstalled app: what is due in all of its channels is set aside, and Teams goes on', () =>
    withJoint(async (joint, db) => {
      const late = await due(db, '#checkout')
      const other = await due(db, 'Teams > Checkout')
      await slackSays(joint, { type: 'app_uninstalled' })
      expect(await db.read.delivery.findFirst({ where: late })).toMatchObject({ state: 'aside' })
      expect(await db.read.delivery.findFirst({ where: other })).toMatchObject({ state: 'due' })
    }))

  it('who leaves one channel stays in the crew while they are in another of its channels, and is retired after the last', () =>
    withJoint(async (joint, db) => {
      const cleo = joint.slack.user('cleo')
      slackRoster(joint, ['dev', 'uma'])
      await slackSays(joint, { type: 'member_left_channel', user: cleo, channel: joint.slack.channel('checkout') })
      expect(await isMember(db, 'Cleo')).toBe(1)

      joint.leave('cleo')
      await teamsSays(joint, { membersRemoved: [{ id: userId('cleo'), aadObjectId: 'cleo' }] })
      expect(await isMember(db, 'Cleo')).toBe(0)
      expect(await isMember(db, 'Ana')).toBe(1)
    }))

  it('where nobody can tell who is in a channel, nobody is retired; who joins a channel is in no crew by that', () =>
    withJoint(async (joint, db) => {
      joint.slack.instead = (method) =>
        method === 'conversations.members' ? Response.json({ ok: false, error: 'missing_scope' }) : undefined
      const channel = joint.slack.channel('checkout')
      await slackSays(joint, { type: 'member_left_channel', user: joint.slack.user('dev'), channel })
      expect(await isMember(db, 'Dev')).toBe(1)
      await slackSays(joint, { type: 'member_joined_channel', user: joint.slack.user('igor'), channel })
      expect(await isMember(db, 'Igor')).toBe(0)
    }))
})
