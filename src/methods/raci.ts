/** Who is responsible, accountable, consulted and informed (RACI), and where a matrix of it does not hold. */

/** One activity of one phase. People are named by anything that tells them apart. */
export interface RaciRow {
  phase: string
  activity: string
  responsible: readonly (string | number)[]
  accountable: readonly (string | number)[]
  consulted: readonly (string | number)[]
  informed: readonly (string | number)[]
}

type PersonOf<Row extends RaciRow> = Row['accountable'][number]

/** What makes a row invalid. */
export type RaciError<Row extends RaciRow> =
  | { finding: 'noAccountable'; row: Row }
  | { finding: 'severalAccountable'; row: Row; people: PersonOf<Row>[] }
  | { finding: 'noResponsible'; row: Row }

/** What valid rows may still hide. */
export type RaciWarning<Row extends RaciRow> =
  /** Accountable or responsible, and consulted or informed about their own work. */
  | { finding: 'ownWork'; row: Row; person: PersonOf<Row> }
  /** A phase without a row. */
  | { finding: 'greyArea'; phase: string }
  /** One activity, in whatever phases, of which different people are accountable. */
  | { finding: 'clash'; rows: Row[] }
  /** Accountable for too many activities: their number is that of the rows. */
  | { finding: 'overloaded'; person: PersonOf<Row>; rows: Row[] }

/** Exactly one Accountable, at least one Responsible; empty for a valid row. */
export function rowErrors<Row extends RaciRow>(row: Row): RaciError<Row>[] {
  const people = [...new Set(row.accountable)]
  const errors: RaciError<Row>[] = []
  if (people.length === 0) errors.push({ finding: 'noAccountable', row })
  if (people.length > 1) errors.push({ finding: 'severalAccountable', row, people })
  if (row.responsible.length === 0) errors.push({ finding: 'noResponsible', row })
  return errors
}

/**
 * Everything that is wrong with a matrix (Smith and Erwin, Role & Responsibility Charting), errors of rows first. `phases` are all
 * that there should be rows for, `most` how many activities one person can answer for. Names of phases and activities are the same
 * whatever their case and spaces.
 */
export function checkRaci<Row extends RaciRow>(
  { phases, rows }: { phases: readonly string[]; rows: readonly Row[] },
  { most }: { most: number },
): (RaciError<Row> | RaciWarning<Row>)[] {
  const covered = new Set(rows.map(({ phase }) => plain(phase)))
  const grey = phases.filter((phase) => !covered.has(plain(phase)))
  const byActivity = groups(rows, ({ activity }) => [plain(activity)])
  const byAccountable = groups(rows, ({ accountable }): PersonOf<Row>[] => [...new Set(accountable)])
  return [
    ...rows.flatMap(rowErrors),
    ...rows.flatMap((row) => ownWork(row).map((person) => ({ finding: 'ownWork' as const, row, person }))),
    ...grey.map((phase) => ({ finding: 'greyArea' as const, phase })),
    ...byActivity.flatMap(([, same]) => (differ(same) ? [{ finding: 'clash' as const, rows: same }] : [])),
    ...byAccountable.flatMap(([person, own]) =>
      own.length > most ? [{ finding: 'overloaded' as const, person, rows: own }] : [],
    ),
  ]
}

function ownWork<Row extends RaciRow>(row: Row): PersonOf<Row>[] {
  const told = new Set([...row.consulted, ...row.informed])
  return [...new Set([...row.accountable, ...row.responsible])].filter((person) => told.has(person))
}

/** A row where nobody is accountable says nothing against another. */
function differ(rows: readonly RaciRow[]): boolean {
  const named = rows.filter(({ accountable }) => accountable.length > 0)
  return new Set(named.map(({ accountable }) => JSON.stringify([...new Set(accountable)].sort()))).size > 1
}

/** Rows by key, in order of their first row; a row can be in several groups. */
function groups<Row, Key>(rows: readonly Row[], keysOf: (row: Row) => Key[]): [Key, Row[]][] {
  const found = new Map<Key, Row[]>()
  for (const row of rows) {
    for (const key of keysOf(row)) found.set(key, [...(found.get(key) ?? []), row])
  }
  return [...found]
}

function plain(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
}
