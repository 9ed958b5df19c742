/** Initiatives as a file: rows to what the forms would have saved. Pure. */
import type { Day } from '../../../schedule/calendar.ts'
import { type CellError, personReader, type Row, readCellDay, reader, type Sheet } from './csv.ts'
import { type BudgetRow, checkBudgets, readBudget } from './csv-budgets.ts'
import { checkInitiative, type InitiativeAnswers, type InitiativeData, type MoneyData } from './initiative.ts'
import { waitingFor } from './links.ts'
import type { InitiativeRecord, KeyResultRecord, PlanRecords, RateRecord } from './records.ts'
import { kindWords, methodologyWords, nearest, phaseWords, readWord, unknownKey } from './words.ts'

export interface InitiativeImport {
  id: number | null
  data: InitiativeData & Omit<MoneyData, 'budgetFromId'>
  /** The key of the one whose budget it is allotted from: known once all are stored. */
  budgetFrom: string | null
  /** `null`: the file says nothing of them. */
  keyResultIds: number[] | null
}

export interface InitiativeSurrounding {
  all: InitiativeRecord[]
  records: PlanRecords
  people: { id: number; name: string }[]
  /** That this person may give an initiative to. */
  crews: { id: number; name: string }[]
  keyResults: Pick<KeyResultRecord, 'id' | 'key'>[]
  rates: RateRecord[]
  may: {
    make: boolean
    edit(one: InitiativeRecord): boolean
    own(one: InitiativeRecord): boolean
    money(one: InitiativeRecord): boolean
  }
  today: Day
}

const mostInitiatives = 1_000

/** Which column a field of the form stands in. Whether its years are told is asked in the form alone. */
const columnOf: Record<Exclude<keyof InitiativeAnswers, 'anniversaries'>, string> = {
  key: 'key',
  name: 'name',
  kind: 'kind',
  methodology: 'methodology',
  phase: 'phase',
  crew: 'crew',
  steering: 'steering crew',
  projectOwner: 'project owner',
  productOwner: 'product owner',
  sponsor: 'sponsor',
  startOn: 'start',
  planAt: 'plan at',
}

export function readInitiatives(
  sheet: Sheet,
  around: InitiativeSurrounding,
): { initiatives: InitiativeImport[] } | { errors: CellError[] } {
  if (sheet.rows.length > mostInitiatives) {
    return {
      errors: [
        {
          line: 1,
          column: 'key',
          error: `These are ${sheet.rows.length} initiatives; at most ${mostInitiatives} at once.`,
        },
      ],
    }
  }
  const errors: CellError[] = []
  const known = new Map(around.all.map((one) => [one.key, one]))
  const lines = new Map<string, number>()
  const initiatives = sheet.rows.flatMap((row) => {
    const key = (row.cell('key') ?? '').toUpperCase()
    const before = lines.get(key)
    lines.set(key, row.line)
    const wrong = (error: string) => {
      errors.push({ line: row.line, column: 'key', error })
      return []
    }
    if (before !== undefined) return wrong(`${key} stands on line ${before} too. Take one out.`)
    const old = known.get(key) ?? null
    if (old ? !around.may.edit(old) : !around.may.make) return wrong(`You cannot ${old ? 'change' : 'make'} ${key}.`)
    const read = readOne(row, old, around, errors)
    return read ? [{ row, read }] : []
  })
  // After all rows: a budget may be allotted from one further down.
  if (errors.length === 0) checkBudgets(initiatives.map(budgetRow), around, errors)
  return errors.length ? { errors } : { initiatives: initiatives.map(({ read }) => read) }
}

const budgetRow = ({ row, read: { data, budgetFrom: from } }: { row: Row; read: InitiativeImport }): BudgetRow => {
  const { key, currency } = data
  return { row, now: { key, currency, from } }
}

function readOne(
  row: Row,
  old: InitiativeRecord | null,
  around: InitiativeSurrounding,
  errors: CellError[],
): InitiativeImport | null {
  const count = errors.length
  const take = reader(row, errors)
  const wrong = (column: string, error: string) => errors.push({ line: row.line, column, error })
  const person = personReader(around.people)
  const people = (column: string, was: number | null | undefined) => {
    const id = take<number | null>(column, { fallback: was ?? null, empty: null }, person)
    return id === null ? [] : [id]
  }
  const crew = (column: string, was: number | null | undefined) => {
    const id = take<number | null>(column, { fallback: was ?? null, empty: null }, (text) =>
      readCrewName(text, was ?? null, around),
    )
    return id === null ? undefined : String(id)
  }
  const answers: InitiativeAnswers = {
    key: row.cell('key') ?? '',
    name: take('name', { fallback: old?.name ?? '', empty: 'An initiative needs a name.' }, (text) =>
      text.length > 120 ? { error: `This is ${text.length} characters long; at most 120 fit.` } : { ok: text },
    ),
    kind: take('kind', { fallback: old?.kind ?? 'project', empty: 'Write what it is, for example project.' }, (text) =>
      readWord(text, kindWords),
    ),
    methodology: take(
      'methodology',
      { fallback: old?.methodology ?? 'hybrid', empty: 'Write how it is done, for example hybrid.' },
      (text) => readWord(text, methodologyWords),
    ),
    phase: take('phase', { fallback: old?.phase ?? 'idea', empty: 'Write its phase, for example build.' }, (text) =>
      readWord(text, phaseWords),
    ),
    crew: crew('crew', old?.crewId),
    steering: crew('steering crew', old?.steeringCrewId),
    projectOwner: people('project owner', old?.projectOwnerId),
    productOwner: people('product owner', old?.productOwnerId),
    sponsor: people('sponsor', old?.sponsorId),
    startOn: take<Day | undefined>('start', { fallback: old?.startOn ?? undefined, empty: undefined }, readCellDay),
    planAt: take<string | undefined>('plan at', { fallback: old?.planAt ?? undefined, empty: undefined }, (ok) => ({
      ok: ok.slice(0, 300),
    })),
  }
  if (!old && answers.name === '' && errors.length === count)
    wrong('name', `${answers.key.toUpperCase()} is new, and needs a name.`)
  const { budgetFrom, ...money } = readBudget(row, old, around, errors)
  const keyResultIds = take<number[] | null>('key results', { fallback: null, empty: [] }, (text) =>
    readResults(text, around),
  )
  if (errors.length > count) return null
  const checked = checkInitiative(answers, {
    before: old,
    others: around.all,
    waiting: old ? waitingFor(old.id, around.records) : [],
    today: around.today,
    mayOwn: old ? around.may.own(old) : true,
  })
  if ('errors' in checked) {
    for (const [field, error] of Object.entries(checked.errors)) wrong(columnOf[field as keyof typeof columnOf], error)
    return null
  }
  return { id: old?.id ?? null, data: { ...checked.data, ...money }, budgetFrom, keyResultIds }
}

function readCrewName(
  text: string,
  was: number | null,
  { crews, all }: InitiativeSurrounding,
): { ok: number } | { error: string } {
  const known = [...crews, ...all.flatMap(({ crew }) => (crew?.id === was && crew ? [crew] : []))]
  const found = known.find(({ name }) => name.toLowerCase() === text.toLowerCase())
  if (found) return { ok: found.id }
  const near = nearest(
    text,
    known.map(({ name }) => name),
  )
  return { error: `"${text}" is no crew of yours.${near ? ` The nearest is ${near}.` : ''}` }
}

function readResults(text: string, { keyResults }: InitiativeSurrounding): { ok: number[] } | { error: string } {
  const ids: number[] = []
  for (const key of text.split(/[;,\s]+/).filter((part) => part !== '')) {
    const found = keyResults.find((one) => one.key === key.toUpperCase())
    if (!found)
      return {
        error: unknownKey(
          key,
          'a key result',
          keyResults.map((one) => one.key),
        ),
      }
    ids.push(found.id)
  }
  return { ok: ids }
}
