/** The Teams adapter alone, in front of a Teams of the test's own, with a chat that answers as a test says. */
import { afterEach } from 'vitest'
import type { Progress } from '../../../src/chat/feature.ts'
import type { Chat, Happening, Introduction, Links, Origin, Reply } from '../../../src/chat/ports.ts'
import { sentence } from '../../../src/chat/say.ts'
import { createLog } from '../../../src/log.ts'
import { createTeams, messagesPath, type Teams } from '../../../src/platforms/teams/adapter.ts'
import type { Reference, TeamsOptions, TeamsSettings } from '../../../src/platforms/teams/ports.ts'
import { readCard } from '../../support/teams-cards.ts'
import { bot, openConnector, type TeamsPerson, type TeamsPlace } from '../../support/teams-connector.ts'

export const ana: TeamsPerson = { account: 'ana', name: 'Ana', email: 'Ana@Northwind.example', zone: 'Asia/Tokyo' }
export const gus: TeamsPerson = { account: 'gus', name: 'Gus', email: 'gus@elsewhere.example', role: 'guest' }
export const channel: TeamsPlace = {
  id: '19:checkout@thread.tacv2',
  kind: 'channel',
  team: 'Northwind',
  name: 'Checkout',
}
export const group: TeamsPlace = { id: '19:group@thread.v2', kind: 'groupChat', name: 'Board' }
export const personal: TeamsPlace = { id: 'a:ana', kind: 'personal' }
export const open: TeamsSettings = { appType: 'SingleTenant', appPassword: 'a secret', allowUnauthenticated: true }

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

interface Called {
  kind: keyof Chat
  origin: Origin
  what: string
  progress: Progress
}

/** The adapter alone, with a chat that answers as a test says. */
export async function serve(
  reply: (called: Called) => Reply | Promise<Reply> = () => ({ do: 'nothing' }),
  settings = open,
  links?: Links,
  answerMs?: number,
) {
  const called: Called[] = []
  const introduced: Introduction[] = []
  const happened: Happening[] = []
  const channels: string[] = []
  const present: string[] = []
  const lines: string[] = []
  const stored = new Map<string, Reference>()
  const answer = (kind: keyof Chat) => async (origin: Origin, what: string) =>
    heard({ kind, origin, what, progress: () => {} })
  const heard = async (one: Called) => {
    called.push(one)
    return reply(one)
  }
  let teams: Teams | undefined
  const options: TeamsOptions = {
    settings,
    chat: {
      command: answer('command'),
      press: answer('press'),
      submit: (origin, what, _value, _raw, progress = () => {}) => heard({ kind: 'submit', origin, what, progress }),
      open: answer('open'),
      menu: answer('menu'),
      text: answer('text'),
      event: async (_at, happening) => void happened.push(happening),
    },
    names: { of: async () => new Map() },
    newcomers: {
      known: async ({ account }) => introduced.some((one) => one.account === account),
      introduce: async (newcomer) => void introduced.push(newcomer),
      roster: async () => {},
      came: async (_at, conversation, account) => void present.push(`${account} in ${conversation}`),
      went: async () => {},
      channel: async (_workspace, { name }) => void channels.push(name),
    },
    references: {
      put: async ({ conversation }, reference) => void stored.set(conversation, reference),
      get: async ({ conversation }) => stored.get(conversation) ?? null,
      all: async () => [...stored].map(([conversation, reference]) => ({ conversation, reference })),
      drop: async ({ conversation }) => void stored.delete(conversation),
    },
    draw: async ({ key }) => sentence(`Card ${key} as everybody sees it`),
    zoneOf: async () => undefined,
    ...(links && { links }),
    ...(answerMs !== undefined && { answerMs }),
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
    happened,
    channels,
    present,
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

export const execute = (data: object) => ({ action: { type: 'Action.Execute', verb: 'x', data: { tandem: data } } })
export const form = {
  id: 'test.form',
  title: 'Secret plans',
  submit: 'Send',
  value: {},
  inputs: { text: { input: 'text' as const, label: 'Text' } },
}
