/** No engine runs here: what the container files promise is read from their text. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const lines = (path: string) =>
  read(path)
    .split('\n')
    .filter((line) => line.trim() && !line.trim().startsWith('#'))

/** The lines below a heading of that indentation, until the next one. */
function section(text: string[], heading: string): string[] {
  const from = text.indexOf(heading)
  if (from < 0) return []
  const depth = heading.search(/\S/)
  const rest = text.slice(from + 1)
  const to = rest.findIndex((line) => line.search(/\S/) <= depth)
  return rest.slice(0, to < 0 ? undefined : to)
}

describe('the Dockerfile', () => {
  const file = lines('Dockerfile')

  test('builds in one stage and runs in another, on the same Node, not as root, with a check of its health', () => {
    expect(file.filter((line) => line.startsWith('FROM '))).toEqual(['FROM node:20-slim AS build', 'FROM node:20-slim'])
    const running = file.slice(file.lastIndexOf('FROM node:20-slim'))
    expect(running).toContain('USER node')
    expect(running.indexOf('USER node')).toBeLessThan(running.findIndex((line) => line.startsWith('CMD')))
    expect(running.join('\n')).toMatch(/HEALTHCHECK [\s\S]*\/healthz/)
    expect(running).toContain('CMD ["node", "dist/main.js"]')
    expect(running.join('\n')).not.toMatch(/apt-get|npm (ci|install)/)
  })

  test('copies only what is there, into the build before it is read', () => {
    const copied = file
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
      .flatMap((line) => line.split(' ').slice(1, -1))
    expect(copied).toEqual(expect.arrayContaining(['package-lock.json', 'prisma', 'scripts', 'src', 'manifests']))
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([])
    const install = file.findIndex((line) => line.includes('npm ci'))
    expect(file.findIndex((line) => line.startsWith('COPY src'))).toBeLessThan(install)
  })

  test('brings the pages that are served, beside the bundle', () => {
    const running = file.slice(file.lastIndexOf('FROM node:20-slim'))
    expect(running).toContain('COPY docs/privacy.md docs/terms.md ./docs/')
    expect(lines('.dockerignore').filter((line) => line.startsWith('docs'))).toEqual([])
  })

  test('brings no secret, no database and no modules of the host', () => {
    expect(lines('.dockerignore')).toEqual(expect.arrayContaining(['.env', 'data', 'node_modules', '.git']))
    expect(read('Dockerfile')).not.toMatch(/SECRET|TOKEN|PASSWORD/)
  })
})

describe('compose.yaml', () => {
  const file = lines('compose.yaml')
  const [tandem, database] = [section(file, '  tandem:'), section(file, '  database:')]

  test('runs two Tandems on one PostgreSQL 16, each started when the database is healthy', () => {
    expect(tandem).toContain('      replicas: 2')
    expect(database).toContain('    image: postgres:16')
    expect(section(tandem, '    depends_on:')).toContain('        condition: service_healthy')
    for (const service of [tandem, database]) expect(service).toContain('    healthcheck:')
    expect(tandem.join('\n')).toContain('/readyz')
    expect(database.join('\n')).toContain('pg_isready')
    expect(section(file, 'volumes:')).toEqual(['  database:'])
  })

  test('holds no secret: they come from a file that is not committed, and every name in it is a setting', () => {
    expect(tandem).toContain('    env_file: .env')
    expect(read('.gitignore').split('\n')).toContain('.env')
    expect(read('compose.yaml')).not.toMatch(/xox|PASSWORD: (?!\$\{)/)
    const names = lines('.env.example').map((line) => line.split('=')[0] ?? '')
    const known = read('src/config.ts') + read('compose.yaml')
    expect(names.filter((name) => !known.includes(name))).toEqual([])
    expect(lines('.env.example').filter((line) => /(SECRET|TOKEN|PASSWORD)\w*=./i.test(line))).toEqual([])
  })

  test('is reached from this machine only: what ends TLS stands in front of it', () => {
    expect(section(tandem, '    ports:').join().replace(/["']/g, '')).toBe('      - 127.0.0.1:3000-3001:3000')
    expect(database).not.toContain('    ports:')
  })
})
