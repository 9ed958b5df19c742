import { describe, expect, it } from 'vitest'
import type { Card, Effect } from '../../src/chat/feature.ts'
import { type Limit, SendError } from '../../src/chat/ports.ts'
import { createPacer, type Going } from '../../src/outbox/pace.ts'
import { pace as slackPace } from '../../src/platforms/slack/limits.ts'
import { pace as teamsPace } from '../../src/platforms/teams/limits.ts'
import { onBothDatabases } from '../support/databases.ts'
import { digest, openPostOffice } from './postoffice.ts'

const going = (platform: 'slack' | 'teams', channel: string, more: Partial<Going> & { home?: string } = {}): Going => ({
  platform,
  what: more.what ?? 'send',
  to: { installation: more.home ?? 'T1', channel },
})

/** How many of them go within this time, each tried as soon as it may. */
function sentWithin(ms: number, kinds: Going[], limits: Limit[]): number {
  const pacer = createPacer()
  let sent = 0
  for (let now = 0; now < ms; ) {
    const waits = kinds.map((kind) => pacer.ask(kind, limits, now))
    sent += waits.filter((wait) => wait === 0).length
    if (!waits.includes(0)) now += Math.min(...waits)
  }
  return sent
}

describe('what a platform takes', () => {
  const many = (count: number, make: (index: number) => Going) =>
    Array.from({ length: count }, (_, index) => make(index))

  it('Slack: one message a second in a channel, 200 a minute in a workspace, each workspace for itself', () => {
    expect(sentWithin(10_000, [going('slack', 'C1')], slackPace)).toBe(10)
    const channels = many(300, (index) => going('slack', `C${index}`))
    expect(sentWithin(60_000, channels, slackPace)).toBe(200)
    const workspaces = many(300, (index) => going('slack', `C${index}`, { home: `T${index % 2}` }))
    expect(sentWithin(60_000, workspaces, slackPace)).toBe(400)
  })

  it('Slack: 50 updates a minute in a workspace, at most 20 of them in one channel, and posts besides', () => {
    const updates = many(80, (index) => going('slack', `C${index}`, { what: 'update' }))
    expect(sentWithin(60_000, updates, slackPace)).toBe(50)
    expect(sentWithin(60_000, [going('slack', 'C1', { what: 'update' })], slackPace)).toBe(20)
    expect(sentWithin(1_000, [...updates, going('slack', 'C99')], slackPace)).toBe(51)
  })

  it('Teams: 7 in a second, 8 in 2, 60 in 30, 1,800 an hour in a conversation, updates counted in', () => {
    const both = [going('teams', 'C1'), going('teams', 'C1', { what: 'update' })]
    for (const [ms, most] of [
      [1_000, 7],
      [2_000, 8],
      [30_000, 60],
      [3_600_000, 1_800],
    ] as const) {
      expect(sentWithin(ms, both, teamsPace)).toBe(most)
    }
  })

  it('Teams: 40 a second in a tenant, each tenant for itself', () => {
    const conversations = many(100, (index) => going('teams', `C${index}`))
    expect(sentWithin(1_000, conversations, teamsPace)).toBe(40)
    expect(sentWithin(1_000, [...conversations, going('teams', 'C1', { home: 'T2' })], teamsPace)).toBe(47)
  })

  it('a 429 on updates of a workspace holds its updates only; one on a channel holds that channel only', () => {
    const pacer = createPacer()
    const ask = (one: Going) => pacer.ask(one, [], 1_000)
    const update = going('slack', 'C1', { what: 'update' })
    pacer.hold(update, { of: 'installation', what: 'update' }, 31_000)
    expect(ask(going('slack', 'C2', { what: 'update' }))).toBe(30_000)
    expect(ask(going('slack', 'C1'))).toBe(0)
    expect(ask(going('slack', 'C1', { what: 'update', home: 'T2' }))).toBe(0)
    pacer.hold(going('teams', 'C1'), { of: 'conversation' }, 6_000)
    expect(ask(going('teams', 'C1', { what: 'update' }))).toBe(5_000)
    expect(ask(going('teams', 'C2'))).toBe(0)
    expect(pacer.ask(update, [], 31_000)).toBe(0)
  })
})

onBothDatabases((database) => {
  const card = (key: number): Card => ({ kind: 'test.digest', key: String(key) })
  const dm = (to: number, key: number): Effect => ({ do: 'dm', to, card: card(key), kind: 'reminder' })

  it('what the pace holds back for long is put back, not tried in vain, and comes in its order', async () => {
    const office = await openPostOffice((await database.fresh()).db)
    const { put, openOutbox, machine, sendings, personId, crewId, lines, deliveries } = office
    const outbox = openOutbox({ pace: [{ of: 'conversation', windows: [{ most: 2, ms: 60_000 }] }] })
    await put([1, 2, 3, 4, 5].map((key) => dm(personId, key)))
    await put([{ do: 'announce', to: crewId, card: digest }])
    await outbox.drain()
    const toAna = () => sendings.filter(({ where }) => where === 'ana').map(({ text }) => text)
    expect(toAna()).toEqual(['test.digest 1', 'test.digest 2'].map((words) => expect.stringContaining(words)))
    expect(sendings).toHaveLength(4)
    expect((await deliveries()).find(({ state, ref }) => state === 'due' && ref === null)).toMatchObject({
      attempts: 0,
      lastError: null,
      leaseUntil: null,
    })
    for (const more of [4, 5]) {
      machine.now = new Date(machine.now.getTime() + 60_000)
      await outbox.drain()
      expect(toAna()).toHaveLength(more)
    }
    expect(toAna().map((text) => text.split('\n')[0])).toEqual([1, 2, 3, 4, 5].map((key) => `test.digest ${key}`))
    expect(lines).toEqual([])
  })

  it('a short wait is waited for, and holds up nobody else', async () => {
    const office = await openPostOffice((await database.fresh()).db)
    const { put, openOutbox, sendings, personId, crewId, platform } = office
    const began = Date.now() + 60_000
    const at: [string, number][] = []
    platform.send = async ({ account, channel }) => void at.push([account ?? channel ?? '', performance.now()])
    const outbox = openOutbox({
      pace: [{ of: 'conversation', windows: [{ most: 1, ms: 200 }] }],
      machineNow: () => new Date(began + performance.now()),
    })
    await put([1, 2, 3].map((key) => dm(personId, key)))
    await put([{ do: 'announce', to: crewId, card: digest }])
    await outbox.drain()
    expect(sendings).toHaveLength(5)
    const ana = at.flatMap(([where, when]) => (where === 'ana' ? [when] : []))
    expect((ana[2] ?? 0) - (ana[0] ?? 0)).toBeGreaterThan(300)
    const last = Math.max(...at.flatMap(([where, when]) => (where === 'ana' ? [] : [when])))
    expect(last).toBeLessThan(ana[2] ?? 0)
  })

  it('what a platform says about all updates of an installation holds them, and sends go on', async () => {
    const office = await openPostOffice((await database.fresh()).db)
    const { put, pass, crewId, personId, platform, sendings } = office
    await put([{ do: 'announce', to: crewId, card: digest }])
    await pass(0)
    let tries = 0
    platform.update = async () => {
      tries += 1
      if (tries === 1) throw new SendError('later', 'ratelimited', 30_000, { of: 'installation', what: 'update' })
    }
    await put([{ do: 'refresh', card: digest }])
    await pass(0)
    // Two channels, of which one was refused: the other is at most on its way already.
    const before = tries
    expect(before).toBeLessThanOrEqual(2)
    await put([{ do: 'refresh', card: digest }, dm(personId, 1)])
    await pass(10)
    expect(tries).toBe(before)
    expect(sendings.at(-1)).toMatchObject({ what: 'send', where: 'ana' })
    await pass(21)
    expect(sendings.filter(({ what }) => what === 'update').length).toBeGreaterThanOrEqual(2)
  })
})
