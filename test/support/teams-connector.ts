/** A Teams of the test's own: keeps conversations and speaks Bot Framework's protocol with the bot over HTTP, both ways. */
import { createServer, type IncomingMessage } from 'node:http'

export interface Sent {
  id: string
  conversation: string
  /** The message whose thread it stands in. */
  under: string | undefined
  activity: Activity
  updates: number
}

// biome-ignore lint/suspicious/noExplicitAny: whatever a bot sends is looked into by tests
export type Activity = Record<string, any>

export interface TeamsPerson {
  account: string
  name: string
  email?: string
  zone?: string
  role?: string
}

export interface TeamsPlace {
  id: string
  kind: 'personal' | 'groupChat' | 'channel'
  team?: string
  name?: string
}

/** What stands between a test and the bot: this server, or an emulator that nobody here wrote. */
export interface TeamsRig {
  sent: Sent[]
  /** The conversation between a person and the bot. */
  personal(account: string): TeamsPlace
  deliver(place: TeamsPlace, from: TeamsPerson, activity: Activity): Promise<{ status: number; body: Activity | null }>
  /** Until everything that the bot sent stands in `sent`. */
  flush(): Promise<void>
  uploads: string[]
  /** Channels of the team that the bot may ask about. */
  channels: { id: string; name: string }[]
  address: string
  close(): Promise<void>
}

export const tenant = 'tenant-northwind'
export const bot = { id: '28:tandem', name: 'Tandem' }
export const userId = (account: string) => `29:${account}`

export interface Failing {
  /** How the next request of a kind is answered instead; `drop` closes the connection after reading it. */
  next?:
    | { method?: string; status: number | 'drop' | 'hang'; headers?: Record<string, string>; body?: object }
    | undefined
  /** Stands between a new message and its storing; `false`: the connection is closed without an answer. */
  hold?: ((conversation: string, store: () => void) => Promise<boolean>) | undefined
}

export async function openConnector(
  people: TeamsPerson[],
  endpoint: () => string,
): Promise<TeamsRig & Failing & { requests: string[] }> {
  const sent: Sent[] = []
  const requests: string[] = []
  const uploads: string[] = []
  let counter = 1_700_000_000_000
  let activities = 0

  const rig: TeamsRig & Failing & { requests: string[] } = {
    sent,
    flush: async () => {},
    uploads,
    channels: [],
    requests,
    address: '',
    personal: (account) => ({ id: `a:${account}`, kind: 'personal' }),
    async deliver(place, from, activity) {
      activities += 1
      const response = await fetch(endpoint(), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(activityFrom(place, from, { id: `${counter}${activities}`, ...activity }, rig.address)),
      })
      const text = await response.text()
      return { status: response.status, body: text ? JSON.parse(text) : null }
    },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }

  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    requests.push(`${request.method} ${request.url}`)
    const failing = rig.next && (!rig.next.method || rig.next.method === request.method) ? rig.next : undefined
    if (failing) {
      rig.next = undefined
      if (failing.status === 'drop') return void request.socket.destroy()
      if (failing.status === 'hang') return
      response.writeHead(failing.status, { 'Content-Type': 'application/json', ...failing.headers })
      return void response.end(JSON.stringify(failing.body ?? {}))
    }
    const url = decodeURIComponent(request.url ?? '')
    let stored: [number, object] | undefined
    const store = () => {
      stored ??= handle(request.method ?? '', url, body)
    }
    const [, , , conversation = '', what] = url.split('/')
    const message = request.method === 'POST' && what === 'activities'
    if (message && rig.hold && !(await rig.hold(conversation, store))) return void request.socket.destroy()
    store()
    const [status, answer] = stored ?? [500, {}]
    response.writeHead(status, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(answer))
  })

  function handle(method: string, url: string, body: string): [number, object] {
    if (method === 'PUT' && url.startsWith('/upload/')) {
      uploads.push(body)
      return [201, {}]
    }
    const [path = ''] = url.split('?')
    const [, , , conversation = '', what, id] = path.split('/')
    const members = people.map(({ account, name, email, role }) => ({
      id: userId(account),
      name,
      aadObjectId: account,
      ...(email && { email }),
      userRole: role ?? 'user',
    }))
    if (path.startsWith('/v3/teams/')) {
      return [
        200,
        what ? { conversations: [{ id: '19:other' }, ...rig.channels] } : { id: conversation, name: 'Northwind' },
      ]
    }
    if (what === 'pagedmembers') return [200, { members }]
    if (what === 'members') {
      const member = members.find((one) => one.id === id)
      return member ? [200, member] : [404, { error: { code: 'MemberNotFoundInConversation' } }]
    }
    const activity = body ? (JSON.parse(body) as Activity) : {}
    if (method === 'POST' && !conversation) return [201, { id: `a:${String(activity.members[0].id).slice(3)}` }]
    if (method === 'PUT' && what === 'activities') {
      const found = sent.find((one) => one.id === id)
      if (!found) return [404, { error: { code: 'ActivityNotFoundInConversation' } }]
      found.activity = activity
      found.updates += 1
      return [200, { id }]
    }
    if (method === 'POST' && what === 'activities') {
      counter += 1
      const [base = '', under] = conversation.split(';messageid=')
      sent.push({ id: String(counter), conversation: base, under, activity, updates: 0 })
      return [201, { id: String(counter) }]
    }
    return [501, { error: { code: 'NotImplemented' } }]
  }

  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  rig.address = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  return rig
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

/** As Teams would send it. A message at the root of a channel carries its own id as its thread's. */
export function activityFrom(place: TeamsPlace, from: TeamsPerson, activity: Activity, serviceUrl: string): Activity {
  const root = place.kind === 'channel' && activity.type === 'message' ? `;messageid=${activity.id}` : ''
  return {
    channelId: 'msteams',
    serviceUrl,
    from: { id: userId(from.account), aadObjectId: from.account, name: from.name },
    recipient: bot,
    localTimezone: from.zone ?? 'Europe/Berlin',
    conversation: {
      id: `${place.id}${root}`,
      conversationType: place.kind,
      tenantId: tenant,
      ...(place.kind === 'groupChat' && place.name && { name: place.name }),
    },
    channelData: {
      tenant: { id: tenant },
      ...(place.kind === 'channel' && {
        team: { id: '19:team', name: place.team },
        channel: { id: place.id, name: place.name },
      }),
    },
    ...activity,
  }
}
