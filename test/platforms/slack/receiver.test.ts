import type { App } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { createLog } from '../../../src/log.ts'
import { bodyOf, createReceiver } from '../../../src/platforms/slack/receiver.ts'
import { commandBody, payloadBody, type Signing, signed, signingSecret } from '../../support/slack.ts'

const now = new Date('2026-11-24T10:00:00Z').getTime()

type Event = Parameters<App['processEvent']>[0]

function open(process: (event: Event) => Promise<void> = ({ ack }) => ack()) {
  const lines: string[] = []
  const seen: Event['body'][] = []
  const log = createLog({ level: 'warn', write: (line) => lines.push(line) })
  const { receiver, routes } = createReceiver({ signingSecret, log, now: () => now })
  receiver.init({
    processEvent: (event: Event) => {
      seen.push(event.body)
      return process(event)
    },
  } as unknown as App)
  const post = (body: string, signing: Signing = {}) =>
    routes.request('/slack/events', signed(body, { at: now / 1000, ...signing }))
  return { routes, receiver, post, seen, lines }
}

const command = commandBody({ command: '/tandem', text: 'help ü 🎉 &lt;', user_id: 'U1' })

describe('only what Slack signed comes in', () => {
  test('a signed request does, byte by byte', async () => {
    const { post, seen } = open()
    expect((await post(command)).status).toBe(200)
    expect(seen[0]).toMatchObject({ command: '/tandem', text: 'help ü 🎉 &lt;' })
  })

  test('another key, another body, no signature and half of one do not', async () => {
    const { routes, post, seen, lines } = open()
    expect((await post(command, { secret: 'other' })).status).toBe(401)
    const good = signed(command, { at: now / 1000 })
    expect((await routes.request('/slack/events', { ...good, body: `${command}&x=1` })).status).toBe(401)
    for (const signature of ['', 'v0=', 'v0=abcd', `v1=${'a'.repeat(64)}`]) {
      const headers = { ...(good.headers as Record<string, string>), 'X-Slack-Signature': signature }
      expect((await routes.request('/slack/events', { ...good, headers })).status).toBe(401)
    }
    expect(seen).toEqual([])
    expect(lines.join()).not.toContain('help')
  })

  test('more than 5 minutes old or from the future does not', async () => {
    const { post } = open()
    for (const off of [-301, 301, 86_400]) expect((await post(command, { at: now / 1000 + off })).status).toBe(401)
    for (const off of [-299, 299]) expect((await post(command, { at: now / 1000 + off })).status).toBe(200)
  })

  test('without a key nothing starts', () => {
    expect(() => createReceiver({ signingSecret: '', log: createLog() })).toThrow('SLACK_SIGNING_SECRET')
  })

  test('a body without end is refused', async () => {
    const { post } = open()
    expect((await post(`text=${'x'.repeat(3 * 1024 * 1024)}`)).status).toBe(413)
  })
})

describe('what Slack sends', () => {
  test('is read with parameters of its type, as form, payload or JSON', () => {
    expect(bodyOf('a=1', 'application/x-www-form-urlencoded; charset=utf-8')).toEqual({ a: '1' })
    expect(bodyOf(payloadBody({ type: 'block_actions' }), 'Application/X-WWW-Form-Urlencoded')).toEqual({
      type: 'block_actions',
    })
    expect(bodyOf('{"type":"x"}', 'application/json; charset=utf-8')).toEqual({ type: 'x' })
    for (const bad of ['[1]', '{', '"x"']) expect(bodyOf(bad, 'application/json')).toBeUndefined()
    expect(bodyOf('payload={', 'application/x-www-form-urlencoded')).toBeUndefined()
    expect(bodyOf('a=1', 'text/plain')).toBeUndefined()
  })

  test('the certificate check and the challenge are answered', async () => {
    const { routes, post, seen } = open()
    expect((await routes.request('/slack/events?ssl_check=1')).status).toBe(200)
    expect((await post(commandBody({ ssl_check: '1', token: 'x' }))).status).toBe(200)
    const challenge = await post(JSON.stringify({ type: 'url_verification', challenge: 'abc' }), {
      type: 'application/json',
    })
    expect(await challenge.json()).toEqual({ challenge: 'abc' })
    expect((await post('{', { type: 'application/json' })).status).toBe(400)
    expect(seen).toEqual([])
  })

  test('a command is answered with what was acknowledged, also while work goes on', async () => {
    let finish = () => {}
    const { post, receiver } = open(async ({ ack }) => {
      await ack({ text: 'at once' })
      await new Promise<void>((done) => {
        finish = done
      })
    })
    expect(await (await post(command)).json()).toEqual({ text: 'at once' })
    let stopped = false
    const stopping = receiver.stop().then(() => {
      stopped = true
    })
    await new Promise((later) => setTimeout(later, 20))
    expect(stopped).toBe(false)
    finish()
    await stopping
  })

  test('an event is answered when all of it is done, and sent again where that failed', async () => {
    const order: string[] = []
    const event = JSON.stringify({ type: 'event_callback', event: { type: 'message' } })
    const good = open(async ({ ack }) => {
      await ack()
      await new Promise((later) => setTimeout(later, 20))
      order.push('done')
    })
    expect((await good.post(event, { type: 'application/json' })).status).toBe(200)
    expect(order).toEqual(['done'])
    const bad = open(() => Promise.reject(new Error('the database is away')))
    expect((await bad.post(event, { type: 'application/json' })).status).toBe(500)
    expect(bad.lines.join()).not.toContain('the database is away')
  })
})
