/** Slack for tests: the emulator, a proxy before it that sees and may answer every call, and requests as Slack signs them. */
import { createHmac } from 'node:crypto'
import { serve } from '@hono/node-server'
import { createEmulator } from 'emulate'
import { Hono } from 'hono'

export const signingSecret = 'a-signing-secret-of-the-tests'
export const botToken = 'xoxb-test-bot'
const app = { id: 'A0TANDEM00', client: '1.1', bot: 'B0TANDEM00', botUser: 'U0TANDEM00' }

export interface Call {
  method: string
  params: Record<string, unknown>
  answer: Record<string, unknown>
}

/** What a test answers in Slack's place; nothing: the emulator does. */
export type Instead = (
  method: string,
  params: Record<string, unknown>,
) => Promise<Response | undefined> | Response | undefined

export interface TestSlack {
  /** For SLACK_API_URL. */
  apiUrl: string
  team: string
  botUser: string
  user(name: string): string
  channel(name: string): string
  /** Calls so far, oldest first. */
  calls: Call[]
  instead: Instead
  /** As the bot, past the proxy. */
  call(method: string, params?: Record<string, unknown>): Promise<Record<string, never>>
  file(url: string): Promise<string>
  close(): Promise<void>
}

export interface Seed {
  people: { account: string; name: string }[]
  channels: string[]
}

export async function openSlack({ people, channels }: Seed): Promise<TestSlack> {
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        team: { name: 'Northwind', domain: 'northwind' },
        users: people.map(({ account, name }) => ({ name: account, real_name: name, profile: { display_name: name } })),
        channels: channels.map((name) => ({ name })),
        oauth_apps: [
          {
            app_id: app.id,
            client_id: app.client,
            client_secret: 'none',
            name: 'Tandem',
            redirect_uris: [],
            bot_id: app.bot,
            bot_user_id: app.botUser,
            bot_name: 'tandem',
          },
        ],
        tokens: [
          {
            token: botToken,
            type: 'bot',
            user_id: app.botUser,
            app_id: app.id,
            bot_id: app.bot,
            bot_user_id: app.botUser,
          },
        ],
      },
    },
  })
  const api = `${emulator.url}/api/`

  async function call(method: string, params: Record<string, unknown> = {}) {
    const response = await fetch(`${api}${method}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${botToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(params),
    })
    return (await response.json()) as Record<string, never>
  }

  const users = await call('users.list', { limit: 1000 })
  const rooms = await call('conversations.list', { limit: 1000 })
  const idIn = (list: { id: string; name: string }[], name: string) => {
    const found = list.find((one) => one.name === name)
    if (!found) throw new Error(`The emulator has no "${name}"`)
    return found.id
  }
  const { team_id } = await call('auth.test')

  const slack: TestSlack = {
    apiUrl: '',
    team: team_id ?? '',
    botUser: app.botUser,
    user: (name) => idIn(users.members as never, name),
    channel: (name) => idIn(rooms.channels as never, name),
    calls: [],
    instead: () => undefined,
    call,
    file: async (url) => (await fetch(url, { headers: { Authorization: `Bearer ${botToken}` } })).text(),
    close: async () => {
      proxy.closeAllConnections()
      await new Promise((closed) => proxy.close(closed))
      await emulator.close()
    },
  }

  const front = new Hono()
  front.post('/api/:method', async (c) => {
    const { method } = c.req.param()
    const text = await c.req.text()
    const params = paramsOf(text)
    const own = await slack.instead(method, params)
    const response =
      own ??
      (await fetch(`${api}${method}`, {
        method: 'POST',
        headers: {
          Authorization: c.req.header('authorization') ?? '',
          'Content-Type': c.req.header('content-type') ?? 'application/x-www-form-urlencoded',
        },
        body: text,
      }))
    const body = await response.text()
    slack.calls.push({ method, params, answer: body.startsWith('{') ? JSON.parse(body) : {} })
    const kept = ['content-type', 'retry-after', 'x-oauth-scopes', 'date'].map((name) => [
      name,
      response.headers.get(name) ?? '',
    ])
    return new Response(body, {
      status: response.status,
      headers: Object.fromEntries(kept.filter(([, value]) => value)),
    })
  })
  const proxy = await listening(front)
  slack.apiUrl = `${proxy.address}/api/`
  return slack
}

/** Form fields; what is JSON in them is read. */
function paramsOf(text: string): Record<string, unknown> {
  return Object.fromEntries(
    [...new URLSearchParams(text)].map(([key, value]) => [key, /^[[{]/.test(value) ? JSON.parse(value) : value]),
  )
}

/** A server on a free port. */
export async function listening(app: Hono) {
  const server = await new Promise<ReturnType<typeof serve>>((ready) => {
    const made = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => ready(made))
  })
  const { port } = server.address() as { port: number }
  return Object.assign(server as import('node:http').Server, { address: `http://127.0.0.1:${port}` })
}

export interface Signing {
  secret?: string
  /** Seconds. */
  at?: number
  type?: string
}

export function signed(
  body: string,
  { secret = signingSecret, at = Date.now() / 1000, type }: Signing = {},
): RequestInit {
  const timestamp = String(Math.floor(at))
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
  return {
    method: 'POST',
    headers: {
      'Content-Type': type ?? 'application/x-www-form-urlencoded',
      'X-Slack-Request-Timestamp': timestamp,
      'X-Slack-Signature': signature,
    },
    body,
  }
}

export const commandBody = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
export const payloadBody = (payload: object) => new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
