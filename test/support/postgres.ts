/** The PostgreSQL that tests may use, where there is one. */
import pg from 'pg'

export const postgresUrl = process.env.TEST_POSTGRES_URL

export function databaseUrl(name: string): string {
  const url = new URL(postgresUrl ?? '')
  url.pathname = `/${name}`
  return url.toString()
}

export async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
