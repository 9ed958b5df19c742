import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { type Migration, migrate, migrationsFolder, migrationsIn } from '../src/migrations.ts'
import { administer, databaseUrl, postgresUrl } from './support/postgres.ts'

const first = `CREATE TABLE "Parent" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT NOT NULL);
CREATE TABLE "Child" ("id" INTEGER NOT NULL PRIMARY KEY, "parentId" INTEGER NOT NULL,
  CONSTRAINT "c" FOREIGN KEY ("parentId") REFERENCES "Parent" ("id") ON DELETE CASCADE);`

/** What the engine writes for SQLite when a column changes: new table, copy, drop, rename. */
const rebuild = `PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Parent" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT NOT NULL DEFAULT 'x');
INSERT INTO "new_Parent" ("id", "name") SELECT "id", "name" FROM "Parent";
DROP TABLE "Parent";
ALTER TABLE "new_Parent" RENAME TO "Parent";`

function folder(dialect: string, migrations: Migration[]): string {
  const home = mkdtempSync(join(tmpdir(), 'tandem-migrations-'))
  for (const { name, sql } of migrations) {
    mkdirSync(join(home, dialect, name), { recursive: true })
    writeFileSync(join(home, dialect, name, 'migration.sql'), sql)
  }
  return home
}

function newFile(): string {
  return join(mkdtempSync(join(tmpdir(), 'tandem-db-')), 'data', 'test.db')
}

describe('migrations', () => {
  test('are the same list for both databases', () => {
    const names = (dialect: 'sqlite' | 'postgresql') => migrationsIn(migrationsFolder, dialect).map(({ name }) => name)
    expect(names('sqlite')).toEqual(names('postgresql'))
    expect(names('sqlite').length).toBeGreaterThan(0)
  })

  test('make the folder and the file, and have nothing to do the second time', async () => {
    const url = `file:${newFile()}`
    expect(await migrate(url)).toHaveLength(migrationsIn(migrationsFolder, 'sqlite').length)
    expect(await migrate(url)).toEqual([])
  })

  test('a rebuilt parent table keeps its children, and a copy from before stands beside it', async () => {
    const file = newFile()
    const one = { name: '1-first', sql: first }
    await migrate(`file:${file}`, { folder: folder('sqlite', [one]) })
    const before = new Sqlite(file)
    before.exec(`INSERT INTO "Parent" VALUES (1, 'a'); INSERT INTO "Child" VALUES (7, 1)`)
    before.close()
    const applied = await migrate(`file:${file}`, {
      folder: folder('sqlite', [one, { name: '2-rebuild', sql: rebuild }]),
    })
    expect(applied).toEqual(['2-rebuild'])
    const after = new Sqlite(file)
    expect(after.prepare('SELECT * FROM "Child"').all()).toEqual([{ id: 7, parentId: 1 }])
    after.close()
    expect(readdirSync(join(file, '..')).filter((name) => name.includes('.before-'))).toHaveLength(1)
  })

  test('one that leaves rows pointing to nothing is refused with the copy to go back to', async () => {
    const file = newFile()
    const one = { name: '1-first', sql: first }
    await migrate(`file:${file}`, { folder: folder('sqlite', [one]) })
    const before = new Sqlite(file)
    before.exec(`INSERT INTO "Parent" VALUES (1, 'a'); INSERT INTO "Child" VALUES (7, 1)`)
    before.close()
    const breaking = folder('sqlite', [one, { name: '2-breaking', sql: 'DELETE FROM "Parent";' }])
    await expect(migrate(`file:${file}`, { folder: breaking })).rejects.toThrow(
      /^After the update 1 rows of Child point to nothing, and the file holds them so\. To go back, put test\.db\.before-\S+ in place of test\.db/,
    )
  })

  test('an edited migration and one from a newer version are told in a sentence', async () => {
    const file = newFile()
    await migrate(`file:${file}`, { folder: folder('sqlite', [{ name: '1-first', sql: first }]) })
    const edited = folder('sqlite', [{ name: '1-first', sql: `${first}\n-- edited` }])
    await expect(migrate(`file:${file}`, { folder: edited })).rejects.toThrow('was edited after it had been applied')
    const older = folder('sqlite', [{ name: '0-other', sql: first }])
    await expect(migrate(`file:${file}`, { folder: older })).rejects.toThrow('written by a newer one')
  })

  test.skipIf(!postgresUrl)('two processes that start at once on PostgreSQL apply them once', async () => {
    const name = `tandem_migrate_${process.pid}_${Date.now()}`
    await administer(`CREATE DATABASE "${name}"`)
    try {
      const applied = await Promise.all([migrate(databaseUrl(name)), migrate(databaseUrl(name))])
      expect(applied.map(({ length }) => length).sort()).toEqual([
        0,
        migrationsIn(migrationsFolder, 'postgresql').length,
      ])
    } finally {
      await administer(`DROP DATABASE "${name}" WITH (FORCE)`)
    }
  })
})
