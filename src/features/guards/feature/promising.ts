/** A promised day: weighed when it is given and every night, co-signed or refused where it has less than an even chance. */
import type {
  CardDrawer,
  Consequence,
  Context,
  Effect,
  Fact,
  Facts,
  JobContext,
  Outcome,
  Refusal,
} from '../../../chat/feature.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import type { Tx } from '../../../db.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import type { DeliverableRecord, InitiativeRecord } from '../../portfolio/rules/records.ts'
import { anyInitiative, deliverablesOf, planOfOrganization } from '../../portfolio/store/reads.ts'
import { weighed } from '../../portfolio/store/weighing.ts'
import { refuseForm } from '../cards/forms.ts'
import { promiseCard, promisedCard } from '../cards/promise.ts'
import {
  cosigned,
  given,
  missing,
  type PromiseData,
  type PromiseRecord,
  unsigned,
  weighedAgain,
} from '../rules/promise.ts'
import { ownersOf, sidesOf, standsFor } from '../rules/sides.ts'
import {
  anyPromise,
  changePromise,
  dropPromises,
  lockPromise,
  promiseById,
  promisesOf,
  putPromise,
} from '../store/promises.ts'
import { answeredCardOf, askedAbout, dm, membersOf, promiseCardOf, refresh } from './own.ts'

type At = { tx: Tx; now: Date }

const counted = (row: PromiseRecord): Fact => ({
  fact: 'promise.weighed',
  organizationId: row.organizationId,
  initiativeId: row.initiativeId,
  deliverableId: row.deliverableId,
  chance: row.chance,
  weighedOn: row.weighedOn,
  unsigned: unsigned(row),
})

const refreshed = (row: PromiseRecord, initiative: InitiativeRecord): Effect[] =>
  [...new Set([...askedAbout(initiative), ...(row.promisedById === null ? [] : [row.promisedById])])].flatMap((id) => [
    refresh(promiseCardOf(row, id)),
    refresh(answeredCardOf(row, id)),
  ])

/** Whoever has to co-sign is asked at once: somebody outside has been told that day already. */
export async function promiseGiven(fact: Facts['promise.given'], { tx, now }: At): Promise<Consequence> {
  const { organizationId, initiativeId, deliverableId, promisedOn, byId } = fact
  const initiative = await anyInitiative(tx, initiativeId)
  if (!initiative) return {}
  const bySides = sidesOf(initiative, await membersOf(tx, initiative), byId)
  const data = given({ promisedOn, byId, bySides }, fact.weighed, fact.weighedOn)
  const row = await putPromise(tx, { organizationId, initiativeId, deliverableId, at: now }, data)
  const asked = row.state === 'waiting' ? missing(row, initiative) : []
  return { effects: asked.map((id) => dm(id, promiseCardOf(row, id), 'urgent')), facts: [counted(row)] }
}

const sameFigures = (one: PromiseData, other: PromiseData) =>
  one.state === other.state && one.chance === other.chance && one.p50 === other.p50 && one.p80 === other.p80

/** Of an initiative, each that is still open. Both owners hear once of one that fell under an even chance. */
export async function weighOn(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const initiative = await anyInitiative(tx, Number.parseInt(key, 10))
  if (!initiative || initiative.phase === 'retired') return {}
  const today = toLocal(now, initiative.crew?.zone ?? 'UTC').day
  const records = await planOfOrganization(tx, initiative.organizationId)
  const open = openPromises(records.deliverables.filter((one) => one.initiativeId === initiative.id))
  await dropPromises(
    tx,
    initiative.id,
    open.map(({ id }) => id),
  )
  const found = await weighed(records, open, today)
  const known = new Map((await promisesOf(tx, [initiative.id])).map((row) => [row.deliverableId, row]))
  const effects: Effect[] = []
  const facts: Fact[] = []
  for (const { id: deliverableId, on } of open) {
    const before = known.get(deliverableId)
    const chance = found.get(deliverableId) ?? null
    // Of a day that came with a file nobody knows who promised it.
    const same = before?.promisedOn === on ? before : null
    const next = same
      ? weighedAgain(same, chance, today)
      : { data: given({ promisedOn: on, byId: null, bySides: [] }, chance, today), tell: true }
    const { organizationId, id: initiativeId } = initiative
    const row = await putPromise(tx, { organizationId, initiativeId, deliverableId, at: now }, next.data)
    facts.push(counted(row))
    if (same && !sameFigures(same, row)) effects.push(...refreshed(row, initiative))
    if (next.tell && row.state !== 'held')
      effects.push(...ownersOf(initiative).map((id) => dm(id, promiseCardOf(row, id), 'notice')))
  }
  return { effects, facts }
}

const openPromises = (pieces: DeliverableRecord[]) =>
  pieces.flatMap(({ id, promisedOn, finishedOn }) =>
    promisedOn !== null && finishedOn === null ? [{ id, on: promisedOn }] : [],
  )

/** Whether a file brought a day that was never weighed. */
export async function unweighedIn(tx: Tx, initiativeId: number): Promise<boolean> {
  const open = openPromises(await deliverablesOf(tx, initiativeId))
  if (open.length === 0) return false
  const known = new Map((await promisesOf(tx, [initiativeId])).map((row) => [row.deliverableId, row.promisedOn]))
  return open.some(({ id, on }) => known.get(id) !== on)
}

export interface OfPromise {
  promise: number
  /** The day that is signed: another one is another promise. */
  on: string
}

interface Own {
  row: PromiseRecord
  initiative: InitiativeRecord
  piece: DeliverableRecord
}

async function around(read: Tx, row: PromiseRecord | null): Promise<Own | null> {
  const initiative = row && (await anyInitiative(read, row.initiativeId))
  const piece = initiative && (await deliverablesOf(read, initiative.id)).find(({ id }) => id === row.deliverableId)
  return row && initiative && piece ? { row, initiative, piece } : null
}

async function toSay({ promise, on }: OfPromise, ctx: Context): Promise<Own | Refusal> {
  const known = await promiseById(ctx.tx, ctx.actor.organizationId, promise)
  const own = await around(ctx.tx, known && (await lockPromise(ctx.tx, promise)))
  if (!own) return { refused: 'This promise is not here any more. Nothing was changed.' }
  const { row, initiative, piece } = own
  if (row.promisedOn !== on || piece.promisedOn !== on)
    return { refused: `${initiative.key} ${piece.key} is promised for another day by now. Nothing was changed.` }
  if (standsFor(initiative, ctx.actor.id).length === 0)
    return { refused: `The owners of ${initiative.key} co-sign, and you are none of them. Nothing was changed.` }
  if (!unsigned(row)) return { refused: 'Nobody has to co-sign this any more. Nothing was changed.' }
  return own
}

const nothingToSign = 'Your side stands for this already; the word of the other one is missing. Nothing was changed.'

export async function cosign(value: OfPromise, ctx: Context): Promise<Outcome> {
  const own = await toSay(value, ctx)
  if ('refused' in own) return tell(own.refused)
  const { initiative, piece } = own
  const row = cosigned(own.row, initiative, ctx.actor.id)
  if (!row) return tell(nothingToSign)
  const { id, organizationId: _, initiativeId: __, deliverableId: ___, at: ____, ...data } = row
  await changePromise(ctx.tx, id, data)
  const done = row.state === 'signed'
  const told = done && row.promisedById !== null && row.promisedById !== ctx.actor.id ? [row.promisedById] : []
  return {
    ...tell(
      done
        ? `Co-signed: both sides stand for ${initiative.key} ${piece.key} on this day.`
        : 'Co-signed for your side. The word of the other one is missing.',
    ),
    effects: [...refreshed(row, initiative), ...told.map((to) => dm(to, answeredCardOf(row, to), 'urgent'))],
    facts: [counted(row)],
  }
}

async function toRefuse(value: OfPromise, ctx: Context): Promise<Own | Refusal> {
  const own = await toSay(value, ctx)
  if ('refused' in own) return own
  return cosigned(own.row, own.initiative, ctx.actor.id) ? own : { refused: nothingToSign }
}

export async function drawRefuse(value: OfPromise, ctx: Context) {
  const own = await toRefuse(value, ctx)
  return 'refused' in own ? own : refuseForm(own.row, own.initiative, own.piece)
}

export async function saveRefuse({ reason }: { reason: string }, value: OfPromise, ctx: Context): Promise<Outcome> {
  const own = await toRefuse(value, ctx)
  if ('refused' in own) return notTaken(own.refused)
  if (!reason.trim())
    return { answer: { do: 'refuse', errors: { reason: 'Say why: whoever promised it reads that.' } } }
  const row: PromiseRecord = { ...own.row, state: 'refused', reason: reason.trim(), refusedById: ctx.actor.id }
  await changePromise(ctx.tx, row.id, { state: row.state, reason: row.reason, refusedById: row.refusedById })
  const by = row.promisedById === null ? ownersOf(own.initiative) : [row.promisedById]
  const told = by.filter((id) => id !== ctx.actor.id)
  return {
    ...tell(
      told.length
        ? 'It stays not co-signed, and whoever promised it has your reason.'
        : 'It stays not co-signed, with your reason.',
    ),
    effects: [...refreshed(row, own.initiative), ...told.map((to) => dm(to, answeredCardOf(row, to), 'urgent'))],
    facts: [counted(row)],
  }
}

const drawn =
  (draw: typeof promiseCard): CardDrawer =>
  async (key, read) => {
    const [, id, on = '', personId] = /^(\d+)\.([\d-]+):(\d+)$/.exec(key) ?? []
    const own = await around(read, await anyPromise(read, Number(id)))
    return own && draw({ ...own, on, personId: Number(personId) })
  }

export const drawPromise = drawn(promiseCard)
export const drawPromised = drawn(promisedCard)
