/** The kickoff begun, done anew, and asked again: one card in the crew's channels, with a fist of five on it. */
import type { Context, Effect, Outcome, Refusal } from '../../../chat/feature.ts'
import type { Form } from '../../../chat/form.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { formatDay, toLocal } from '../../../schedule/calendar.ts'
import { deadlinesOf } from '../../../schedule/deadlines.ts'
import { openPoll, withdrawPoll } from '../../../voting/opening.ts'
import { pollOfCard } from '../../../voting/views.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { beginForm } from '../cards/forms.ts'
import { question } from '../cards/kickoff.ts'
import { askedIn, type BeginAnswers, checkBegin, presentersOf, usualClose, usualPresenter } from '../rules/people.ts'
import { type KickoffRecord, kickoffName } from '../rules/records.ts'
import { createKickoff, dropAsked, endKickoff, newestKickoff } from '../store.ts'
import { gather } from './gathering.ts'
import { askCardOf, byId, cardOf, kickoffHere, type OfInitiative, type OfKickoff } from './own.ts'

type FormId = 'kickoff.begin' | 'kickoff.again'

interface Beginning {
  initiative: InitiativeRecord
  crew: Crew
  /** The one that counted so far. */
  before: KickoffRecord | null
}

/** Why this initiative cannot be begun, or what it is begun with. */
async function ready(initiative: InitiativeRecord, tx: Tx): Promise<Beginning | Refusal> {
  const { key, crewId, phase } = initiative
  if (phase === 'retired') return { refused: `${key} is retired: nothing of it begins. Nothing was changed.` }
  const crew = crewId === null ? null : await crewById(tx, crewId)
  if (!crew)
    return {
      refused: `${key} is of no crew yet, so there is nobody to ask. ${command(`initiative ${key}`)} gives it one.`,
    }
  if (askedIn(crew).length === 0)
    return {
      refused: `Nobody of ${crew.name} takes part on the project or the product side. ${command('setup')} adds people.`,
    }
  return { initiative, crew, before: await newestKickoff(tx, initiative.id) }
}

async function toBegin({ initiative: id }: OfInitiative, ctx: Context): Promise<Beginning | Refusal> {
  const own = await byId(id, 'vote', 'begin the kickoff of', ctx)
  return 'refused' in own ? own : ready(own.initiative, ctx.tx)
}

/** For its owners, and only of the one that counts. */
async function toAskAgain(value: OfKickoff, ctx: Context): Promise<Beginning | Refusal> {
  const found = await kickoffHere(value, ctx)
  if ('refused' in found) return found
  const own = await byId(found.initiative.id, 'baseline', 'ask again about', ctx)
  if ('refused' in own) return own
  const next = await ready(own.initiative, ctx.tx)
  if ('refused' in next || next.before?.id === value.kickoff) return next
  return { refused: 'It was done anew since: the newest card is the one that counts. Nothing was changed.' }
}

const openName = ({ before, initiative }: Beginning) =>
  before?.state === 'open' ? kickoffName(initiative.key, before.number) : null

function formOf(id: FormId, value: object, begin: Beginning, { now }: Context): Form {
  const { initiative, crew, before } = begin
  const among = { project: presentersOf(crew, 'project'), product: presentersOf(crew, 'product') }
  // Asked again, whoever presented it does so again.
  const was = id === 'kickoff.again' ? before : null
  return beginForm(id, value, {
    initiative,
    crew,
    presenters: {
      project: {
        among: among.project,
        usual: usualPresenter(was?.projectPresenterId ?? initiative.projectOwnerId, among.project),
      },
      product: {
        among: among.product,
        usual: usualPresenter(was?.productPresenterId ?? initiative.productOwnerId, among.product),
      },
    },
    closes: usualClose(now, deadlinesOf(crew)),
    open: openName(begin),
    voters: askedIn(crew).length,
  })
}

export async function drawBegin(value: OfInitiative, ctx: Context): Promise<Form | Refusal> {
  const found = await toBegin(value, ctx)
  return 'refused' in found ? found : formOf('kickoff.begin', value, found, ctx)
}

export async function drawAgain(value: OfKickoff, ctx: Context): Promise<Form | Refusal> {
  const found = await toAskAgain(value, ctx)
  return 'refused' in found ? found : formOf('kickoff.again', value, found, ctx)
}

export const begin = async (values: BeginAnswers, value: OfInitiative, ctx: Context) =>
  started(values, await toBegin(value, ctx), ctx)

export const again = async (values: BeginAnswers, value: OfKickoff, ctx: Context) =>
  started(values, await toAskAgain(value, ctx), ctx)

async function started(values: BeginAnswers, found: Beginning | Refusal, ctx: Context): Promise<Outcome> {
  if ('refused' in found) return notTaken(found.refused)
  const { tx, now, actor } = ctx
  const { initiative, crew, before } = found
  const checked = checkBegin(values, crew, openName(found), now, deadlinesOf(crew))
  if ('errors' in checked) return { answer: { do: 'refuse', errors: checked.errors } }
  const { closesAt, ...presenters } = checked.ok
  const over = before ? await replaced(tx, before, now) : []
  const { plan } = await gather(tx, initiative, now)
  const { organizationId, id: initiativeId } = initiative
  const made = await createKickoff(tx, {
    organizationId,
    initiativeId,
    crewId: crew.id,
    number: (before?.number ?? 0) + 1,
    ...presenters,
    plan,
    startedById: actor.id,
    at: now,
  })
  await ask(tx, made, found, closesAt, now)
  const { day, time } = toLocal(closesAt, crew.zone)
  const where = crew.channels.length ? `in every channel of ${crew.name}` : 'sent to each in person'
  return {
    ...tell(
      `${kickoffName(initiative.key, made.number)} is begun: its card is ${where}. It closes ${formatDay(day)} ${time}.`,
    ),
    effects: [...announced(crew, made), ...over],
  }
}

/** Nothing of the former one is asked any more; its card says that there is a newer one. */
export async function replaced(tx: Tx, before: KickoffRecord, now: Date): Promise<Effect[]> {
  const poll = await pollOfCard(tx, cardOf(before))
  // The poll's row first, as casting and closing write it.
  if (poll && (await withdrawPoll(tx, poll.poll.id, now))) await endKickoff(tx, before.id, 'stopped', now)
  const asked = await dropAsked(tx, before.id)
  return [cardOf(before), ...asked.map((id) => askCardOf(before, id))].map((card) => ({ do: 'refresh', card }))
}

async function ask(tx: Tx, made: KickoffRecord, { initiative, crew }: Beginning, closesAt: Date, now: Date) {
  const lower = { project: crew.labels.project.toLowerCase(), product: crew.labels.product.toLowerCase() }
  await openPoll(
    tx,
    {
      organizationId: made.organizationId,
      card: cardOf(made),
      question,
      method: 'fist',
      authorId: made.startedById,
      settings: {
        anonymous: true,
        asksLow: true,
        closeNow: true,
        reason: 'never',
        name: kickoffName(initiative.key, made.number),
        readers: `the ${crew.name} crew`,
        zone: crew.zone,
        crewIds: [crew.id],
        decides: 'nobody by this alone. Where anybody is below 3, its owners talk about the concerns and ask again',
        sides: lower,
      },
      closesAt,
      electorate: askedIn(crew),
    },
    now,
  )
}

/** On every channel; in person where the crew has none. */
function announced(crew: Crew, made: KickoffRecord): Effect[] {
  if (crew.channels.length) return [{ do: 'announce', to: crew.id, card: cardOf(made) }]
  return askedIn(crew).map(({ personId: to }): Effect => ({ do: 'dm', to, card: cardOf(made), kind: 'notice' }))
}
