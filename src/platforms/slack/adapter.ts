/** Slack: one Bolt app, one middleware and a map of routes; over HTTP or, with an app token, over a socket. */
import { App, LogLevel, webApi } from '@slack/bolt'
import { Hono } from 'hono'
import type { Naming } from '../../chat/naming.ts'
import {
  type Chat,
  type Inspect,
  type Installations,
  type Limit,
  type Links,
  type Names,
  type Newcomers,
  type Pictures,
  SendError,
  type Sender,
} from '../../chat/ports.ts'
import type { SlackSettings } from '../../config.ts'
import type { Log } from '../../log.ts'
import { createAnswers } from './answers.ts'
import { clientOptions, createApi } from './api.ts'
import { createInspect } from './inspect.ts'
import { createInstall } from './install.ts'
import { boltLogger } from './logger.ts'
import { createPeople } from './people.ts'
import { createIllustrating } from './pictures.ts'
import { createReceiver } from './receiver.ts'
import { createRoster } from './roster.ts'
import { createRenew } from './rotation.ts'
import { createRoutes, type Request } from './routes.ts'
import { createSender } from './sender.ts'
import { createSocket } from './socket.ts'

export interface SlackOptions {
  chat: Chat
  names: Names
  newcomers: Newcomers
  /** Where Slack can reach this house. */
  pictures?: Pictures
  log: Log
  settings: SlackSettings
  /** Where every workspace has a token of its own. */
  installations?: Installations
  /** Where files can be handed over by a link. */
  links?: Links
  /** Verbs that have a slash command of their own. */
  aliases: string[]
  naming: Naming
  /** Tests need not wait. */
  pace?: Limit[]
}

export interface Slack {
  routes: Hono
  sender: Sender
  inspect: Inspect
  start(): Promise<void>
  stop(): Promise<void>
  /** What is wrong with the connection, or nothing. */
  problem(): Promise<string | undefined>
}

export function createSlack(options: SlackOptions): Slack {
  const { chat, names, newcomers, pictures, log, settings, installations, links, aliases, naming, pace } = options
  const logger = boltLogger(log)
  const many = settings.oauth && installations

  const sdk = clientOptions({ apiUrl: settings.apiUrl, logger })
  const renew = settings.oauth && createRenew(settings.oauth, sdk)

  async function tokenOf(installation: string, refused?: string): Promise<string> {
    if (!many || !renew) return settings.botToken ?? ''
    const token = await many.tokenOf('slack', installation, renew, refused)
    if (!token) throw new SendError('gone', 'Tandem is not installed in this workspace any more')
    return token
  }

  const api = createApi({ tokenOf, apiUrl: settings.apiUrl, logger })
  const people = createPeople({ api, newcomers, log })
  const roster = createRoster({ api, newcomers, people, log, ...(pace?.length === 0 && { lookupMs: 0 }) })
  const illustrating = createIllustrating({ api, names, pictures, log })
  const answers = createAnswers({ api, illustrating, links, log })
  const route = createRoutes({
    uninstalled: async (installation) => many?.drop('slack', installation),
    chat,
    api,
    people,
    newcomers,
    roster,
    answers,
    log,
    aliases,
    naming,
  })

  const { receiver, routes } = settings.appToken
    ? { receiver: createSocket({ appToken: settings.appToken, clientOptions: sdk, logger }), routes: new Hono() }
    : createReceiver({ signingSecret: settings.signingSecret ?? '', log })
  const bolt = new App({
    receiver,
    // Verified by the receiver; tokens are ours to find.
    authorize: async () => ({}),
    // The default store throws an error object per request.
    convoStore: false,
    // It would ask Slack who we are before the first request; our own check knows bots by their mark.
    ignoreSelf: false,
    logger,
    logLevel: LogLevel.WARN,
    clientOptions: sdk,
  })
  if (settings.oauth && many) {
    const installed = (installation: string) => chat.event({ platform: 'slack', installation }, { event: 'returned' })
    routes.route(
      '/',
      createInstall({ oauth: settings.oauth, installations: many, log, installed, clientOptions: sdk, naming }),
    )
  }
  bolt.use(async (request) => route(request as unknown as Request))

  return {
    routes,
    sender: {
      ...createSender({ api, illustrating, log, ...(pace !== undefined && { pace }) }),
      lookAround: ({ installation, channel }) => channel && roster.around(installation, channel),
    },
    inspect: createInspect({ api, tokenOf, apiUrl: settings.apiUrl }),
    async start() {
      await receiver.start()
    },
    async stop() {
      await receiver.stop()
      await roster.settled()
    },
    async problem() {
      try {
        await (many ? new webApi.WebClient(undefined, sdk).api.test() : (await api.client('')).auth.test())
        return undefined
      } catch (error) {
        return `Slack does not answer: ${(error as Error).message}`
      }
    },
  }
}
