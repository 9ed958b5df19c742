/** Sending against the emulator, with a proxy between that answers in Slack's place where a test says so. */
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Message } from '../../../src/chat/message.ts'
import { type MessageRef, type Pictures, SendError } from '../../../src/chat/ports.ts'
import { sentence } from '../../../src/chat/say.ts'
import { createLog } from '../../../src/log.ts'
import { createApi } from '../../../src/platforms/slack/api.ts'
import { boltLogger } from '../../../src/platforms/slack/logger.ts'
import { createIllustrating } from '../../../src/platforms/slack/pictures.ts'
import { createSender } from '../../../src/platforms/slack/sender.ts'
import { whatIf } from '../../charts/charts.fixture.ts'
import { botToken, type Call, listening, openSlack, type TestSlack } from '../../support/slack.ts'

const callMs = 400
const card = { kind: 'test.card', key: '1' }
let slack: TestSlack

beforeAll(async () => {
  slack = await openSlack({ people: [{ account: 'ana', name: 'Ana' }], channels: ['checkout', 'payments'] })
})
afterAll(() => slack.close())
beforeEach(() => {
  slack.instead = () => undefined
  slack.calls.length = 0
})

const lines: string[] = []
const log = createLog({ level: 'warn', write: (line) => lines.push(line) })

function senderTo(apiUrl: string, pictures?: Pictures) {
  const api = createApi({ tokenOf: async () => botToken, apiUrl, logger: boltLogger(log), callMs })
  const illustrating = createIllustrating({ api, names: { of: async () => new Map() }, log, pictures })
  return createSender({ api, illustrating, log })
}

const to = (channel: string) => ({ installation: slack.team, channel: slack.channel(channel) })
const person = () => ({ installation: slack.team, account: slack.user('ana') })
const send = (where: object, text: string, mark: string, under?: MessageRef) =>
  senderTo(slack.apiUrl).send(where as never, sentence(text), { mark, card, ...(under && { under }) })
const look = (where: object, mark: string, under?: MessageRef, since = new Date()) =>
  senderTo(slack.apiUrl).find?.(where as never, mark, since, under ? { under } : {})

async function outcomeOf(work: Promise<unknown>): Promise<SendError> {
  const error = await work.then(
    () => undefined,
    (failed: unknown) => failed,
  )
  if (!(error instanceof SendError)) throw new Error(`No SendError: ${String(error)}`)
  return error
}

const platformError = (error: string) => Response.json({ ok: false, error })
const posts = () => slack.calls.filter(({ method }) => method === 'chat.postMessage')

async function textsIn(channel: string): Promise<string[]> {
  const { messages } = await slack.call('conversations.history', { channel, limit: 100 })
  return (messages as unknown as { text: string }[]).map(({ text }) => text)
}

describe('a copy', () => {
  test('is posted, updated in place, and answered in its thread', async () => {
    const ref = await send(to('checkout'), 'first', 'm-1')
    await senderTo(slack.apiUrl).update(to('checkout'), ref, sentence('first, changed'), { card })
    await send(to('checkout'), 'a reply', 'm-2', ref)
    expect(await textsIn(slack.channel('checkout'))).toEqual(['first, changed'])
    const [channel, ts] = ref.split(':')
    const { messages } = await slack.call('conversations.replies', { channel, ts })
    expect((messages as unknown as { text: string }[]).map(({ text }) => text)).toEqual(['first, changed', 'a reply'])
  })

  test('goes to a person by their id, and is updated in their direct message', async () => {
    const ref = await send(person(), 'hello', 'm-3')
    expect(ref).toMatch(/^D\w+:\d+\.\d+$/)
    await senderTo(slack.apiUrl).update(person(), ref, sentence('hello again'), { card })
    expect(await textsIn(ref.split(':')[0] ?? '')).toEqual(['hello again'])
  })

  test('arrives in words where Slack takes none of its blocks', async () => {
    slack.instead = (method, { blocks }) =>
      method === 'chat.postMessage' && Array.isArray(blocks) && blocks.length
        ? platformError('invalid_blocks')
        : undefined
    await send(to('payments'), 'plain & simple', 'm-4')
    expect(await textsIn(slack.channel('payments'))).toEqual(['plain &amp; simple'])
    expect(lines.join()).toContain('slack.blocks_refused')
    expect(lines.join()).not.toContain('plain')
  })
})

describe('a copy whose sending had an unknown outcome is found again', () => {
  test('in a channel, in a direct message and in a thread; another one is not', async () => {
    const root = await send(to('checkout'), 'root', 'f-1')
    const reply = await send(to('checkout'), 'reply', 'f-2', root)
    const direct = await send(person(), 'direct', 'f-3')
    expect(await look(to('checkout'), 'f-1')).toBe(root)
    expect(await look(to('checkout'), 'f-2', root)).toBe(reply)
    expect(await look(person(), 'f-3')).toBe(direct)
    expect(await look(person(), 'f-4')).toBeNull()
  })

  test('on any page of the history, and not before the sending began', async () => {
    const since = new Date()
    slack.instead = (method, { cursor }) => {
      if (method !== 'conversations.history') return undefined
      const mark = cursor ? 'f-9' : 'other'
      const metadata = { event_type: 'tandem_copy', event_payload: { mark } }
      return Response.json({
        ok: true,
        messages: [{ ts: '7.7', metadata }],
        response_metadata: { next_cursor: cursor ? '' : 'more' },
      })
    }
    expect(await look(to('checkout'), 'f-9', undefined, since)).toBe(`${slack.channel('checkout')}:7.7`)
    expect(Number(slack.calls[0]?.params.oldest)).toBeCloseTo(since.getTime() / 1000 - 60, 0)
  })

  test('only where the scopes allow to look: else nobody knows', async () => {
    slack.instead = () => platformError('missing_scope')
    expect(await look(to('checkout'), 'f-1')).toBeUndefined()
  })

  test('and a look-up that fails leaves it as unknown as it was', async () => {
    slack.instead = () => new Response('', { status: 429, headers: { 'Retry-After': '3' } })
    expect(await outcomeOf(look(to('checkout'), 'f-1') as Promise<unknown>)).toMatchObject({
      outcome: 'unknown',
      retryAfterMs: 3000,
    })
  })
})

describe('a failure says whether it can be tried again', () => {
  const outcomes = {
    gone: ['is_archived', 'channel_not_found', 'not_in_channel', 'account_inactive', 'token_revoked', 'user_not_found'],
    later: ['ratelimited', 'service_unavailable', 'invalid_auth', 'missing_scope', 'something_new'],
    unknown: ['fatal_error', 'internal_error'],
  }
  for (const [outcome, errors] of Object.entries(outcomes)) {
    test(`${outcome}: ${errors.join(', ')}`, async () => {
      for (const error of errors) {
        slack.instead = () => platformError(error)
        expect(await outcomeOf(send(to('checkout'), 'x', 'x'))).toMatchObject({ outcome, message: error })
      }
    })
  }

  test('429: later, when Slack says so, and asked once only', async () => {
    slack.instead = () => new Response('', { status: 429, headers: { 'Retry-After': '7' } })
    expect(await outcomeOf(send(to('checkout'), 'x', 'x'))).toMatchObject({ outcome: 'later', retryAfterMs: 7000 })
    expect(posts()).toHaveLength(1)
  })

  test('a 429 on one channel does not hold up another', async () => {
    const sender = senderTo(slack.apiUrl)
    slack.instead = (_method, { channel }) =>
      channel === slack.channel('checkout')
        ? new Response('', { status: 429, headers: { 'Retry-After': '30' } })
        : undefined
    const message = sentence('through')
    await sender.send(to('payments'), message, { mark: 'warm', card })
    const began = performance.now()
    const [limited] = await Promise.all([
      outcomeOf(sender.send(to('checkout'), message, { mark: 'a', card })),
      sender.send(to('payments'), message, { mark: 'b', card }),
    ])
    expect(limited.outcome).toBe('later')
    expect(performance.now() - began).toBeLessThan(100)
  })

  test('5xx and a time-out after the request was written: unknown', async () => {
    slack.instead = () => new Response('bad gateway', { status: 502 })
    expect(await outcomeOf(send(to('checkout'), 'x', 'x'))).toMatchObject({ outcome: 'unknown', message: 'HTTP 502' })
    slack.instead = () => new Promise((late) => setTimeout(() => late(platformError('x')), 2 * callMs))
    expect(await outcomeOf(send(to('checkout'), 'x', 'x'))).toMatchObject({
      outcome: 'unknown',
      message: 'TimeoutError',
    })
    // It is noted as a call when it ends, and belongs to no later test.
    await expect.poll(() => posts().length).toBe(2)
  })

  test('a connection that was refused: later, nothing was sent', async () => {
    const closed = await listening(new Hono())
    await new Promise((done) => closed.close(done))
    const nobody = senderTo(`${closed.address}/api/`)
    const failed = outcomeOf(nobody.send(to('checkout'), sentence('x'), { mark: 'x', card }))
    expect(await failed).toMatchObject({ outcome: 'later' })
  })
})

describe('a chart', () => {
  const text = 'The finish moves from 4 Jan to 11 Jan.'
  const message: Message = { summary: 'What if', blocks: [{ block: 'chart', chart: whatIf, text }] }
  const sendChart = (pictures?: Pictures) =>
    senderTo(slack.apiUrl, pictures).send(to('checkout') as never, message, { mark: `c-${Math.random()}`, card })
  const blocksOf = (call: Call | undefined) => (call?.params.blocks ?? []) as Record<string, unknown>[]
  const last = () => blocksOf(posts().at(-1))
  const alt = `${whatIf.title}. ${text}`

  test('is fetched by Slack where it can reach this house, and says the same in words', async () => {
    const asked: unknown[] = []
    await sendChart({
      address: async (at, chart) => {
        asked.push([at, chart])
        return 'https://tandem.example.com/pictures/a.png'
      },
    })
    expect(asked).toEqual([[{ platform: 'slack', installation: slack.team }, whatIf]])
    expect(last()).toEqual([{ type: 'image', alt_text: alt, image_url: 'https://tandem.example.com/pictures/a.png' }])
    expect(slack.calls.some(({ method }) => method.startsWith('files.'))).toBe(false)
  })

  test('is uploaded elsewhere, in no channel of its own, and once although the card is drawn again', async () => {
    const sender = senderTo(slack.apiUrl)
    const ref = await sender.send(to('checkout') as never, message, { mark: 'c-1', card })
    await sender.update(to('checkout') as never, ref, structuredClone(message), { card })
    const uploads = slack.calls.filter(({ method }) => method === 'files.completeUploadExternal')
    expect(uploads).toHaveLength(1)
    expect(JSON.stringify(uploads[0]?.params)).not.toContain('channel')
    const [image] = last()
    expect(image).toEqual({ type: 'image', alt_text: alt, slack_file: { id: expect.stringMatching(/^F/) } })
    expect(blocksOf(slack.calls.find(({ method }) => method === 'chat.update'))).toEqual([image])
  })

  test('that Slack has not looked at yet is tried again, and then its words are sent', async () => {
    let refusals = 1
    slack.instead = (method) =>
      method === 'chat.postMessage' && refusals-- > 0 ? platformError('invalid_blocks') : undefined
    await sendChart()
    expect(posts().map((call) => blocksOf(call)[0]?.type)).toEqual(['image', 'image'])
    slack.calls.length = 0
    refusals = 4
    await sendChart()
    expect(posts().map((call) => blocksOf(call)[0]?.type)).toEqual([...Array(4).fill('image'), 'rich_text'])
    expect(JSON.stringify(last())).toContain(text)
  }, 20_000)

  test('is its words where files may not be uploaded, or the address cannot be made', async () => {
    slack.instead = (method) => (method.startsWith('files.') ? platformError('missing_scope') : undefined)
    await sendChart()
    expect(last()[0]?.type).toBe('rich_text')
    expect(JSON.stringify(last())).toContain(text)
    await sendChart({ address: () => Promise.reject(new Error('The database does not answer')) })
    expect(last()[0]?.type).toBe('rich_text')
  })

  test('that Slack cannot fetch is its words', async () => {
    slack.instead = (method, { blocks }) =>
      method === 'chat.postMessage' && JSON.stringify(blocks).includes('image_url')
        ? platformError('invalid_blocks')
        : undefined
    await sendChart({ address: async () => 'https://tandem.example.com/pictures/a.png' })
    expect(posts().map((call) => blocksOf(call)[0]?.type)).toEqual(['image', 'rich_text'])
  })
})
