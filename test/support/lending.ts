/**
 * Databases go from test to test, emptied and open: making one anew, connecting and planning every query again took a third of
 * a test. One that a test has changed the tables of, or still works on, is thrown away.
 */
import type { Db, Dialect, Tx } from '../../src/db.ts'

export interface Kept {
  db: Db
  url: string
  tables: string[]
  /** Of the tables: another one where a test has changed them. */
  shape: string
  drop(): Promise<void>
}

/** Those that stand ready in this worker; at the end of the run whoever made the templates takes them away. */
const ready: Record<Dialect, Kept[]> = { sqlite: [], postgresql: [] }

/** A test that is over and still writes would write into the next one's. */
const longestWaitMs = 2_000

export async function keep(db: Db, url: string, drop: () => Promise<void>): Promise<Kept> {
  return { db, url, drop, tables: await tablesOf(db), shape: await shapeOf(db) }
}

export async function lend(
  dialect: Dialect,
  create: () => Promise<Kept>,
): Promise<{ db: Db; url: string; close(): Promise<void> }> {
  const kept = ready[dialect].pop() ?? (await create())
  const running = new Set<Promise<unknown>>()
  let over = false
  const counted = <T>(work: () => Promise<T>): Promise<T> => {
    if (over) return Promise.reject(new Error('This database was given back: its test is over.'))
    const going = work()
    running.add(going)
    const done = () => void running.delete(going)
    going.then(done, done)
    return going
  }
  const { db, url } = kept
  const lent: Db = {
    dialect,
    read: db.read,
    snapshot: (work) => counted(() => db.snapshot(work)),
    transact: (work) => counted(() => db.transact(work)),
    close: () => db.close(),
  }
  return {
    db: lent,
    url,
    async close() {
      over = true
      const still = new Promise<boolean>((late) => setTimeout(late, longestWaitMs, false).unref())
      const idle = await Promise.race([Promise.allSettled(running).then(() => true), still])
      if (idle && (await emptied(kept))) ready[dialect].push(kept)
      else await thrownAway(kept)
    },
  }
}

async function thrownAway({ db, drop }: Kept): Promise<void> {
  await db.close()
  await drop()
}

/** False where it cannot be as new. */
async function emptied({ db, tables, shape }: Kept): Promise<boolean> {
  try {
    if ((await shapeOf(db)) !== shape) return false
    await db.transact(async (tx) => {
      for (const statement of emptying(db.dialect, tables)) await tx.$executeRawUnsafe(statement)
    })
    return true
  } catch {
    return false
  }
}

function emptying(dialect: Dialect, tables: string[]): string[] {
  const deletes = tables.map((table) => `DELETE FROM "${table}"`)
  if (dialect === 'sqlite') return ['PRAGMA defer_foreign_keys = ON', ...deletes, 'DELETE FROM sqlite_sequence']
  const restarts = `
    FOR one IN SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
      EXECUTE format('ALTER SEQUENCE %I RESTART', one.name);
    END LOOP;`
  // Locks of a second process that is still there are not waited for.
  return [
    `DO $$ DECLARE one RECORD; BEGIN
      PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%';
      SET LOCAL session_replication_role = replica;
      ${deletes.join('; ')};
      ${restarts}
    END $$`,
  ]
}

const rows = <Row>(db: Db, sql: string) => (db.read as Tx).$queryRawUnsafe<Row[]>(sql)

async function tablesOf(db: Db): Promise<string[]> {
  const sql =
    db.dialect === 'sqlite'
      ? `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`
      : `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`
  const all = await rows<{ name: string }>(db, sql)
  return all.map(({ name }) => name).filter((name) => name !== '_prisma_migrations')
}

async function shapeOf(db: Db): Promise<string> {
  const sql =
    db.dialect === 'sqlite'
      ? `SELECT CAST(schema_version AS TEXT) AS shape FROM pragma_schema_version`
      : `SELECT md5(string_agg(one, ',' ORDER BY one)) AS shape FROM (
           SELECT format('%s %s %s %s', attrelid::regclass, attname, atttypid, attnotnull) AS one
           FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
           WHERE relnamespace = 'public'::regnamespace AND attnum > 0
           UNION ALL SELECT format('trigger %s', tgname) FROM pg_trigger WHERE NOT tgisinternal
         ) AS parts`
  return (await rows<{ shape: string }>(db, sql))[0]?.shape ?? ''
}
