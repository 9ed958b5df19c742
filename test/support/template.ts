/** Migrates one database of each kind per run; every suite starts from a copy. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../../src/migrations.ts'

const key = 'TANDEM_TEST_TEMPLATES'

interface Templates {
  sqlite: string
  postgres: string
  /** A file for each database on PostgreSQL that is empty again and free to be taken. */
  free: string
  /** Of the database on PostgreSQL. */
  shape: string
}

export function templates(): Templates {
  return JSON.parse(process.env[key] ?? '{}')
}

/** Where databases of tests stand: in memory where the machine has a folder there, since nobody needs them after a power cut. */
export const testFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** Whoever removes its file has it; two at once never get the same. */
export function takeFree(): string | undefined {
  const { free } = templates()
  return readdirSync(free).find((name) => {
    try {
      unlinkSync(join(free, name))
      return true
    } catch {
      return false
    }
  })
}

export function giveBack(name: string): void {
  writeFileSync(join(templates().free, name), '')
}

export async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(testFolder, 'tandem-template-'))
  const free = join(folder, 'free')
  mkdirSync(free)
  const sqlite = join(folder, 'template.db')
  await migrate(`file:${sqlite}`)
  const postgres = `tandem_template_${process.pid}_${Date.now()}`
  const { administer, databaseUrl, postgresUrl, shapeOf } = await import('./postgres.ts')
  if (postgresUrl) {
    await administer(`CREATE DATABASE "${postgres}"`)
    await migrate(databaseUrl(postgres))
  }
  const shape = postgresUrl ? await shapeOf(postgres) : ''
  process.env[key] = JSON.stringify({ sqlite, postgres, free, shape })
  return async () => {
    const made = postgresUrl ? [postgres, ...readdirSync(free)] : []
    rmSync(folder, { recursive: true, force: true })
    for (const name of made) await administer(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
  }
}
