/** What Slack sends over HTTP: verified byte by byte, read, and handed to Bolt. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { App, Receiver } from '@slack/bolt'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { errorFields } from '../../chat/boundary.ts'
import type { Log } from '../../log.ts'
import { json } from './forms.ts'
import { limits } from './limits.ts'

export interface HttpReceiverOptions {
  signingSecret: string
  log: Log
  /** Milliseconds, by the machine's clock. */
  now?: () => number
}

export interface HttpReceiver {
  receiver: Receiver
  routes: Hono
}

type Body = Record<string, unknown>

export function createReceiver({ signingSecret, log, now = Date.now }: HttpReceiverOptions): HttpReceiver {
  // An empty key would let everybody in.
  if (!signingSecret) throw new Error('SLACK_SIGNING_SECRET is missing')
  let app: App | undefined
  const running = new Set<Promise<void>>()
  const routes = new Hono()
  routes.use(bodyLimit({ maxSize: limits.bodyBytes }))
  // Slack looks whether the certificate is good.
  routes.get('/slack/events', (c) => c.text(c.req.query('ssl_check') ? '' : 'Slack posts here.'))
  routes.post('/slack/events', async (c) => {
    const raw = Buffer.from(await c.req.arrayBuffer())
    const refused = refusal(raw, c.req.header('x-slack-request-timestamp'), c.req.header('x-slack-signature'), {
      signingSecret,
      now: now(),
    })
    if (refused) {
      log.warn('slack.refused', { why: refused })
      return c.text('', 401)
    }
    const body = bodyOf(raw.toString('utf8'), c.req.header('content-type'))
    if (!body) return c.text('This is not something Slack sends.', 400)
    if (body.ssl_check) return c.text('')
    if (body.type === 'url_verification') return c.json({ challenge: body.challenge })
    return handled(c, body)
  })

  /** Answered when the work says so; an event when all of it is done, so that Slack sends it again after a crash. */
  async function handled(c: Context, body: Body): Promise<Response> {
    let answer: (body: unknown) => void = () => {}
    const answered = new Promise<unknown>((resolve) => {
      answer = resolve
    })
    const isEvent = body.type === 'event_callback'
    const retry = c.req.header('x-slack-retry-num')
    const work = (app ?? unready).processEvent({
      body,
      ack: async (response) => {
        if (!isEvent) answer(response)
      },
      ...(retry && { retryNum: Number(retry) }),
    })
    const done = work.catch((error) => {
      log.error('slack.failed', { type: String(body.type ?? 'command'), ...errorFields(error) })
      answer(failed)
    })
    running.add(done)
    void done.finally(() => {
      running.delete(done)
      answer(undefined)
    })
    const response = await answered
    if (response === failed) return c.text('', 500)
    if (response === undefined || response === '') return c.text('')
    return typeof response === 'string' ? c.text(response) : c.json(response as object)
  }

  const receiver: Receiver = {
    init(bolt) {
      app = bolt
    },
    start: async () => {},
    stop: () => Promise.all(running),
  }
  return { receiver, routes }
}

const failed = Symbol('failed')
const unready = { processEvent: () => Promise.reject(new Error('Not started')) }

/** Why a request is not Slack's; `undefined` where it is. */
export function refusal(
  raw: Uint8Array,
  timestamp: string | undefined,
  signature: string | undefined,
  { signingSecret, now }: { signingSecret: string; now: number },
): string | undefined {
  if (!timestamp || !/^\d{1,12}$/.test(timestamp)) return 'timestamp'
  if (Math.abs(now / 1000 - Number(timestamp)) > limits.skewSeconds) return 'too old or from the future'
  const expected = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(raw).digest()
  const given = /^v0=([0-9a-f]{64})$/i.exec(signature ?? '')?.[1]
  if (!given || !timingSafeEqual(expected, Buffer.from(given, 'hex'))) return 'signature'
  return undefined
}

/** Types come with parameters too (`; charset=utf-8`). */
export function bodyOf(text: string, contentType = ''): Body | undefined {
  const [type = ''] = contentType.toLowerCase().split(';')
  if (type.trim() === 'application/json') return record(json(text))
  if (type.trim() !== 'application/x-www-form-urlencoded') return undefined
  const form = Object.fromEntries(new URLSearchParams(text))
  return form.payload === undefined ? form : record(json(form.payload))
}

function record(value: unknown): Body | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : undefined
}
