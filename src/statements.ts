/** Statements on SQLite are prepared once: preparing each anew was a tenth of a command. */
import type Database from 'better-sqlite3'

/** Lists of different lengths are statements of their own, so that there is no end of them. */
const mostKept = 500

type Kept = { statement: Database.Statement; columns?: Database.ColumnDefinition[] }

/**
 * `prepare` of this connection answers with what was prepared before. Only the few calls that Prisma's adapter makes are
 * answered. Columns are remembered with it: the tables do not change while a connection of ours is open.
 */
export function keepStatements(connection: Database.Database): void {
  const kept = new Map<string, Kept>()
  const prepare = connection.prepare.bind(connection)

  function keptOf(sql: string): Kept {
    const before = kept.get(sql)
    if (before) {
      // The one used longest ago goes first.
      kept.delete(sql)
      kept.set(sql, before)
      return before
    }
    const statement = prepare(sql)
    const made: Kept = statement.reader ? { statement: statement.raw(), columns: statement.columns() } : { statement }
    kept.set(sql, made)
    const [oldest] = kept.size > mostKept ? kept.keys() : []
    if (oldest !== undefined) kept.delete(oldest)
    return made
  }

  const answering = (sql: string) => {
    const { statement, columns } = keptOf(sql)
    return {
      run: (...args: unknown[]) => statement.run(...args),
      bind: (args: unknown[]) => ({
        reader: statement.reader,
        run: () => statement.run(args),
        columns: () => columns,
        raw: () => ({ all: () => statement.all(args) }),
      }),
    }
  }
  Object.assign(connection, { prepare: answering })
}
