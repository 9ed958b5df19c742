import { expect, test } from 'vitest'
import { slackScopes } from '../../../src/chat/scopes.ts'
import type { Db } from '../../../src/db.ts'
import { createLog } from '../../../src/log.ts'
import { openProduction } from '../../../src/production.ts'
import { createClock } from '../../../src/schedule/clock.ts'
import { config } from '../../conformance/slack.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { botToken, commandBody, openSlack, signed, signingSecret } from '../../support/slack.ts'

async function open(db: Db) {
  const slack = await openSlack({ people: [{ account: 'ana', name: 'Ana' }], channels: ['checkout'] })
  const lines: string[] = []
  const { botToken: _, ...settings } = config(slack).slack ?? {}
  const oauth = { clientId: '1.1', clientSecret: 'hush', secret: 'a secret', publicUrl: 'https://tandem.test/' }
  const production = await openProduction({
    db,
    config: {
      ...config(slack),
      slack: { ...settings, botToken: undefined, signingSecret, appToken: undefined, apiUrl: slack.apiUrl, oauth },
    },
    clock: createClock(),
    log: createLog({ write: (line) => lines.push(line) }),
    pace: [],
  })
  const get = (path: string, cookie = '') => production.routes.request(path, { headers: { cookie } })
  const begin = async () => {
    const begun = await get('/slack/install')
    const to = new URL(begun.headers.get('location') ?? '')
    const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    return { begun, to, cookie, back: `/slack/oauth?code=c1&state=${to.searchParams.get('state')}` }
  }
  const granting = (team = slack.team) => {
    slack.instead = (method) =>
      method === 'oauth.v2.access'
        ? Response.json({ ok: true, access_token: botToken, team: { id: team, name: `Team ${team}` } })
        : undefined
  }
  const help = () => {
    const user = slack.user('ana')
    const body = {
      command: '/tandem',
      text: 'help',
      team_id: slack.team,
      user_id: user,
      trigger_id: 't',
      response_url: 'http://127.0.0.1:1/',
      channel_id: 'D1',
      channel_name: 'directmessage',
    }
    return production.routes.request('/slack/events', signed(commandBody(body)))
  }
  const close = async () => {
    await production.stop()
    await slack.close()
  }
  return { slack, lines, production, get, begin, granting, help, close }
}

onBothDatabases((database) => {
  test('a workspace installs the bot, its token is stored encrypted, and it is answered', async () => {
    const { db } = await database.fresh()
    const { begin, get, granting, help, lines, slack, close } = await open(db)
    granting()
    const { to, cookie, back } = await begin()
    expect(to.pathname).toBe('/oauth/v2/authorize')
    expect(Object.fromEntries(to.searchParams)).toMatchObject({
      client_id: '1.1',
      scope: slackScopes().join(','),
      redirect_uri: 'https://tandem.test/slack/oauth',
    })
    expect(await (await get(back, cookie)).text()).toContain('Tandem is installed in Team')
    expect(slack.calls.find(({ method }) => method === 'oauth.v2.access')?.params).toMatchObject({ code: 'c1' })
    const stored = await db.read.installationSecret.findFirstOrThrow()
    expect(stored.keyId).toMatch(/^[0-9a-f]{8}$/)
    expect(JSON.stringify(stored) + lines.join()).not.toContain('xoxb')
    expect(await (await help()).text()).toContain('What Tandem does')
    expect(await db.read.person.count({ where: { name: 'Ana' } })).toBe(1)
    await close()
  })

  test('two workspaces are two organizations; one that is installed again stays where it is', async () => {
    const { db } = await database.fresh()
    const { begin, get, granting, close } = await open(db)
    for (const team of ['T1', 'T2', 'T1']) {
      granting(team)
      const { cookie, back } = await begin()
      expect((await get(back, cookie)).status).toBe(200)
    }
    const installations = await db.read.installation.findMany()
    expect(installations).toHaveLength(2)
    expect(new Set(installations.map(({ organizationId }) => organizationId)).size).toBe(2)
    await close()
  })

  test('what another browser began, an old link, or a state of one’s own making installs nothing', async () => {
    const { db } = await database.fresh()
    const { begin, get, granting, close } = await open(db)
    granting()
    const { cookie, back } = await begin()
    const { cookie: another } = await begin()
    const later = Date.now() + 3_600_000
    for (const [path, jar] of [
      [back, ''],
      [back, another],
      [back.replace(/state=\d+/, `state=${later}`), cookie],
      ['/slack/oauth?code=c1', cookie],
      [`${back}&error=access_denied`, cookie],
    ] as const) {
      expect((await get(path, jar)).status, path).toBe(400)
    }
    expect(await db.read.installation.count()).toBe(0)
    await close()
  })

  test('where the app was uninstalled the token is gone, and nobody is put into another’s organization', async () => {
    const { db } = await database.fresh()
    const { begin, get, granting, help, slack, production, close } = await open(db)
    await db.transact((tx) => tx.organization.create({ data: { name: 'Somebody else' } }))
    // Never installed: nobody is known.
    await help()
    expect(await db.read.person.count()).toBe(0)
    granting()
    const { cookie, back } = await begin()
    await get(back, cookie)
    const event = { type: 'event_callback', team_id: slack.team, event_id: 'Ev1', event: { type: 'app_uninstalled' } }
    const sent = await production.routes.request(
      '/slack/events',
      signed(JSON.stringify(event), { type: 'application/json' }),
    )
    expect(sent.status).toBe(200)
    expect(await db.read.installationSecret.count()).toBe(0)
    await close()
  })

  test('a token that Slack says has expired is renewed, and who waits for the answer gets it', async () => {
    const { db } = await database.fresh()
    const { begin, get, help, lines, slack, close } = await open(db)
    const rotated = { refresh_token: 'xoxe-1-first', expires_in: 43_200 }
    const granted: unknown[] = []
    let expired = true
    slack.instead = (method, params) => {
      if (method !== 'oauth.v2.access')
        return expired ? Response.json({ ok: false, error: 'token_expired' }) : undefined
      granted.push(params.grant_type, params.refresh_token)
      const team = { id: slack.team, name: 'Northwind' }
      if (params.code) return Response.json({ ok: true, access_token: 'xoxe.xoxb-1-old', ...rotated, team })
      expired = false
      return Response.json({ ok: true, access_token: botToken, ...rotated, refresh_token: 'xoxe-1-second', team })
    }
    const { cookie, back } = await begin()
    await get(back, cookie)
    expect(await (await help()).text()).toContain('What Tandem does')
    expect(granted).toEqual([undefined, undefined, 'refresh_token', 'xoxe-1-first'])
    const stored = await db.read.installationSecret.findFirstOrThrow()
    expect(stored.endsAt?.getTime()).toBeGreaterThan(Date.now() + 11 * 3_600_000)
    expect(JSON.stringify(stored) + lines.join()).not.toContain('xox')
    await close()
  })

  test('installed again: what was set aside for its people is said, and its channels follow when they invite it', async () => {
    const { db } = await database.fresh()
    const { begin, get, granting, help, production, slack, close } = await open(db)
    const install = async () => {
      granting()
      const { cookie, back } = await begin()
      expect((await get(back, cookie)).status).toBe(200)
    }
    await install()
    await help()
    const { id: personId, organizationId } = await db.read.person.findFirstOrThrow({ where: { name: 'Ana' } })
    const event = { type: 'event_callback', team_id: slack.team, event_id: 'Ev1', event: { type: 'app_uninstalled' } }
    await db.transact(async (tx) => {
      const card = await tx.cardVersion.create({ data: { organizationId, kind: 'setup.lost', key: '0' } })
      const dueAt = new Date(Date.now() + 3_600_000)
      await tx.delivery.create({ data: { organizationId, cardId: card.id, kind: 'notice', personId, dueAt } })
    })
    await production.routes.request('/slack/events', signed(JSON.stringify(event), { type: 'application/json' }))
    expect(await db.read.delivery.findFirst()).toMatchObject({ state: 'aside' })
    await install()
    expect(await db.read.delivery.findFirst()).toMatchObject({ lastError: null, state: 'due' })
    await close()
  })
})
