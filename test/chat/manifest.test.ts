import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import AjvDraft04 from 'ajv-draft-04'
import { describe, expect, test } from 'vitest'
import { createFeatures } from '../../src/app.ts'
import type { Command, MenuDefinition } from '../../src/chat/feature.ts'
import { helpMessage } from '../../src/chat/help.ts'
import { slackManifest, teamsCommands, teamsManifest } from '../../src/chat/manifest.ts'
import { menusOf } from '../../src/chat/menus.ts'
import { defaultNaming } from '../../src/chat/naming.ts'
import { slashNameProblem } from '../../src/chat/slash.ts'
import { spoken } from '../../src/chat/spoken.ts'

const project = join(import.meta.dirname, '..', '..')
const features = createFeatures(async () => [])
const commands = features.flatMap((feature) => feature.commands ?? [])
const menus = menusOf(features)

const command = (name: string, more: Partial<Command> = {}): Command => ({
  name,
  summary: `Do ${name}`,
  run: async () => ({}),
  ...more,
})

const argument = (name: string, optional?: true): NonNullable<Command['args']>[number] => ({
  name,
  expects: 'a word',
  example: 'word',
  parse: (value) => ({ value }),
  ...(optional ? { optional } : {}),
})

/** More verbs and sub-commands than Teams has room for, as when every feature is there. */
const many = [
  ...Array.from({ length: 6 }, (_, index) => command(`plain${index}`)),
  ...Array.from({ length: 6 }, (_, index) => command(`dear${index}`, { alias: true })),
  command('dear0 now'),
  command('setup'),
  command('home'),
  command('help'),
]

const slash = (...args: Parameters<typeof slackManifest>) =>
  slackManifest(...args).features.slash_commands.map((one) => one.command)
const scopes = ['personal', 'team', 'groupChat'] as const

describe('Slack', () => {
  test.each([
    ['over HTTP', slackManifest(commands, { menus })],
    ['over a socket', slackManifest(commands, { socket: true })],
    ['with many commands', slackManifest(many)],
  ])('what Slack takes at most is kept: %s', (_name, { display_information: shown, features }) => {
    expect(shown.name.length).toBeLessThanOrEqual(35)
    expect(shown.description.length).toBeLessThanOrEqual(140)
    expect(shown.long_description.length).toBeGreaterThanOrEqual(175)
    expect(shown.long_description.length).toBeLessThanOrEqual(4000)
    expect(shown.background_color).toMatch(/^#[0-9a-f]{6}$/)
    expect(features.bot_user.display_name.length).toBeLessThanOrEqual(80)
    expect(features.slash_commands.length).toBeGreaterThan(0)
    expect(features.slash_commands.length).toBeLessThanOrEqual(25)
    for (const one of features.slash_commands) {
      expect(one.command).toMatch(/^\/[a-z0-9_-]{1,31}$/)
      expect(one.description).toMatch(/^.{1,100}$/)
      if (one.usage_hint !== undefined) expect(one.usage_hint).toMatch(/^.{1,1000}$/)
      if (one.url !== undefined) expect(one.url).toMatch(/^https:\/\//)
    }
    for (const one of features.shortcuts ?? []) {
      expect(one.name).toMatch(/^.{1,24}$/)
      expect(one.description).toMatch(/^.{1,150}$/)
      expect(one.callback_id).toMatch(/^[a-z-]+\.[a-z-]{1,60}$/)
    }
  })

  test('every event that Tandem hears has the scope Slack asks for it, and no scope is asked without a use', () => {
    const { settings, oauth_config } = slackManifest(commands)
    const scopesOf: Record<string, string[]> = {
      app_mention: ['app_mentions:read'],
      'message.im': ['im:history'],
      member_joined_channel: ['channels:read', 'groups:read'],
      member_left_channel: ['channels:read', 'groups:read'],
      channel_archive: ['channels:read'],
      channel_unarchive: ['channels:read'],
      group_archive: ['groups:read'],
      group_unarchive: ['groups:read'],
      app_home_opened: [],
      app_uninstalled: [],
      tokens_revoked: [],
    }
    expect([...settings.event_subscriptions.bot_events].sort()).toEqual(Object.keys(scopesOf).sort())
    const acting = ['commands', 'chat:write', 'files:write', 'im:write', 'users:read', 'users:read.email']
    const needed = new Set([...acting, ...Object.values(scopesOf).flat()])
    expect(oauth_config.scopes.bot).toEqual([...needed].sort())
  })

  test('over HTTP all goes to one address; over a socket no address is given', () => {
    const addresses = (manifest: unknown) => JSON.stringify(manifest).match(/https:[^"]+/g) ?? []
    const http = slackManifest(commands, { url: 'https://bot.acme.io' })
    expect(new Set(addresses(http))).toEqual(new Set(['https://bot.acme.io/slack/events']))
    expect(http.settings.socket_mode_enabled).toBe(false)
    const socket = slackManifest(commands, { socket: true })
    expect(addresses(socket)).toEqual([])
    expect(socket.settings.socket_mode_enabled).toBe(true)
  })

  test('people can write to the bot, and see their page', () => {
    expect(slackManifest(commands).features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    })
  })

  test('aliases only where a command says so', () => {
    const asked = commands.filter(({ alias }) => alias).map(({ name }) => `/${name}`)
    expect(asked).toContain('/standup')
    expect(slash(commands)).toEqual(['/tandem', ...asked])
    expect(slash([command('home'), command('home now')])).toEqual(['/tandem'])
  })

  test('a hint shows the values, then the sub-commands with theirs; a command without either has none', () => {
    const [root, retro, kudos] = slackManifest([
      command('retro', { alias: true, args: [argument('day', true)] }),
      command('retro now'),
      command('retro report', { args: [argument('from'), argument('to', true)] }),
      command('kudos', { alias: true }),
    ]).features.slash_commands
    expect(root?.usage_hint).toBe('retro | kudos')
    expect(retro?.usage_hint).toBe('[day] | now | report <from> [to]')
    expect(kudos).not.toHaveProperty('usage_hint')
  })

  test('an alias and the root hand over the same text: people and channels with their ids', () => {
    expect(slackManifest(many).features.slash_commands.filter((one) => !one.should_escape)).toEqual([])
  })

  test.each(['me', 'status', 'topic', 'remind', 'away', 'dnd', 'invite', 'leave', 'search', 'who'])(
    "a Slack command's name that Slack keeps for itself is refused: %s",
    (name) => {
      const sentence = `/${name} is a command of Slack's own, and no app can have it. Choose another name.`
      expect(slashNameProblem(name)).toBe(sentence)
      expect(() => slackManifest([command(name, { alias: true })])).toThrow(sentence)
      expect(() => slackManifest(commands, { naming: { root: name } })).toThrow(sentence)
      expect(slash([command(name)])).toEqual(['/tandem'])
      expect(slash([command(name, { alias: true })], { aliases: false })).toEqual(['/tandem'])
    },
  )

  test('two commands of one name, and an alias of two words, are refused', () => {
    const naming = { root: 'tandem', aliases: { retro: 'tandem' } }
    expect(() => slackManifest([command('retro', { alias: true })], { naming })).toThrow(
      'Two commands would be /tandem',
    )
    expect(() => slackManifest([command('retro now', { alias: true })])).toThrow('more than one word')
  })

  test('the root can be renamed and aliases left out', () => {
    expect(slash(commands, { naming: { root: 'crew' }, aliases: false })).toEqual(['/crew'])
    expect(slackManifest(commands, { naming: { root: 'crew' } }).display_information.name).toBe('Crew')
    const naming = { root: 'tandem', aliases: { standup: 'daily' } }
    const aliases = ['/daily', '/whatif', '/scope', '/steer', '/retro', '/decision', '/milestone', '/kudos', '/align']
    expect(slash(commands, { naming })).toEqual(['/tandem', ...aliases])
  })
})

const menu = (title: string, summary = 'Do it'): MenuDefinition => ({ title, summary, run: async () => ({}) })
const eleven = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`x.y${index}`, menu('Do it')]))

describe('actions in the menu of a message', () => {
  test('are in both manifests by their ids, with one and the same title', () => {
    const slack = slackManifest(commands, { menus }).features.shortcuts ?? []
    const [extension] = teamsManifest(commands, { menus }).composeExtensions ?? []
    expect(slack.map(({ callback_id, name, type }) => [callback_id, name, type])).toEqual(
      Object.entries(menus).map(([id, { title }]) => [id, title, 'message']),
    )
    expect(extension?.commands.map(({ id, title, context }) => [id, title, context])).toEqual(
      Object.entries(menus).map(([id, { title }]) => [id, title, ['message']]),
    )
    expect(Object.keys(menus)).toEqual(expect.arrayContaining(['standup.block', 'standup.ask']))
  })

  test('where there are none, neither manifest speaks of them', () => {
    expect(slackManifest(commands).features).not.toHaveProperty('shortcuts')
    expect(teamsManifest(commands)).not.toHaveProperty('composeExtensions')
  })

  test('that are too long or too many are refused, not cut', () => {
    const long = { 'x.y': menu('Twenty-five letters as is') }
    expect(() => slackManifest(commands, { menus: long })).toThrow('longer than the 24 characters')
    const wordy = { 'x.y': menu('Do it', 'y'.repeat(129)) }
    expect(() => teamsManifest(commands, { menus: wordy })).toThrow('longer than the 128 characters')
    expect(() => slackManifest(commands, { menus: eleven })).toThrow('Slack takes 10 actions')
    expect(() => teamsManifest(commands, { menus: eleven })).toThrow('Teams takes 10 actions')
  })
})

describe('Teams', () => {
  const folder = 'node_modules/@microsoft/app-manifest/build/json-schemas/teams/v1.19'
  const schema = JSON.parse(readFileSync(join(project, folder, 'MicrosoftTeams.schema.json'), 'utf8'))
  const valid = new AjvDraft04.default({ strict: false, validateSchema: false, validateFormats: false }).compile(schema)

  test.each([
    ['as it is', teamsManifest(commands, { menus })],
    ['with many commands', teamsManifest(many)],
    [
      'renamed',
      teamsManifest(commands, {
        naming: { root: 'crew' },
        appId: '8f14e45f-ceea-4f6a-9c1d-0123456789ab',
        domain: 'acme.io',
      }),
    ],
  ])("valid against Teams' own schema: %s", (_name, manifest) => {
    valid(JSON.parse(JSON.stringify(manifest)))
    expect(valid.errors ?? []).toEqual([])
  })

  test("Teams' own schema does refuse what is wrong", () => {
    expect(valid({ ...teamsManifest(commands), id: '12' })).toBe(false)
  })

  test('the bot is offered in the personal chat, in teams and in group chats, each with its own list', () => {
    const [bot] = teamsManifest(commands).bots
    expect(bot?.scopes).toEqual(scopes)
    expect(bot?.commandLists.map((list) => list.scopes)).toEqual(scopes.map((scope) => [scope]))
  })

  test('no command is missing from the Teams lists without help naming it', () => {
    const help = JSON.stringify(spoken(helpMessage(commands, 'teams'), defaultNaming, 'teams'))
    for (const scope of scopes) {
      const names = teamsCommands(commands, scope).map(({ name }) => name)
      expect(names).toContain('help')
      for (const { name } of commands) {
        const [verb = '', ...more] = name.split(' ')
        if (!names.includes(name)) expect(help).toMatch(new RegExp(`@Tandem ${verb}\\b[^}]*${more.join(' ')}`))
      }
    }
  })

  test('where there is no room: help, what one begins with, then verbs with an alias, then other verbs, as help orders them', () => {
    const names = (scope: (typeof scopes)[number]) => teamsCommands(many, scope).map(({ name }) => name)
    const dear = ['dear0', 'dear1', 'dear2', 'dear3', 'dear4', 'dear5']
    expect(names('personal')).toEqual(['plain0', 'plain1', ...dear, 'home', 'help'])
    expect(names('team')).toEqual(['plain0', 'plain1', ...dear, 'setup', 'help'])
    expect(names('groupChat')).toEqual(names('team'))
  })

  test('a press types the command alone; its values are in the description', () => {
    const [list] = teamsManifest([command('away', { args: [argument('from', true)] })]).bots[0]?.commandLists ?? []
    expect(list?.commands).toEqual([{ title: 'away', description: 'Do away: away [from]' }])
  })

  test('what is too long for Teams is refused, not cut', () => {
    expect(() => teamsManifest([command('x'.repeat(33))])).toThrow('longer than the 32 characters')
    expect(() => teamsManifest([command('x', { summary: 'y'.repeat(129) })])).toThrow('longer than the 128 characters')
  })
})
