import { describe, expect, it } from 'vitest'
import { type Environment, readConfig } from '../src/config.ts'

const config = (env: Environment) => {
  const read = readConfig(env)
  if ('problems' in read) throw new Error(read.problems.join('\n'))
  return read.config
}
const problems = (env: Environment) => {
  const read = readConfig(env)
  return 'problems' in read ? read.problems : []
}

describe('settings', () => {
  it('none at all is the sandbox, on loopback, with a file of its own', () => {
    expect(config({})).toMatchObject({
      mode: 'sandbox',
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: 'file:./data/sandbox.db',
    })
  })

  it('names are those of the manifests; all that no platform would take is said at once', () => {
    expect(config({}).naming).toEqual({ root: 'tandem' })
    const names = { TANDEM_ROOT: 'crew', TANDEM_NAME: ' Crew Bot ', SLACK_ALIASES: 'standup=daily, scope=change' }
    expect(config(names).naming).toEqual({
      root: 'crew',
      name: 'Crew Bot',
      aliases: { standup: 'daily', scope: 'change' },
    })
    expect(config(names).mode).toBe('sandbox')
    expect(problems({ TANDEM_ROOT: 'Crew!', TANDEM_NAME: 'x'.repeat(31), SLACK_ALIASES: 'standup=remind' })).toEqual([
      "SLACK_ALIASES: /remind is a command of Slack's own, and no app can have it. Choose another name.",
      'TANDEM_ROOT: "Crew!" cannot be a slash command: small letters a-z, digits, - and _ only, and no space.',
      `TANDEM_NAME is "${'x'.repeat(31)}", and should have 1 to 30 characters: Teams takes no more.`,
    ])
    expect(problems({ TANDEM_ROOT: 'crew', SLACK_ALIASES: 'standup=crew' })).toEqual([
      'SLACK_ALIASES: Two commands would be /crew.',
    ])
    expect(problems({ SLACK_ALIASES: 'standup' })).toEqual([
      'SLACK_ALIASES is "standup", and should be verb=name, such as standup=daily, scope=change.',
    ])
  })

  it('participation is kept 90 days and answers 400, or as many as are set', () => {
    expect(config({}).retention).toEqual({ participationDays: 90, answerDays: 400 })
    expect(config({ RETENTION_PARTICIPATION_DAYS: '30', RETENTION_ANSWER_DAYS: '180' }).retention).toEqual({
      participationDays: 30,
      answerDays: 180,
    })
    expect(problems({ RETENTION_ANSWER_DAYS: 'never' })).toEqual([
      'RETENTION_ANSWER_DAYS is "never", and should be a number of days from 7 to 3650.',
    ])
  })

  it('many workspaces by OAuth need a secret to store their tokens under, also on loopback', () => {
    const env = { SLACK_CLIENT_ID: '1.1', SLACK_CLIENT_SECRET: 'c', SLACK_SIGNING_SECRET: 's', HOST: '127.0.0.1' }
    expect(problems(env)).toEqual([expect.stringMatching(/^TANDEM_SECRET is missing: tokens of many workspaces/)])
    expect(problems({ ...env, HOST: '0.0.0.0' })).toHaveLength(1)
    expect(config({ ...env, TANDEM_SECRET: 'x' }).slack?.oauth).toEqual({
      clientId: '1.1',
      clientSecret: 'c',
      secret: 'x',
      publicUrl: undefined,
    })
  })

  it('PUBLIC_URL is an address that paths can be put behind', () => {
    const env = { SLACK_BOT_TOKEN: 'x', SLACK_SIGNING_SECRET: 's', TANDEM_SECRET: 'k' }
    for (const PUBLIC_URL of ['https://tandem.example.com', 'https://example.com/tandem/', 'http://127.0.0.1:3000']) {
      expect(config({ ...env, PUBLIC_URL })).toMatchObject({ publicUrl: PUBLIC_URL, secret: 'k' })
    }
    for (const PUBLIC_URL of ['tandem.example.com', 'https://', 'ftp://a.io', 'https://a.io/?x=1', 'https://a b.io']) {
      expect(problems({ ...env, PUBLIC_URL })).toEqual([
        `PUBLIC_URL is "${PUBLIC_URL}", and should be an address such as https://tandem.example.com.`,
      ])
    }
  })

  it('half of Slack says everything that is missing and where to find it', () => {
    const said = problems({ SLACK_BOT_TOKEN: 'xoxb-1' })
    expect(said).toHaveLength(2)
    expect(said[0]).toMatch(/^SLACK_SIGNING_SECRET is missing for Slack: https:\/\/api\.slack\.com\/apps/)
    expect(said[1]).toMatch(/^TANDEM_SECRET is missing/)
  })

  it('half of both platforms is said in one go', () => {
    const said = problems({ SLACK_APP_TOKEN: 'xapp-1', MicrosoftAppId: '1', PORT: 'eighty', TANDEM_SECRET: 's' })
    expect(said.map((line) => line.split(' ')[0])).toEqual([
      'SLACK_BOT_TOKEN',
      'MicrosoftAppPassword',
      'MicrosoftAppTenantId',
      'PORT',
    ])
  })

  it('an OAuth client needs its secret and the signing secret', () => {
    const said = problems({ SLACK_CLIENT_ID: '1', TANDEM_SECRET: 's' })
    expect(said.map((line) => line.split(' ')[0])).toEqual(['SLACK_CLIENT_SECRET', 'SLACK_SIGNING_SECRET'])
  })

  it('the sandbox refuses every address but loopback', () => {
    expect(problems({ HOST: '0.0.0.0' })).toEqual([expect.stringContaining('listens on 127.0.0.1 only')])
    expect(problems({ HOST: '192.168.1.4' })).toHaveLength(1)
    for (const host of ['127.0.0.1', 'localhost', '::1']) expect(problems({ HOST: host })).toEqual([])
  })

  it('a real platform listens everywhere and needs a secret unless it stays on loopback', () => {
    const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' }
    expect(config({ ...slack, TANDEM_SECRET: 's' })).toMatchObject({ mode: 'production', host: '0.0.0.0' })
    expect(config({ ...slack, HOST: '127.0.0.1' })).toMatchObject({ mode: 'production', host: '127.0.0.1' })
  })

  it('Slack is read as one group, and absent where none of it is given', () => {
    expect(config({}).slack).toBeUndefined()
    const given = { SLACK_BOT_TOKEN: ' xoxb-1 ', SLACK_SIGNING_SECRET: 's', TANDEM_SECRET: 's' }
    expect(config(given).slack).toEqual({
      botToken: 'xoxb-1',
      signingSecret: 's',
      appToken: undefined,
      apiUrl: undefined,
    })
    const socket = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'http://127.0.0.1:1/api/' }
    expect(config({ ...socket, TANDEM_SECRET: 's' }).slack).toMatchObject({
      appToken: 'xapp-1',
      apiUrl: 'http://127.0.0.1:1/api/',
    })
  })

  it('a value that cannot be is named with what it should be', () => {
    expect(problems({ PORT: '70000' })).toEqual(['PORT is "70000", and should be a number from 0 to 65535.'])
    expect(problems({ DATABASE_URL: 'mysql://x' })).toEqual([
      'DATABASE_URL is "mysql://x", and should be file:... or postgresql://....',
    ])
    expect(problems({ LOG_LEVEL: 'loud' })[0]).toContain('debug, info, warn, error')
  })

  it('Teams is single-tenant unless it says otherwise', () => {
    const teams = { MicrosoftAppId: 'a', MicrosoftAppPassword: 'p', MicrosoftAppTenantId: 't', TANDEM_SECRET: 's' }
    const expected = {
      appId: 'a',
      appPassword: 'p',
      tenantId: 't',
      appType: 'SingleTenant',
      allowUnauthenticated: false,
    }
    expect(config(teams).teams).toEqual(expected)
    expect(config({ ...teams, MicrosoftAppType: 'MultiTenant' }).teams).toMatchObject({ appType: 'MultiTenant' })
    expect(config({}).teams).toBeUndefined()
  })

  it('Teams lets nobody in without credentials, except on loopback where that is asked for', () => {
    const open = { TEAMS_ALLOW_UNAUTHENTICATED: '1', TANDEM_SECRET: 's' }
    expect(config({ ...open, HOST: '127.0.0.1' }).teams).toEqual({
      appType: 'SingleTenant',
      allowUnauthenticated: true,
    })
    for (const host of [{}, { HOST: '0.0.0.0' }, { HOST: '10.0.0.1' }]) {
      expect(problems({ ...open, ...host })).toEqual([expect.stringContaining('set HOST=127.0.0.1')])
    }
    const real = { MicrosoftAppId: 'a', MicrosoftAppPassword: 'p', MicrosoftAppTenantId: 't' }
    expect(problems({ ...open, ...real })).toHaveLength(1)
    expect(config({ TEAMS_ALLOW_UNAUTHENTICATED: '0' })).toMatchObject({ mode: 'sandbox' })
  })

  it('an empty setting is none', () => {
    expect(config({ SLACK_BOT_TOKEN: '', PORT: ' ' })).toMatchObject({ mode: 'sandbox', port: 3000 })
  })
})
