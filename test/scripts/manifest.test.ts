import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { colorIcon, outlineIcon, readIcon } from '../../scripts/icons.ts'
import { main } from '../../scripts/manifest.ts'
import { createFeatures } from '../../src/app.ts'
import { slackManifest, teamsManifest } from '../../src/chat/manifest.ts'
import { menusOf } from '../../src/chat/menus.ts'

const project = join(import.meta.dirname, '..', '..')
const features = createFeatures(async () => [])
const commands = features.flatMap((feature) => feature.commands ?? [])
const menus = menusOf(features)

describe('manifests/', () => {
  const folders: string[] = []
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })

  function newFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'tandem-manifest-'))
    folders.push(folder)
    return folder
  }

  function run(args: string[], folder = newFolder()) {
    const said: string[] = []
    const code = main(args, { folder, say: (text) => said.push(text) })
    const read = (path: string) => JSON.parse(readFileSync(join(folder, 'manifests', path), 'utf8'))
    return { code, said: said.join(''), folder, read }
  }

  test('the manifests in manifests/ are what the commands say today', () => {
    const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
    const { code, said, read } = run(['--check'], project)
    expect(read('slack.json'), 'npm run manifest writes them').toEqual(slackManifest(commands, { menus }))
    expect(read('teams/manifest.json'), 'npm run manifest writes them').toEqual(
      teamsManifest(commands, { menus, version }),
    )
    expect({ code, said }).toEqual({ code: 0, said: '' })
  })

  test('a command that was added, and a picture that was changed, are noticed', () => {
    const { folder } = run([])
    expect(run(['--check'], folder).code).toBe(0)
    const slack = join(folder, 'manifests/slack.json')
    writeFileSync(slack, readFileSync(slack, 'utf8').replace('"/standup"', '"/stand-up"'))
    cpSync(join(folder, 'manifests/teams/color.png'), join(folder, 'manifests/teams/outline.png'))
    expect(run(['--check'], folder)).toMatchObject({
      code: 1,
      said: 'Out of date: manifests/slack.json, manifests/teams/outline.png. Run: npm run manifest\n',
    })
  })

  test('every option arrives where it belongs', () => {
    const { code, read } = run(
      '--slack-url https://bot.acme.io/tandem/ --root crew --no-aliases --teams-app-id 8F14E45F-ceea-4f6a-9c1d-0123456789ab'.split(
        ' ',
      ),
    )
    expect(code).toBe(0)
    const [slack, teams] = [read('slack.json'), read('teams/manifest.json')]
    expect(slack.features.slash_commands).toMatchObject([
      { command: '/crew', url: 'https://bot.acme.io/tandem/slack/events' },
    ])
    expect(teams).toMatchObject({
      id: '8F14E45F-ceea-4f6a-9c1d-0123456789ab',
      bots: [{ botId: '8F14E45F-ceea-4f6a-9c1d-0123456789ab' }],
      name: { short: 'Crew' },
      validDomains: ['bot.acme.io'],
    })
    expect(run(['--domain', 'files.acme.io', '--socket']).read('teams/manifest.json').validDomains).toEqual([
      'files.acme.io',
    ])
  })

  test('a name, renamed commands and where an installation leads back are taken; none of it unless given', () => {
    const { code, read } = run([
      '--name',
      'Crew Bot',
      '--alias',
      'standup=daily',
      '--redirect-url',
      'https://a.io/slack/oauth',
    ])
    expect(code).toBe(0)
    const slack = read('slack.json')
    expect(slack.display_information.name).toBe('Crew Bot')
    expect(slack.features.slash_commands.map(({ command }: { command: string }) => command)).toEqual(
      expect.arrayContaining(['/tandem', '/daily']),
    )
    expect(slack.oauth_config.redirect_urls).toEqual(['https://a.io/slack/oauth'])
    expect(read('teams/manifest.json').name.short).toBe('Crew Bot')
    expect(run([]).read('slack.json').oauth_config).not.toHaveProperty('redirect_urls')
  })

  test('pages of the organization’s own stand in place of those that Tandem serves, each by itself', () => {
    const pages = ['--privacy-url', 'https://acme.io/legal?page=privacy#bots', '--domain', 'bot.acme.io']
    expect(run(pages).read('teams/manifest.json').developer).toMatchObject({
      privacyUrl: 'https://acme.io/legal?page=privacy#bots',
      termsOfUseUrl: 'https://bot.acme.io/terms',
    })
    expect(run(['--terms-url', 'https://acme.io/terms']).read('teams/manifest.json').developer).toMatchObject({
      privacyUrl: 'https://tandem.example.com/privacy',
      termsOfUseUrl: 'https://acme.io/terms',
    })
  })

  test('the Teams package is the same zip each time, and unzip reads it', () => {
    const { folder, read } = run([])
    const packed = readFileSync(join(folder, 'manifests/teams.zip'))
    expect(packed.equals(readFileSync(join(run([]).folder, 'manifests/teams.zip')))).toBe(true)
    const inside = unzipped(packed)
    expect([...inside.keys()].sort()).toEqual(['color.png', 'manifest.json', 'outline.png'])
    expect(JSON.parse(inside.get('manifest.json')?.toString('utf8') ?? '')).toEqual(read('teams/manifest.json'))
    expect(readIcon(inside.get('color.png') ?? Buffer.alloc(0)).width).toBe(192)
  })

  test.each([
    ['--slack-url http://bot.acme.io', '--slack-url is "http://bot.acme.io", and should be an address such as'],
    ['--slack-url bot.acme.io', '--slack-url is "bot.acme.io"'],
    ['--slack-url https://localhost', '--slack-url is "https://localhost"'],
    ['--socket --slack-url https://bot.acme.io', 'With --socket Slack needs no address'],
    ['--root remind', "--root: /remind is a command of Slack's own, and no app can have it."],
    ['--root Crew!', '--root: "Crew!" cannot be a slash command: small letters'],
    [`--root ${'x'.repeat(31)}`, 'Teams takes 30 characters.'],
    [`--root ${'x'.repeat(32)}`, 'is too long for a slash command: 31 characters at most.'],
    ['--teams-app-id 12', '--teams-app-id is "12", and should be the Microsoft App ID'],
    ['--domain https://acme.io', '--domain is "https://acme.io", and should be a host alone'],
    ['--alias standup', '--alias: "standup" should be verb=name, and the verb one of: standup'],
    ['--alias setup=x', '--alias: "setup=x" should be verb=name'],
    ['--alias standup=remind', "--alias: /remind is a command of Slack's own"],
    [`--name ${'x'.repeat(31)}`, 'should have 1 to 30 characters'],
    ['--redirect-url http://a.io', '--redirect-url is "http://a.io", and should be an address such as'],
    [
      '--privacy-url http://acme.io/privacy',
      '--privacy-url is "http://acme.io/privacy", and should be an address such as',
    ],
    ['--terms-url acme.io/terms', '--terms-url is "acme.io/terms", and should be an address such as'],
    ['--terms-url https://me:x@acme.io/terms', '--terms-url is "https://me:x@acme.io/terms"'],
    ['--nonsense', "Unknown option '--nonsense'.\nThe options are:"],
    ['more', "Unexpected argument 'more'."],
    ['--root', "Option '--root <value>' argument missing."],
  ])('refused, in a sentence and with nothing written: %s', (line, sentence) => {
    const { code, said, read } = run(line.split(' '))
    expect(said).toContain(sentence)
    expect(code).toBe(1)
    expect(() => read('slack.json')).toThrow('ENOENT')
  })
})

/** By the directory at the end, as unzip reads it; every checksum must hold. */
function unzipped(file: Buffer): Map<string, Buffer> {
  const end = file.length - 22
  expect(file.readUInt32LE(end)).toBe(0x06054b50)
  const found = new Map<string, Buffer>()
  let at = file.readUInt32LE(end + 16)
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    expect(file.readUInt32LE(at)).toBe(0x02014b50)
    const [sum, size, length] = [file.readUInt32LE(at + 16), file.readUInt32LE(at + 24), file.readUInt16LE(at + 28)]
    const [local, name] = [file.readUInt32LE(at + 42), file.toString('utf8', at + 46, at + 46 + length)]
    expect(file.toString('utf8', local + 30, local + 30 + length)).toBe(name)
    const content = file.subarray(local + 30 + length, local + 30 + length + size)
    expect(crc32(content)).toBe(sum)
    found.set(name, content)
    at += 46 + length
  }
  return found
}

describe('the icons', () => {
  test('the color icon is 192 pixels wide and solid, its sign within the 120 in the middle', () => {
    const { width, height, pixels } = readIcon(colorIcon())
    expect([width, height]).toEqual([192, 192])
    const ground = pixels.subarray(0, 3).join()
    const wrong: string[] = []
    for (let at = 0; at < pixels.length; at += 4) {
      const [x, y] = [(at / 4) % 192, Math.floor(at / 4 / 192)]
      const inside = x >= 36 && x < 156 && y >= 36 && y < 156
      if (pixels[at + 3] !== 255 || (!inside && pixels.subarray(at, at + 3).join() !== ground)) wrong.push(`${x},${y}`)
    }
    expect(wrong).toEqual([])
  })

  test('the outline icon is 32 pixels wide, and white alone on nothing', () => {
    const { width, height, pixels } = readIcon(outlineIcon())
    expect([width, height]).toEqual([32, 32])
    const alphas = new Set<number>()
    for (let at = 0; at < pixels.length; at += 4) {
      expect(pixels.subarray(at, at + 3).join()).toBe('255,255,255')
      alphas.add(pixels[at + 3] ?? 0)
    }
    expect(alphas).toContain(0)
    expect(alphas).toContain(255)
  })
})
