/** The PostgreSQL that tests may use, where there is one. */
import pg from 'pg'

export const postgresUrl = process.env.TEST_POSTGRES_URL

export function databaseUrl(name: string): string {
  const url = new URL(postgresUrl ?? '')
  url.pathname = `/${name}`
  // What is committed must outlive a process that dies, and not a power cut.
  url.searchParams.set('options', '-c synchronous_commit=off')
  return url.toString()
}

const everythingDeleted = `
  DO $$ DECLARE one RECORD; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR one IN SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
      EXECUTE format('DELETE FROM %I', one.name);
    END LOOP;
    FOR one IN SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
      EXECUTE format('ALTER SEQUENCE %I RESTART', one.name);
    END LOOP;
  END $$`

/** What a database is made of: a test that takes a column away leaves one that nobody else can use. */
export async function shapeOf(name: string): Promise<string> {
  const [row] = await rows(
    `SELECT md5(string_agg(one, ',' ORDER BY one)) AS shape FROM (
       SELECT format('%s.%s %s %s', table_name, column_name, data_type, is_nullable) AS one
       FROM information_schema.columns WHERE table_schema = 'public'
       UNION ALL SELECT format('trigger %s', tgname) FROM pg_trigger WHERE NOT tgisinternal
       UNION ALL SELECT format('index %s', indexname) FROM pg_indexes WHERE schemaname = 'public'
     ) AS parts`,
    databaseUrl(name),
  )
  return row?.shape ?? ''
}

/** As new, with nobody connected: making one anew for every test took longer than most tests. */
export async function emptied(name: string): Promise<void> {
  const url = databaseUrl(name)
  await administer(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    url,
  )
  await administer(everythingDeleted, url)
}

export async function administer(statement: string, connectionString = postgresUrl): Promise<void> {
  await rows(statement, connectionString)
}

async function rows(statement: string, connectionString = postgresUrl): Promise<{ shape: string }[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}
