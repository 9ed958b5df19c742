/** The Agents Playground, Microsoft's own emulator of Teams, without a browser: a client that nobody here wrote. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { type AddressInfo, createServer as createPort } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import WebSocket from 'ws'
import {
  type Activity,
  activityFrom,
  bot,
  type Sent,
  type TeamsPerson,
  type TeamsRig,
  tenant,
  userId,
} from './teams-connector.ts'

/** It knows the person in front of it and exactly five others, one group chat, and one team with one more channel. */
export interface PlaygroundSetting {
  me: TeamsPerson
  others: TeamsPerson[]
  groupChat: { id: string; name: string }
  team: { id: string; name: string; channel: { id: string; name: string } }
}

type Answered = { status: number; body: Activity | null }

export async function openPlayground(setting: PlaygroundSetting, endpoint: () => string): Promise<TeamsRig> {
  const { me, others } = setting
  const folder = mkdtempSync(join(tmpdir(), 'tandem-playground-'))
  const file = join(folder, 'config.yml')
  writeFileSync(file, JSON.stringify(configOf(setting)))
  const answers = new Map<string, (answer: Answered) => void>()
  const door = await openDoor(endpoint, (name, answer) => answers.get(name)?.(answer))
  const port = await freePort()
  const child = start(file, folder, port, door.address)
  const base = `http://127.0.0.1:${port}`
  await listening(base, child)

  const sent: Sent[] = []
  const markers = new Map<string, () => void>()
  const socket = new WebSocket(`ws://127.0.0.1:${port}/_ws_conversation/v1/conversations/stream`)
  await new Promise((ready, failed) => socket.on('open', ready).on('error', failed))
  socket.on('message', (data) => came(JSON.parse(String(data))))

  function came({ action, message, actionConversationId }: Activity): void {
    if (message?.from?.id !== bot.id) return
    const known = sent.find(({ id }) => id === message.messageId)
    if (known) {
      known.activity = message
      known.updates += 1
    } else if (markers.has(message.text)) markers.get(message.text)?.()
    else if (String(action).startsWith('create')) {
      const [conversation = '', thread] = String(message.postConversationId ?? actionConversationId).split(
        ';messageid=',
      )
      const under = thread === message.messageId ? undefined : thread
      sent.push({ id: message.messageId, conversation, under, activity: message, updates: 0 })
    }
  }

  const post = async (path: string, body: object): Promise<Activity> => {
    const response = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`The Playground answered ${path} with ${response.status}: ${text}`)
    return text ? JSON.parse(text) : {}
  }

  /** Each person's own chat is made by asking for it. */
  const chats = new Map<string, string>([[me.account, chatOf(me)]])
  for (const { account } of others) {
    const created = await post('/_connector/v3/conversations', {
      isGroup: false,
      bot,
      members: [{ id: userId(account) }],
      tenantId: tenant,
    })
    chats.set(account, created.id)
  }
  let count = 0

  return {
    sent,
    uploads: door.uploads,
    channels: [],
    address: door.address,
    personal: (account) => ({ id: chats.get(account) ?? '', kind: 'personal' }),
    async flush() {
      count += 1
      const marker = `marker ${count}`
      const arrived = new Promise<void>((resolve) => markers.set(marker, resolve))
      const place = encodeURIComponent(setting.team.id)
      await post(`/_connector/v3/conversations/${place}/activities`, { type: 'message', text: marker, from: bot })
      await arrived
    },
    async deliver(place, from, activity) {
      count += 1
      const answered = new Promise<Answered>((resolve) => answers.set(door.expect(), resolve))
      const conversation = encodeURIComponent(place.id)
      const own = from.account === me.account
      if (own && activity.type === 'message') {
        const mentions = (activity.entities ?? []).map(({ text, mentioned }: Activity) => ({ text, mentioned }))
        const body = { from: { id: userId(from.account) }, text: activity.text, textFormat: 'plain', mentions }
        await post(`/_conversation/v1/conversations/${conversation}/messages`, body)
      } else if (own && activity.name === 'adaptiveCard/action') {
        const { name, value, replyToId } = activity
        // What stands in a channel is found by its thread.
        const id = place.kind === 'channel' ? `${place.id};messageid=${replyToId}` : place.id
        await post('/_conversation/v1/invoke', {
          name,
          value,
          from: { id: userId(from.account) },
          conversation: { id },
          replyToId,
        })
      } else {
        const whole = activityFrom(
          place,
          from,
          { id: `custom-${count}-${Date.now()}`, ...activity },
          `${base}/_connector`,
        )
        await post('/_internal/v1/customActivities', whole)
      }
      return answered
    },
    async close() {
      socket.close()
      const ended = new Promise((resolve) => child.on('exit', resolve))
      child.kill()
      await ended
      await door.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const chatOf = ({ account }: TeamsPerson) => `a:${account}`

function configOf({ me, others, groupChat, team }: PlaygroundSetting): object {
  const user = ({ account, name }: TeamsPerson) => ({
    id: userId(account),
    name,
    aadObjectId: account,
    userPrincipleName: `${account}@northwind.example`,
    email: `${account}@northwind.example`,
    givenName: name,
    surname: 'Northwind',
  })
  return {
    version: '0.1.1',
    tenantId: tenant,
    bot,
    currentUser: user(me),
    users: others.map(user),
    personalChat: { id: chatOf(me) },
    groupChat,
    team: {
      id: team.id,
      name: team.name,
      aadGroupId: '00000000-0000-0000-0000-000000000031',
      channels: [team.channel],
    },
  }
}

/** Between the Playground and the bot: knows when the bot has answered, and what. Takes uploads too. */
async function openDoor(endpoint: () => string, answer: (name: string, answered: Answered) => void) {
  const uploads: string[] = []
  let handled = 0
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts).toString()
    if (request.method !== 'POST') {
      if (request.method === 'PUT') uploads.push(body)
      return void response.end()
    }
    const answered = await fetch(endpoint(), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
    const text = await answered.text()
    response.writeHead(answered.status, { 'Content-Type': 'application/json' })
    response.end(text)
    handled += 1
    answer(String(handled), { status: answered.status, body: text ? JSON.parse(text) : null })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    uploads,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The name under which the next answer comes: one after the other. */
    expect: () => String(handled + 1),
    close: () =>
      new Promise<void>((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}

function start(file: string, folder: string, port: number, endpoint: string): ChildProcess {
  const main = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json')
  const environment = {
    TEAMSAPPTESTER_BROWSER: 'none',
    M365_AGENTS_PLAYGROUND_CONFIG_PATH: file,
    M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, 'log.txt'),
    // It would tell its maker that it was used.
    TEAMSFX_TELEMETRY: 'off',
  }
  const args = ['start', '-e', `${endpoint}/api/messages`, '-c', 'msteams', '-p', String(port), '--dt']
  return spawn(process.execPath, [join(dirname(main), 'cli.js'), ...args], {
    env: { ...process.env, ...environment },
    stdio: 'ignore',
  })
}

async function listening(base: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + 30_000
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`The Playground ended with ${child.exitCode}`)
    const up = await fetch(`${base}/_internal/v1/testConfig`).then(
      () => true,
      () => false,
    )
    if (up) return
    await new Promise((resume) => setTimeout(resume, 100))
  }
  throw new Error('The Playground did not start')
}

async function freePort(): Promise<number> {
  const probe = createPort()
  await new Promise<void>((ready) => probe.listen(0, '127.0.0.1', ready))
  const { port } = probe.address() as AddressInfo
  await new Promise((closed) => probe.close(closed))
  return port
}
