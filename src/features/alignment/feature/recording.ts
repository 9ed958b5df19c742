/** What comes of a session: decisions, action items, who was there. */
import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import type { Form } from '../../../chat/form.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import type { Crew } from '../../../people/crews.ts'
import { readDay } from '../../../schedule/calendar.ts'
import { type PromiseAnswers, readPromise } from '../../actions/rules/promise.ts'
import type { Domain } from '../../decisions/rules/records.ts'
import { decisionsFrom } from '../../decisions/store/reads.ts'
import { actionForm, closeForm, decisionForm, type OfSession } from '../cards/forms.ts'
import {
  actionSource,
  decisionSource,
  decisionsOfSession,
  type Presence,
  type SessionRecord,
} from '../rules/records.ts'
import { lockSession, moveSession } from '../store/sessions.ts'
import { answersOf, putAnswer } from '../store/voices.ts'
import { coveredBy } from './meeting.ts'
import { type Own, own, preReadCardOf, refreshed, summaryCardOf, todayIn, told } from './own.ts'

/** One that goes on, held until the end of the transaction. */
async function going(id: number, ctx: Context): Promise<Own | Refusal> {
  const first = await own(id, ctx)
  if ('refused' in first) return first
  await lockSession(ctx.tx, id)
  const found = await own(id, ctx)
  if ('refused' in found) return found
  const why = notGoing(found.session)
  return why ? { refused: why } : found
}

function notGoing({ state }: SessionRecord): string | null {
  switch (state) {
    case 'open':
      return null
    case 'planned':
    case 'announced':
      return 'This session has not begun yet. Nothing was changed.'
    case 'closed':
      return 'This session is closed. Nothing was changed.'
    case 'skipped':
      return 'This session is skipped. Nothing was changed.'
  }
}

export async function drawDecide({ session: id }: OfSession, ctx: Context): Promise<Form | Refusal> {
  const found = await going(id, ctx)
  if ('refused' in found) return found
  const initiatives = await coveredBy(ctx.tx, found.crew, found.session.covers)
  return decisionForm(
    found.session,
    initiatives.map((one) => ({ id: one.id, name: `${one.key} ${one.name}` })),
  )
}

interface Decided {
  what: string
  why?: string
  domain: string
  initiative: string
  review?: string
}

export async function decide(values: Decided, { session: id }: OfSession, ctx: Context): Promise<Outcome> {
  const found = await going(id, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { session, crew } = found
  const { what, why, domain, initiative, review } = values
  const today = todayIn(crew, ctx.now)
  const day = review?.trim() ? readDay(review, today) : null
  if (day && 'error' in day) return { answer: { do: 'refuse', errors: { review: day.error } } }
  if (day && day.ok <= today)
    return { answer: { do: 'refuse', errors: { review: 'A review is still to come. Name a later day.' } } }
  const before = await decisionsFrom(ctx.tx, session.organizationId, decisionsOfSession(id))
  return {
    ...tell('It is recorded as accepted, and said in the thread.'),
    effects: refreshed(session),
    facts: [
      {
        fact: 'decision.wanted',
        organizationId: session.organizationId,
        crewId: crew.id,
        initiativeId: Number(initiative) || null,
        domain: domain as Domain,
        what: what.trim(),
        why: why?.trim() || null,
        options: [],
        tally: null,
        impact: null,
        source: decisionSource(id, before.length + 1),
        link: null,
        actorId: ctx.actor.id,
        reviewOn: day?.ok ?? null,
        under: preReadCardOf(session),
      },
    ],
  }
}

const peopleOf = ({ members }: Crew) =>
  members
    .filter(({ part }) => part !== 'watches')
    .map(({ personId, name }) => ({ value: String(personId), label: name }))
    .sort((a, b) => a.label.localeCompare(b.label))

export async function drawAct({ session: id }: OfSession, ctx: Context): Promise<Form | Refusal> {
  const found = await going(id, ctx)
  return 'refused' in found ? found : actionForm(found.session, peopleOf(found.crew), ctx.actor.id)
}

export async function act(values: PromiseAnswers, { session: id }: OfSession, ctx: Context): Promise<Outcome> {
  const found = await going(id, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { session, crew } = found
  const read = readPromise(values, crew, ctx.now)
  if ('errors' in read) return { answer: { do: 'refuse', errors: read.errors } }
  return {
    ...tell('It is promised, and comes back until it is done.'),
    effects: refreshed(session),
    facts: [
      {
        fact: 'action.wanted',
        organizationId: session.organizationId,
        crewId: crew.id,
        initiativeId: null,
        ...read.ok,
        source: actionSource(id),
        createdById: ctx.actor.id,
      },
    ],
  }
}

/** Whoever said they come is named first: most of them did. */
export async function drawClose({ session: id }: OfSession, ctx: Context): Promise<Form | Refusal> {
  const found = await going(id, ctx)
  if ('refused' in found) return found
  const people = peopleOf(found.crew)
  const coming = (await answersOf(ctx.tx, id)).filter((one) => one.coming).map(({ personId }) => personId)
  const there = coming.filter((one) => people.some(({ value }) => value === String(one)))
  return closeForm(found.session, people, there)
}

export async function close(
  { there, summary }: { there: number[]; summary?: string },
  { session: id }: OfSession,
  ctx: Context,
): Promise<Outcome> {
  const { tx, now } = ctx
  const found = await going(id, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { session, crew } = found
  const presence = presenceOf(crew, there)
  await moveSession(tx, id, ['open'], { state: 'closed', closedAt: now, summary: summary?.trim() || null, presence })
  for (const { personId } of crew.members.filter(({ part }) => part !== 'watches'))
    await putAnswer(tx, { sessionId: id, personId }, { there: there.includes(personId) })
  return {
    ...tell('It is closed. What came of it is in the thread.'),
    effects: [...told(crew, summaryCardOf(session), preReadCardOf(session)), ...refreshed(session)],
  }
}

function presenceOf({ members }: Crew, there: number[]): Presence {
  const count = (side: string) => {
    const people = members.filter((one) => one.side === side && one.part !== 'watches')
    return { there: people.filter(({ personId }) => there.includes(personId)).length, of: people.length }
  }
  return { project: count('project'), product: count('product'), both: count('both') }
}
