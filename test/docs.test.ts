/** What the documents say is so. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { teamsManifest } from '../src/chat/manifest.ts'
import { slackScopes } from '../src/chat/scopes.ts'
import { defaultRetention } from '../src/config.ts'
import { machineryDays } from '../src/retention.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...(readdirSync(join(root, 'docs'), { recursive: true }) as string[])
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** Short paths such as `chat/read.ts` mean the ones in src, or beside the feature that is spoken of. */
const places = ['', 'src/', 'src/features/standup/', 'src/platforms/web/', 'src/schedule/calendar/', 'src/features/']

describe('the documents', () => {
  it('name files that are there', () => {
    const missing = documents.flatMap((document) =>
      [...read(document).matchAll(/`([\w.-]+(?:\/[\w.-]+)*\.(?:tsx?|js|json|prisma|css|svg))`/g)]
        .map(([, path]) => path ?? '')
        .filter((path) => !places.some((place) => existsSync(join(root, place, path))))
        .map((path) => `${document}: ${path}`),
    )
    expect(missing).toEqual([])
  })

  it('link to pages and pictures that are there', () => {
    const broken = documents.flatMap((document) =>
      [...read(document).matchAll(/\]\((?!https?:)([^)#]+)\)/g)]
        .map(([, target]) => normalize(join(dirname(document), target ?? '')))
        .filter((path) => !existsSync(join(root, path)))
        .map((path) => `${document}: ${path}`),
    )
    expect(broken).toEqual([])
  })

  it('name npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json'))
    const named = documents.flatMap((document) =>
      [...read(document).matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script ?? ''),
    )
    expect(named.length).toBeGreaterThan(3)
    expect(named.filter((script) => !(script in scripts))).toEqual([])
  })

  it('say every setting that is read, and no other', () => {
    const table = [...read('README.md').matchAll(/^\| (`[A-Za-z_`, ]+`)\s*\|/gm)].flatMap(([, names]) =>
      [...(names ?? '').matchAll(/\w{2,}/g)].map(([name]) => name),
    )
    // Settings are named in quotes, or as keys of what belongs together.
    const named = /'([A-Z]{2,}[A-Z_]+|MicrosoftApp\w+)'|\b((?:SLACK|TEAMS|TANDEM)_[A-Z_]+|MicrosoftApp\w+)\b/g
    const levels = ['DEBUG', 'INFO', 'WARN', 'ERROR']
    const known = [...read('src/config.ts').matchAll(named)]
      .map(([, quoted, key]) => quoted ?? key ?? '')
      .filter((name) => !levels.includes(name))
    expect([...new Set(table)].sort()).toEqual([...new Set(known)].sort())
  })

  it('give every scope that the bot is granted its one reason, and name no other', () => {
    const slack = read('docs/admin.md').split('## What Teams is asked for')[0] ?? ''
    const scopes = [...slack.matchAll(/^\| `([a-z_]+(?:[:.][a-z.:]+)?)`\s*\|/gm)].map(([, scope]) => scope)
    expect(scopes.sort()).toEqual(slackScopes())
    const { permissions } = teamsManifest([])
    for (const permission of permissions) expect(read('docs/admin.md')).toContain(`| \`${permission}\``)
  })

  it('say the retention that is carried out', () => {
    const { participationDays, answerDays } = defaultRetention
    for (const page of ['docs/admin.md', 'docs/privacy.md']) {
      for (const days of [participationDays, answerDays, machineryDays]) expect(read(page)).toContain(`${days} days`)
    }
  })

  it('number the decisions without a gap', () => {
    const numbers = readdirSync(join(root, 'docs/decisions')).map((name) => Number(name.slice(0, 4)))
    expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1))
  })
})
