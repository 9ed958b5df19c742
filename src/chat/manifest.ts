/** What Slack and Teams are told about the bot, made from the commands it answers to. Plain objects, ready for JSON. */
import type { Command, Menus } from './feature.ts'
import { signature } from './help.ts'
import { defaultNaming, type Naming, nameOf } from './naming.ts'
import { slackEvents, slackScopes } from './scopes.ts'
import { slashNameProblem } from './slash.ts'

/** Where the bot is reached until someone says otherwise; a name that can never be anybody's. */
export const exampleUrl = 'https://tandem.example.com'
/** In place of the Microsoft App ID: valid in form, and nobody's. */
export const exampleAppId = '00000000-0000-0000-0000-000000000000'

const short = 'The rituals of project and product people, run jointly in Slack and Teams'
const long = `Tandem runs the rituals of the people who deliver an initiative and of the people who decide what it is worth. \
Everyone is asked where they work, in Slack or in Microsoft Teams, and the result is one: kept current in every channel \
of the crew, with the participation of both sides. Commands answer only to the person who typed them. \
Type "help" to see everything it does.`
/** The ground of the icon; white on it is readable, which Slack asks of hovercards. */
const color = '#1f2a44'

const slackLimits = { name: 35, usage: 1000, commands: 50, menu: 24, about: 150, menuId: 255, menus: 10 }
/** Of schema 1.19, the strictest in use: what fits here fits every later one too. */
const teamsLimits = { title: 32, description: 128, commands: 10, name: 30, menuId: 64, menus: 10 }

/** All with defaults: without any, what stands in manifests/slack.json. */
export interface SlackOptions {
  naming?: Naming
  /** In the menu of every message. */
  menus?: Menus
  /** Where Slack sends to, without a path; left out over a socket. */
  url?: string
  /** Socket Mode: Tandem calls Slack, so no address is needed. */
  socket?: boolean
  /** Slash commands of their own for the verbs that ask for one. */
  aliases?: boolean
  /** Where an installation by OAuth leads back to. */
  redirectUrl?: string
}

/** Slack's app manifest: the root command, and one more for each command with `alias`. */
export function slackManifest(
  commands: Command[],
  {
    naming = defaultNaming,
    menus = {},
    url = exampleUrl,
    socket = false,
    aliases = true,
    redirectUrl,
  }: SlackOptions = {},
) {
  const name = nameOf(naming)
  // One address for all: the body says whether it is a command, a press or an event.
  const address = socket ? undefined : `${url}/slack/events`
  const requests = address ? { request_url: address } : {}
  return {
    display_information: {
      name: atMost(name, slackLimits.name),
      description: short,
      long_description: long,
      background_color: color,
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      // Over HTTP Slack would show the bot as away for ever.
      bot_user: { display_name: name, always_online: true },
      slash_commands: slashCommands(commands, naming, address, aliases),
      ...(Object.keys(menus).length && { shortcuts: shortcuts(menus) }),
    },
    oauth_config: { ...(redirectUrl && { redirect_urls: [redirectUrl] }), scopes: { bot: slackScopes() } },
    settings: {
      event_subscriptions: { ...requests, bot_events: Object.keys(slackEvents) },
      interactivity: { is_enabled: true, ...requests },
      org_deploy_enabled: false,
      socket_mode_enabled: socket,
      // Rotated tokens live 12 h and are refreshed on incoming traffic only; a schedule sends without any.
      token_rotation_enabled: false,
    },
  }
}

function slashCommands(commands: Command[], naming: Naming, address: string | undefined, aliases: boolean) {
  const slash = (word: string, description: string, hint: string) => ({
    command: `/${word}`,
    description,
    ...(hint ? { usage_hint: atMost(hint, slackLimits.usage) } : {}),
    // True for every one: a person or channel arrives with its id, not as a name that two may have. An alias must not
    // differ from the root, which carries the same lines, or the same words would mean two things.
    should_escape: true,
    ...(address ? { url: address } : {}),
  })
  const verbs = commands.filter((command) => !command.name.includes(' ')).map((command) => command.name)
  const all = [
    slash(naming.root, `What is yours; with a command, everything ${nameOf(naming)} does`, verbs.join(' | ')),
  ]
  for (const command of aliases ? commands.filter(({ alias }) => alias) : []) {
    if (command.name.includes(' ')) throw new Error(`"${command.name}" has an alias, and is more than one word`)
    all.push(slash(naming.aliases?.[command.name] ?? command.name, command.summary, usageHint(command, commands)))
  }
  for (const [index, { command }] of all.entries()) {
    const problem = slashNameProblem(command.slice(1))
    if (problem) throw new Error(problem)
    if (all.findIndex((one) => one.command === command) < index) throw new Error(`Two commands would be ${command}`)
  }
  if (all.length > slackLimits.commands) throw new Error(`Slack takes ${slackLimits.commands} slash commands at most`)
  return all
}

function shortcuts(menus: Menus) {
  const all = Object.entries(menus)
  if (all.length > slackLimits.menus) throw new Error(`Slack takes ${slackLimits.menus} actions on messages at most`)
  return all.map(([id, { title, summary }]) => ({
    name: atMost(title, slackLimits.menu),
    type: 'message' as const,
    callback_id: atMost(id, slackLimits.menuId),
    description: atMost(summary, slackLimits.about),
  }))
}

/** "[day] | now | report [from] [to]": its own values, then its sub-commands with theirs. */
function usageHint(command: Command, commands: Command[]): string {
  const subs = commands.filter(({ name }) => name.startsWith(`${command.name} `))
  const hints = [command, ...subs].map((one) => signature(one).slice(command.name.length + 1))
  return hints.filter((hint) => hint !== '').join(' | ')
}

/** All with defaults, except that manifests/ takes the version of the package. */
export interface TeamsOptions {
  naming?: Naming
  /** In the menu of every message. */
  menus?: Menus
  /** The Microsoft App ID; app and bot share it. */
  appId?: string
  /** Where dialogs, pictures and files come from. */
  domain?: string
  /** Teams takes an update only with a new one. */
  version?: string
  /** Pages of the organization's own, in place of those that Tandem serves. */
  privacyUrl?: string
  termsUrl?: string
}

type Scope = 'personal' | 'team' | 'groupChat'

/** Teams' app manifest, in schema 1.19. */
export function teamsManifest(
  commands: Command[],
  {
    naming = defaultNaming,
    menus = {},
    appId = exampleAppId,
    domain = new URL(exampleUrl).host,
    version = '0.1.0',
    privacyUrl = `https://${domain}/privacy`,
    termsUrl = `https://${domain}/terms`,
  }: TeamsOptions = {},
) {
  const name = nameOf(naming)
  const scopes: Scope[] = ['personal', 'team', 'groupChat']
  return {
    $schema: 'https://developer.microsoft.com/json-schemas/teams/v1.19/MicrosoftTeams.schema.json',
    manifestVersion: '1.19',
    version,
    id: appId,
    developer: {
      name: 'The Tandem contributors',
      websiteUrl: `https://${domain}`,
      privacyUrl,
      termsOfUseUrl: termsUrl,
    },
    name: { short: atMost(name, teamsLimits.name), full: name },
    description: { short, full: long },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: color,
    bots: [
      {
        botId: appId,
        scopes,
        isNotificationOnly: false,
        // Exports are handed over by a consent card where there is no signed link.
        supportsFiles: true,
        commandLists: scopes.map((scope) => ({
          scopes: [scope],
          commands: teamsCommands(commands, scope).map(teamsCommand),
        })),
      },
    ],
    ...(Object.keys(menus).length && { composeExtensions: [{ botId: appId, commands: messageActions(menus) }] }),
    // A crew meets in a channel.
    defaultInstallScope: 'team',
    defaultGroupCapability: { team: 'bot', groupchat: 'bot' },
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [domain],
  }
}

/** Asked for their dialog when they are chosen: what stands in it is only known then. */
function messageActions(menus: Menus) {
  const all = Object.entries(menus)
  if (all.length > teamsLimits.menus) throw new Error(`Teams takes ${teamsLimits.menus} actions on messages at most`)
  return all.map(([id, { title, summary }]) => ({
    id: atMost(id, teamsLimits.menuId),
    type: 'action' as const,
    context: ['message' as const],
    title: atMost(title, teamsLimits.title),
    description: atMost(summary, teamsLimits.description),
    fetchTask: true,
  }))
}

/** Which commands Teams offers in a scope. There is room for ten: `help`, which names all others, and what one begins with
 * there (`home` in the personal chat, `setup` in a channel) have a place; then come the verbs important enough for a Slack
 * alias, the other verbs, the sub-commands, each in the order of help. What is chosen is shown in the order of help. */
export function teamsCommands(commands: Command[], scope: Scope): Command[] {
  const first = ['help', scope === 'personal' ? 'home' : 'setup']
  const rank = ({ name, alias }: Command) => {
    if (first.includes(name)) return 0
    if (alias) return 1
    return name.includes(' ') ? 3 : 2
  }
  // Sorting is stable: equals keep the order of help.
  const chosen = new Set([...commands].sort((a, b) => rank(a) - rank(b)).slice(0, teamsLimits.commands))
  return commands.filter((command) => chosen.has(command))
}

/** The title is what a press types for the person, so the values stand in the description. */
function teamsCommand(command: Command) {
  const { name, summary, args } = command
  const whole = args?.length ? `${summary}: ${signature(command)}` : summary
  const description = whole.length <= teamsLimits.description ? whole : atMost(summary, teamsLimits.description)
  return { title: atMost(name, teamsLimits.title), description }
}

function atMost(text: string, limit: number): string {
  if (text.length > limit) throw new Error(`This is longer than the ${limit} characters it may have: "${text}"`)
  return text
}
