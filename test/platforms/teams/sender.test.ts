/** What Teams answers, and what the outbox is told of it: through botbuilder, over HTTP. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Chart, Message } from '../../../src/chat/message.ts'
import { type Pictures, SendError } from '../../../src/chat/ports.ts'
import { sentence } from '../../../src/chat/say.ts'
import { createLog } from '../../../src/log.ts'
import { http } from '../../../src/platforms/teams/http.ts'
import { limits } from '../../../src/platforms/teams/limits.ts'
import { picturesOf } from '../../../src/platforms/teams/pictures.ts'
import type { At, Reference, References } from '../../../src/platforms/teams/ports.ts'
import { loadSdk } from '../../../src/platforms/teams/sdk.ts'
import { createSeals } from '../../../src/platforms/teams/seal.ts'
import { createPost, createSender } from '../../../src/platforms/teams/sender.ts'
import { thirty, whatIf } from '../../charts/charts.fixture.ts'
import { decoded } from '../../support/png.ts'
import { readCard } from '../../support/teams-cards.ts'
import { openConnector } from '../../support/teams-connector.ts'

type Connector = Awaited<ReturnType<typeof openConnector>>
let connector: Connector
let sender: ReturnType<typeof createSender>
const stored = new Map<string, Reference>()
const references: References = {
  put: async ({ conversation }: At, reference) => void stored.set(conversation, reference),
  get: async ({ conversation }) => stored.get(conversation) ?? null,
  all: async () => [],
  drop: async ({ conversation }) => void stored.delete(conversation),
}
const card = { kind: 'test.card', key: '1' }
const room = { installation: 't', channel: '19:room' }
const options = { mark: 'm', card }

beforeAll(async () => {
  connector = await openConnector([{ account: 'ana', name: 'Ana' }], () => '')
  const sdk = await loadSdk({ appType: 'SingleTenant', allowUnauthenticated: true })
  const names = { of: async () => new Map() }
  const log = createLog({ level: 'error', write: () => {} })
  const needs = { references, names, log, zoneOf: async () => 'Asia/Tokyo', sdk, seals: createSeals() }
  sender = createSender(createPost(needs), needs)
})
afterAll(() => connector.close())
afterEach(() => {
  connector.next = undefined
  connector.requests.length = 0
})

function reference(kind: Reference['kind'], more: Partial<Reference> = {}): Reference {
  return { serviceUrl: connector.address, bot: { id: '28:bot' }, kind, conversation: '19:room', ...more }
}

async function failing(work: Promise<unknown>): Promise<SendError> {
  const error = await work.then(
    () => new Error('nothing failed'),
    (reason) => reason,
  )
  expect(error).toBeInstanceOf(SendError)
  return error
}

describe('a new message', () => {
  for (const [status, outcome] of [
    [429, 'later'],
    [412, 'later'],
    [502, 'later'],
    [504, 'later'],
    [401, 'later'],
    [403, 'gone'],
    [404, 'gone'],
    [413, 'gone'],
    [503, 'unknown'],
    [500, 'unknown'],
    ['drop', 'unknown'],
  ] as const) {
    it(`answered with ${status} is "${outcome}", and tried once`, async () => {
      stored.set('19:room', reference('channel'))
      connector.next = { status }
      const sent = connector.sent.length
      expect((await failing(sender.send(room, sentence('Hello'), options))).outcome).toBe(outcome)
      expect(connector.requests).toHaveLength(1)
      expect(connector.sent).toHaveLength(sent)
    })
  }

  it('waits as long as Teams says, in seconds or until a moment', async () => {
    stored.set('19:room', reference('channel'))
    connector.next = { status: 429, headers: { 'Retry-After': '7' } }
    expect((await failing(sender.send(room, sentence('Hello'), options))).retryAfterMs).toBe(7000)
    connector.next = { status: 429, headers: { 'Retry-After': new Date(Date.now() + 60_000).toUTCString() } }
    const { retryAfterMs = 0 } = await failing(sender.send(room, sentence('Hello'), options))
    expect(retryAfterMs).toBeGreaterThan(50_000)
  })

  it('says why in Teams’ own code, and never what was sent', async () => {
    stored.set('19:room', reference('channel'))
    connector.next = { status: 403, body: { error: { code: 'BotNotInConversationRoster', message: 'Hello secret' } } }
    const { message } = await failing(sender.send(room, sentence('Hello secret'), options))
    expect(message).toBe('Teams answered 403, BotNotInConversationRoster')
  })

  it('to a place that was never met is gone; to an address where nobody listens is later', async () => {
    stored.clear()
    expect((await failing(sender.send(room, sentence('Hello'), options))).outcome).toBe('gone')
    stored.set('19:room', reference('channel', { serviceUrl: 'http://127.0.0.1:59999' }))
    expect((await failing(sender.send(room, sentence('Hello'), options))).outcome).toBe('later')
  })

  it('that is not answered in time may have arrived', async () => {
    connector.next = { status: 'hang' }
    const headers = { toJson: () => ({}) }
    const request = { url: `${connector.address}/v3/conversations/1/activities`, method: 'POST', headers, body: '{}' }
    expect((await failing(http(80).sendRequest(request))).outcome).toBe('unknown')
  })

  it('is over before the outbox would try it again', () => {
    expect(limits.tokenMs + 2 * limits.requestMs).toBeLessThan(60_000)
  })

  it('to a person met in a team makes their chat once', async () => {
    stored.set('ana', { serviceUrl: connector.address, bot: { id: '28:bot' }, kind: 'personal', user: '29:ana' })
    const to = { installation: 't', account: 'ana' }
    await sender.send(to, sentence('Hello'), options)
    await sender.send(to, sentence('Hello again'), options)
    expect(connector.requests.filter((one) => one === 'POST /v3/conversations')).toHaveLength(1)
    expect(connector.sent.at(-1)?.conversation).toBe('a:ana')
  })

  it('stands in its thread in a channel, and quotes its root in a group chat, also when it is kept current', async () => {
    stored.set('19:room', reference('channel'))
    const root = await sender.send(room, sentence('Root'), options)
    await sender.send(room, sentence('Reply'), { ...options, under: root })
    expect(connector.sent.at(-1)?.under).toBe(root)
    stored.set('19:room', reference('groupChat'))
    const group = await sender.send(room, sentence('Root'), options)
    const reply = await sender.send(room, sentence('Reply'), { ...options, under: group })
    const text = () => readCard(connector.sent.at(-1)?.activity.attachments[0].content).text
    expect(text()).toBe('On: Root\nReply')
    expect(connector.sent.at(-1)?.under).toBeUndefined()
    await sender.update(room, reply, sentence('Changed'), { card })
    expect(text()).toBe('On: Root\nChanged')
  })
})

describe('an update', () => {
  it('may always be done again: what is unknown is tried later', async () => {
    stored.set('19:room', reference('channel'))
    const ref = await sender.send(room, sentence('Hello'), options)
    for (const status of [503, 500, 'drop'] as const) {
      connector.next = { status }
      expect((await failing(sender.update(room, ref, sentence('New'), { card }))).outcome).toBe('later')
    }
    await sender.update(room, ref, sentence('New'), { card })
    expect(connector.sent.at(-1)).toMatchObject({ updates: 1, activity: { summary: 'New' } })
  })

  it('of a message that was deleted is gone', async () => {
    stored.set('19:room', reference('channel'))
    expect((await failing(sender.update(room, '1', sentence('New'), { card }))).outcome).toBe('gone')
  })
})

it('there is no look-up: Teams has none', () => {
  expect(sender.find).toBeUndefined()
})

describe('a chart', () => {
  const log = createLog({ level: 'error', write: () => {} })
  const message = (chart: Chart): Message => ({ summary: 's', blocks: [{ block: 'chart', chart, text: 'In words.' }] })

  it('is behind an address where Teams can reach this house', async () => {
    const asked: unknown[] = []
    const pictures: Pictures = {
      async address(at) {
        asked.push(at)
        return 'https://tandem.example.com/a.png'
      },
    }
    const found = await picturesOf({ pictures, log }, 't', [message(whatIf)])
    expect([...found.values()]).toEqual(['https://tandem.example.com/a.png'])
    expect(asked).toEqual([{ platform: 'teams', installation: 't' }])
  })

  it('stands in the message elsewhere, small enough for it with 30 rows too, as a picture that can be read back', async () => {
    for (const chart of [whatIf, thirty]) {
      const url = (await picturesOf({ log }, 't', [message(chart)])).values().next().value ?? ''
      expect(url.length).toBeLessThanOrEqual(60_000)
      const { width } = decoded(Buffer.from(url.replace('data:image/png;base64,', ''), 'base64'))
      expect(width).toBe(chart === whatIf ? 1_000 : 500)
    }
  })

  it('is sent with the message', async () => {
    stored.set('19:room', reference('channel'))
    await sender.send(room, message(whatIf), options)
    expect(JSON.stringify(connector.sent.at(-1)?.activity)).toContain('data:image/png;base64,')
  })

  it('is its words where it cannot be made', async () => {
    const pictures = { address: () => Promise.reject(new Error('The database does not answer')) }
    expect((await picturesOf({ pictures, log }, 't', [message(whatIf)])).size).toBe(0)
    expect((await picturesOf({ log }, 't', [message({ ...whatIf, rows: [] })])).size).toBe(0)
  })
})
