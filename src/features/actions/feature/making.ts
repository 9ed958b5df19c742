/** Action items made: by another feature, in a line, or in a form. */
import type { Consequence, Context, Effect, Fact, Facts, Outcome, Refusal } from '../../../chat/feature.ts'
import type { Form } from '../../../chat/form.ts'
import { notTaken, opened, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById, crewsOf } from '../../../people/crews.ts'
import { nextWorkingDay } from '../../../people/hours.ts'
import { personById } from '../../../people/persons.ts'
import { addDays, formatDay, mondayOf, toInstant, toLocal } from '../../../schedule/calendar.ts'
import { worksIn } from '../../../schedule/deadlines.ts'
import { putJobs } from '../../../schedule/jobs.ts'
import { type AddValue, addForm, type Typed } from '../cards/forms.ts'
import { longestText, readDue, readWhoAndWhen } from '../rules/items.ts'
import { readPromise } from '../rules/promise.ts'
import { type ActionRecord, actionName, byHand } from '../rules/records.ts'
import { addAction, type NewAction } from '../store/writing.ts'
import { givenCardOf, refreshed } from './own.ts'

type At = { tx: Tx; now: Date }
type Made = { facts: Fact[]; effects: Effect[]; action: ActionRecord }

/** In the same transaction as what it follows from. */
export async function wanted(wanted: Facts['action.wanted'], { tx, now }: At): Promise<Consequence> {
  const { organizationId, crewId, initiativeId, text, ownerId, dueOn, source, createdById, told = false } = wanted
  const data = { organizationId, crewId, initiativeId, text, ownerId, dueOn, source, createdById, at: now }
  const { facts, effects } = await make(tx, data, told, now)
  return { facts, effects }
}

async function make(tx: Tx, data: NewAction, told: boolean, now: Date): Promise<Made> {
  const action = await addAction(tx, data)
  await putWeek(tx, action.ownerId, now)
  await putLate(tx, action)
  const { id: actionId, number, organizationId, source, ownerId, createdById } = action
  const given = told || ownerId === createdById ? [] : await tellsOwner(tx, action, ownerId, now)
  return {
    action,
    facts: [{ fact: 'action.made', organizationId, actionId, number, source }],
    effects: [...(await refreshed(tx, now, action)), ...given],
  }
}

/** Not where their next message holds all of it anyway, as it does at the beginning of a week. */
export async function tellsOwner(tx: Tx, action: ActionRecord, ownerId: number, now: Date): Promise<Effect[]> {
  const person = await personById(tx, ownerId)
  const next = person && nextWorkingDay(person, now)
  const week = person && mondayOf(toLocal(now, person.zone).day)
  if (person && week && next && mondayOf(toLocal(next, person.zone).day) > week) return []
  return [{ do: 'dm', to: ownerId, card: givenCardOf(action, ownerId), kind: 'notice' }]
}

/** Before anybody works on Monday, so that it goes out with what they are told that day. */
const dayBegins = '00:00'
/** The digest of the day has gone out by then, and there is time left to act. */
const lateAt = '15:00'

/** The next weekly digest of whoever has something to do. */
export async function putWeek(tx: Tx, personId: number, now: Date): Promise<void> {
  const person = await personById(tx, personId)
  if (!person) return
  const monday = addDays(mondayOf(toLocal(now, person.zone).day), 7)
  await putJobs(tx, [
    { name: 'actions.week', key: `${personId}:${monday}`, due: toInstant(monday, dayBegins, person.zone) },
  ])
}

/** When its crew is told at the latest that it is overdue. */
export async function putLate(tx: Tx, { crewId, dueOn }: Pick<ActionRecord, 'crewId' | 'dueOn'>): Promise<void> {
  const crew = crewId === null ? null : await crewById(tx, crewId)
  if (!crew) return
  const works = worksIn(crew)
  let day = addDays(dueOn, 1)
  // A crew without a working day is told all the same.
  for (let step = 0; step < 14 && !works(day); step += 1) day = addDays(day, 1)
  await putJobs(tx, [{ name: 'actions.late', key: `${crew.id}:${day}`, due: toInstant(day, lateAt, crew.zone) }])
}

const noCrew = `You are in no crew yet: action items are promised in one. ${command('setup')} makes one.`

/** The crew of the channel for its members, else all of one's own. */
async function crewsMeant({ crew }: AddValue, ctx: Context): Promise<Crew[]> {
  const own = (await crewsOf(ctx.tx, ctx.actor.id)).filter(
    ({ organizationId }) => organizationId === ctx.actor.organizationId,
  )
  return crew === null ? own : own.filter(({ id }) => id === crew)
}

const here = ({ place }: Context): AddValue => ({ crew: place.crewId ?? null })

export function membersOf(crews: Crew[]) {
  const people = new Map(crews.flatMap(({ members }) => members.map(({ personId, name }) => [personId, name] as const)))
  return [...people].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name))
}

export const optionsOf = (people: { id: number; name: string }[]) =>
  people.map(({ id, name }) => ({ value: String(id), label: name }))

export async function drawAdd(value: AddValue, ctx: Context): Promise<Form | Refusal> {
  return formFor(value, {}, ctx)
}

async function formFor(value: AddValue, was: Typed, ctx: Context): Promise<Form | Refusal> {
  const crews = await crewsMeant(value, ctx)
  if (crews.length === 0) {
    const other = value.crew === null ? null : await crewById(ctx.tx, value.crew)
    if (other?.organizationId !== ctx.actor.organizationId) return { refused: noCrew }
    return {
      refused: `You are not in the ${other.name} crew. One of its members can add you with ${command('setup')}.`,
    }
  }
  const options = crews.map(({ id, name }) => ({ value: String(id), label: name }))
  return addForm(value, options, optionsOf(membersOf(crews)), { owner: ctx.actor.id, ...was })
}

/** `/tandem actions add "Call the PSP" @Paul by fri`; what is missing or wrong is asked for in the form. */
export async function addLine(text: string | undefined, rest: string | undefined, ctx: Context): Promise<Outcome> {
  const value = here(ctx)
  const typed = await readLine(text, rest, value, ctx)
  if ('was' in typed) {
    const form = await formFor(value, typed.was, ctx)
    return opened(form)
  }
  return added(typed.data, ctx)
}

interface Data {
  crew: Crew
  text: string
  ownerId: number
  dueOn: string
  initiativeId?: number | null
  source?: string
}

async function readLine(
  text: string | undefined,
  rest: string | undefined,
  value: AddValue,
  ctx: Context,
): Promise<{ was: Typed } | { data: Data }> {
  const crews = await crewsMeant(value, ctx)
  const said = text?.trim() ?? ''
  const read = readWhoAndWhen(rest ?? '', membersOf(crews))
  if ('error' in read) return { was: { text: said, due: wordsOfDay(rest), problem: read.error } }
  const { owner, due } = read.ok
  const was: Typed = { text: said, owner: owner?.id ?? ctx.actor.id, ...(due && { due }) }
  const [crew, other] = crews
  if (said.length > longestText)
    return { was: { ...was, problem: `This is ${said.length} characters long; at most ${longestText} fit.` } }
  if (!crew || other || said === '' || due === null) return { was }
  const dueOn = readDue(due, { now: ctx.now, zone: crew.zone, isWorking: worksIn(crew) })
  if ('error' in dueOn) return { was: { ...was, problem: dueOn.error } }
  return { data: { crew, text: said, ownerId: owner?.id ?? ctx.actor.id, dueOn: dueOn.ok } }
}

const wordsOfDay = (rest = '') => /(?:^|\s)by\s+(.+)$/is.exec(rest)?.[1] ?? ''

export async function saveAdd(
  values: { text: string; owner: number[]; due: string; crew?: string },
  value: AddValue,
  ctx: Context,
): Promise<Outcome> {
  const crews = await crewsMeant(value, ctx)
  const crew = values.crew === undefined ? crews[0] : crews.find(({ id }) => String(id) === values.crew)
  if (!crew) return notTaken(noCrew)
  const read = readPromise(values, crew, ctx.now)
  return 'errors' in read ? { answer: { do: 'refuse', errors: read.errors } } : added({ crew, ...read.ok }, ctx)
}

export async function added(
  { crew, text, ownerId, dueOn, initiativeId = null, source = byHand }: Data,
  ctx: Context,
): Promise<Outcome> {
  const { actor, now, tx } = ctx
  const { organizationId, id: createdById } = actor
  const data = { organizationId, crewId: crew.id, initiativeId, text, ownerId, dueOn, source, createdById, at: now }
  const { action, effects, facts } = await make(tx, data, false, now)
  const name = crew.members.find(({ personId }) => personId === ownerId)?.name ?? 'somebody'
  const whose = ownerId === actor.id ? 'yours' : `${name}’s`
  return { ...tell(`${actionName(action)} is ${whose}, due ${formatDay(dueOn)}.`), effects, facts }
}
