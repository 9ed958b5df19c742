/** Done, re-planned, handed over, dropped; and what its source knows of it. */
import type { Consequence, Context, Effect, Fact, Facts, Outcome } from '../../../chat/feature.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { personsOf } from '../../../people/persons.ts'
import { formatDay } from '../../../schedule/calendar.ts'
import { worksIn } from '../../../schedule/deadlines.ts'
import { dropForm, handForm, replanForm } from '../cards/forms.ts'
import { readDue } from '../rules/items.ts'
import { type ActionRecord, actionName } from '../rules/records.ts'
import { actionsOfSource, anyAction } from '../store/reads.ts'
import { closeAction, handOverAction, replanAction } from '../store/writing.ts'
import { membersOf, optionsOf, putLate, putWeek, tellsOwner } from './making.ts'
import { changeable, refreshed } from './own.ts'

export interface OfAction {
  action: number
}

type At = { tx: Tx; now: Date }

const about = ({ organizationId, id: actionId, number, source }: ActionRecord) => ({
  organizationId,
  actionId,
  number,
  source,
})

/** Its cards drawn again, and its source told. */
async function follows(before: ActionRecord, { tx, now }: At): Promise<{ effects: Effect[]; facts: Fact[] }> {
  const after = (await anyAction(tx, before.id)) ?? before
  const facts: Fact[] = [{ fact: 'action.changed', ...about(after) }]
  if (after.state !== 'open') facts.push({ fact: 'action.closed', ...about(after), state: after.state })
  return { effects: await refreshed(tx, now, before, after), facts }
}

export async function done({ action: id }: OfAction, ctx: Context): Promise<Outcome> {
  const found = await changeable(id, ctx)
  if ('refused' in found) return tell(found.refused)
  const { action } = found
  if (!(await closeAction(ctx.tx, id, 'done', null, ctx.now))) return tell(`${actionName(action)} is done already.`)
  return { ...tell(`${actionName(action)} is done.`), ...(await follows(action, ctx)) }
}

/** Its source knows that it is done. */
export async function met({ organizationId, source }: Facts['action.met'], ctx: At): Promise<Consequence> {
  const effects: Effect[] = []
  const facts: Fact[] = []
  for (const action of await actionsOfSource(ctx.tx, organizationId, source)) {
    if (!(await closeAction(ctx.tx, action.id, 'done', null, ctx.now))) continue
    const followed = await follows(action, ctx)
    effects.push(...followed.effects)
    facts.push(...followed.facts)
  }
  return { effects, facts }
}

export async function drawReplan({ action }: OfAction, ctx: Context) {
  const found = await changeable(action, ctx)
  return 'refused' in found ? found : replanForm(found.action)
}

/** On the calendar of its crew, else of whoever acts. */
function calendarFor(crew: Crew | null, { now, actor }: Context) {
  const isWorking = worksIn(crew ?? { workDays: '12345', country: null })
  return { now, zone: crew?.zone ?? actor.zone, isWorking }
}

const crewOf = (read: Tx, { crewId }: ActionRecord) => (crewId === null ? null : crewById(read, crewId))

export async function replan({ due }: { due: string }, { action: id }: OfAction, ctx: Context): Promise<Outcome> {
  const found = await changeable(id, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { action } = found
  const day = readDue(due, calendarFor(await crewOf(ctx.tx, action), ctx))
  if ('error' in day) return { answer: { do: 'refuse', errors: { due: day.error } } }
  if (day.ok === action.dueOn) return { answer: { do: 'refuse', errors: { due: 'It is due on that day already.' } } }
  await replanAction(ctx.tx, id, day.ok)
  await putLate(ctx.tx, { ...action, dueOn: day.ok })
  return { ...tell(`${actionName(action)} is due ${formatDay(day.ok)} now.`), ...(await follows(action, ctx)) }
}

/** The crew that it was promised to; without one everybody of the organization. */
async function takers(action: ActionRecord, { tx, actor }: Context) {
  const crew = await crewOf(tx, action)
  const people = crew ? membersOf([crew]) : await personsOf(tx, actor.organizationId)
  return people.filter(({ id }) => id !== action.ownerId)
}

export async function drawHand({ action }: OfAction, ctx: Context) {
  const found = await changeable(action, ctx)
  if ('refused' in found) return found
  const people = await takers(found.action, ctx)
  if (people.length === 0) return { refused: `There is nobody else to hand ${actionName(found.action)} over to.` }
  return handForm(found.action, optionsOf(people))
}

export async function handOver(
  { owner }: { owner: number[] },
  { action: id }: OfAction,
  ctx: Context,
): Promise<Outcome> {
  const found = await changeable(id, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { action } = found
  const [to, second] = (await takers(action, ctx)).filter((one) => owner.includes(one.id))
  if (!to || second)
    return { answer: { do: 'refuse', errors: { owner: 'Name one person: what two promise, nobody does.' } } }
  await handOverAction(ctx.tx, id, action.ownerId, to.id)
  await putWeek(ctx.tx, to.id, ctx.now)
  const { effects, facts } = await follows(action, ctx)
  const tells = to.id === ctx.actor.id ? [] : await tellsOwner(ctx.tx, action, to.id, ctx.now)
  return { ...tell(`${actionName(action)} is ${to.name}’s now.`), effects: [...effects, ...tells], facts }
}

export async function drawDrop({ action }: OfAction, ctx: Context) {
  const found = await changeable(action, ctx)
  return 'refused' in found ? found : dropForm(found.action)
}

export async function drop({ reason }: { reason: string }, { action: id }: OfAction, ctx: Context): Promise<Outcome> {
  const found = await changeable(id, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { action } = found
  await closeAction(ctx.tx, id, 'dropped', reason.trim(), ctx.now)
  return { ...tell(`${actionName(action)} is dropped.`), ...(await follows(action, ctx)) }
}
