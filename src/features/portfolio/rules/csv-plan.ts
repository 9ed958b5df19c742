/** A plan as a file: rows to deliverables and links. Pure. */
import type { Day } from '../../../schedule/calendar.ts'
import { type CellError, personReader, type Row, readCellDay, readCellNumber, reader, type Sheet } from './csv.ts'
import { checkProgress, checkThree, pastDay, readDuration } from './deliverable.ts'
import { circleText, findPiece, indexOf, readAfter } from './links.ts'
import { networkOf } from './network.ts'
import { unpromised } from './promise.ts'
import type { DeliverableRecord, DependencyRecord, InitiativeRecord, PlanRecords } from './records.ts'
import { atOnce, rowsInStep, type Steps } from './steps.ts'
import { readKey, unknownKey } from './words.ts'

export interface PlanImport {
  /** New ones have ids below 0, until they are stored. */
  pieces: DeliverableRecord[]
  /** Of these the progress was given anew. */
  reported: Set<number>
  /** What these wait for, from now on. */
  links: Map<number, DependencyRecord[]>
  rows: number
}

export interface PlanSurroundings {
  records: PlanRecords
  /** Initiatives whose plan this person may change. */
  mayEdit: (initiative: InitiativeRecord) => boolean
  people: { id: number; name: string }[]
  today: Day
}

export type PlanRead = { plan: PlanImport } | { errors: CellError[] }

export const readPlan = (sheet: Sheet, around: PlanSurroundings) => atOnce(readPlanSteps(sheet, around))

export function* readPlanSteps(sheet: Sheet, around: PlanSurroundings): Steps<PlanRead> {
  const errors: CellError[] = []
  const { records } = around
  const initiatives = new Map(records.initiatives.map((one) => [one.key, one]))
  const keyOf = new Map(records.initiatives.map(({ id, key }) => [id, key]))
  const known = new Map(records.deliverables.map((one) => [`${keyOf.get(one.initiativeId)} ${one.key}`, one]))
  const last = new Map<number, number>()
  for (const { initiativeId, position } of records.deliverables)
    last.set(initiativeId, Math.max(position, last.get(initiativeId) ?? 0))
  const person = personReader(around.people)
  const lines = new Map<string, number>()
  const found: { row: Row; piece: DeliverableRecord; initiative: InitiativeRecord }[] = []
  for (const [at, row] of sheet.rows.entries()) {
    if (at % rowsInStep === rowsInStep - 1) yield at + 1
    const wrong = (column: string, error: string) => errors.push({ line: row.line, column, error })
    const typed = row.cell('initiative') ?? ''
    const initiative = initiatives.get(typed.toUpperCase())
    if (!initiative) {
      wrong('initiative', unknownKey(typed, 'an initiative', [...initiatives.keys()]))
      continue
    }
    if (!around.mayEdit(initiative)) {
      wrong('initiative', `You cannot change the plan of ${initiative.key}.`)
      continue
    }
    const key = readKey(row.cell('key') ?? '', 'T9')
    if ('error' in key) {
      wrong('key', key.error)
      continue
    }
    const name = `${initiative.key} ${key.ok}`
    const before = lines.get(name)
    if (before !== undefined) {
      wrong('key', `${name} stands on line ${before} too. Take one out.`)
      continue
    }
    lines.set(name, row.line)
    const old = known.get(name)
    const position = old?.position ?? (last.get(initiative.id) ?? 0) + 1
    if (!old) last.set(initiative.id, position)
    const blank = blankPiece(-1 - found.length, initiative.id, key.ok, position)
    found.push({
      row,
      initiative,
      piece: readPiece(row, old ?? blank, old === undefined, { errors, person, today: around.today }),
    })
  }
  if (errors.length) return { errors }
  return yield* linked(sheet, found, around, known)
}

function blankPiece(id: number, initiativeId: number, key: string, position: number): DeliverableRecord {
  const nothing = { optimistic: null, pessimistic: null, startedOn: null, finishedOn: null, notBefore: null }
  const nobody = {
    ...unpromised,
    valuePoints: null,
    ownerId: null,
    reportedAt: null,
    reportedById: null,
  }
  return { id, initiativeId, key, name: '', likely: -1, percent: 0, position, ...nothing, ...nobody }
}

interface Reading {
  errors: CellError[]
  person: (text: string) => { ok: number } | { error: string }
  today: Day
}

function readPiece(
  row: Row,
  old: DeliverableRecord,
  isNew: boolean,
  { errors, person, today }: Reading,
): DeliverableRecord {
  const count = errors.length
  const take = reader(row, errors)
  const wrong = (column: string, error: string) => errors.push({ line: row.line, column, error })
  const needed = (what: string) => `${old.key} needs ${what}.`
  const day = (column: string, was: Day | null) => take<Day | null>(column, { fallback: was, empty: null }, readCellDay)
  const days = (column: string, was: number | null) =>
    take<number | null>(column, { fallback: was, empty: null }, readDuration)
  const name = take('name', { fallback: old.name, empty: needed('a name') }, (text) =>
    text.length > 200 ? { error: `This is ${text.length} characters long; at most 200 fit.` } : { ok: text },
  )
  const likely = take('likely', { fallback: old.likely, empty: needed('its working days') }, readDuration)
  if (isNew && errors.length === count) {
    if (name === '') wrong('name', `${old.key} is new, and needs a name.`)
    else if (likely < 0) wrong('likely', `${old.key} is new, and needs its working days.`)
  }
  const [optimistic, pessimistic] = [days('optimistic', old.optimistic), days('pessimistic', old.pessimistic)]
  const percent = take('percent', { fallback: old.percent, empty: 0 as number }, (text) =>
    readCellNumber(text.replace(/\s*%$/, '')),
  )
  const [startedOn, finishedOn] = [day('started', old.startedOn), day('finished', old.finishedOn)]
  const [notBefore, promisedOn] = [day('not before', old.notBefore), day('promised', old.promisedOn)]
  const text = (column: string, was: string | null) =>
    take<string | null>(column, { fallback: was, empty: null }, (ok) => ({ ok }))
  const promisedTo = text('promised to', old.promisedTo)
  const valuePoints = take<number | null>('value points', { fallback: old.valuePoints, empty: null }, readCellNumber)
  const ownerId = take<number | null>('owner', { fallback: old.ownerId, empty: null }, person)
  if (errors.length > count) return old
  const three = checkThree({ optimistic, likely, pessimistic })
  if ('error' in three) wrong('optimistic', three.error)
  if (valuePoints !== null && valuePoints < 0) wrong('value points', 'Value points are 0 or more.')
  const given = { percent, startedOn: startedOn ?? undefined, finishedOn: finishedOn ?? undefined }
  // What is finished is whole: a file that has no percent need not say so.
  if (finishedOn !== null && row.cell('percent') === undefined) given.percent = 100
  const progress = checkProgress(given, { today, likely })
  if ('errors' in progress) {
    const columns = { percent: 'percent', startedOn: 'started', finishedOn: 'finished' } as const
    for (const [field, error] of Object.entries(progress.errors)) wrong(columns[field as keyof typeof columns], error)
    return old
  }
  if (progress.data.finishedOn === null) {
    if (notBefore && notBefore < today && notBefore !== old.notBefore) wrong('not before', pastDay(notBefore))
    if (promisedOn && promisedOn < today && promisedOn !== old.promisedOn) wrong('promised', pastDay(promisedOn))
  }
  return {
    ...old,
    name,
    optimistic,
    likely,
    pessimistic,
    ...progress.data,
    notBefore,
    promisedOn,
    promisedTo,
    valuePoints,
    ownerId,
  }
}

type Found = { row: Row; piece: DeliverableRecord; initiative: InitiativeRecord }[]

/** Links after all rows: they may name rows further down. Circles are looked for in the whole organization. */
function* linked(
  sheet: Sheet,
  found: Found,
  { records }: PlanSurroundings,
  known: Map<string, DeliverableRecord>,
): Steps<PlanRead> {
  const errors: CellError[] = []
  const fresh = new Map(found.map(({ piece }) => [piece.id, piece]))
  const rest = records.deliverables.filter(({ id }) => !fresh.has(id))
  const merged = { initiatives: records.initiatives, deliverables: [...rest, ...fresh.values()] }
  const index = indexOf(merged, '')
  const links = new Map<number, DependencyRecord[]>()
  for (const [at, { row, piece, initiative }] of (sheet.has('after') ? found : []).entries()) {
    if (at % rowsInStep === 0) yield found.length
    const after = readAfter(row.cell('after') ?? '')
    const wrong = (error: string) => errors.push({ line: row.line, column: 'after', error })
    if ('error' in after) {
      wrong(after.error)
      continue
    }
    const own = new Map<number, DependencyRecord>()
    for (const { ref, lag } of after.ok) {
      const from = findPiece(ref, { ...index, own: initiative.key })
      if ('error' in from) wrong(from.error)
      else own.set(from.ok, { fromId: from.ok, toId: piece.id, lag })
    }
    links.set(piece.id, [...own.values()])
  }
  if (errors.length) return { errors }
  const kept = records.dependencies.filter(({ toId }) => !links.has(toId))
  const all = { ...merged, dependencies: [...kept, ...[...links.values()].flat()] }
  yield found.length
  const network = networkOf(all, '2000-01-03')
  if ('cycle' in network) {
    const inCircle = new Set(network.cycle)
    const at = found.find(({ piece, initiative }) => inCircle.has(`${initiative.key} ${piece.key}`))
    return { errors: [{ line: at?.row.line ?? 1, column: 'after', error: circleText(network.cycle) }] }
  }
  return { plan: { ...changes(found, known), links: changedLinks(links, records.dependencies), rows: found.length } }
}

const fields = [
  'name',
  'optimistic',
  'likely',
  'pessimistic',
  'notBefore',
  'promisedOn',
  'promisedTo',
  'valuePoints',
  'ownerId',
] as const
const progress = ['percent', 'startedOn', 'finishedOn'] as const

/** Only what is not so already is written: the same file twice changes nothing. */
function changes(found: Found, known: Map<string, DeliverableRecord>): Pick<PlanImport, 'pieces' | 'reported'> {
  const reported = new Set<number>()
  const pieces = found.flatMap(({ piece, initiative }) => {
    const old = known.get(`${initiative.key} ${piece.key}`)
    const moved = old ? progress.some((field) => piece[field] !== old[field]) : piece.percent > 0
    if (moved) reported.add(piece.id)
    return !old || moved || fields.some((field) => piece[field] !== old[field]) ? [piece] : []
  })
  return { pieces, reported }
}

function changedLinks(
  links: Map<number, DependencyRecord[]>,
  before: DependencyRecord[],
): Map<number, DependencyRecord[]> {
  const text = (list: DependencyRecord[]) =>
    list
      .map(({ fromId, lag }) => `${fromId}+${lag}`)
      .sort()
      .join(' ')
  const old = new Map<number, DependencyRecord[]>()
  for (const link of before) old.set(link.toId, [...(old.get(link.toId) ?? []), link])
  return new Map([...links].filter(([toId, list]) => text(list) !== text(old.get(toId) ?? [])))
}
