/** Who is in a channel is known and offered, without being in the crew and without being written to. */
import { expect, it } from 'vitest'
import { places } from '../conformance/teams-chatter.ts'
import { onBothDatabases } from '../support/databases.ts'
import { signed } from '../support/slack.ts'
import { bot, userId } from '../support/teams-connector.ts'
import { channels, type Joint, openJoint, personIn } from './house.ts'

let count = 0
async function slackSays({ slack, address }: Joint, event: object): Promise<void> {
  count += 1
  const body = JSON.stringify({ type: 'event_callback', team_id: slack.team, event_id: `EvPresence${count}`, event })
  expect((await fetch(`${address}/slack/events`, signed(body, { type: 'application/json' }))).status).toBe(200)
}

async function teamsSays({ rig }: Joint, activity: object): Promise<void> {
  const news = { type: 'conversationUpdate', ...activity }
  expect((await rig.deliver(places[channels.teams], personIn('ana'), news)).status).toBe(200)
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
  const inChannel = async (db: Joint['db'], name: string) => {
    const rows = await db.read.channelPerson.findMany({
      where: { channel: { name } },
      select: { identity: { select: { person: { select: { name: true } } } } },
    })
    return rows.map(({ identity }) => identity.person.name).sort()
  }

  /** Strangers in Slack's own words, and which accounts stand in #checkout. */
  function slackHas({ slack }: Joint, members: () => string[], strangers: Record<string, object>) {
    slack.instead = (method, { user }) => {
      if (method === 'conversations.members') return Response.json({ ok: true, members: members() })
      const stranger = method === 'users.info' && strangers[String(user)]
      return stranger ? Response.json({ ok: true, user: { id: user, ...stranger } }) : undefined
    }
  }

  it('invited to a Slack channel: its people are introduced, bots left out, in no crew and not written to', () =>
    withJoint(async (joint, db) => {
      const channel = joint.slack.channel('checkout')
      let there = [joint.slack.user('dev'), joint.slack.botUser, 'UROBOT', 'UINA']
      slackHas(joint, () => there, {
        UINA: { real_name: 'Ina', tz: 'Europe/Berlin' },
        UNEO: { real_name: 'Neo', tz: 'Europe/Berlin' },
        UROBOT: { real_name: 'Robot', is_bot: true },
      })
      const [members, from] = [await db.read.member.count(), joint.slack.calls.length]
      await slackSays(joint, { type: 'member_joined_channel', user: joint.slack.botUser, channel })
      await expect.poll(() => inChannel(db, '#checkout')).toEqual(['Dev', 'Ina'])
      expect(await db.read.person.count({ where: { name: 'Robot' } })).toBe(0)

      // Who joins and leaves later is known at once.
      await slackSays(joint, { type: 'member_joined_channel', user: 'UNEO', channel })
      expect(await inChannel(db, '#checkout')).toEqual(['Dev', 'Ina', 'Neo'])
      await slackSays(joint, { type: 'member_left_channel', user: 'UINA', channel })
      expect(await inChannel(db, '#checkout')).toEqual(['Dev', 'Neo'])

      // Setup looks again, for the next who opens it, and names who is not in the crew.
      there = [joint.slack.user('dev'), 'UINA']
      const overview = await joint.inSlack('dev').say(channels.slack, '/tandem setup')
      expect(overview.text).toContain('Also in #checkout, not in the crew: Neo; add them with Change.')
      await expect.poll(() => inChannel(db, '#checkout')).toEqual(['Dev', 'Ina'])
      expect(await db.read.member.count()).toBe(members)
      const written = joint.slack.calls.slice(from).filter(({ method, params }) => {
        return method === 'chat.postMessage' && ['UINA', 'UNEO', 'UROBOT'].includes(String(params.channel))
      })
      expect(written).toEqual([])
    }))

  it('added to a team in Teams: its roster is known, follows who comes and goes, and setup names who is not in the crew', () =>
    withJoint(async (joint, db) => {
      const members = await db.read.member.count()
      await teamsSays(joint, { membersAdded: [bot] })
      const all = ['Ana', 'Ben', 'Cleo', 'Gus', 'Hanna', 'Paul']
      await expect.poll(async () => (await inChannel(db, channels.teams)).length).toBeGreaterThanOrEqual(all.length)
      expect(await inChannel(db, channels.teams)).toEqual(expect.arrayContaining(all))
      await db.transact((tx) => tx.member.deleteMany({ where: { person: { name: 'Gus' } } }))
      await joint.inTeams('ana').say(channels.teams, '/tandem setup')
      const told = (await joint.inTeams('ana').read('direct')).at(-1)
      expect(told?.text).toMatch(/Also in Teams > Checkout, not in the crew: .*Gus/)
      joint.leave('gus')
      await teamsSays(joint, { membersRemoved: [{ id: userId('gus'), aadObjectId: 'gus' }] })
      expect(await inChannel(db, channels.teams)).not.toContain('Gus')
      expect(await db.read.member.count()).toBeLessThan(members)
    }))
})
