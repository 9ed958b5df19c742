/** Migrates one database of each kind per run; every test gets a copy, or one that was a copy and is empty again. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../../src/migrations.ts'

const key = 'TANDEM_TEST_TEMPLATES'

interface Templates {
  /** Where databases of tests stand: in memory where the machine has a folder there, since nobody needs them after a power cut. */
  folder: string
  sqlite: string
  /** Names of databases of tests begin like it. */
  postgres: string
}

export function templates(): Templates {
  return JSON.parse(process.env[key] ?? '{}')
}

export async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tandem-test-'))
  const sqlite = join(folder, 'template.db')
  await migrate(`file:${sqlite}`)
  const postgres = `tandem_test_${process.pid}_${Date.now()}`
  const { administer, databaseUrl, namesLike, postgresUrl } = await import('./postgres.ts')
  if (postgresUrl) {
    await administer(`CREATE DATABASE "${postgres}"`)
    await migrate(databaseUrl(postgres))
  }
  const made: Templates = { folder, sqlite, postgres }
  process.env[key] = JSON.stringify(made)
  return async () => {
    rmSync(folder, { recursive: true, force: true })
    if (!postgresUrl) return
    for (const name of await namesLike(postgres)) await administer(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
  }
}
