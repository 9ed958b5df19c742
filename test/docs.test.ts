/** What the documents say is so. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

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

  it('say every setting that is read for the sandbox, and no other', () => {
    const table = [...read('README.md').matchAll(/^\| (`[A-Z_`, ]+`)\s*\|/gm)].flatMap(([, names]) =>
      [...(names ?? '').matchAll(/[A-Z_]{2,}/g)].map(([name]) => name),
    )
    expect(table.sort()).toEqual([
      'DATABASE_URL',
      'HOST',
      'LOG_LEVEL',
      'PORT',
      'RETENTION_ANSWER_DAYS',
      'RETENTION_PARTICIPATION_DAYS',
    ])
    for (const name of table) expect(read('src/config.ts')).toContain(`'${name}'`)
  })

  it('number the decisions without a gap', () => {
    const numbers = readdirSync(join(root, 'docs/decisions')).map((name) => Number(name.slice(0, 4)))
    expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1))
  })
})
