/** A person's time moved away from an initiative: its product owner hears of it first, and may object. */
import { z } from 'zod'
import {
  type Consequence,
  type Context,
  type Fact,
  type Facts,
  type FormDefinition,
  formDefinition,
  type JobContext,
  type JobDefinition,
  type Outcome,
  type PressDefinition,
  press,
  type Refusal,
} from '../../../chat/feature.ts'
import { notTaken, opening, tell } from '../../../chat/say.ts'
import type { Tx } from '../../../db.ts'
import { crewById } from '../../../people/crews.ts'
import { personById } from '../../../people/persons.ts'
import { type Day, formatDay, toLocal } from '../../../schedule/calendar.ts'
import { cancelJobs, putJobs } from '../../../schedule/jobs.ts'
import { objectForm } from '../cards/around-forms.ts'
import { type CrewHours, effectOf, fromNow, type MoveRecord, type MoveState, waits } from '../rules/moving.ts'
import { reallocated } from '../rules/people.ts'
import type { InitiativeRecord } from '../rules/records.ts'
import { spanText } from '../rules/words.ts'
import { setAllocations } from '../store/around.ts'
import { addMove, anyMove, moveById, openMovesOf, putMove } from '../store/moves.ts'
import { allocationsOf, anyInitiative } from '../store/reads.ts'
import { decisionOf } from './heard.ts'
import type { Own } from './own.ts'

const ofMove = z.object({ move: z.number().int() })
type OfMove = z.infer<typeof ofMove>

/** Where the initiative has no crew. */
const officeHours = { workDays: '12345', country: null, workFrom: '09:00' } as const

async function hoursOf(tx: Tx, { crewId }: InitiativeRecord, zone: string): Promise<CrewHours> {
  const crew = crewId === null ? null : await crewById(tx, crewId)
  return crew ?? { ...officeHours, zone }
}

const settled = (
  { id: moveId, organizationId, initiativeId }: MoveRecord,
  as: Facts['allocation.settled']['as'],
): Fact => ({ fact: 'allocation.settled', organizationId, initiativeId, moveId, as })

/** An earlier word about the same person that is not in effect yet: the later one holds. */
export async function replaced(tx: Tx, initiativeId: number, personId: number, by: Pick<Context, 'actor' | 'now'>) {
  const facts: Fact[] = []
  for (const one of await openMovesOf(tx, initiativeId, personId)) {
    await cancelJobs(tx, 'portfolio.move', `${one.id}:`)
    if (await putMove(tx, one.id, one.state, 'left', { settledById: by.actor.id, settledAt: by.now }))
      facts.push(settled(one, 'replaced'))
  }
  return facts
}

interface Asked {
  personId: number
  percent: number
  fromDay: Day
  toDay: Day
  /** The most that was planned. */
  before: number
}

/** Written down; `at`: when it takes effect by itself, `null` where it does at once. */
export async function move(
  { initiative, today }: Own,
  asked: Asked,
  { tx, actor, now }: Context,
): Promise<{ at: Date | null; zone: string; facts: Fact[] }> {
  const { id: initiativeId, organizationId, productOwnerId } = initiative
  const hours = await hoursOf(tx, initiative, actor.zone)
  const effect = effectOf(today, hours)
  const later = waits({ productOwnerId, byId: actor.id }, asked, effect.day)
  const row = await addMove(tx, {
    ...asked,
    organizationId,
    initiativeId,
    byId: actor.id,
    state: 'waiting',
    effectAt: later ? effect.at : now,
    at: now,
  })
  if (later) await putJobs(tx, [{ name: 'portfolio.move', key: `${row.id}:${effect.day}`, due: effect.at }])
  else await takeEffect(tx, row, 'waiting', today, { settledById: actor.id, settledAt: now })
  const facts: Fact[] = [{ fact: 'allocation.leaving', organizationId, initiativeId, moveId: row.id, waits: later }]
  return { at: later ? effect.at : null, zone: hours.zone, facts }
}

/** False where somebody was faster. */
async function takeEffect(
  tx: Tx,
  row: MoveRecord,
  from: MoveState,
  today: Day,
  by: Pick<MoveRecord, 'settledById' | 'settledAt'>,
): Promise<boolean> {
  if (!(await putMove(tx, row.id, from, 'done', by))) return false
  const { organizationId, initiativeId, personId, percent, toDay } = row
  const { fromDay } = fromNow(row, today)
  const before = (await allocationsOf(tx, [initiativeId])).filter((one) => one.personId === personId)
  const rows = fromDay <= toDay ? reallocated(before, { percent, fromDay, toDay }) : before
  const spans = rows.map((one) => ({ percent: one.percent, fromDay: one.fromDay, toDay: one.toDay }))
  await setAllocations(tx, { organizationId, initiativeId, personId }, spans)
  return true
}

/** Its moment came, and nobody objected. */
async function onItsDay(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const row = await anyMove(tx, Number.parseInt(key, 10))
  const initiative = row && (await anyInitiative(tx, row.initiativeId))
  if (!row || !initiative) return {}
  const { day } = toLocal(now, initiative.crew?.zone ?? 'UTC')
  const done = await takeEffect(tx, row, 'waiting', day, { settledById: null, settledAt: now })
  return done ? { facts: [settled(row, 'done')] } : {}
}

interface OwnMove {
  row: MoveRecord
  initiative: InitiativeRecord
  name: string
  today: Day
}

const over = 'This is settled already. Nothing was changed.'

async function found({ move: id }: OfMove, state: MoveState, ctx: Context): Promise<OwnMove | Refusal> {
  const row = await moveById(ctx.tx, ctx.actor.organizationId, id)
  const initiative = row && (await anyInitiative(ctx.tx, row.initiativeId))
  if (!row || !initiative) return { refused: 'This is not here any more. Nothing was changed.' }
  const mine = state === 'waiting' ? initiative.productOwnerId : row.byId
  if (mine !== ctx.actor.id) {
    const who = state === 'waiting' ? `the product owner of ${initiative.key}` : 'whoever asked for it'
    return { refused: `That is for ${who}. Nothing was changed.` }
  }
  if (row.state !== state) return { refused: over }
  const name = (await personById(ctx.tx, row.personId))?.name ?? 'This person'
  return { row, initiative, name, today: toLocal(ctx.now, initiative.crew?.zone ?? ctx.actor.zone).day }
}

const partOf = ({ row, name, initiative: { key } }: OwnMove) =>
  `${name}, ${row.percent} % for ${key} instead of ${row.before} %, ${spanText(row.fromDay, row.toDay)}`

const by = ({ actor, now }: Context) => ({ settledById: actor.id, settledAt: now })

async function fine(value: OfMove, ctx: Context): Promise<Outcome> {
  const own = await found(value, 'waiting', ctx)
  if ('refused' in own) return tell(own.refused)
  if (!(await takeEffect(ctx.tx, own.row, 'waiting', own.today, by(ctx)))) return tell(over)
  await cancelJobs(ctx.tx, 'portfolio.move', `${own.row.id}:`)
  return { ...tell(`In effect now: ${partOf(own)}.`), facts: [settled(own.row, 'done')] }
}

async function drawObject(value: OfMove, ctx: Context) {
  const own = await found(value, 'waiting', ctx)
  return 'refused' in own ? own : objectForm(own.initiative.key, own.row.id, partOf(own))
}

async function object({ reason }: { reason: string }, value: OfMove, ctx: Context): Promise<Outcome> {
  const own = await found(value, 'waiting', ctx)
  if ('refused' in own) return notTaken(own.refused)
  const objection = reason.trim()
  if (!objection) return { answer: { do: 'refuse', errors: { reason: 'Say why: whoever asked for it reads that.' } } }
  if (!(await putMove(ctx.tx, own.row.id, 'waiting', 'objected', { objection, objectedById: ctx.actor.id })))
    return notTaken(over)
  await cancelJobs(ctx.tx, 'portfolio.move', `${own.row.id}:`)
  return {
    ...tell('It does not take effect by itself any more. Whoever asked for it has your reason, and says what now.'),
    facts: [settled(own.row, 'objected')],
  }
}

/** Against the objection: it stands in the decision log, with the reason against it. */
async function anyway(value: OfMove, ctx: Context): Promise<Outcome> {
  const own = await found(value, 'objected', ctx)
  if ('refused' in own) return tell(own.refused)
  if (!(await takeEffect(ctx.tx, own.row, 'objected', own.today, by(ctx)))) return tell(over)
  const recorded = decisionOf({ initiative: own.initiative } as Own, ctx, {
    domain: 'how',
    what: partOf(own),
    why: `The product owner objected: ${own.row.objection ?? 'no reason given'}`,
    source: `move:${own.row.id}`,
    reviewOn: null,
  })
  return {
    ...tell(`In effect now, and recorded with the objection: ${partOf(own)}.`),
    facts: [recorded, settled(own.row, 'anyway')],
  }
}

async function leave(value: OfMove, ctx: Context): Promise<Outcome> {
  const own = await found(value, 'objected', ctx)
  if ('refused' in own) return tell(own.refused)
  if (!(await putMove(ctx.tx, own.row.id, 'objected', 'left', by(ctx)))) return tell(over)
  return {
    ...tell(`Left as it was: ${own.name} stays at ${own.row.before} % for ${own.initiative.key}.`),
    facts: [settled(own.row, 'left')],
  }
}

/** "Tue 24 Nov 2026 09:00" */
export function momentText(at: Date, zone: string): string {
  const { day, time } = toLocal(at, zone)
  return `${formatDay(day, { year: true })} ${time}`
}

export const movePresses: Record<string, PressDefinition> = {
  'portfolio.move-fine': press(ofMove, fine),
  'portfolio.move-object': press(ofMove, opening(drawObject)),
  'portfolio.move-anyway': press(ofMove, anyway),
  'portfolio.move-leave': press(ofMove, leave),
}
export const moveForms: Record<string, FormDefinition> = {
  'portfolio.move-object': formDefinition(ofMove, drawObject, object),
}
export const moveJobs: Record<string, JobDefinition> = { 'portfolio.move': { late: 'run', run: onItsDay } }
