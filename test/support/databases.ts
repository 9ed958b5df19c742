/** Runs the same tests on SQLite and on PostgreSQL, each suite on a fresh, migrated database. */
import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, onTestFinished } from 'vitest'
import { type Db, type Dialect, openDb } from '../../src/db.ts'
import { administer, databaseUrl, emptied, postgresUrl, shapeOf } from './postgres.ts'
import { giveBack, takeFree, templates, testFolder } from './template.ts'

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
  describe.skipIf(!postgresUrl)('on PostgreSQL', () => suite(postgres()))
}

/** For what does not differ by database. */
export function sqliteDatabase(): TestDatabase {
  const folder = mkdtempSync(join(testFolder, 'tandem-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return made('sqlite', async () => {
    const file = join(folder, `${randomUUID()}.db`)
    copyFileSync(templates().sqlite, file)
    const url = `file:${file}`
    const db = await openDb(url)
    return { db, url, close: () => db.close() }
  })
}

function postgres(): TestDatabase {
  return made('postgresql', async () => {
    const name = takeFree() ?? (await created())
    const url = databaseUrl(name)
    const db = await openDb(url)
    return {
      db,
      url,
      async close() {
        await db.close()
        await emptied(name)
        if ((await shapeOf(name)) === templates().shape) giveBack(name)
        else await administer(`DROP DATABASE "${name}" WITH (FORCE)`)
      },
    }
  })
}

async function created(): Promise<string> {
  const name = `tandem_test_${randomUUID().replaceAll('-', '')}`
  await administer(`CREATE DATABASE "${name}" TEMPLATE "${templates().postgres}"`)
  return name
}

function made(dialect: Dialect, lasting: TestDatabase['lasting']): TestDatabase {
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
