/** Runs the same tests on SQLite and on PostgreSQL, each suite on a fresh, migrated database. */
import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, onTestFinished } from 'vitest'
import { type Db, type Dialect, openDb } from '../../src/db.ts'
import { administer, databaseUrl, postgresUrl } from './postgres.ts'
import { templates } from './template.ts'

export interface TestDatabase {
  dialect: Dialect
  /** A new database for one test, and its address for a second process. */
  fresh(): Promise<{ db: Db; url: string }>
}

export function onBothDatabases(suite: (database: TestDatabase) => void): void {
  describe('on SQLite', () => suite(sqliteDatabase()))
  // Skipping is reported at the end of the run, and refused under CI.
  describe.skipIf(!postgresUrl)('on PostgreSQL', () => suite(postgres()))
}

/** For what does not differ by database. */
export function sqliteDatabase(): TestDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return {
    dialect: 'sqlite',
    async fresh() {
      const file = join(folder, `${randomUUID()}.db`)
      copyFileSync(templates().sqlite, file)
      const url = `file:${file}`
      const db = await openDb(url)
      onTestFinished(() => db.close())
      return { db, url }
    },
  }
}

function postgres(): TestDatabase {
  return {
    dialect: 'postgresql',
    async fresh() {
      const name = `tandem_test_${randomUUID().replaceAll('-', '')}`
      await administer(`CREATE DATABASE "${name}" TEMPLATE "${templates().postgres}"`)
      const url = databaseUrl(name)
      const db = await openDb(url)
      onTestFinished(async () => {
        await db.close()
        await administer(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
      })
      return { db, url }
    },
  }
}
