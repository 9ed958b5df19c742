import { expect, test } from 'vitest'
import { createLog } from '../../../src/log.ts'
import { openProduction } from '../../../src/production.ts'
import { createClock } from '../../../src/schedule/clock.ts'
import { config } from '../../conformance/slack.ts'
import { sqliteDatabase } from '../../support/databases.ts'
import { openSlack } from '../../support/slack.ts'
import { openSocket } from '../../support/socket.ts'

const database = sqliteDatabase()

test('over a socket: a command is answered in its acknowledgement, an event acknowledged when it is done', async () => {
  const { db } = await database.fresh()
  const socket = await openSocket()
  const slack = await openSlack({ people: [{ account: 'ana', name: 'Ana' }], channels: ['checkout'] })
  slack.instead = (method) =>
    method === 'apps.connections.open' ? Response.json({ ok: true, url: socket.url }) : undefined
  const base = config(slack)
  const settings = {
    botToken: 'xoxb-test-bot',
    signingSecret: undefined,
    appToken: 'xapp-1-test',
    apiUrl: slack.apiUrl,
  }
  const production = await openProduction({
    db,
    config: { ...base, slack: settings },
    clock: createClock(),
    log: createLog({ write: () => {} }),
    pace: [],
  })
  try {
    await production.start()
    await socket.connected()
    const user = slack.user('ana')
    const said = await socket.ask({
      envelope_id: '1',
      type: 'slash_commands',
      accepts_response_payload: true,
      payload: {
        command: '/tandem',
        text: 'help',
        team_id: slack.team,
        user_id: user,
        channel_id: slack.channel('checkout'),
        channel_name: 'checkout',
        trigger_id: 't',
        response_url: 'http://127.0.0.1:1/',
      },
    })
    expect(JSON.stringify(said.payload)).toContain('What Tandem does')
    const { channel } = await slack.call('conversations.open', { users: user })
    const { id } = channel as unknown as { id: string }
    await socket.ask({
      envelope_id: '2',
      type: 'events_api',
      payload: {
        type: 'event_callback',
        team_id: slack.team,
        event_id: 'Ev1',
        event: { type: 'message', channel_type: 'im', channel: id, user, text: 'help' },
      },
    })
    expect(slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1)
    // Nothing listens for Slack over HTTP then.
    expect((await production.routes.request('/slack/events', { method: 'POST' })).status).toBe(404)
  } finally {
    await production.stop()
    await socket.close()
    await slack.close()
  }
})
