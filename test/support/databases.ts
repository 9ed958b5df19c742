/** Runs the same tests on SQLite and on PostgreSQL, each suite on an empty, migrated database. */
import { randomUUID } from 'node:crypto'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, onTestFinished } from 'vitest'
import { type Db, type Dialect, openDb } from '../../src/db.ts'
import { type Kept, keep, lend } from './lending.ts'
import { administer, databaseUrl, postgresUrl } from './postgres.ts'
import { templates } from './template.ts'

interface Opened {
  db: Db
  /** For a second process. */
  url: string
}

export interface TestDatabase {
  dialect: Dialect
  /** A new database for one test. */
  fresh(): Promise<Opened>
  /** A new database that several tests share; whoever asked closes it. */
  lasting(): Promise<Opened & { close(): Promise<void> }>
}

export function onBothDatabases(suite: (database: TestDatabase) => void): void {
  describe('on SQLite', () => suite(sqliteDatabase()))
  // Skipping is reported at the end of the run, and refused under CI.
  describe.skipIf(!postgresUrl)('on PostgreSQL', () => suite(made('postgresql', newPostgres)))
}

/** For what does not differ by database. */
export function sqliteDatabase(): TestDatabase {
  return made('sqlite', newSqlite)
}

async function newSqlite(): Promise<Kept> {
  const { sqlite, folder } = templates()
  const file = join(folder, `${randomUUID()}.db`)
  copyFileSync(sqlite, file)
  const url = `file:${file}`
  return keep(await openDb(url), url, async () => {
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
  })
}

async function newPostgres(): Promise<Kept> {
  const { postgres } = templates()
  const name = `${postgres}_${randomUUID().slice(0, 8)}`
  await administer(`CREATE DATABASE "${name}" TEMPLATE "${postgres}"`)
  const url = databaseUrl(name)
  return keep(await openDb(url), url, () => administer(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`))
}

function made(dialect: Dialect, create: () => Promise<Kept>): TestDatabase {
  const lasting: TestDatabase['lasting'] = () => lend(dialect, create)
  return {
    dialect,
    lasting,
    async fresh() {
      const { close, ...opened } = await lasting()
      onTestFinished(close)
      return opened
    },
  }
}
