/** Whether the manifests in manifests/ still say what the bot answers to, by the names of the settings. Addresses are everybody's own. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command, Menus } from '../chat/feature.ts'
import { slackManifest, teamsManifest } from '../chat/manifest.ts'
import { defaultNaming, type Naming } from '../chat/naming.ts'
import type { Finding } from '../chat/ports.ts'

interface Slack {
  features?: {
    bot_user?: { display_name?: string }
    slash_commands?: { command?: string; usage_hint?: string }[]
    shortcuts?: { callback_id?: string; name?: string }[]
  }
  oauth_config?: { scopes?: { bot?: string[] } }
  settings?: { event_subscriptions?: { bot_events?: string[] } }
}
interface Teams {
  name?: { short?: string }
  bots?: { commandLists?: { scopes?: string[]; commands?: { title?: string }[] }[] }[]
  composeExtensions?: { commands?: { id?: string; title?: string }[] }[]
}

const slashKey = ({ command = '', usage_hint = '' }) => `${command} ${usage_hint}`

/** With `--no-aliases` there is the root alone: what is there must be as it would be made now. */
function slackKey({ features, oauth_config, settings }: Slack, known: Set<string>, root: string): string {
  const commands = features?.slash_commands ?? []
  return JSON.stringify([
    commands.filter((one) => !known.has(slashKey(one))).length,
    commands.some(({ command }) => command === `/${root}`),
    features?.bot_user?.display_name,
    (features?.shortcuts ?? []).map(({ callback_id, name }) => [callback_id, name]),
    [...(oauth_config?.scopes?.bot ?? [])].sort(),
    [...(settings?.event_subscriptions?.bot_events ?? [])].sort(),
  ])
}

const teamsKey = ({ name, bots = [], composeExtensions = [] }: Teams) =>
  JSON.stringify([
    name?.short,
    bots.map(({ commandLists = [] }) => commandLists.map(({ commands = [] }) => commands.map(({ title }) => title))),
    composeExtensions.map(({ commands = [] }) => commands.map(({ id, title }) => [id, title])),
  ])

/** What npm run manifest is to be given, so that it says what the settings say. */
function flagsOf({ root, name, aliases = {} }: Naming): string {
  const flags = [
    ...(root === defaultNaming.root ? [] : [`--root ${root}`]),
    ...(name === undefined ? [] : [`--name "${name}"`]),
    ...Object.entries(aliases).map(([verb, alias]) => `--alias ${verb}=${alias}`),
  ]
  return flags.length ? ` -- ${flags.join(' ')}` : ''
}

export function manifestFinding(commands: Command[], menus: Menus, folder: string, naming: Naming): Finding {
  const label = 'Manifests'
  const read = <T>(path: string): T | null => {
    const file = join(folder, 'manifests', path)
    try {
      return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : ({} as T)
    } catch {
      return {} as T
    }
  }
  if (!existsSync(join(folder, 'manifests'))) return { label, value: 'not here to compare' }
  const now: Slack = slackManifest(commands, { naming, menus })
  const known = new Set((now.features?.slash_commands ?? []).map(slashKey))
  const keyOf = (slack: Slack) => slackKey(slack, known, naming.root)
  const stale = [
    keyOf(read<Slack>('slack.json') ?? {}) !== keyOf(now) && 'slack.json',
    teamsKey(read<Teams>('teams/manifest.json') ?? {}) !== teamsKey(teamsManifest(commands, { naming, menus })) &&
      'teams/manifest.json',
  ].filter((name) => name !== false)
  if (stale.length === 0) return { label, value: 'as the commands are' }
  return {
    label,
    value: `out of date: ${stale.join(', ')}`,
    advice: `The manifests are of other commands or names than these: run npm run manifest${flagsOf(naming)}, then upload ${stale.join(' and ')} again.`,
  }
}
