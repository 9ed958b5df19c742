/** One client, one transaction per interaction. The only place of the house that knows Prisma. */
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import type { Database } from 'better-sqlite3'
import { PrismaClient as SqliteClient } from './generated/sqlite/client.ts'
import { createGroups, type GroupLimits, groupLimits } from './groups.ts'
import { keepStatements } from './statements.ts'

type TransactionClient = Parameters<Parameters<SqliteClient['$transaction']>[0]>[0]

declare module './chat/ports.ts' {
  interface Tx extends TransactionClient {}
}

export type { Tx } from './chat/ports.ts'

import type { Snapshot, Tx } from './chat/ports.ts'

export type { Prisma } from './generated/sqlite/client.ts'

export type Dialect = 'sqlite' | 'postgresql'

export interface Db {
  dialect: Dialect
  /** Reads of committed state only, each of its own moment. */
  read: Tx
  snapshot: Snapshot
  /** Everything that writes; on SQLite one at a time. */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export function dialectOf(url: string): Dialect {
  return url.startsWith('file:') ? 'sqlite' : 'postgresql'
}

/** `group`: how much one commit takes in, on SQLite. */
export async function openDb(url: string, group = groupLimits): Promise<Db> {
  return dialectOf(url) === 'sqlite' ? openSqlite(url, group) : openPostgres(url)
}

async function openSqlite(url: string, group: GroupLimits): Promise<Db> {
  // Two connections: the adapter runs whatever comes in on the connection of the open transaction, so that a reader
  // sharing it would see what is not committed yet.
  // Waiting for a lock stops the whole process (the driver is synchronous): wait briefly, then try again between other work.
  const writing = new SqliteWriter({ url, timeout: 20 })
  const writer = new SqliteClient({ adapter: writing })
  const reader = new SqliteClient({ adapter: new Sqlite({ url }) })
  await writer.$queryRawUnsafe('PRAGMA journal_mode = WAL')
  await writer.$queryRawUnsafe('PRAGMA synchronous = FULL')
  await reader.$queryRawUnsafe('PRAGMA query_only = ON')
  // On the driver's own connection, which runs it at once: through Prisma these would cost more than some works.
  const run = (sql: string) => void writing.connection?.prepare(sql).run()
  const grouped = createGroups(
    (works) =>
      writer.$transaction((tx) => {
        // The adapter begins deferred; a write that touches nothing takes the write lock now, so that a second process
        // waits here instead of failing later.
        run('DELETE FROM "Setting" WHERE 0')
        return works(tx as unknown as Tx)
      }, limits),
    run,
    group,
  )
  // A third one, opened when it is first needed: what else is read meanwhile must not be as old as the snapshot.
  let still: Promise<SqliteClient> | undefined
  const openStill = async () => {
    const client = new SqliteClient({ adapter: new Sqlite({ url }) })
    await client.$queryRawUnsafe('PRAGMA query_only = ON')
    return client
  }
  return {
    dialect: 'sqlite',
    read: reader as unknown as Tx,
    async snapshot(work) {
      still ??= openStill()
      return (await still).$transaction((tx) => work(tx as unknown as Tx), limits)
    },
    transact: (work) => again(() => grouped(work)),
    close: async () => {
      await writer.$disconnect()
      await reader.$disconnect()
      await (await still)?.$disconnect()
    },
  }
}

class Sqlite extends PrismaBetterSqlite3 {
  /** The driver's own, which the adapter's type does not show; there once the first statement was run. */
  connection: Database | undefined

  override async connect() {
    const adapter = await super.connect()
    this.connection = (adapter as unknown as { client: Database }).client
    keepStatements(this.connection)
    return adapter
  }
}

class SqliteWriter extends Sqlite {
  override async connect() {
    const adapter = await super.connect()
    const start = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = (level) => {
      // A commit that failed leaves its transaction open, and then nothing could ever begin again.
      if (this.connection?.inTransaction) this.connection.exec('ROLLBACK')
      return start(level)
    }
    return adapter
  }
}

async function openPostgres(url: string): Promise<Db> {
  // Each database's code is loaded only where it is used: it is a third of the start.
  const { PrismaPg } = await import('@prisma/adapter-pg')
  const { PrismaClient: PostgresClient } = await import('./generated/postgresql/client.ts')
  const client = new PostgresClient({
    adapter: new PrismaPg({ connectionString: url }, { statementNameGenerator: createNaming() }),
  })
  // They wait in a line of ours, however long: in the pool's own they would be given up while hundreds vote at once.
  const inTurn = createLine(mostTransactions)
  return {
    dialect: 'postgresql',
    read: client as unknown as Tx,
    snapshot: (work) =>
      inTurn(() =>
        client.$transaction((tx) => work(tx as unknown as Tx), { ...limits, isolationLevel: 'RepeatableRead' }),
      ),
    transact: (work) => again(() => inTurn(() => client.$transaction((tx) => work(tx as unknown as Tx), limits))),
    close: () => client.$disconnect(),
  }
}

/** Of the ten connections that the pool opens, so that reads find one. */
const mostTransactions = 8

/** Runs so many at once; whoever came first is next. */
function createLine(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= most) await new Promise<void>((next) => waiting.push(next))
    else running += 1
    try {
      return await work()
    } finally {
      // The place goes on to the next one, or is free.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}

/** Lists of different lengths are statements of their own, so that there is no end of them. */
const mostNamed = 500

/** A statement with a name is parsed once for each connection; with an empty one, each time. */
function createNaming(): (query: { sql: string }) => string {
  const named = new Map<string, string>()
  return ({ sql }) => {
    const name = named.get(sql) ?? (named.size < mostNamed ? `tandem_${named.size}` : '')
    if (name) named.set(sql, name)
    return name
  }
}

/** Unique key taken meanwhile: the whole transaction is done anew, a few times; it may be taken for good. */
const mostConflicts = 4
/** Locked by another process, deadlock, serialization conflict: these pass, so anew until then. */
const longestWaitMs = 20_000

/** Work must change nothing but the database: it may run more than once. */
async function again<T>(transaction: () => Promise<T>): Promise<T> {
  const began = Date.now()
  for (let tries = 1; ; tries += 1) {
    try {
      return await transaction()
    } catch (error) {
      if (isPassing(error) ? Date.now() - began > longestWaitMs : !isTaken(error) || tries >= mostConflicts) throw error
      await new Promise((resume) => setTimeout(resume, 10 + Math.random() * longestPause(error, tries)))
    }
  }
}

/** A lock is free again soon. Those of a deadlock would meet again: they draw apart, further each time. */
function longestPause(error: unknown, tries: number): number {
  return isDeadlock(error) ? Math.min(4_000, 250 * 2 ** tries) : 20 * Math.min(tries, 10)
}

function isTaken(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'P2002'
}

function isPassing(error: unknown): boolean {
  const busy = error instanceof Error && /SQLITE_BUSY|database is locked/.test(error.message)
  return busy || (error as { code?: unknown }).code === 'P1008' || isDeadlock(error)
}

/** Deadlock or serialization conflict. Statements of our own are answered with the database's code in the message. */
function isDeadlock(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return code === 'P2034' || (error instanceof Error && /`(40P01|40001)`/.test(error.message))
}

const limits = { maxWait: 30_000, timeout: 20_000 }

/** A database belongs to the sandbox or to a team; the sentence that refuses the other one's, or nothing. */
export async function claimMode(db: Db, mode: 'sandbox' | 'production'): Promise<string | undefined> {
  const known = await db.transact((tx) =>
    tx.setting.upsert({ where: { name: 'mode' }, create: { name: 'mode', value: mode }, update: {} }),
  )
  if (known.value === mode) return undefined
  return mode === 'sandbox'
    ? 'DATABASE_URL names a database of a real installation, and the sandbox shows everything to everybody. Give the sandbox one of its own, or remove DATABASE_URL.'
    : 'DATABASE_URL names a sandbox database with sample data. Give the installation one of its own.'
}
