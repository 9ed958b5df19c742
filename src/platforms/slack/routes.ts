/** What Slack sends, by kind, to what chat/ answers. */
import { z } from 'zod'
import { errorFields, newReference } from '../../chat/boundary.ts'
import type { Naming } from '../../chat/naming.ts'
import type { Chat, Newcomers, Origin, Reply } from '../../chat/ports.ts'
import { sentence } from '../../chat/say.ts'
import type { Log } from '../../log.ts'
import type { Answers, Way, Where } from './answers.ts'
import { type Api, slackError } from './api.ts'
import * as bodies from './bodies.ts'
import { json, metaOf, rawOf } from './forms.ts'
import { leaving } from './leaving.ts'
import { isDirect, type People } from './people.ts'
import type { Roster } from './roster.ts'
import { commandWay, eventWay, pressWay, submitWay, viewPressWay } from './ways.ts'

export interface RoutesOptions {
  chat: Chat
  api: Api
  people: People
  newcomers: Newcomers
  roster: Roster
  answers: Answers
  log: Log
  aliases: string[]
  naming: Naming
  uninstalled(installation: string): Promise<void>
}

export interface Request {
  body: Record<string, unknown>
  /** Absent for events: they are acknowledged when all is done. */
  ack?: (body?: unknown) => Promise<void>
}

type Route = (body: unknown, ack: (body?: unknown) => Promise<void>) => Promise<void>

const pressed = z.union([
  z.object({ press: z.string(), value: z.unknown() }),
  z.object({ form: z.string(), value: z.unknown() }),
])

export function createRoutes(options: RoutesOptions): (request: Request) => Promise<void> {
  const { chat, api, people, answers, log, naming } = options
  const root = `/${naming.root}`
  /** What Slack calls a verb, and what the house does. */
  const known = new Map(options.aliases.map((verb) => [`/${naming.aliases?.[verb] ?? verb}`, `/${verb}`]))

  const originOf = ({ installation, account, channel }: Where, once?: string): Origin => ({
    platform: 'slack',
    installation,
    account,
    ...(channel && !isDirect(channel) && { channel }),
    ...(once && { once }),
  })

  /** Who acted must be known before what they did is handed over. */
  async function answered(where: Where, name: string | undefined, way: Way, work: () => Promise<Reply>): Promise<void> {
    const { installation, account, channel } = where
    await people.meet(installation, account, channel ? { id: channel, name } : undefined)
    const reply = await work()
    try {
      await answers.give(reply, way, where)
    } catch (error) {
      // What was done is done and committed: only its answer did not arrive.
      const reference = newReference()
      log.error('slack.answer_failed', {
        reference,
        do: reply.do,
        ...errorFields(error),
        slack: slackError(error) ?? null,
      })
      await way.tell(sentence(`Slack did not take the answer. Your admin finds out why by the reference ${reference}.`))
    }
  }

  const command: Route = async (raw, ack) => {
    const body = bodies.command.parse(raw)
    const where = { installation: bodies.installationOf(body), account: body.user_id, channel: body.channel_id }
    const way = commandWay({ answers, where, ack, trigger: body.trigger_id, responseUrl: body.response_url })
    const text = await people.readable(where.installation, body.text)
    // An alias that was given another name in Slack's settings still reaches everything.
    const said = known.get(body.command) ?? root
    await answered(where, body.channel_name, way, () => chat.command(originOf(where), `${said} ${text}`))
  }

  const press: Route = async (raw, ack) => {
    const body = bodies.actions.parse(raw)
    const action = pressed.safeParse(json(body.actions[0]?.value)).data
    // Choosing in a field of an open form is no press.
    if (!action) return ack()
    const { view, channel } = body
    const about = z.object({ channel: z.string().optional() }).safeParse(json(view?.private_metadata)).data
    const place = channel?.id ?? about?.channel
    const where = {
      installation: bodies.installationOf(body),
      account: body.user.id,
      ...(place && { channel: place }),
      ...(body.message?.thread_ts && { thread: body.message.thread_ts }),
    }
    const acting = { answers, where, ack, trigger: body.trigger_id, responseUrl: body.response_url }
    const home = view?.type === 'home'
    const way = view ? viewPressWay(acting, { id: view.id, home }, place ? { channel: place } : {}) : pressWay(acting)
    await answered(where, channel?.name, way, () =>
      'press' in action
        ? chat.press(originOf(where), action.press, action.value)
        : chat.open(originOf(where), action.form, action.value),
    )
    // After that person's own act only: never for everybody whom it concerns.
    if (home) await publish(where, undefined, undefined)
  }

  const menu: Route = async (raw, ack) => {
    const body = bodies.messageAction.parse(raw)
    const { channel, message } = body
    const installation = bodies.installationOf(body)
    const thread = message.thread_ts
    const where = { installation, account: body.user.id, channel: channel.id, ...(thread && { thread }) }
    const way = pressWay({ answers, where, ack, trigger: body.trigger_id, responseUrl: body.response_url })
    const [text, name, link] = await Promise.all([
      people.readable(installation, message.text ?? ''),
      message.user ? people.nameOf(installation, message.user) : undefined,
      people.linkTo(installation, channel.id, message.ts),
    ])
    const author = name ?? message.username
    const chosen = { text, at: new Date(Number(message.ts) * 1000), ...(author && { author }), ...(link && { link }) }
    await answered(where, channel.name, way, () => chat.menu(originOf(where), body.callback_id, chosen))
  }

  const submission: Route = async (raw, ack) => {
    const body = bodies.submission.parse(raw)
    const meta = metaOf(body.view.private_metadata)
    if (!meta) return ack()
    const where = {
      installation: bodies.installationOf(body),
      account: body.user.id,
      ...(meta.channel && { channel: meta.channel }),
    }
    const way = submitWay({ answers, where, ack }, { id: body.view.id, values: body.view.state.values }, meta)
    await answered(where, undefined, way, () =>
      chat.submit(originOf(where, meta.once), meta.form, meta.value, rawOf(body.view.state.values), way.progress),
    )
  }

  const events: Record<string, (body: bodies.EventBody) => Promise<void>> = {
    async app_mention(body) {
      const { event } = body
      if (!event.user || event.bot_id || !event.channel) return
      const installation = bodies.eventInstallationOf(body)
      const root = event.thread_ts
      const where = { installation, account: event.user, channel: event.channel, ...(root && { thread: root }) }
      const said = await people.readable(installation, await withoutMention(installation, event.text ?? ''))
      await answered(where, undefined, eventWay({ answers, where }, false), () =>
        chat.command(originOf(where, body.event_id), `/${naming.root} ${said}`),
      )
    },

    async message(body) {
      const { event } = body
      const spoken = event.subtype === undefined || event.subtype === 'file_share'
      // Our own messages come back as events too.
      if (event.channel_type !== 'im' || !spoken || event.bot_id || !event.user || !event.channel) return
      const installation = bodies.eventInstallationOf(body)
      if (event.user === (await api.identity(installation)).botUser) return
      const root = event.thread_ts
      const where = { installation, account: event.user, channel: event.channel, ...(root && { thread: root }) }
      const said = await people.readable(installation, await withoutMention(installation, event.text ?? ''))
      if (said.trim() === '') return
      await answered(where, undefined, eventWay({ answers, where }, true), () =>
        chat.text(originOf(where, body.event_id), said),
      )
    },

    async app_home_opened(body) {
      const { event } = body
      if (event.tab !== 'home' || !event.user) return
      const installation = bodies.eventInstallationOf(body)
      await publish({ installation, account: event.user }, body.event_id, event.view?.hash)
    },

    ...leaving(options),
  }

  async function withoutMention(installation: string, text: string): Promise<string> {
    const { botUser } = await api.identity(installation)
    const [before = '', ...after] = text.split(new RegExp(`<@${botUser}(?:\\|[^>]*)?>`))
    // "Hey @Tandem help": what follows is the command.
    return after.join(' ').trim() || before.trim()
  }

  async function publish(where: Where, once: string | undefined, hash: string | undefined): Promise<void> {
    const { installation, account } = where
    await people.meet(installation, account)
    const reply = await chat.command(originOf({ installation, account }, once), `${root} home`)
    if (reply.do !== 'tell') return
    const { blocks } = await answers.viewOf(where, reply.message)
    const view = { type: 'home' as const, blocks }
    const client = await api.client(installation)
    await client.views.publish({ user_id: account, view, ...(hash && { hash }) }).catch((error) => {
      // A newer one is there already.
      if (slackError(error) !== 'hash_conflict') throw error
    })
  }

  const event: Route = async (raw) => {
    const body = bodies.event.parse(raw)
    const hear = events[body.event.type]
    if (hear) await hear(body)
    else log.info('slack.event', { type: body.event.type, installation: body.team_id ?? null })
  }

  const routes: Record<string, Route> = {
    command,
    block_actions: press,
    message_action: menu,
    view_submission: submission,
    event_callback: event,
  }

  return async ({ body, ack = async () => {} }) => {
    const kind = typeof body.type === 'string' ? body.type : body.command ? 'command' : ''
    const route = routes[kind]
    // Closed views, options of lists we do not have.
    if (!route) return ack()
    try {
      await route(body, ack)
    } catch (error) {
      log.error('slack.failed', { kind, ...errorFields(error), slack: slackError(error) ?? null })
      // An event is sent again; whoever pressed something can do it again.
      if (kind === 'event_callback') throw error
      await ack()
    }
  }
}
