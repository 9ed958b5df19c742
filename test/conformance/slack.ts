/** Slack as a person drives it: signed requests in, calls to the Web API out, messages read back from the emulator. */
import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { createFeatures } from '../../src/app.ts'
import { slackManifest } from '../../src/chat/manifest.ts'
import { menusOf } from '../../src/chat/menus.ts'
import { defaultNaming, type Naming } from '../../src/chat/naming.ts'
import { type Config, defaultRetention } from '../../src/config.ts'
import type { Db } from '../../src/db.ts'
import { createLog } from '../../src/log.ts'
import { limits } from '../../src/platforms/slack/limits.ts'
import { openProduction } from '../../src/production.ts'
import { loadSample, samplePeople } from '../../src/sample.ts'
import { toInstant } from '../../src/schedule/calendar.ts'
import { createClock } from '../../src/schedule/clock.ts'
import { blockProblems, viewProblems } from '../support/blockkit.ts'
import { monday } from '../support/house.ts'
import {
  botToken,
  type Call,
  commandBody,
  listening,
  openSlack,
  payloadBody,
  signed,
  signingSecret,
  type TestSlack,
} from '../support/slack.ts'
import { blank, type Chatter, type ConformancePlatform, type Seen, type Where } from './client.ts'
import { type Block, buttonsOf, fieldsOf, filled, initialState, textOf, type View } from './slack.blocks.ts'

const channels: Record<Exclude<Where, 'direct'>, string> = {
  '#checkout': 'checkout',
  'Teams > Checkout': 'teams-checkout',
  '#payments': 'payments',
}

export interface ServedSlack extends ConformancePlatform {
  slack: TestSlack
  address: string
  /** Where response_urls lead, and what came there. */
  back: string
  responses: ReturnType<typeof createResponses>
  /** What was logged. */
  lines: string[]
  settled(): Promise<void>
}

export const config = (slack: TestSlack, naming: Naming = defaultNaming): Config => ({
  mode: 'production',
  port: 0,
  host: '127.0.0.1',
  databaseUrl: '',
  publicUrl: undefined,
  secret: undefined,
  logLevel: 'error',
  retention: defaultRetention,
  naming,
  slack: { botToken, signingSecret, appToken: undefined, apiUrl: slack.apiUrl },
})

export async function serveSlack(
  db: Db,
  { at = monday, naming = defaultNaming, more = {} }: { at?: Date; naming?: Naming; more?: Partial<Config> } = {},
): Promise<ServedSlack> {
  const slack = await openSlack({ people: samplePeople, channels: Object.values(channels) })
  const clock = createClock({ machine: () => 0, offsetMs: at.getTime() })
  const lines: string[] = []
  const log = createLog({ level: 'warn', write: (line) => lines.push(line) })
  const production = await openProduction({ db, config: { ...config(slack, naming), ...more }, clock, log, pace: [] })
  await db.transact(async (tx) => {
    await loadSample(tx, production.app.chat.apply, clock.now())
    // The sample's people and channels, as this workspace knows them.
    await tx.installation.updateMany({ data: { platform: 'slack', externalId: slack.team } })
    for (const { id, externalId } of await tx.identity.findMany()) {
      await tx.identity.update({ where: { id }, data: { externalId: slack.user(externalId) } })
    }
    for (const { id, externalId } of await tx.channel.findMany()) {
      await tx.channel.update({ where: { id }, data: { externalId: slack.channel(externalId) } })
    }
  })
  await production.app.outbox.drain()
  const server = await listening(production.routes)
  const responses = createResponses()
  const back = await listening(responses.routes)
  const settled = () => production.app.outbox.drain()
  return {
    app: production.app,
    slack,
    address: server.address,
    back: back.address,
    responses,
    lines,
    settled,
    as: (account) => chatter({ slack, account, address: server.address, responses, back: back.address, settled }),
    async to(day, time) {
      const from = slack.calls.length
      await production.app.runner.advance(toInstant(day, time, 'Europe/Berlin'), settled)
      accepted({}, [], slack.calls.slice(from))
    },
    async close() {
      for (const one of [server, back]) {
        one.closeAllConnections()
        await new Promise((closed) => one.close(closed))
      }
      await production.stop()
      await slack.close()
    },
  }
}

interface Posted {
  response_type: string
  text: string
  blocks: Block[]
}

/** Where response_urls lead. */
export function createResponses() {
  const posted = new Map<string, Posted[]>()
  const routes = new Hono()
  routes.post('/respond/:id', async (c) => {
    const { id } = c.req.param()
    posted.set(id, [...(posted.get(id) ?? []), await c.req.json()])
    return c.text('ok')
  })
  return {
    routes,
    of: (id: string) => posted.get(id) ?? [],
    /** To one address. */
    most: () => Math.max(0, ...[...posted.values()].map(({ length }) => length)),
  }
}

/** As the workspace was told by the manifest. */
const features = createFeatures(async () => [])
const shortcuts = slackManifest([], { menus: menusOf(features) }).features.shortcuts ?? []

interface Driving {
  slack: TestSlack
  account: string
  address: string
  back: string
  responses: ReturnType<typeof createResponses>
  settled(): Promise<void>
}

type Place = { id: string; name: string }

export function chatter({ slack, account, address, back, responses, settled }: Driving): Chatter {
  const user = slack.user(account)
  const team = { id: slack.team, domain: 'northwind' }
  const who = { type: 'x', team, user: { id: user, team_id: slack.team, username: account } }

  async function placeOf(where: Where): Promise<Place> {
    if (where !== 'direct') return { id: slack.channel(channels[where]), name: channels[where] }
    const { channel } = await slack.call('conversations.open', { users: user })
    return { id: (channel as unknown as { id: string }).id, name: 'directmessage' }
  }

  async function trigger(view?: string): Promise<string> {
    const { trigger_id } = await slack.call('views.generateTriggerId', {
      user_id: user,
      ...(view && { view_id: view }),
    })
    return trigger_id ?? ''
  }

  /** Sends a request and gathers everything that came of it before anything else is delivered. */
  async function act(place: Place, body: string, respond: string, type?: string, view?: View): Promise<Seen> {
    const from = slack.calls.length
    const asked = performance.now()
    const response = await fetch(`${address}/slack/events`, signed(body, type ? { type } : {}))
    const answered = () => slack.calls.slice(from).some(({ method }) => /^(views|chat)\./.test(method))
    await followed(asked, () => responses.of(respond).length > 0 || answered())
    if (!response.ok) throw new Error(`Slack would see ${response.status}`)
    const text = await response.text()
    const answer = text.startsWith('{') ? JSON.parse(text) : {}
    const came = slack.calls.slice(from)
    await settled()
    accepted(answer, responses.of(respond), slack.calls.slice(from))
    return seenOf(place, answer, [...(answer.blocks ? [answer] : []), ...responses.of(respond)], came, view)
  }

  async function seenOf(
    place: Place,
    answer: { view?: View; response_action?: string },
    posted: Posted[],
    came: Call[],
    view?: View,
  ): Promise<Seen> {
    // A picture of a message is uploaded too, but to no conversation.
    const file = came.find(({ method, params }) => method === 'files.completeUploadExternal' && 'channel_id' in params)
    if (file) return { ...blank, kind: 'file', text: await slack.file(fileOf(file)) }
    const shown = came.find(({ method, answer: done }) => /^views\.(open|push|update)$/.test(method) && done.ok)
    if (shown) return seenView(place, shown.answer.view as View)
    if (answer.view) return seenView(place, { ...answer.view, id: view?.id ?? '' })
    const direct = came
      .filter(({ method }) => /^chat\.post/.test(method))
      .map(({ params }) => params as unknown as Posted)
    const messages = posted.length ? posted : direct
    if (messages.length === 0) return blank
    const blocks = messages.flatMap(({ blocks: own }) => own)
    const kind = messages[0]?.response_type === 'in_channel' ? 'message' : 'private'
    return seenMessage(place, blocks, kind, messages[0]?.text ?? '', {})
  }

  async function press(
    place: Place,
    button: { action: string; value: string },
    at: object,
    view?: View,
  ): Promise<Seen> {
    const respond = randomUUID()
    const payload = {
      ...who,
      type: 'block_actions',
      trigger_id: await trigger(view?.id),
      actions: [{ type: 'button', action_id: button.action, block_id: 'b', value: button.value, action_ts: '1.1' }],
      ...(view ? { view } : { channel: place, response_url: `${back}/respond/${respond}`, ...at }),
    }
    return act(place, payloadBody(payload), respond, undefined, view)
  }

  async function history(place: Place): Promise<Stored[]> {
    const { messages } = await slack.call('conversations.history', { channel: place.id, limit: 1000 })
    return (messages as unknown as Stored[]).toReversed()
  }

  async function seenAll(place: Place, messages: Stored[]): Promise<Seen[]> {
    const seen: Seen[] = []
    for (const { ts, text, blocks = [] } of messages)
      seen.push(await seenMessage(place, blocks, 'message', text, { message: { ts } }))
    return seen
  }

  /** A message with a form in it is read with that form open. */
  async function seenMessage(
    place: Place,
    blocks: Block[],
    kind: Seen['kind'],
    summary: string,
    at: object,
    view?: View,
  ): Promise<Seen> {
    const buttons = buttonsOf(blocks)
    const opener = buttons.find(({ action }) => action.startsWith('form'))
    const form = opener ? await press(place, opener, at, view) : undefined
    const labels = buttons.map((button) => (button === opener ? (form?.buttons[0] ?? '') : button.label))
    return {
      ...blank,
      kind,
      text: textOf(blocks) || summary,
      buttons: labels,
      fields: form?.fields ?? {},
      press(label) {
        const button = buttons[labels.indexOf(label)]
        if (!button) throw new Error(`There is no button "${label}"`)
        return press(place, button, at, view)
      },
      ...(form && { send: form.send, sendAgain: form.sendAgain }),
    }
  }

  async function seenView(place: Place, view: View, state = initialState(view), errors = {}): Promise<Seen> {
    if (!view.submit) return seenMessage(place, view.blocks, 'private', '', {}, view)
    let last: Parameters<typeof filled>[1] | undefined
    const submit = async (values: Parameters<typeof filled>[1]): Promise<Seen> => {
      last = values
      const from = slack.calls.length
      const payload = {
        ...who,
        type: 'view_submission',
        trigger_id: await trigger(view.id),
        view: { ...view, state: { values } },
      }
      const asked = performance.now()
      const response = await fetch(`${address}/slack/events`, signed(payloadBody(payload)))
      const answer = JSON.parse((await response.text()) || '{}')
      const updated = () => slack.calls.slice(from).findLast(({ method }) => method === 'views.update')
      await followed(asked, () => updated() !== undefined)
      await settled()
      accepted(answer, [], slack.calls.slice(from))
      if (answer.response_action === 'errors') return seenView(place, view, values, answer.errors)
      const shown = (updated()?.answer.view as View | undefined) ?? answer.view
      return shown ? seenView(place, { ...shown, id: view.id }) : blank
    }
    return {
      ...blank,
      kind: 'form',
      text: [view.title.text, textOf(view.blocks), ...Object.values(errors)].join('\n'),
      buttons: [view.submit.text],
      fields: fieldsOf(view, state, errors),
      send: (values) => submit(filled(view, state, values)),
      sendAgain: () => (last ? submit(last) : Promise.reject(new Error('Nothing was sent yet'))),
    }
  }

  return {
    async say(where, line) {
      const place = await placeOf(where)
      const respond = randomUUID()
      const slash = /^(\/\S+)\s*(.*)$/s.exec(line)
      if (!slash) return act(place, JSON.stringify(spoken(team.id, user, place.id, line)), respond, 'application/json')
      const body = commandBody({
        command: slash[1] ?? '',
        text: slash[2] ?? '',
        team_id: team.id,
        team_domain: team.domain,
        user_id: user,
        channel_id: place.id,
        channel_name: place.name,
        trigger_id: await trigger(),
        response_url: `${back}/respond/${respond}`,
      })
      return act(place, body, respond)
    },
    async choose(where, { by, text }, action) {
      const place = await placeOf(where)
      const shortcut = shortcuts.find(({ name }) => name === action)
      if (!shortcut) throw new Error(`The manifest has no action "${action}"`)
      // As Slack stores what a person typed.
      const stored = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
      const { ts } = await slack.call('chat.postMessage', { channel: place.id, text: stored })
      const respond = randomUUID()
      const payload = {
        ...who,
        type: 'message_action',
        callback_id: shortcut.callback_id,
        trigger_id: await trigger(),
        response_url: `${back}/respond/${respond}`,
        channel: place,
        message_ts: ts,
        message: { type: 'message', user: slack.user(by), ts, text: stored },
      }
      return act(place, payloadBody(payload), respond)
    },
    async read(where) {
      await settled()
      const place = await placeOf(where)
      return seenAll(place, await history(place))
    },
    async replies(where) {
      await settled()
      const place = await placeOf(where)
      const { messages } = await slack.call('conversations.history', { channel: place.id, limit: 1000 })
      const seen: Seen[] = []
      for (const { ts: root } of (messages as unknown as { ts: string }[]).toReversed()) {
        const thread = await slack.call('conversations.replies', { channel: place.id, ts: root, limit: 1000 })
        const replies = thread.messages as unknown as { ts: string; text: string; blocks?: Block[] }[]
        for (const { ts, text, blocks = [] } of replies.filter(({ ts }) => ts !== root))
          seen.push(await seenMessage(place, blocks, 'message', text, { message: { ts, thread_ts: root } }))
      }
      return seen
    },
  }
}

type Stored = { ts: string; text: string; blocks?: Block[] }

/** On a busy machine Slack is told that it takes a little longer, and the answer follows. */
async function followed(asked: number, there: () => boolean): Promise<void> {
  if (performance.now() - asked < limits.answerMs) return
  while (!there() && performance.now() - asked < 30_000) await new Promise((resume) => setTimeout(resume, 50))
}

/** The emulator looks at no blocks: Slack would. */
export function accepted(answer: { blocks?: Block[]; view?: View }, posted: Posted[], calls: Call[]): void {
  const messages = [answer, ...posted, ...calls.map(({ params }) => params as { blocks?: Block[] })]
  const views = [answer, ...calls.map(({ params }) => params as { view?: View })]
  const problems = [
    ...messages.flatMap(({ blocks }) => (blocks ? blockProblems(blocks, 'message') : [])),
    ...views.flatMap(({ view }) => (view ? viewProblems(view) : [])),
    ...calls.flatMap(({ method, answer: { ok, error } }) =>
      ok || !error || expected(error) ? [] : [`${method}: ${error}`],
    ),
  ]
  if (problems.length) throw new Error(`Slack would refuse: ${problems.join('; ')}`)
}

/** Three views lie on each other: the next one takes the place of the third. */
const expected = (error: unknown) => error === 'push_limit_reached'

function spoken(team: string, user: string, channel: string, text: string) {
  const event = { type: 'message', channel_type: 'im', user, channel, text, ts: '1.1' }
  return {
    type: 'event_callback',
    team_id: team,
    event_id: `Ev${randomUUID()}`,
    authorizations: [{ team_id: team }],
    event,
  }
}

function fileOf({ answer }: Call): string {
  const { files } = answer as { files: { url_private: string }[] }
  return files[0]?.url_private ?? ''
}
