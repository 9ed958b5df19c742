/** Environment -> typed settings. Reports everything that is missing at once, and where to get it. */
import { z } from 'zod'
import type { Retention } from './chat/feature.ts'
import { defaultNaming, type Naming, nameProblem, rootProblem } from './chat/naming.ts'
import { slashNameProblem } from './chat/slash.ts'

export interface SlackSettings {
  /** Of the one workspace; absent with many by OAuth. */
  botToken: string | undefined
  signingSecret: string | undefined
  /** Socket Mode instead of HTTP. */
  appToken: string | undefined
  /** Another Slack API base; absent: Slack's. */
  apiUrl: string | undefined
  /** Many workspaces, each installed by OAuth. */
  oauth?: SlackOauth
}

export interface SlackOauth {
  clientId: string
  clientSecret: string
  /** TANDEM_SECRET: tokens are stored under it. */
  secret: string
  publicUrl: string | undefined
}

export const defaultRetention: Retention = { participationDays: 90, answerDays: 400 }

export interface Config {
  mode: 'sandbox' | 'production'
  port: number
  host: string
  databaseUrl: string
  publicUrl: string | undefined
  /** TANDEM_SECRET: the key for stored tokens and signed links. */
  secret: string | undefined
  logLevel: 'debug' | 'info' | 'warn' | 'error'
  retention: Retention
  /** As the manifests were made. */
  naming: Naming
  /** Where Teams is configured. */
  teams?: TeamsConfig
  slack?: SlackSettings
}

export interface TeamsConfig {
  /** Absent only where traffic without credentials is let in. */
  appId?: string
  appPassword?: string
  /** As botbuilder names it; new bots are single-tenant. */
  appType: string
  tenantId?: string
  allowUnauthenticated: boolean
}

const days = z.coerce.number().int().min(7).max(3_650)
const port = z.coerce.number().int().min(0).max(65_535)
const databaseUrl = z.string().regex(/^(file:.+|postgres(ql)?:\/\/.+)$/)
/** Paths are put behind it. */
const publicUrl = z
  .string()
  .regex(/^https?:\/\/[^\s?#/][^\s?#]*$/)
  .refine(URL.canParse)
const levels = ['debug', 'info', 'warn', 'error'] as const

const slackPage = 'https://api.slack.com/apps, your app'
const azurePage = 'Azure portal, your bot'

/** Settings that only make sense together, and where each is found. */
const slackHttp = {
  SLACK_BOT_TOKEN: `${slackPage}, OAuth & Permissions, Bot User OAuth Token`,
  SLACK_SIGNING_SECRET: `${slackPage}, Basic Information, App Credentials, Signing Secret`,
}
const slackOauth = {
  SLACK_CLIENT_ID: `${slackPage}, Basic Information, App Credentials, Client ID`,
  SLACK_CLIENT_SECRET: `${slackPage}, Basic Information, App Credentials, Client Secret`,
  SLACK_SIGNING_SECRET: slackHttp.SLACK_SIGNING_SECRET,
}
const slackSocket = {
  SLACK_APP_TOKEN: `${slackPage}, Basic Information, App-Level Tokens, with connections:write`,
  SLACK_BOT_TOKEN: slackHttp.SLACK_BOT_TOKEN,
}
const teams = {
  MicrosoftAppId: `${azurePage}, Configuration, Microsoft App ID`,
  MicrosoftAppPassword: `${azurePage}, Configuration, Manage Password, a client secret's value`,
  MicrosoftAppTenantId: `${azurePage}, Configuration, App Tenant ID (new bots are single-tenant)`,
}

const loopback = ['127.0.0.1', 'localhost', '::1']

export type Environment = Record<string, string | undefined>

export function readConfig(env: Environment): { config: Config } | { problems: string[] } {
  const problems: string[] = []
  const given = (name: string) => (env[name] ?? '').trim() !== ''
  const platforms = [...slackProblems(given, problems), ...teamsProblems(given, env, problems)]
  const mode = platforms.length || problems.length ? 'production' : 'sandbox'
  const read = <T>(name: string, schema: z.ZodType<T>, fallback: T, expected: string): T => {
    if (!given(name)) return fallback
    const parsed = schema.safeParse(env[name]?.trim())
    if (parsed.success) return parsed.data
    problems.push(`${name} is "${env[name]}", and should be ${expected}.`)
    return fallback
  }
  const sandbox = mode === 'sandbox'
  const host = read('HOST', z.string(), sandbox ? '127.0.0.1' : '0.0.0.0', 'an address')
  if (sandbox && !loopback.includes(host)) {
    problems.push(
      `HOST is "${host}", and the sandbox has no accounts: it listens on 127.0.0.1 only. Remove HOST, or configure Slack or Teams.`,
    )
  }
  const said = problems.some((problem) => problem.startsWith('TANDEM_SECRET'))
  if (!sandbox && !loopback.includes(host) && !given('TANDEM_SECRET') && !said) {
    problems.push(
      'TANDEM_SECRET is missing: the key for stored tokens and signed links. Make one with: openssl rand -base64 32',
    )
  }
  const keep = (name: string, usual: number) => read(name, days, usual, 'a number of days from 7 to 3650')
  const teamsGiven = readTeams(env)
  if (teamsGiven?.allowUnauthenticated && !loopback.includes(host)) {
    problems.push(
      `TEAMS_ALLOW_UNAUTHENTICATED lets anybody in who reaches ${host}: set HOST=127.0.0.1, or remove it and give MicrosoftAppId.`,
    )
  }
  const config: Config = {
    mode,
    host,
    port: read('PORT', port, 3000, 'a number from 0 to 65535'),
    databaseUrl: read(
      'DATABASE_URL',
      databaseUrl,
      sandbox ? 'file:./data/sandbox.db' : 'file:./data/tandem.db',
      'file:... or postgresql://...',
    ),
    publicUrl: read('PUBLIC_URL', publicUrl.optional(), undefined, 'an address such as https://tandem.example.com'),
    secret: given('TANDEM_SECRET') ? env.TANDEM_SECRET?.trim() : undefined,
    logLevel: read('LOG_LEVEL', z.enum(levels), sandbox ? 'warn' : 'info', levels.join(', ')),
    retention: {
      participationDays: keep('RETENTION_PARTICIPATION_DAYS', defaultRetention.participationDays),
      answerDays: keep('RETENTION_ANSWER_DAYS', defaultRetention.answerDays),
    },
    naming: readNaming(env, problems),
    ...(teamsGiven && { teams: teamsGiven }),
    ...(platforms.includes('slack') && { slack: slackSettings((name) => env[name]?.trim() || undefined) }),
  }
  return problems.length ? { problems } : { config }
}

type Given = (name: string) => boolean

function slackProblems(given: Given, problems: string[]): string[] {
  const all = { ...slackHttp, ...slackOauth, ...slackSocket }
  if (!Object.keys(all).some(given)) return []
  const ways = given('SLACK_APP_TOKEN')
    ? slackSocket
    : given('SLACK_CLIENT_ID') || given('SLACK_CLIENT_SECRET')
      ? slackOauth
      : slackHttp
  missing('Slack', ways, given, problems)
  if (ways === slackOauth && !given('TANDEM_SECRET')) {
    problems.push(
      'TANDEM_SECRET is missing: tokens of many workspaces are stored under it. Make one with: openssl rand -base64 32',
    )
  }
  return ['slack']
}

function slackSettings(value: (name: string) => string | undefined): SlackSettings {
  return {
    botToken: value('SLACK_BOT_TOKEN'),
    signingSecret: value('SLACK_SIGNING_SECRET'),
    appToken: value('SLACK_APP_TOKEN'),
    apiUrl: value('SLACK_API_URL'),
    ...oauthSettings(value),
  }
}

/** What the bot is called, as npm run manifest was given it. */
function readNaming(env: Environment, problems: string[]): Naming {
  const root = env.TANDEM_ROOT?.trim() || defaultNaming.root
  const name = env.TANDEM_NAME?.trim()
  const aliases = readAliases(env.SLACK_ALIASES?.trim() ?? '', root, problems)
  const badRoot = rootProblem(root)
  if (badRoot) problems.push(`TANDEM_ROOT: ${badRoot}`)
  const badName = name ? nameProblem(name) : undefined
  if (badName) problems.push(`TANDEM_NAME is "${name}", and ${badName}`)
  return { root, ...(name && { name }), ...(aliases && { aliases }) }
}

/** "standup=daily, scope=change" */
function readAliases(text: string, root: string, problems: string[]): Record<string, string> | undefined {
  if (!text) return undefined
  const pairs = text.split(',').map((pair) => pair.split('=').map((part) => part.trim()))
  if (!pairs.every(([verb = '', alias, more]) => /^[a-z]+$/.test(verb) && alias && more === undefined)) {
    problems.push(`SLACK_ALIASES is "${text}", and should be verb=name, such as standup=daily, scope=change.`)
    return undefined
  }
  const taken = new Set([root])
  for (const [, alias = ''] of pairs) {
    const problem = slashNameProblem(alias) ?? (taken.has(alias) ? `Two commands would be /${alias}.` : undefined)
    if (problem) problems.push(`SLACK_ALIASES: ${problem}`)
    taken.add(alias)
  }
  return Object.fromEntries(pairs)
}

function oauthSettings(value: (name: string) => string | undefined): { oauth?: SlackOauth } {
  const [clientId, clientSecret, secret] = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'TANDEM_SECRET'].map(value)
  if (value('SLACK_APP_TOKEN') || !clientId || !clientSecret || !secret) return {}
  return { oauth: { clientId, clientSecret, secret, publicUrl: value('PUBLIC_URL') } }
}

/** Only the one value that cannot be a mistake. */
const unauthenticated = (env: Environment) => env.TEAMS_ALLOW_UNAUTHENTICATED?.trim() === '1'

function readTeams(env: Environment): TeamsConfig | undefined {
  const text = (name: string) => env[name]?.trim() || undefined
  const [appId, appPassword, tenantId] = Object.keys(teams).map(text)
  const allowUnauthenticated = unauthenticated(env)
  if (!appId && !allowUnauthenticated) return undefined
  return {
    ...(appId && { appId }),
    ...(appPassword && { appPassword }),
    ...(tenantId && { tenantId }),
    appType: text('MicrosoftAppType') ?? 'SingleTenant',
    allowUnauthenticated,
  }
}

function teamsProblems(given: Given, env: Environment, problems: string[]): string[] {
  if (unauthenticated(env) && !given('MicrosoftAppId')) return ['teams']
  if (!Object.keys(teams).some(given)) return []
  missing('Teams', teams, given, problems)
  return ['teams']
}

function missing(platform: string, needed: Record<string, string>, given: Given, problems: string[]): void {
  for (const [name, where] of Object.entries(needed)) {
    if (!given(name)) problems.push(`${name} is missing for ${platform}: ${where}.`)
  }
}
