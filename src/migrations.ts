/** Brings a database up to date at start, offline: on SQLite after a copy of the file, on PostgreSQL under an advisory lock. */
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { type Dialect, dialectOf } from './db.ts'

export const migrationsFolder = join(dirname(fileURLToPath(import.meta.url)), '..', 'prisma', 'migrations')

export interface Migration {
  name: string
  sql: string
}

export interface MigrateOptions {
  folder?: string
}

const copiesKept = 3
/** Any number, as long as every Tandem uses the same. */
const advisoryLock = 7_203_114

export function migrationsIn(folder: string, dialect: Dialect): Migration[] {
  const home = join(folder, dialect)
  return readdirSync(home, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, sql: readFileSync(join(home, name, 'migration.sql'), 'utf8') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Applies what is pending; the names of what was applied. Throws with a sentence that says what to do. */
export async function migrate(url: string, { folder = migrationsFolder }: MigrateOptions = {}): Promise<string[]> {
  const dialect = dialectOf(url)
  const migrations = migrationsIn(folder, dialect)
  return dialect === 'sqlite' ? migrateSqlite(url, migrations) : migratePostgres(url, migrations)
}

type Applied = { migration_name: string; checksum: string; finished_at: unknown; rolled_back_at: unknown }
const historyQuery = 'SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations'

/** The names that are missing; loading the engine for nothing would cost most of the start. */
function pending(migrations: Migration[], applied: Applied[]): string[] {
  const known = new Map(applied.filter((row) => row.rolled_back_at === null).map((row) => [row.migration_name, row]))
  for (const row of known.values()) {
    const migration = migrations.find(({ name }) => name === row.migration_name)
    if (!row.finished_at) {
      throw new Error(
        `The migration ${row.migration_name} began and did not finish. Put the copy of the database from before it back, or restore a backup, then start again.`,
      )
    }
    if (!migration) {
      throw new Error(
        `The database has the migration ${row.migration_name}, which this version of Tandem does not know: it was written by a newer one. Start that version, or restore the copy from before the update.`,
      )
    }
    if (createHash('sha256').update(migration.sql).digest('hex') !== row.checksum) {
      throw new Error(
        `The migration ${row.migration_name} was edited after it had been applied. Put its file back as released and start again.`,
      )
    }
  }
  return migrations.filter(({ name }) => !known.has(name)).map(({ name }) => name)
}

export function fileOf(url: string): string {
  return url.replace(/^file:(\/\/)?/, '')
}

async function migrateSqlite(url: string, migrations: Migration[]): Promise<string[]> {
  const file = fileOf(url)
  mkdirSync(dirname(file), { recursive: true })
  const isNew = !existsSync(file) || statSync(file).size === 0
  let copy: string | undefined
  if (!isNew) {
    const missing = pending(migrations, sqliteHistory(file))
    if (missing.length === 0) return []
    copy = copyBefore(file)
  }
  const { withEngine } = await import('./schema.ts')
  const applied = await withEngine(
    url,
    'sqlite',
    (engine) => apply(engine, 'sqlite', migrations),
    async (adapter) => {
      // Inside a transaction this pragma does nothing, and rebuilding a table would then cascade its DROP to child rows.
      await adapter.executeScript('PRAGMA foreign_keys = OFF')
    },
  )
  const database = new Sqlite(file)
  try {
    const broken = database.pragma('foreign_key_check') as { table: string }[]
    if (broken.length) {
      const tables = [...new Set(broken.map(({ table }) => table))].join(', ')
      const back = copy
        ? ` To go back, put ${basename(copy)} in place of ${basename(file)}, start the version from before and report this.`
        : ''
      throw new Error(
        `After the update ${broken.length} rows of ${tables} point to nothing, and the file holds them so.${back}`,
      )
    }
  } finally {
    database.close()
  }
  return applied
}

function sqliteHistory(file: string): Applied[] {
  const database = new Sqlite(file, { readonly: true })
  try {
    const known = database.prepare("SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'").get()
    return known ? (database.prepare(historyQuery).all() as Applied[]) : []
  } finally {
    database.close()
  }
}

/** A copy beside the file, the newest few kept; its name. The log is folded in first, so that the copy is whole. */
function copyBefore(file: string): string {
  const database = new Sqlite(file)
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
  const stamp = new Date().toISOString().replace(/[:.]/g, '-')
  const copy = `${file}.before-${stamp}`
  copyFileSync(file, copy)
  const copies = readdirSync(dirname(file))
    .filter((name) => name.startsWith(`${basename(file)}.before-`))
    .sort()
  for (const old of copies.slice(0, -copiesKept)) rmSync(join(dirname(file), old))
  return copy
}

async function migratePostgres(url: string, migrations: Migration[]): Promise<string[]> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // Two processes that start at once: the second waits, then finds nothing pending.
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock])
    const known = await client.query("SELECT to_regclass('_prisma_migrations') AS found")
    const history = known.rows[0]?.found ? (await client.query(historyQuery)).rows : []
    if (pending(migrations, history).length === 0) return []
    const { withEngine } = await import('./schema.ts')
    return await withEngine(url, 'postgresql', (engine) => apply(engine, 'postgresql', migrations))
  } finally {
    await client.end()
  }
}

type Engine = Parameters<Parameters<typeof import('./schema.ts').withEngine>[2]>[0]

async function apply(engine: Engine, dialect: Dialect, migrations: Migration[]): Promise<string[]> {
  const { appliedMigrationNames } = await engine.applyMigrations({
    migrationsList: {
      baseDir: 'migrations',
      lockfile: { path: 'migration_lock.toml', content: `provider = "${dialect}"` },
      shadowDbInitScript: '',
      migrationDirectories: migrations.map(({ name, sql }) => ({
        path: name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
      })),
    },
    filters: { externalTables: [], externalEnums: [] },
  })
  return appliedMigrationNames
}
