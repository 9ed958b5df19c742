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

export async function administer(statement: string): Promise<void> {
  await rows(statement)
}

/** Databases whose names begin so. */
export async function namesLike(start: string): Promise<string[]> {
  const found = await rows(`SELECT datname FROM pg_database WHERE datname LIKE '${start}%'`)
  return found.map(({ datname }) => datname)
}

async function rows(statement: string): Promise<{ datname: string }[]> {
  const client = new pg.Client({ connectionString: postgresUrl })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}
