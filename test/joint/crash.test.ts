/** Killed in the middle of saying something, again and again: what is lost, what is doubled, and what the doctor says of it. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import type { Db } from '../../src/db.ts'
import { createLog } from '../../src/log.ts'
import { loadSample } from '../../src/sample.ts'
import { toInstant } from '../../src/schedule/calendar.ts'
import { createClock } from '../../src/schedule/clock.ts'
import { chatter } from '../conformance/teams-chatter.ts'
import { bundle } from '../support/bundle.ts'
import { onBothDatabases } from '../support/databases.ts'
import { monday } from '../support/house.ts'
import type { TestSlack } from '../support/slack.ts'
import { openConnector } from '../support/teams-connector.ts'
import { invite, jointConfig, moveToBoth, openJointSlack, personIn, teamsPeople } from './house.ts'
import { createKiller, type Mortal, startMortal, type When } from './mortal.ts'

let child: Awaited<ReturnType<typeof bundle>>
beforeAll(async () => {
  child = await bundle(join(import.meta.dirname, 'child.ts'), { sdks: true })
})
afterAll(() => child.remove())

const at = (day: string, time: string) => toInstant(day, time, 'Europe/Berlin').toISOString()
const days = ['23', '24', '25', '26', '27', '30'].map((day) => `2026-11-${day}`)
days.push(...['01', '02', '03', '04'].map((day) => `2026-12-${day}`))
/** Direct messages, then channels: moments at which something is said on both platforms. */
const moments = days.flatMap((day) => [at(day, '09:30'), at(day, '11:30')])
/** On PostgreSQL each kind of moment is met twice before the storing and twice after it. */
const mostKills = { sqlite: 20, postgresql: 8 }

onBothDatabases((database) => {
  const deaths = mostKills[database.dialect]
  it(`killed ${deaths} times between commit, send and note: nothing lost; doubled only where nobody may look, and counted`, {
    // Half a minute where nothing else runs.
    timeout: 240_000,
  }, async () => {
    const { db, url } = await database.fresh()
    const slack = await openJointSlack()
    let address = ''
    const rig = await openConnector(teamsPeople, () => `${address}/api/messages`)
    const killer = createKiller()
    rig.hold = (_conversation, store) => killer.hold('teams', store)
    slack.instead = async (method, params) => {
      // Direct messages may be looked into, channels may not: the scopes that are asked for by default.
      if (method === 'conversations.history' && !String(params.channel).startsWith('D'))
        return Response.json({ ok: false, error: 'missing_scope' })
      if (method !== 'chat.postMessage') return undefined
      return (await killer.hold('slack', () => slack.call(method, params)))
        ? undefined
        : new Response('', { status: 502 })
    }
    await prepare(db, slack)
    const config = { ...jointConfig(slack), databaseUrl: url }
    let next = startMortal(child.file)
    const alive: Mortal[] = []

    /** Takes up what the one before left behind; the one after it is loaded meanwhile. */
    async function start(now: string): Promise<Mortal> {
      const mortal = next
      alive.push(mortal)
      await mortal.loaded()
      next = startMortal(child.file)
      alive.push(next)
      const { port } = await mortal.tell({ do: 'open', config, at: now })
      address = `http://127.0.0.1:${port}`
      return mortal
    }

    try {
      let mortal = await start(monday.toISOString())
      await invite(rig, db)
      let kills = 0
      for (const moment of moments.slice(0, deaths)) {
        // What only one platform says, such as a prompt in another zone, is said before.
        await mortal.tell({ do: 'to', at: new Date(Date.parse(moment) - 60_000).toISOString() })
        const when: When = Math.floor(kills / 2) % 2 ? 'after it was stored' : 'before it is stored'
        const killed = killer.arm(when, mortal.kill)
        mortal.send({ do: 'to', at: moment })
        await killed
        kills += 1
        await leasesRunOut(db)
        mortal = await start(moment)
        await mortal.tell({ do: 'drain' })
        await mortal.tell({ do: 'to', at: moment })
      }
      expect(kills).toBe(deaths)

      const deliveries = await db.read.delivery.findMany()
      expect(deliveries.filter(({ state, ref }) => state !== 'current' || ref === null)).toEqual([])
      const on = (platform: string, direct: boolean) =>
        deliveries.filter((one) => one.platform === platform && (one.personId !== null) === direct)
      const copies = await copiesInSlack(slack)
      const copiesOf = (list: { id: number }[]) => list.map(({ id }) => copies.get(`tandem-${id}`) ?? 0)
      const doubts = (list: { ambiguous: number }[]) => list.reduce((sum, { ambiguous }) => sum + ambiguous, 0)

      // Slack, where it may look: each exactly once, and nothing in doubt.
      expect(on('slack', true).length).toBeGreaterThanOrEqual(deaths)
      expect(new Set(copiesOf(on('slack', true)))).toEqual(new Set([1]))
      expect(doubts(on('slack', true))).toBe(0)
      // Slack, where it may not: the one in flight of each death after the storing.
      const channel = copiesOf(on('slack', false))
      expect(channel).toHaveLength(deaths / 2)
      expect(Math.min(...channel)).toBe(1)
      expect(channel.filter((count) => count > 1)).toEqual(Array.from({ length: deaths / 4 }, () => 2))
      expect(doubts(on('slack', false))).toBe(deaths / 2)
      // Teams: the same in both kinds of conversation.
      const teams = [...on('teams', true), ...on('teams', false)]
      const ids = new Set(rig.sent.map(({ id }) => id))
      expect(teams.filter(({ ref }) => !ids.has(ref ?? ''))).toEqual([])
      expect(rig.sent.length - teams.length).toBe(deaths / 2)
      expect(doubts(teams)).toBeGreaterThanOrEqual(deaths)

      const all = doubts(deliveries)
      const report = await chatter(rig, personIn('ben'), async () => {}).say('direct', '/tandem doctor')
      expect(report.text).toMatch(new RegExp(`Messages that may have arrived twice\\W+${all}\\b`))
      expect(report.text).toMatch(/Messages set aside\W+0\b/)
    } finally {
      await Promise.all(alive.map(({ kill }) => kill()))
      await rig.close()
      await slack.close()
    }
  })
})

/** A started crew with both channels. */
async function prepare(db: Db, slack: TestSlack): Promise<void> {
  const clock = createClock({ machine: () => 0, offsetMs: monday.getTime() })
  const app = createApp({ db, clock, log: createLog({ level: 'error' }), senders: () => [] })
  await db.transact((tx) => loadSample(tx, app.chat.apply, clock.now()))
  await moveToBoth(db, slack)
}

/** What a dead process had claimed is free after a minute; nobody waits for it here. */
async function leasesRunOut(db: Db): Promise<void> {
  const past = { leaseUntil: new Date(0) }
  await db.transact(async (tx) => {
    await tx.delivery.updateMany({ where: { state: 'sending' }, data: past })
    await tx.job.updateMany({ where: { state: 'running' }, data: past })
  })
}

/** How often each copy stands in Slack, by its mark. */
async function copiesInSlack(slack: TestSlack): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  const places = new Set(
    slack.calls.flatMap(({ method, answer }) => (method === 'chat.postMessage' ? [String(answer.channel ?? '')] : [])),
  )
  for (const channel of places) {
    if (!channel) continue
    const { messages } = await slack.call('conversations.history', { channel, limit: 1000, include_all_metadata: true })
    for (const { metadata } of messages as unknown as { metadata?: { event_payload: { mark: string } } }[]) {
      const { mark = '' } = metadata?.event_payload ?? {}
      counts.set(mark, (counts.get(mark) ?? 0) + 1)
    }
  }
  return counts
}
