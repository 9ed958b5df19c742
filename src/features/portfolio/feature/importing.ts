/** `/tandem plan import`: nothing half-imported, the same file twice is one import; a long one is read in turns with everything else. */

import type { Context, Outcome, Progress } from '../../../chat/feature.ts'
import type { Snapshot } from '../../../chat/ports.ts'
import { whoActs } from '../../../people/standing.ts'
import { importForm } from '../cards/files.ts'
import { type CellError, errorText, readSheet, readSheetSteps, type Sheet } from '../rules/csv.ts'
import { refusal } from '../rules/rights.ts'
import { atOnce, type Steps } from '../rules/steps.ts'
import { costsFile } from './import-costs.ts'
import { initiativesFile } from './import-initiatives.ts'
import { planFile } from './import-plan.ts'
import { refuse } from './words.ts'

type Wrong = { errors: CellError[] }

/** A kind of file: what its rows are read against, reading them, and writing what they say. */
export interface FileKind<A extends object, R extends object> {
  /** Before anything is read that others may be changing. */
  lock?(ctx: Context): Promise<void>
  /** Everything that decides whether a row is right. */
  around(ctx: Context): Promise<A>
  read(sheet: Sheet, around: A): Steps<R | Wrong>
  store(read: R, ctx: Context, told: (rows: number) => void): Promise<Outcome>
}

/** More characters take more than a second on a slow machine: some thousand rows. */
const long = 100_000

export async function drawImport(_value: unknown, ctx: Context) {
  const who = await whoActs(ctx)
  if (who.guest) return { refused: refusal('edit', 'import') }
  return importForm
}

export async function importFile({ text }: { text: string }, _value: unknown, ctx: Context): Promise<Outcome> {
  if (text.length > long) return { later: (snapshot, progress) => readLong(text, ctx, snapshot, progress) }
  const read = readSheet(text)
  if ('error' in read) return refuse({ text: read.error })
  switch (read.sheet.kind) {
    case 'plan':
      return importNow(planFile, read.sheet, ctx)
    case 'costs':
      return importNow(costsFile, read.sheet, ctx)
    case 'initiatives':
      return importNow(initiativesFile, read.sheet, ctx)
  }
}

async function importNow<A extends object, R extends object>(
  kind: FileKind<A, R>,
  sheet: Sheet,
  ctx: Context,
): Promise<Outcome> {
  await kind.lock?.(ctx)
  const read = atOnce(kind.read(sheet, await kind.around(ctx)))
  return 'errors' in read ? refused(read) : kind.store(read, ctx, () => {})
}

const refused = ({ errors }: Wrong) => refuse({ text: errorText(errors) })

type Finish = (ctx: Context) => Promise<Outcome>

async function readLong(text: string, ctx: Context, snapshot: Snapshot, progress: Progress): Promise<Finish> {
  const read = await inTurns(readSheetSteps(text), (rows) => progress(`Reading: ${count(rows)} rows so far.`))
  if ('error' in read) return async () => refuse({ text: read.error })
  switch (read.sheet.kind) {
    case 'plan':
      return checkLong(planFile, read.sheet, ctx, snapshot, progress)
    case 'costs':
      return checkLong(costsFile, read.sheet, ctx, snapshot, progress)
    case 'initiatives':
      return checkLong(initiativesFile, read.sheet, ctx, snapshot, progress)
  }
}

async function checkLong<A extends object, R extends object>(
  kind: FileKind<A, R>,
  sheet: Sheet,
  before: Context,
  snapshot: Snapshot,
  progress: Progress,
): Promise<Finish> {
  const all = count(sheet.rows.length)
  const around = await snapshot((tx) => kind.around({ ...before, tx }))
  const checked = await inTurns(kind.read(sheet, around), (rows) => progress(`Checked ${count(rows)} of ${all} rows.`))
  if ('errors' in checked) return async () => refused(checked)
  return async (ctx) => {
    progress(`All ${all} rows are right. Writing them.`)
    await kind.lock?.(ctx)
    const now = await kind.around(ctx)
    const read = same(now, around) ? checked : atOnce(kind.read(sheet, now))
    if ('errors' in read) return refused(read)
    return kind.store(read, ctx, (rows) => progress(`Wrote ${count(rows)} of ${all} rows.`))
  }
}

/** As data: what only computes is the same anyway. */
const same = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other)

const count = (rows: number) => rows.toLocaleString('en')

/** A step, then whatever else waits: nobody's answer is late because of somebody's long file. */
async function inTurns<T>(steps: Steps<T>, told: (rows: number) => void): Promise<T> {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    told(step.value)
    await new Promise((resume) => setImmediate(resume))
  }
}
