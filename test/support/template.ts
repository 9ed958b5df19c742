/** Migrates one database of each kind per run; every suite starts from a copy. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../../src/migrations.ts'

const key = 'TANDEM_TEST_TEMPLATES'

export function templates(): { sqlite: string; postgres: string } {
  return JSON.parse(process.env[key] ?? '{}')
}

export async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-template-'))
  const sqlite = join(folder, 'template.db')
  await migrate(`file:${sqlite}`)
  const postgres = `tandem_template_${process.pid}_${Date.now()}`
  process.env[key] = JSON.stringify({ sqlite, postgres })
  const { administer, databaseUrl, postgresUrl } = await import('./postgres.ts')
  if (postgresUrl) {
    await administer(`CREATE DATABASE "${postgres}"`)
    await migrate(databaseUrl(postgres))
  }
  return async () => {
    rmSync(folder, { recursive: true, force: true })
    if (postgresUrl) await administer(`DROP DATABASE IF EXISTS "${postgres}" WITH (FORCE)`)
  }
}
