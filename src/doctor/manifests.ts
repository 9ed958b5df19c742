/** Whether the manifests in manifests/ still say what the bot answers to. Names and addresses are everybody's own. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command, Menus } from '../chat/feature.ts'
import { slackManifest, teamsManifest } from '../chat/manifest.ts'
import type { Finding } from '../chat/ports.ts'

interface Slack {
  features?: { slash_commands?: { usage_hint?: string }[]; shortcuts?: { callback_id?: string; name?: string }[] }
  oauth_config?: { scopes?: { bot?: string[] } }
  settings?: { event_subscriptions?: { bot_events?: string[] } }
}
interface Teams {
  bots?: { commandLists?: { scopes?: string[]; commands?: { title?: string }[] }[] }[]
  composeExtensions?: { commands?: { id?: string; title?: string }[] }[]
}

/** With `--no-aliases` there is the root alone: what is there must be as it would be made now. */
function slackKey({ features, oauth_config, settings }: Slack, hints: Set<string>): string {
  const unknown = (features?.slash_commands ?? []).filter(({ usage_hint = '' }) => !hints.has(usage_hint)).length
  return JSON.stringify([
    unknown,
    (features?.shortcuts ?? []).map(({ callback_id, name }) => [callback_id, name]),
    [...(oauth_config?.scopes?.bot ?? [])].sort(),
    [...(settings?.event_subscriptions?.bot_events ?? [])].sort(),
  ])
}

const teamsKey = ({ bots = [], composeExtensions = [] }: Teams) =>
  JSON.stringify([
    bots.map(({ commandLists = [] }) => commandLists.map(({ commands = [] }) => commands.map(({ title }) => title))),
    composeExtensions.map(({ commands = [] }) => commands.map(({ id, title }) => [id, title])),
  ])

export function manifestFinding(commands: Command[], menus: Menus, folder: string): Finding {
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
  const now: Slack = slackManifest(commands, { menus })
  const hints = new Set((now.features?.slash_commands ?? []).map(({ usage_hint = '' }) => usage_hint))
  const stale = [
    slackKey(read<Slack>('slack.json') ?? {}, hints) !== slackKey(now, hints) && 'slack.json',
    teamsKey(read<Teams>('teams/manifest.json') ?? {}) !== teamsKey(teamsManifest(commands, { menus })) &&
      'teams/manifest.json',
  ].filter((name) => name !== false)
  if (stale.length === 0) return { label, value: 'as the commands are' }
  return {
    label,
    value: `out of date: ${stale.join(', ')}`,
    advice: `The manifests are of other commands than these: run npm run manifest, then upload ${stale.join(' and ')} again.`,
  }
}
