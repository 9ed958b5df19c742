import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { expect, test } from 'vitest'

const src = join(import.meta.dirname, '..', 'src')

interface Import {
  from: string
  to: string
  /** Erased when it runs: shapes may be shared, behavior may not. */
  typeOnly: boolean
}

function files(folder = ''): string[] {
  return readdirSync(join(src, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return path === 'generated' ? [] : files(path)
    return /\.tsx?$/.test(path) ? [path] : []
  })
}

const statement = /^(?:import|export)\s+(type\s)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(['"]([^'"]+)['"]\)/gm

const imports: Import[] = files().flatMap((from) =>
  [...readFileSync(join(src, from), 'utf8').matchAll(statement)].map((match) => {
    const to = match[2] ?? match[3] ?? ''
    return { from, to: to.startsWith('.') ? normalize(join(dirname(from), to)) : to, typeOnly: match[1] !== undefined }
  }),
)

const house = (to: string) => !to.startsWith('node:') && /\.tsx?$/.test(to)

/** The room a file is in, as design.md lists them. */
function room(path: string): string {
  if (/^schedule\/(calendar|holidays|deadlines)/.test(path)) return 'calendar'
  const feature = /^features\/([^/]+)\/(rules|cards|store|feature|facts)/.exec(path)
  if (feature) return `features/${feature[2]}`
  const voting = /^voting\/(rules|cards|facts)/.exec(path)
  if (voting) return `voting/${voting[1]}`
  const [first, second] = path.split('/')
  return first === 'platforms' ? `platforms/${second}` : (first ?? '')
}

const featureOf = (path: string) => /^features\/([^/]+)/.exec(path)?.[1]

/** What a room may import; its own files always. `pure` parts of rounds/ and people/ know no database; a refusal may name a command. */
const pure = ['rounds/plan.ts', 'rounds/counts.ts', 'people/sides.ts', 'people/named.ts', 'chat/spoken.ts']
const allowed: Record<string, string[]> = {
  calendar: [],
  methods: [],
  chat: [],
  charts: ['chat'],
  people: ['db.ts', 'chat', 'calendar', 'methods'],
  schedule: ['db.ts', 'chat', 'calendar', 'methods', 'people', 'log.ts'],
  outbox: ['db.ts', 'chat', 'calendar', 'methods', 'people', 'schedule', 'log.ts'],
  rounds: ['db.ts', 'chat', 'calendar', 'methods', 'people', 'schedule', 'outbox'],
  'voting/rules': ['calendar', 'methods', ...pure],
  'voting/cards': ['calendar', 'chat', 'methods', 'voting/rules'],
  'voting/facts': [],
  voting: [
    'db.ts',
    'chat',
    'calendar',
    'methods',
    'people',
    'schedule',
    'outbox',
    'rounds',
    'voting/rules',
    'voting/cards',
    'voting/facts',
  ],
  sharing: ['db.ts', 'chat', 'calendar', 'methods', 'people', 'schedule', 'outbox'],
  // Another feature's rules too, as the next test allows: never in a circle.
  'features/rules': ['calendar', 'methods', 'voting/rules', 'features/rules', ...pure],
  'features/cards': ['calendar', 'chat', 'voting/rules', 'voting/cards', 'features/rules', ...pure],
  // Another feature's store only to read, as the next test allows.
  'features/store': ['db.ts', 'features/rules', 'features/store'],
  'features/feature': [
    'db.ts',
    'calendar',
    'chat',
    'people',
    'schedule',
    'rounds',
    'voting',
    'voting/rules',
    'voting/cards',
    'voting/facts',
    'sharing',
    'features/rules',
    'features/cards',
    'features/store',
    'features/facts',
  ],
  'features/facts': [],
  'platforms/web': ['chat', 'charts', 'config.ts', 'log.ts'],
  'platforms/teams': ['chat', 'charts', 'config.ts', 'log.ts'],
  'platforms/slack': ['chat', 'charts', 'config.ts', 'log.ts'],
}

function permitted({ from, to, typeOnly }: Import): boolean {
  const [own, target] = [room(from), room(to)]
  if (own === target && featureOf(from) === featureOf(to)) return true
  if (typeOnly && !to.startsWith('platforms')) return true
  const rule = allowed[own]
  // The floor above the rooms: it joins them.
  if (!rule) return true
  return rule.includes(target) || rule.includes(to)
}

test('every room imports only what design.md allows it', () => {
  const broken = imports.filter((one) => house(one.to) && !permitted(one)).map(({ from, to }) => `${from} -> ${to}`)
  expect(broken).toEqual([])
})

test('features read each other’s stores and rules, never write, and never in a circle', () => {
  const across = imports.filter(
    ({ from, to, typeOnly }) => !typeOnly && featureOf(from) && featureOf(to) && featureOf(from) !== featureOf(to),
  )
  const writes = across.filter(({ to }) => !/\/(rules|store)\b/.test(to))
  expect(writes).toEqual([])
  const pairs = new Set(across.map(({ from, to }) => `${featureOf(from)}>${featureOf(to)}`))
  for (const pair of pairs) expect(pairs).not.toContain(pair.split('>').reverse().join('>'))
})

test('Prisma stands only in db.ts, the schema engine and generated code; each SDK only in its platform', () => {
  const using = (name: RegExp) => [...new Set(imports.filter(({ to }) => name.test(to)).map(({ from }) => from))]
  expect(using(/^@prisma\/|generated\//).sort()).toEqual(['db.ts', 'schema.ts'])
  expect(using(/^@slack\//).filter((from) => !from.startsWith('platforms/slack'))).toEqual([])
  expect(using(/^botbuilder/).filter((from) => !from.startsWith('platforms/teams'))).toEqual([])
  const served = (from: string) => from.startsWith('platforms/') || from === 'main.ts' || from === 'production.ts'
  expect(using(/^hono|@hono/).filter((from) => !served(from))).toEqual([])
})

test('what draws pictures is loaded with the first one, and nowhere else', () => {
  const using = imports.filter(({ to }) => to.startsWith('@resvg/')).map(({ from }) => from)
  expect(using).toEqual(['charts/png.ts'])
  expect(readFileSync(join(src, 'charts/png.ts'), 'utf8')).toMatch(/await import\('@resvg/)
})

test('no clock of the machine in pure rooms', () => {
  const pureFiles = files().filter((path) =>
    /^((features\/[^/]+|voting)\/(rules|cards)|methods|schedule\/calendar|rounds\/(plan|counts))/.test(path),
  )
  const impure = pureFiles.filter((path) =>
    /Date\.now\(|new Date\(\)|Math\.random\(|randomUUID/.test(readFileSync(join(src, path), 'utf8')),
  )
  expect(impure).toEqual([])
})

test('methods know nothing but their arithmetic: of packages only a seeded generator', () => {
  const packages = imports.filter(({ from, to }) => from.startsWith('methods/') && !house(to)).map(({ to }) => to)
  expect(packages.filter((name) => !name.startsWith('pure-rand/'))).toEqual([])
})

test('files stay readable: none over 250 lines', () => {
  const long = files()
    .map((path) => ({ path, lines: readFileSync(join(src, path), 'utf8').split('\n').length }))
    .filter(({ lines }) => lines > 250)
  expect(long.map(({ path, lines }) => `${relative('.', path)} ${lines}`)).toEqual([])
})
