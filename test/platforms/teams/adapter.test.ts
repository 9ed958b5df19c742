/** What arrives from Teams: who is let in, who is met, and what is said where. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Chat, Introduction, Origin, Reply } from '../../../src/chat/ports.ts'
import { sentence } from '../../../src/chat/say.ts'
import { createLog } from '../../../src/log.ts'
import { createTeams, messagesPath, type Teams } from '../../../src/platforms/teams/adapter.ts'
import type { Reference, TeamsOptions, TeamsSettings } from '../../../src/platforms/teams/ports.ts'
import { createSeals } from '../../../src/platforms/teams/seal.ts'
import { readCard } from '../../support/teams-cards.ts'
import {
  type Activity,
  bot,
  openConnector,
  type TeamsPerson,
  type TeamsPlace,
  tenant,
  userId,
} from '../../support/teams-connector.ts'

const ana: TeamsPerson = { account: 'ana', name: 'Ana', email: 'Ana@Northwind.example', zone: 'Asia/Tokyo' }
const gus: TeamsPerson = { account: 'gus', name: 'Gus', email: 'gus@elsewhere.example', role: 'guest' }
const channel: TeamsPlace = { id: '19:checkout@thread.tacv2', kind: 'channel', team: 'Northwind', name: 'Checkout' }
const group: TeamsPlace = { id: '19:group@thread.v2', kind: 'groupChat', name: 'Board' }
const personal: TeamsPlace = { id: 'a:ana', kind: 'personal' }
const open: TeamsSettings = { appType: 'SingleTenant', appPassword: 'a secret', allowUnauthenticated: true }

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

interface Called {
  kind: keyof Chat
  origin: Origin
  what: string
}

/** The adapter alone, with a chat that answers as a test says. */
async function serve(reply: (called: Called) => Reply = () => ({ do: 'nothing' }), settings = open) {
  const called: Called[] = []
  const introduced: Introduction[] = []
  const channels: string[] = []
  const lines: string[] = []
  const stored = new Map<string, Reference>()
  const answer = (kind: keyof Chat) => async (origin: Origin, what: string) => {
    const one = { kind, origin, what }
    called.push(one)
    return reply(one)
  }
  let teams: Teams | undefined
  const options: TeamsOptions = {
    settings,
    chat: { command: answer('command'), press: answer('press'), submit: answer('submit'), text: answer('text') },
    names: { of: async () => new Map() },
    newcomers: {
      known: async ({ account }) => introduced.some((one) => one.account === account),
      introduce: async (newcomer) => void introduced.push(newcomer),
      channel: async (_workspace, { name }) => void channels.push(name),
    },
    references: {
      put: async ({ conversation }, reference) => void stored.set(conversation, reference),
      get: async ({ conversation }) => stored.get(conversation) ?? null,
      drop: async ({ conversation }) => void stored.delete(conversation),
    },
    draw: async ({ key }) => sentence(`Card ${key} as everybody sees it`),
    zoneOf: async () => undefined,
    log: createLog({ level: 'info', write: (line) => lines.push(line) }),
  }
  teams = await createTeams(options)
  const { serve: listen } = await import('@hono/node-server')
  const { routes } = teams
  const server = await new Promise<ReturnType<typeof listen>>((ready) => {
    const made = listen({ fetch: routes.fetch, port: 0, hostname: '127.0.0.1' }, () => ready(made))
  })
  const endpoint = `http://127.0.0.1:${(server.address() as { port: number }).port}${messagesPath}`
  const rig = await openConnector([ana, gus], () => endpoint)
  closing.push(async () => {
    await teams?.stop()
    await new Promise((closed) => server.close(closed))
    await rig.close()
  })
  const mention = { type: 'mention', text: '<at>Tandem</at>', mentioned: bot }
  return {
    rig,
    teams,
    called,
    introduced,
    channels,
    lines,
    stored,
    endpoint,
    say: (place: TeamsPlace, line: string, more: object = {}) =>
      rig.deliver(place, ana, {
        type: 'message',
        ...(place.kind === 'personal' ? { text: line } : { text: `<at>Tandem</at> ${line}`, entities: [mention] }),
        ...more,
      }),
    invoke: (place: TeamsPlace, name: string, value: object, who = ana) =>
      rig.deliver(place, who, { type: 'invoke', name, value }),
    said: (conversation: string): string[] =>
      rig.sent
        .filter((one) => one.conversation === conversation)
        .map(({ activity }) => activity.text ?? readCard(activity.attachments[0].content).text),
  }
}

const execute = (data: object) => ({ action: { type: 'Action.Execute', verb: 'x', data: { tandem: data } } })
const form = {
  id: 'test.form',
  title: 'Secret plans',
  submit: 'Send',
  value: {},
  inputs: { text: { input: 'text' as const, label: 'Text' } },
}

describe('who is let in', () => {
  it('nobody without credentials, unless that is allowed', async () => {
    await expect(serve(undefined, { appType: 'SingleTenant', allowUnauthenticated: false })).rejects.toThrow(
      'MicrosoftAppId',
    )
    const real = {
      appId: 'app',
      appPassword: 'p',
      appType: 'SingleTenant',
      tenantId: tenant,
      allowUnauthenticated: false,
    }
    const { say, called, rig, endpoint, lines } = await serve(undefined, real)
    expect((await say(personal, 'help')).status).toBe(401)
    const forged = await fetch(endpoint, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer e30.e30.secretsignature' },
      body: JSON.stringify({
        type: 'message',
        id: '1',
        serviceUrl: rig.address,
        channelId: 'msteams',
        conversation: { id: 'a' },
      }),
    })
    expect(forged.ok).toBe(false)
    expect(called).toEqual([])
    expect(rig.requests).toEqual([])
    expect(lines.join()).not.toContain('secretsignature')
  })

  it('nobody from another tenant', async () => {
    const { say, called, introduced } = await serve(undefined, { ...open, tenantId: 'another' })
    expect((await say(personal, 'help')).status).toBe(200)
    expect([called, introduced]).toEqual([[], []])
  })

  it('what is not an activity is refused in a line', async () => {
    const { endpoint } = await serve()
    for (const body of ['', 'null', '[]', '{"type":1}']) {
      expect((await fetch(endpoint, { method: 'POST', body })).status).toBe(400)
    }
  })
})

describe('people and conversations', () => {
  it('are met before what they say is handed over, with what the roster knows', async () => {
    const { say, introduced, channels, called } = await serve()
    await say(channel, 'help')
    expect(introduced).toEqual([
      {
        platform: 'teams',
        installation: tenant,
        installationName: 'Microsoft Teams',
        account: 'ana',
        name: 'Ana',
        email: 'ana@northwind.example',
        zone: 'Asia/Tokyo',
        guest: false,
      },
    ])
    expect(channels).toEqual(['Northwind > Checkout'])
    expect(called).toHaveLength(1)
    expect(called[0]).toMatchObject({ kind: 'command', what: 'help', origin: { channel: channel.id, account: 'ana' } })
  })

  it('a guest’s e-mail makes nobody the same person; who has none is met all the same', async () => {
    const { rig, introduced } = await serve()
    await rig.deliver(personal, gus, { type: 'message', text: 'hello' })
    expect(introduced[0]).toMatchObject({ account: 'gus', guest: true })
    expect(introduced[0]).not.toHaveProperty('email')
    await rig.deliver(personal, { account: 'nobody', name: 'No Roster' }, { type: 'message', text: 'hello' })
    expect(introduced[1]).toMatchObject({ account: 'nobody', name: 'No Roster' })
  })

  it('when the bot is added, everybody there is met and can be written to', async () => {
    const { rig, teams, introduced, stored } = await serve()
    await rig.deliver(channel, ana, { type: 'conversationUpdate', membersAdded: [bot] })
    await teams.stop()
    expect(introduced.map(({ account }) => account)).toEqual(['ana', 'gus'])
    expect(stored.get('gus')).toMatchObject({ kind: 'personal', user: userId('gus') })
    await rig.deliver(channel, ana, { type: 'conversationUpdate', membersRemoved: [bot] })
    expect(stored.has(channel.id)).toBe(false)
  })

  it('a channel that comes without its name is asked for, once; a renamed one is another name', async () => {
    const { rig, say, channels } = await serve()
    rig.channels.push({ id: channel.id, name: 'Checkout' })
    const nameless = { channelData: { tenant: { id: tenant }, team: { id: '19:team' }, channel: { id: channel.id } } }
    await say(channel, 'help', nameless)
    await say(channel, 'help', nameless)
    expect(rig.requests.filter((one) => one.includes('/v3/teams/'))).toHaveLength(2)
    const general: TeamsPlace = { ...channel, id: '19:team' }
    const channelData = {
      eventType: 'channelRenamed',
      tenant: { id: tenant },
      team: { id: '19:team', name: 'Northwind' },
    }
    const renamed = { ...channelData, channel: { id: channel.id, name: 'Payments' } }
    await rig.deliver(general, ana, { type: 'conversationUpdate', channelData: renamed })
    expect(channels).toEqual(['Northwind > Checkout', 'Northwind > Payments'])
  })

  it('one activity delivered again carries the same name', async () => {
    const { say, called } = await serve()
    await say(personal, 'hello', { id: '7' })
    await say(personal, 'hello', { id: '7' })
    await say(group, 'hello', { id: '7' })
    const [first, second, third] = called.map(({ origin }) => origin.once)
    expect(first).toBe(second)
    expect(third).not.toBe(first)
  })
})

describe('what is typed', () => {
  it('is a command where the bot is named or a slash begins it, else plain text; without a mention nothing', async () => {
    const { rig, say, called } = await serve()
    await say(personal, 'done with the plan')
    await say(personal, '/tandem help')
    await say(group, 'standup\u00a0now')
    await rig.deliver(group, ana, { type: 'message', text: 'not for you' })
    expect(called.map(({ kind, what }) => [kind, what])).toEqual([
      ['text', 'done with the plan'],
      ['command', '/tandem help'],
      ['command', 'standup now'],
    ])
  })

  it('in a channel is answered in the personal chat, with a pointer that says nothing of it', async () => {
    const { say, said, rig } = await serve(() => ({ do: 'tell', message: sentence('Your salary') }))
    await say(channel, 'me')
    expect(said('a:ana')).toEqual(['Your salary'])
    expect(said(channel.id)).toEqual(['I sent it to you in our own chat.'])
    expect(rig.sent.find(({ conversation }) => conversation === channel.id)?.under).toBeTruthy()
  })

  it('where there is no personal chat, the pointer says how to begin one', async () => {
    const { say, said, rig } = await serve(() => ({ do: 'tell', message: sentence('Your salary') }))
    await say(channel, 'me')
    rig.sent.length = 0
    rig.next = { method: 'POST', status: 403 }
    await say(channel, 'me')
    expect(said(channel.id)).toEqual(['I cannot write to you yet. Open a chat with me once, then try again.'])
  })

  it('a form asked for in a channel opens for the asker alone', async () => {
    const { say, rig, invoke } = await serve(() => ({ do: 'open', form }))
    await say(channel, 'setup')
    const { data } = readCard(rig.sent.at(-1)?.activity.attachments[0].content).actions[0] as Activity
    expect((await invoke(channel, 'task/fetch', { data }, gus)).body?.task).toMatchObject({
      type: 'message',
      value: expect.stringContaining('Somebody else asked'),
    })
    const { task } = (await invoke(channel, 'task/fetch', { data })).body as Activity
    expect(task.value.title).toBe('Secret plans')
    expect(readCard(task.value.card.content).fields).toHaveProperty('Text')
  })
})

describe('presses', () => {
  const { seal } = createSeals(open.appPassword)
  const card = seal({ installation: tenant, conversation: channel.id }, { kind: 'test.card', key: '4' })

  it('are told in a box when one sentence is all', async () => {
    const { invoke, called } = await serve(() => ({ do: 'tell', message: sentence('Counted.') }))
    const { body } = await invoke(
      channel,
      'adaptiveCard/action',
      execute({ do: 'press', press: 'a.b', value: 1, card }),
    )
    expect(body).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'Counted.',
    })
    expect(called[0]).toMatchObject({ kind: 'press', what: 'a.b' })
  })

  it('show more as the person’s own view, with a way back to what everybody sees', async () => {
    const long = { summary: 'Long', blocks: [{ block: 'heading' as const, text: 'Only for you' }] }
    const { invoke, rig } = await serve(() => ({ do: 'tell', message: long }))
    const { body } = await invoke(channel, 'adaptiveCard/action', execute({ do: 'press', press: 'a.b', card }))
    const view = readCard(body?.value)
    expect([view.text, view.buttons]).toEqual(['Only for you', ['Back']])
    const back = await invoke(channel, 'adaptiveCard/action', { action: view.actions[0] })
    expect(readCard(back.body?.value).text).toBe('Card 4 as everybody sees it')
    expect(rig.sent).toEqual([])
  })

  it('where there is no card to come back to are answered in the personal chat', async () => {
    const long = { summary: 'Long', blocks: [{ block: 'heading' as const, text: 'Only for you' }] }
    const { invoke, said } = await serve(() => ({ do: 'tell', message: long }))
    const { body } = await invoke(channel, 'adaptiveCard/action', execute({ do: 'press', press: 'a.b' }))
    expect(body?.value).toBe('I sent it to you in our own chat.')
    expect([said('a:ana'), said(channel.id)]).toEqual([['Only for you'], []])
  })

  it('whose answer Teams does not take are answered all the same', async () => {
    const { invoke, rig, lines } = await serve(() => ({ do: 'post', message: sentence('For all') }))
    await invoke(channel, 'adaptiveCard/action', execute({ do: 'press', press: 'a.b', card }))
    rig.next = { method: 'POST', status: 503 }
    const { status, body } = await invoke(channel, 'adaptiveCard/action', execute({ do: 'press', press: 'a.b', card }))
    expect([status, body?.value]).toEqual([200, expect.stringContaining('It is done')])
    expect(lines.join()).toContain('teams.unanswered')
    expect(lines.join()).not.toContain('For all')
  })

  it('get no card but the one they stand in, where they stand', async () => {
    const { invoke } = await serve()
    for (const forged of [
      { ...card, key: '5' },
      { ...card, seal: 'x' },
    ]) {
      const { body } = await invoke(channel, 'adaptiveCard/action', execute({ do: 'back', card: forged }))
      expect(body?.value).toContain('older version')
    }
    const elsewhere = await invoke(group, 'adaptiveCard/action', execute({ do: 'back', card }))
    expect(elsewhere.body?.value).toContain('older version')
  })

  it('that carry nothing known change nothing', async () => {
    const { invoke, called } = await serve()
    for (const value of [{}, execute({ do: 'else' }), { action: { data: { tandem: 'x' } } }]) {
      expect((await invoke(personal, 'adaptiveCard/action', value)).body?.value).toContain('older version')
    }
    expect((await invoke(personal, 'unknown/thing', {})).status).toBe(501)
    expect(called).toEqual([])
  })

  it('of a form of which nothing was saved leave the words where they are, or give them back', async () => {
    const { invoke, rig } = await serve(() => ({ do: 'tell', message: sentence('Too late.'), notTaken: true }))
    const tandem = { do: 'form', form: 'test.form', value: {}, scope: '0', once: '1' }
    const data = { tandem, '0.plain.text': 'a long sentence', '0.one.choice': 'x' }
    const { body } = await invoke(personal, 'adaptiveCard/action', { action: { data } })
    expect(body).toMatchObject({ type: 'application/vnd.microsoft.activity.message', value: 'Too late.' })
    const { task } = (await invoke(channel, 'task/submit', { data })).body as Activity
    expect(readCard(task.value.card.content).text).toBe('Too late.\nWhat you typed:\na long sentence')
    expect(rig.sent).toEqual([])
  })

  it('refused in a dialog give the dialog again', async () => {
    const { invoke } = await serve(() => ({ do: 'refuse', errors: { text: 'Too short.' }, form, raw: { text: 'ab' } }))
    const data = { tandem: { do: 'form', form: 'test.form', value: {}, scope: '0', once: '1' }, '0.plain.text': 'ab' }
    const { task } = (await invoke(channel, 'task/submit', { data })).body as Activity
    expect(readCard(task.value.card.content).fields.Text).toMatchObject({ value: 'ab', error: 'Too short.' })
  })
})

describe('files', () => {
  const file = { do: 'file' as const, name: 'a.csv', type: 'text/csv', content: new TextEncoder().encode('a,b') }

  it('are stored once, by the person they were made for, where Teams says', async () => {
    const { say, rig, invoke, said } = await serve(() => file)
    await say(personal, '/export')
    const content = rig.sent.at(-1)?.activity.attachments[0].content
    const uploadInfo = { name: 'a.csv', uploadUrl: `${rig.address}/upload/1`, contentUrl: 'https://x', uniqueId: '1' }
    const accept = { action: 'accept', context: content.acceptContext, uploadInfo }
    await invoke(personal, 'fileConsent/invoke', accept, gus)
    expect(rig.uploads).toEqual([])
    await invoke(personal, 'fileConsent/invoke', {
      ...accept,
      uploadInfo: { ...uploadInfo, uploadUrl: 'http://elsewhere.example/x' },
    })
    expect(rig.uploads).toEqual([])
    await say(personal, '/export')
    const again = rig.sent.at(-1)?.activity.attachments[0].content.acceptContext
    await invoke(personal, 'fileConsent/invoke', { ...accept, context: again })
    await invoke(personal, 'fileConsent/invoke', { ...accept, context: again })
    expect(rig.uploads).toEqual(['a,b'])
    expect(said('a:ana').at(-1)).toContain('Type the command again')
  })
})
