/** Prisma's schema engine in WebAssembly, for migrations without any native binary. Loaded only when something is to do. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import type { Dialect } from './db.ts'

const require = createRequire(import.meta.url)

type Module = { SchemaEngine: typeof SchemaEngine; __wbg_set_wasm(exports: unknown): void }
let loaded: Promise<Module> | undefined

async function engineModule(): Promise<Module> {
  const bindings = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as unknown as Module
  const folder = join(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'), '..')
  const module = new WebAssembly.Module(readFileSync(join(folder, 'schema_engine_bg.wasm')))
  const instance = new WebAssembly.Instance(module, {
    './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  })
  bindings.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  return bindings
}

/** The schema text as Prisma wants it: models behind the datasource of one dialect. */
export function datamodel(dialect: Dialect, models: string): string {
  return `datasource db {\n  provider = "${dialect}"\n}\n\n${models}`
}

/** Runs work on an engine and closes every connection it opened: on SQLite one left open would lock the file. */
export async function withEngine<T>(
  url: string,
  dialect: Dialect,
  work: (engine: SchemaEngine) => Promise<T>,
  prepare: (adapter: SqlDriverAdapter) => Promise<void> = async () => {},
): Promise<T> {
  loaded ??= engineModule()
  const { SchemaEngine } = await loaded
  const opened: SqlDriverAdapter[] = []
  const remember = async (connecting: Promise<SqlDriverAdapter>) => {
    const adapter = await connecting
    opened.push(adapter)
    await prepare(adapter)
    return adapter
  }
  const inner: SqlMigrationAwareDriverAdapterFactory =
    dialect === 'sqlite' ? new PrismaBetterSqlite3({ url }) : new PrismaPg({ connectionString: url })
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect: () => remember(inner.connect()),
    connectToShadowDb: () => remember(inner.connectToShadowDb()),
  }
  try {
    const engine = await SchemaEngine.new(
      { datamodels: [['schema.prisma', datamodel(dialect, '')]] },
      () => {},
      bindMigrationAwareSqlAdapterFactory(factory),
    )
    return await work(engine)
  } finally {
    for (const adapter of opened) await adapter.dispose()
  }
}
