/** Channels that Tandem is let into again, told by either platform: what waited is said by itself, and the loss is told once. */
import { expect, it } from 'vitest'
import { toInstant } from '../../src/schedule/calendar.ts'
import { places } from '../conformance/teams-chatter.ts'
import { onBothDatabases } from '../support/databases.ts'
import { signed } from '../support/slack.ts'
import { bot } from '../support/teams-connector.ts'
import { channels, type Joint, openJoint, personIn } from './house.ts'

let count = 0
async function slackSays({ slack, address, settled }: Joint, event: object): Promise<void> {
  count += 1
  const body = JSON.stringify({ type: 'event_callback', team_id: slack.team, event_id: `EvReturning${count}`, event })
  expect((await fetch(`${address}/slack/events`, signed(body, { type: 'application/json' }))).status).toBe(200)
  await settled()
}

async function teamsSays({ rig, settled }: Joint, activity: object): Promise<void> {
  const news = { type: 'conversationUpdate', ...activity }
  expect((await rig.deliver(places[channels.teams], personIn('ana'), news)).status).toBe(200)
  await settled()
}

onBothDatabases((database) => {
  async function withJoint(work: (joint: Joint, db: Joint['db']) => Promise<void>): Promise<void> {
    const { db } = await database.fresh()
    const joint = await openJoint(db)
    try {
      await work(joint, db)
    } finally {
      await joint.close()
    }
  }

  /** The digests of Monday and Tuesday come while the channel is lost: both are set aside. */
  async function missTwo(joint: Joint, db: Joint['db'], name: string): Promise<string[]> {
    for (const day of ['2026-11-23', '2026-11-24']) {
      await joint.production.app.runner.advance(toInstant(day, '11:30', 'Europe/Berlin'), joint.settled)
    }
    const { id: channelId } = await db.read.channel.findFirstOrThrow({ where: { name } })
    const aside = { channelId, state: 'aside' as const, card: { kind: 'standup.digest' } }
    const missed = await db.read.delivery.findMany({ where: aside, include: { card: true }, orderBy: { id: 'asc' } })
    expect(missed).toHaveLength(2)
    return missed.map(({ card }) => card.key)
  }

  async function expectNewest(db: Joint['db'], name: string, keys: string[]): Promise<void> {
    const { id: channelId } = await db.read.channel.findFirstOrThrow({ where: { name } })
    const copies = await db.read.delivery.findMany({
      where: { channelId, card: { kind: 'standup.digest', key: { in: keys } } },
      orderBy: { id: 'asc' },
    })
    expect(copies.map(({ state, ref }) => [state, ref !== null])).toEqual([
      ['aside', false],
      ['current', true],
    ])
    expect(await db.read.dayItem.count({ where: { cardKind: 'setup.lost' } })).toBe(2)
  }

  for (const [what, lostBy, backBy] of [
    ['taken out of a Slack channel and invited again', 'channel_left', 'member_joined_channel'],
    ['in a Slack channel that is archived and opened again', 'channel_archive', 'channel_unarchive'],
    ['in a private one', 'group_archive', 'group_unarchive'],
  ] as const) {
    it(`${what}: the newest digest comes by itself, and the loss is told once`, () =>
      withJoint(async (joint, db) => {
        const channel = joint.slack.channel('checkout')
        await slackSays(joint, { type: lostBy, channel })
        joint.slack.instead = (method, params) =>
          method === 'chat.postMessage' && params.channel === channel
            ? Response.json({ ok: false, error: 'not_in_channel' })
            : undefined
        const missed = await missTwo(joint, db, '#checkout')
        joint.slack.instead = () => undefined
        // Somebody else joins: nothing is tried.
        await slackSays(joint, { type: 'member_joined_channel', channel, user: joint.slack.user('igor') })
        expect(await joint.inSlack('dev').read(channels.slack)).toHaveLength(0)
        await slackSays(joint, { type: backBy, channel, user: joint.slack.botUser })
        const seen = await joint.inSlack('dev').read(channels.slack)
        expect(seen).toHaveLength(1)
        await expectNewest(db, '#checkout', missed)
      }))
  }

  for (const [what, lostBy, backBy] of [
    ['removed from a team and added again', { membersRemoved: [bot] }, { membersAdded: [bot] }],
    [
      'uninstalled from a team and installed again',
      { type: 'installationUpdate', action: 'remove' },
      { type: 'installationUpdate', action: 'add' },
    ],
    [
      'in a team that is archived and opened again',
      { channelData: { eventType: 'teamArchived' } },
      { channelData: { eventType: 'teamUnarchived' } },
    ],
  ] as const) {
    it(`${what}: the newest digest comes by itself, and the loss is told once`, () =>
      withJoint(async (joint, db) => {
        await teamsSays(joint, lostBy)
        const missed = await missTwo(joint, db, channels.teams)
        await teamsSays(joint, backBy)
        expect(await joint.inTeams('ana').read(channels.teams)).toHaveLength(1)
        await expectNewest(db, channels.teams, missed)
      }))
  }
})
