/** `npm run migration -- name`: writes the next migration of both databases from what changed in prisma/models.prisma. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Dialect } from '../src/db.ts'
import { migrationsFolder } from '../src/migrations.ts'
import { datamodel, withEngine } from '../src/schema.ts'

const name = process.argv[2]
if (!name || !/^[a-z0-9-]+$/.test(name)) {
  process.stderr.write('Name the migration in small letters, for example: npm run migration -- add-polls\n')
  process.exit(2)
}

/** The models as of the last migration. */
const last = join(migrationsFolder, 'models.prisma')
const models = readFileSync(join(migrationsFolder, '..', 'models.prisma'), 'utf8')
const before = existsSync(last) ? readFileSync(last, 'utf8') : null
const stamp = new Date().toISOString().slice(0, 16).replace(/\D/g, '')

for (const dialect of ['sqlite', 'postgresql'] as Dialect[]) {
  const sql = await diff(dialect, before, models)
  if (!sql.trim() || sql.includes('This is an empty migration')) {
    process.stdout.write(`${dialect}: nothing changed\n`)
    continue
  }
  const folder = join(migrationsFolder, dialect, `${stamp}-${name}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'migration.sql'), sql)
  process.stdout.write(`${dialect}: ${folder}\n`)
}
writeFileSync(last, models)

async function diff(dialect: Dialect, from: string | null, to: string): Promise<string> {
  const schema = (text: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: 'schema.prisma', content: datamodel(dialect, text) }],
    configDir: '.',
  })
  const folder = mkdtempSync(join(tmpdir(), 'tandem-diff-'))
  // Both sides are texts, yet the engine asks a real PostgreSQL for its version.
  const url =
    dialect === 'sqlite'
      ? `file:${join(folder, 'empty.db')}`
      : (process.env.TEST_POSTGRES_URL ?? 'postgresql://postgres@127.0.0.1:5432/test')
  try {
    const { stdout } = await withEngine(url, dialect, (engine) =>
      engine.diff({
        from: from === null ? { tag: 'empty' } : schema(from),
        to: schema(to),
        script: true,
        exitCode: null,
        filters: { externalTables: [], externalEnums: [] },
      }),
    )
    return stdout ?? ''
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
