/** `npm run manifest`: writes what Slack and Teams are told about the bot into manifests/, or with --check compares it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { createFeatures } from '../src/app.ts'
import { exampleUrl, slackManifest, type TeamsOptions, teamsManifest } from '../src/chat/manifest.ts'
import { menusOf } from '../src/chat/menus.ts'
import { nameProblem, rootProblem } from '../src/chat/naming.ts'
import { slashNameProblem } from '../src/chat/slash.ts'
import { colorIcon, outlineIcon, readIcon } from './icons.ts'
import { zip } from './zip.ts'

const project = join(import.meta.dirname, '..')

const flags = {
  'slack-url': { type: 'string' },
  root: { type: 'string' },
  name: { type: 'string' },
  alias: { type: 'string', multiple: true },
  'no-aliases': { type: 'boolean' },
  'redirect-url': { type: 'string' },
  socket: { type: 'boolean' },
  'teams-app-id': { type: 'string' },
  domain: { type: 'string' },
  'privacy-url': { type: 'string' },
  'terms-url': { type: 'string' },
  check: { type: 'boolean' },
} as const

const explained = `The options are:
  --slack-url https://...   where Slack reaches Tandem (${exampleUrl})
  --socket                  Socket Mode: Slack needs no address
  --root name               the slash command of the bot (tandem). Start Tandem with the same TANDEM_ROOT
  --name "name"             how people see and mention the app (the root, capitalized): TANDEM_NAME
  --alias standup=daily     another name for a slash command; may be given again: SLACK_ALIASES
  --redirect-url https://.. where Slack leads back after an installation by OAuth (PUBLIC_URL/slack/oauth)
  --no-aliases              no slash command but that one
  --teams-app-id guid       the Microsoft App ID
  --domain host             where Teams finds dialogs and files (the host of --slack-url)
  --privacy-url https://..  your own page on privacy, in place of Tandem's (/privacy)
  --terms-url https://...   your own terms of use, in place of Tandem's (/terms)
  --check                   write nothing; fail where manifests/ is out of date
`

interface Settings {
  url: string
  socket: boolean
  root: string
  name: string | undefined
  renamed: Record<string, string>
  redirectUrl: string | undefined
  aliases: boolean
  appId: string | undefined
  domain: string
  pages: Pick<TeamsOptions, 'privacyUrl' | 'termsUrl'>
  check: boolean
}

interface Surroundings {
  /** Where manifests/ stands. */
  folder?: string
  say?: (text: string) => void
}

const print = (text: string): void => {
  process.stdout.write(text)
}

/** Returns the exit code. */
export function main(args: string[], { folder = project, say = print }: Surroundings = {}): number {
  const settings = readSettings(args)
  if ('problem' in settings) {
    say(`${settings.problem}\n`)
    return 1
  }
  const made = build(settings)
  const files = Object.entries(made).map(([path, content]) => ({ path, content, file: join(folder, path) }))
  const stale = files.filter(({ file, content }) => !same(file, content))
  if (settings.check) {
    if (stale.length === 0) return 0
    say(`Out of date: ${stale.map(({ path }) => path).join(', ')}. Run: npm run manifest\n`)
    return 1
  }
  for (const { path, file, content } of stale) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
    say(`${path} written\n`)
  }
  if (stale.length === 0) say('manifests/ is up to date; nothing was written.\n')
  const inside = Object.entries(made).filter(([path]) => path.startsWith('manifests/teams/'))
  const packed = zip(inside.map(([path, content]) => ({ name: basename(path), content: Buffer.from(content) })))
  writeFileSync(join(folder, 'manifests/teams.zip'), packed)
  say('manifests/teams.zip packed: what Teams takes as an app\n')
  return 0
}

function build({
  url,
  socket,
  root,
  name,
  renamed,
  redirectUrl,
  aliases,
  appId,
  domain,
  pages,
}: Settings): Record<string, string | Buffer> {
  const features = createFeatures(async () => [])
  const commands = features.flatMap((feature) => feature.commands ?? [])
  const menus = menusOf(features)
  const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { version: string }
  const naming = { root, aliases: renamed, ...(name !== undefined && { name }) }
  const redirect = redirectUrl ? { redirectUrl } : {}
  const id = appId ? { appId } : {}
  const teams = teamsManifest(commands, { naming, menus, domain, version, ...pages, ...id })
  return {
    'manifests/slack.json': json(slackManifest(commands, { naming, menus, url, socket, aliases, ...redirect })),
    'manifests/teams/manifest.json': json(teams),
    'manifests/teams/color.png': colorIcon(),
    'manifests/teams/outline.png': outlineIcon(),
  }
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

function same(file: string, content: string | Buffer): boolean {
  if (!existsSync(file)) return false
  const found = readFileSync(file)
  if (typeof content === 'string') return found.toString('utf8') === content
  try {
    return Buffer.compare(readIcon(found).pixels, readIcon(content).pixels) === 0
  } catch {
    return false
  }
}

function readSettings(args: string[]): Settings | { problem: string } {
  let given: ReturnType<typeof parseArgs<{ options: typeof flags }>>['values']
  try {
    given = parseArgs({ args, options: flags }).values
  } catch (error) {
    // Its further sentences are about programs that take file names.
    return { problem: `${(error as Error).message.split('. ')[0]}.\n${explained.trimEnd()}` }
  }
  const url = given['slack-url'] === undefined ? exampleUrl : readUrl(given['slack-url'])
  if (!url) {
    return { problem: `--slack-url is "${given['slack-url']}", and should be an address such as ${exampleUrl}` }
  }
  if (given.socket && given['slack-url'] !== undefined) {
    return { problem: 'With --socket Slack needs no address: leave out --slack-url, or --socket.' }
  }
  const root = given.root ?? 'tandem'
  const wrong = rootProblem(root)
  if (wrong) return { problem: `--root: ${wrong}` }
  const name = given.name?.trim()
  const misnamed = name === undefined ? undefined : nameProblem(name)
  if (misnamed) return { problem: `--name is "${name}", and ${misnamed}` }
  const renamed = readAliases(given.alias ?? [])
  if ('problem' in renamed) return { problem: `--alias: ${renamed.problem}` }
  const redirectUrl = given['redirect-url'] === undefined ? undefined : readUrl(given['redirect-url'])
  if (given['redirect-url'] !== undefined && !redirectUrl) {
    return {
      problem: `--redirect-url is "${given['redirect-url']}", and should be an address such as ${exampleUrl}/slack/oauth`,
    }
  }
  const appId = given['teams-app-id']
  if (appId !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(appId)) {
    return {
      problem: `--teams-app-id is "${appId}", and should be the Microsoft App ID of the bot, such as 8f14e45f-ceea-4f6a-9c1d-0123456789ab`,
    }
  }
  const domain = given.domain ?? new URL(url).hostname
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(domain)) {
    return { problem: `--domain is "${domain}", and should be a host alone, such as tandem.example.com` }
  }
  const pages = readPages(given['privacy-url'], given['terms-url'])
  if ('problem' in pages) return pages
  return {
    url,
    socket: given.socket ?? false,
    root,
    name,
    renamed: renamed.aliases,
    redirectUrl,
    aliases: !given['no-aliases'],
    appId,
    domain,
    pages,
    check: given.check ?? false,
  }
}

/** "standup=daily": a verb that has a slash command of its own, and what it is called instead. */
function readAliases(lines: string[]): { aliases: Record<string, string> } | { problem: string } {
  const commands = createFeatures(async () => []).flatMap((feature) => feature.commands ?? [])
  const verbs = commands.filter(({ alias }) => alias).map((command) => command.name)
  const aliases: Record<string, string> = {}
  for (const line of lines) {
    const [verb = '', alias, more] = line.split('=')
    if (alias === undefined || more !== undefined || !verbs.includes(verb)) {
      return { problem: `"${line}" should be verb=name, and the verb one of: ${verbs.join(', ')}` }
    }
    const wrong = slashNameProblem(alias)
    if (wrong) return { problem: wrong }
    aliases[verb] = alias
  }
  return { aliases }
}

function readPages(
  privacyUrl: string | undefined,
  termsUrl: string | undefined,
): Settings['pages'] | { problem: string } {
  for (const [flag, text] of Object.entries({ '--privacy-url': privacyUrl, '--terms-url': termsUrl })) {
    if (text !== undefined && !isPage(text)) {
      return { problem: `${flag} is "${text}", and should be an address such as https://example.com/legal` }
    }
  }
  return { ...(privacyUrl && { privacyUrl }), ...(termsUrl && { termsUrl }) }
}

/** Teams takes https only, and 2,048 characters. */
function isPage(text: string): boolean {
  if (!URL.canParse(text) || text.length > 2_048 || /\s/.test(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  return protocol === 'https:' && hostname.includes('.') && !username && !password
}

/** Slack sends over https only, and from outside. */
function readUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const { protocol, origin, hostname, pathname, search, hash, username } = new URL(text)
  if (protocol !== 'https:' || !hostname.includes('.') || search || hash || username) return undefined
  return `${origin}${pathname.replace(/\/+$/, '')}`
}

if (process.argv[1] === import.meta.filename) process.exitCode = main(process.argv.slice(2))
