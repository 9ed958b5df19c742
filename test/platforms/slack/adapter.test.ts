/** What Slack sends beyond commands, presses and forms, and what happens when it is slow, early, or says a thing twice. */
import { describe, expect, test } from 'vitest'
import { createLog } from '../../../src/log.ts'
import { openProduction } from '../../../src/production.ts'
import { createClock } from '../../../src/schedule/clock.ts'
import { config, type ServedSlack, serveSlack } from '../../conformance/slack.ts'
import { sqliteDatabase } from '../../support/databases.ts'
import { commandBody, listening, payloadBody, signed } from '../../support/slack.ts'

const database = sqliteDatabase()

async function open(work: (served: Served) => Promise<void>): Promise<void> {
  const { db } = await database.fresh()
  const served = await serveSlack(db)
  try {
    await work({ ...served, db })
  } finally {
    await served.close()
  }
}
type Served = ServedSlack & { db: Awaited<ReturnType<typeof database.fresh>>['db'] }

let events = 0
async function event({ slack, address }: ServedSlack, inner: object, id = `Ev${++events}`): Promise<Response> {
  const body = JSON.stringify({ type: 'event_callback', team_id: slack.team, event_id: id, event: inner })
  return fetch(`${address}/slack/events`, signed(body, { type: 'application/json' }))
}

async function command({ slack, address, back }: ServedSlack, fields: Record<string, string>): Promise<Response> {
  const body = commandBody({
    command: '/tandem',
    text: 'help',
    team_id: slack.team,
    user_id: slack.user('ana'),
    channel_id: slack.channel('checkout'),
    channel_name: 'checkout',
    trigger_id: 'none',
    response_url: `${back}/respond/test`,
    ...fields,
  })
  return fetch(`${address}/slack/events`, signed(body))
}

const called = ({ slack }: ServedSlack, method: string) => slack.calls.filter((call) => call.method === method)
const words = (value: unknown) => JSON.stringify(value)

describe('a mention', () => {
  test('in a thread is answered in that thread, only to the one who asked', () =>
    open(async (served) => {
      const { slack } = served
      const channel = slack.channel('checkout')
      const [user, text] = [slack.user('ana'), `Hey <@${slack.botUser}> help standup`]
      await event(served, { type: 'app_mention', user, channel, text, thread_ts: '5.5', ts: '6.6' })
      const [answer] = called(served, 'chat.postEphemeral')
      expect(answer?.params).toMatchObject({ channel, user, thread_ts: '5.5' })
      expect(words(answer?.params.blocks)).toContain('/tandem standup now')
      expect(called(served, 'chat.postMessage')).toHaveLength(0)
    }))

  test('of a bot, our own among them, is not heard', () =>
    open(async (served) => {
      const { slack } = served
      const channel = slack.channel('checkout')
      const text = `<@${slack.botUser}> help`
      await event(served, { type: 'app_mention', user: slack.botUser, bot_id: 'B1', channel, text })
      await event(served, { type: 'message', channel_type: 'im', channel: 'D1', user: slack.botUser, text: 'help' })
      await event(served, { type: 'message', channel_type: 'im', channel: 'D1', bot_id: 'B1', text: 'help' })
      await event(served, { type: 'message', channel_type: 'im', channel: 'D1', subtype: 'message_changed' })
      expect(slack.calls.filter(({ method }) => method.startsWith('chat.'))).toHaveLength(0)
    }))
})

test('an event delivered 4 times acts once', () =>
  open(async (served) => {
    const { slack } = served
    const inner = { type: 'message', channel_type: 'im', channel: 'D0', user: slack.user('ana'), text: 'help' }
    slack.instead = (method) => (method === 'chat.postMessage' ? Response.json({ ok: true, ts: '1.1' }) : undefined)
    const sent = await Promise.all([1, 2, 3, 4].map(() => event(served, inner, 'EvSame')))
    expect(sent.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(called(served, 'chat.postMessage')).toHaveLength(1)
  }))

test('events that concern nobody are taken without a word', () =>
  open(async (served) => {
    for (const type of [
      'app_uninstalled',
      'tokens_revoked',
      'channel_archive',
      'group_archive',
      'member_left_channel',
      'x',
    ]) {
      const sent = await event(served, { type, channel: 'C1', user: 'U1', tokens: { bot: ['U1'] } })
      expect(sent.status).toBe(200)
    }
    const payloads = ['shortcut', 'message_action', 'view_closed', 'block_suggestion']
    for (const type of payloads) {
      const payload = { type, team: { id: 'T' }, user: { id: 'U' }, view: {}, callback_id: 'x' }
      expect((await fetch(`${served.address}/slack/events`, signed(payloadBody(payload)))).status).toBe(200)
    }
  }))

test('a channel that the bot is invited to can be chosen for a crew', () =>
  open(async (served) => {
    const { slack, db } = served
    const channel = slack.channel('random')
    await event(served, { type: 'member_joined_channel', channel, user: slack.user('ana') })
    expect(await db.read.channel.count({ where: { externalId: channel } })).toBe(0)
    await event(served, { type: 'member_joined_channel', channel, user: slack.botUser })
    expect(await db.read.channel.findFirst({ where: { externalId: channel } })).toMatchObject({ name: '#random' })
  }))

describe('Home', () => {
  test('is drawn when it is opened, once an event, and again after an act on it', () =>
    open(async (served) => {
      const { slack, address } = served
      const user = slack.user('ana')
      const opened = { type: 'app_home_opened', tab: 'home', user, channel: 'D1', view: { hash: '' } }
      await event(served, opened, 'EvHome')
      await event(served, opened, 'EvHome')
      await event(served, { ...opened, tab: 'messages' })
      const published = called(served, 'views.publish')
      expect(published).toHaveLength(1)
      expect(words(published[0]?.params.view)).toContain('Hello Ana')
      const { trigger_id } = await slack.call('views.generateTriggerId', { user_id: user })
      const payload = {
        type: 'block_actions',
        team: { id: slack.team },
        user: { id: user },
        view: { id: 'VHOME', type: 'home' },
        trigger_id,
        actions: [{ action_id: 'press:0', value: JSON.stringify({ press: 'setup.away', value: {} }) }],
      }
      await fetch(`${address}/slack/events`, signed(payloadBody(payload)))
      expect(words(called(served, 'views.open')[0]?.params.view)).toContain('"callback_id":"form"')
      await expect.poll(() => called(served, 'views.publish')).toHaveLength(2)
    }))
})

describe('a command', () => {
  test('under a name that Tandem does not know is the root', () =>
    open(async (served) => {
      const sent = await command(served, { command: '/project-office', text: 'help standup' })
      expect(words(await sent.json())).toContain('/tandem standup now')
    }))

  test('names people as they are called, and shows escaped signs as they were typed', () =>
    open(async (served) => {
      const { slack } = served
      const sent = await command(served, { text: `<@${slack.user('cleo')}|cleo> &lt;b&gt; <#C1|random>` })
      expect(words(await sent.json())).toContain('@cleo <b> #random')
    }))

  test('of somebody new introduces them and the channel first', () =>
    open(async (served) => {
      const { slack, db } = served
      const user = slack.user('admin')
      const sent = await command(served, {
        user_id: user,
        channel_id: slack.channel('general'),
        channel_name: 'general',
      })
      expect(words(await sent.json())).toContain('What Tandem does')
      const identity = await db.read.identity.findFirst({ where: { externalId: user }, include: { person: true } })
      expect(identity).toMatchObject({ guest: false, person: { name: 'admin', email: expect.stringContaining('@') } })
      expect(await db.read.channel.count({ where: { name: '#general' } })).toBe(1)
      await command(served, { user_id: user })
      expect(called(served, 'users.info')).toHaveLength(1)
    }))

  test('that takes longer than Slack waits is answered at the response_url', () =>
    open(async (served) => {
      const { slack, responses } = served
      slack.instead = (method) =>
        method === 'users.info' ? new Promise((late) => setTimeout(() => late(undefined), 2_900)) : undefined
      const began = performance.now()
      const sent = await command(served, { user_id: slack.user('admin') })
      expect(performance.now() - began).toBeLessThan(2_800)
      expect(await sent.text()).toBe('')
      await expect.poll(() => words(responses.of('test')), { timeout: 5_000 }).toContain('What Tandem does')
    }))

  test('whose answer is longer than one message is answered in several, in order', () =>
    open(async (served) => {
      const { to, as, responses } = served
      const long = (name: string) => `${name} ${'word '.repeat(570)}`.trim()
      await to('2026-11-23', '09:30')
      for (const account of ['ana', 'ben', 'paul', 'cleo', 'dev']) {
        const prompt = (await as(account).read('direct')).at(-1)
        const [first = '', second = ''] = Object.keys(prompt?.fields ?? {})
        await prompt?.send({ [first]: long(account), [second]: long(`${account} next`) })
      }
      await to('2026-11-23', '11:30')
      const digest = (await as('finn').read('#checkout')).at(-1)
      const all = await digest?.press('Read all')
      for (const account of ['ana', 'ben', 'paul', 'cleo', 'dev']) expect(all?.text).toContain(long(`${account} next`))
      expect(responses.most()).toBeGreaterThan(2)
    }))

  test('whose form came too late for its trigger offers it behind a button', () =>
    open(async (served) => {
      served.slack.instead = (method) =>
        method === 'views.open' ? Response.json({ ok: false, error: 'expired_trigger_id' }) : undefined
      const answer = words(await (await command(served, { text: 'me' })).json())
      expect(answer).toContain('Fill in')
    }))

  test('whose answer Slack does not take says so, and the log says where', () =>
    open(async (served) => {
      served.slack.instead = (method) =>
        method === 'views.open' ? Response.json({ ok: false, error: 'invalid_arguments' }) : undefined
      expect(words(await (await command(served, { text: 'me' })).json())).toContain('Slack did not take the answer')
      expect(served.lines.join()).toContain('"slack":"invalid_arguments"')
    }))
})

test('a post whose answer was lost is looked up, and not sent again', () =>
  open(async (served) => {
    const { slack, to } = served
    const channel = slack.channel('checkout')
    let lost = 0
    slack.instead = async (method, params) => {
      if (method !== 'chat.postMessage' || params.channel !== channel || lost) return undefined
      lost += 1
      await slack.call(method, params)
      return new Response('', { status: 502 })
    }
    await to('2026-11-23', '11:30')
    await expect
      .poll(
        async () => {
          await served.settled()
          return called(served, 'conversations.history').length
        },
        { timeout: 5_000 },
      )
      .toBeGreaterThan(0)
    await served.settled()
    const { messages } = await slack.call('conversations.history', { channel, limit: 100 })
    expect(lost).toBe(1)
    expect(messages).toHaveLength(1)
    expect(await served.db.read.delivery.count({ where: { ambiguous: { gt: 0 } } })).toBe(0)
  }))

test('ready says what is wrong with Slack', () =>
  open(async (served) => {
    expect((await fetch(`${served.address}/healthz`)).status).toBe(200)
    expect((await fetch(`${served.address}/readyz`)).status).toBe(200)
    served.slack.instead = () => Response.json({ ok: false, error: 'invalid_auth' })
    const sent = await fetch(`${served.address}/readyz`)
    expect(sent.status).toBe(503)
    expect(await sent.text()).toContain('invalid_auth')
  }))

test('a command that was renamed in the manifest means what it meant', () =>
  open(async (served) => {
    const { db, slack } = served
    const renamed = await openProduction({
      db,
      config: config(slack, { root: 'tandem', aliases: { standup: 'daily' } }),
      clock: createClock(),
      log: createLog({ write: () => {} }),
      pace: [],
    })
    const server = await listening(renamed.routes)
    const said = await (
      await command({ ...served, address: server.address }, { command: '/daily', text: 'history' })
    ).text()
    expect(said).toContain('the last rounds')
    server.closeAllConnections()
    server.close()
    await renamed.stop()
  }))

describe('an action on a message', () => {
  const chosen = async (served: Served, message: object, more: object = {}) => {
    const { slack, address, back } = served
    const { trigger_id } = await slack.call('views.generateTriggerId', { user_id: slack.user('paul') })
    const payload = {
      type: 'message_action',
      callback_id: 'standup.block',
      trigger_id,
      response_url: `${back}/respond/test`,
      team: { id: slack.team },
      user: { id: slack.user('paul'), team_id: slack.team },
      channel: { id: slack.channel('checkout'), name: 'checkout' },
      message: { type: 'message', ts: '1764000000.000100', ...message },
      ...more,
    }
    return fetch(`${address}/slack/events`, signed(payloadBody(payload)))
  }
  const opened = (served: Served) => words(called(served, 'views.open')[0]?.params.view)

  test('gets its words as people read them, and its author by name', () =>
    open(async (served) => {
      const user = served.slack.user('ana')
      const text = `Ask <@${user}> about <https://a.io|the plan> &amp; <!here>`
      expect((await chosen(served, { user, text })).status).toBe(200)
      expect(opened(served)).toContain('Ask @Ana about the plan & @here')
      expect(opened(served)).toContain('What Ana said')
      expect(words(called(served, 'views.open')[0]?.params.view)).not.toContain('&amp;')
    }))

  test('without words, by an app, and where Slack gives no link, opens the form all the same', () =>
    open(async (served) => {
      const { slack } = served
      slack.instead = (method) =>
        method === 'chat.getPermalink' ? Response.json({ ok: false, error: 'channel_not_found' }) : undefined
      await chosen(served, { text: null, username: 'Pager' })
      expect(opened(served)).toContain('What blocks you?')
      expect(opened(served)).not.toContain('Pager')
    }))

  test('does not wait for a link that takes long: the form has 3 seconds', () =>
    open(async (served) => {
      const { slack } = served
      let late: ReturnType<typeof setTimeout> | undefined
      slack.instead = (method) =>
        method === 'chat.getPermalink'
          ? new Promise((answer) => {
              late = setTimeout(() => answer(Response.json({ ok: true })), 5_000)
            })
          : undefined
      const from = Date.now()
      await chosen(served, { user: slack.user('ana'), text: 'No keys' })
      expect(Date.now() - from).toBeLessThan(2_400)
      expect(opened(served)).toContain('No keys')
      clearTimeout(late)
    }))

  test('in a thread is told there where it cannot be done', () =>
    open(async (served) => {
      const { slack, responses } = served
      const channel = { id: slack.channel('payments'), name: 'payments' }
      await chosen(served, { user: slack.user('ana'), text: 'x', thread_ts: '5.5' }, { channel })
      expect(responses.of('test')[0]).toMatchObject({ response_type: 'ephemeral', thread_ts: '5.5' })
      expect(words(responses.of('test'))).toContain('no crew meets here')
    }))
})
