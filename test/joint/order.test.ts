/** Slow channels, events that come more than once, and presses in the wrong order: on both platforms of one process. */
import { expect, it } from 'vitest'
import type { Seen } from '../conformance/client.ts'
import { places } from '../conformance/teams-chatter.ts'
import { onBothDatabases } from '../support/databases.ts'
import { signed } from '../support/slack.ts'
import { channels, type Joint, openJoint, personIn, wordsOf } from './house.ts'

const moved = 'What moved toward the plan?'
const blocked = 'Blocked, or something product needs to know?'
const helper = 'Who can help?'
const mostDelayMs = 100

type Channel = 'checkout' | 'payments' | 'teams'

/** When the digest of a day came to each channel, from when the first of them was tried. */
async function arrivals(joint: Joint, day: string, limited?: Channel): Promise<Record<Channel, number>> {
  const { slack, rig } = joint
  const came = new Map<Channel, number>()
  const note = (channel: Channel) => came.set(channel, performance.now())
  await joint.production.app.runner.advance(new Date(`${day}T10:29:00Z`), joint.settled)
  slack.instead = (method, { channel }) => {
    const found = (['checkout', 'payments'] as const).find((name) => slack.channel(name) === channel)
    if (method !== 'chat.postMessage' || !found) return undefined
    note(found)
    return found === limited ? new Response('', { status: 429, headers: { 'Retry-After': '30' } }) : undefined
  }
  rig.hold = async (conversation) => {
    if (conversation === places[channels.teams].id) note('teams')
    return true
  }
  if (limited === 'teams') rig.next = { method: 'POST', status: 429, headers: { 'Retry-After': '30' } }
  const trying = performance.now()
  await joint.production.app.runner.advance(new Date(`${day}T10:30:00Z`), joint.settled)
  slack.instead = () => undefined
  const first = Math.min(...came.values(), trying + 60_000)
  const after = (channel: Channel) => (came.get(channel) ?? Number.NaN) - first
  return { checkout: after('checkout'), payments: after('payments'), teams: after('teams') }
}

async function withJoint(db: Parameters<typeof openJoint>[0], work: (joint: Joint) => Promise<void>): Promise<void> {
  const joint = await openJoint(db)
  try {
    await work(joint)
  } finally {
    await joint.close()
  }
}

async function newest(seen: Promise<Seen[]>): Promise<Seen> {
  const last = (await seen).at(-1)
  if (!last) throw new Error('There is nothing here')
  return last
}

/** Paul is blocked, and everybody's digest says so. */
async function digestWithBlocker(joint: Joint): Promise<{ slack: Seen; teams: Seen }> {
  await joint.to('2026-11-23', '09:30')
  const prompt = await newest(joint.inTeams('paul').read('direct'))
  await prompt.send({ [moved]: 'Card entry', [blocked]: 'No keys', [helper]: 'Cleo: I am blocked without them' })
  await joint.to('2026-11-23', '11:30')
  return {
    slack: await newest(joint.inSlack('dev').read(channels.slack)),
    teams: await newest(joint.inTeams('ana').read(channels.teams)),
  }
}

onBothDatabases((database) => {
  // A delay of our own making would be there every time; one of the machine's is not.
  it('a 429 with Retry-After on one channel delays no other channel by more than 100 ms', { retry: 2 }, async () => {
    const { db } = await database.fresh()
    await withJoint(db, async (joint) => {
      const { crewId } = await db.read.channel.findFirstOrThrow({ where: { name: '#checkout' } })
      await db.transact((tx) => tx.channel.updateMany({ where: { name: '#payments' }, data: { crewId } }))
      await arrivals(joint, '2026-11-23')
      const usual = await arrivals(joint, '2026-11-24')
      const slackLimited = await arrivals(joint, '2026-11-25', 'checkout')
      expect(slackLimited.payments - usual.payments).toBeLessThan(mostDelayMs)
      expect(slackLimited.teams - usual.teams).toBeLessThan(mostDelayMs)

      const [waiting] = await db.read.delivery.findMany({ where: { state: 'due', ref: null } })
      expect(waiting?.lastError).toBe('ratelimited')
      expect((waiting?.dueAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(20_000)

      const teamsLimited = await arrivals(joint, '2026-11-26', 'teams')
      expect(teamsLimited.payments - usual.payments).toBeLessThan(mostDelayMs)
    })
  })

  it('an event delivered 4 times acts once, in Slack and in Teams', async () => {
    const { db } = await database.fresh()
    await withJoint(db, async (joint) => {
      const { slack, rig, address } = joint
      const user = slack.user('dev')
      const { channel } = await slack.call('conversations.open', { users: user })
      const inner = { type: 'message', channel_type: 'im', channel: (channel as { id: string } | undefined)?.id, user }
      const body = JSON.stringify({
        type: 'event_callback',
        team_id: slack.team,
        event_id: 'EvSame',
        event: { ...inner, text: 'help', ts: '1.1' },
      })
      const request = signed(body, { type: 'application/json' })
      const times = [1, 2, 3, 4]
      const from = slack.calls.length
      await Promise.all(times.map(() => fetch(`${address}/slack/events`, request)))
      expect(slack.calls.slice(from).filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1)

      const place = rig.personal('ana')
      const sent = rig.sent.length
      await Promise.all(
        times.map(() => rig.deliver(place, personIn('ana'), { type: 'message', id: 'same', text: 'help' })),
      )
      expect(rig.sent.slice(sent)).toHaveLength(1)
      expect(await db.read.seenRequest.count({ where: { once: { in: ['EvSame', `${place.id}/same`] } } })).toBe(2)
    })
  })

  it('presses that come late, again and out of order end in the right state on every copy', async () => {
    const { db } = await database.fresh()
    await withJoint(db, async (joint) => {
      const stale = await digestWithBlocker(joint)
      // The same press from both platforms at once, and again.
      await Promise.all([
        stale.slack.press('I can help'),
        stale.teams.press('I can help'),
        stale.slack.press('I can help'),
      ])
      const helped = await db.read.blocker.findFirstOrThrow()
      expect([helped.helpedById !== null, helped.resolvedAt]).toEqual([true, null])

      await stale.teams.press('Resolved')
      const { resolvedAt } = await db.read.blocker.findFirstOrThrow()
      expect(resolvedAt).not.toBeNull()
      // Pressed before it was resolved, and on its way for a while.
      await stale.slack.press('I can help')
      await stale.slack.press('Resolved')
      await stale.teams.press('I can help')
      expect(await db.read.blocker.findFirstOrThrow()).toMatchObject({ resolvedAt, helpedById: helped.helpedById })

      const slack = await newest(joint.inSlack('dev').read(channels.slack))
      const teams = await newest(joint.inTeams('ana').read(channels.teams))
      expect(wordsOf(slack.text)).toEqual(wordsOf(teams.text))
      expect([...slack.buttons, ...teams.buttons]).not.toContain('I can help')
    })
  })

  it('an answer that is sent again after a newer one changes nothing', async () => {
    const { db } = await database.fresh()
    await withJoint(db, async (joint) => {
      await joint.to('2026-11-23', '09:30')
      const prompt = await newest(joint.inTeams('ana').read('direct'))
      await prompt.send({ [moved]: 'First' })
      const form = await (await newest(joint.inTeams('ana').read('direct'))).press('Change')
      await form.send({ [moved]: 'Second' })
      await prompt.sendAgain()
      await joint.to('2026-11-23', '11:30')
      for (const seen of [joint.inSlack('finn').read(channels.slack), joint.inTeams('ben').read(channels.teams)]) {
        const { text } = await newest(seen)
        expect(text).toContain('Second')
        expect(text).not.toContain('First')
      }
    })
  })
})
