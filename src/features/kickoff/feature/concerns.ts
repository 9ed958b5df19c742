/** After the count: those below three are asked in private, and what follows from what they say. */
import type {
  Consequence,
  Context,
  Effect,
  Facts,
  Feature,
  JobContext,
  Outcome,
  Refusal,
} from '../../../chat/feature.ts'
import type { Block } from '../../../chat/message.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { nextWorkingDay } from '../../../people/hours.ts'
import { personById } from '../../../people/persons.ts'
import { isMember } from '../../../people/sides.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import { waitingBlock as voteBlock } from '../../../voting/cards/lines.ts'
import type {} from '../../../voting/facts.ts'
import { pollOfCard } from '../../../voting/views.ts'
import type {} from '../../actions/facts.ts'
import { type PromiseAnswers, readPromise } from '../../actions/rules/promise.ts'
import { type AskView, concernForm, waitingBlock } from '../cards/concern.ts'
import { actionForm } from '../cards/forms.ts'
import { actionSource, kickoffName } from '../rules/records.ts'
import {
  addConcern,
  anyKickoff,
  askedOf,
  askNoMore,
  askThem,
  endKickoff,
  isAsked,
  newestNumber,
  openKickoffsFor,
  removeConcern,
} from '../store.ts'
import { around, askCardOf, cardOf, closedCardOf, kickoffHere, type OfKickoff, type OwnKickoff } from './own.ts'

type At = Pick<JobContext, 'tx' | 'now'>

/** In the transaction of the count. Who has left the crew meanwhile is asked nothing. */
export async function counted({ card, low = [] }: Facts['poll.closed'], { tx, now }: At): Promise<Consequence> {
  if (card.kind !== 'kickoff.card') return {}
  const kickoff = await anyKickoff(tx, Number(card.key))
  const found = kickoff && (await around(kickoff, tx))
  const poll = kickoff && (await pollOfCard(tx, card))
  if (!found || !(await endKickoff(tx, found.kickoff.id, 'closed', poll?.poll.closedAt ?? now))) return {}
  const { crew } = found
  const asked = low.filter((id) => isMember(crew, id))
  await askThem(tx, found.kickoff.id, asked)
  const said: Effect[] = crew.channels.length
    ? [{ do: 'announce', to: crew.id, card: closedCardOf(found.kickoff), under: card }]
    : []
  const told = asked.map((to): Effect => ({ do: 'dm', to, card: askCardOf(found.kickoff, to), kind: 'notice' }))
  return { effects: [...said, ...told] }
}

export const askViewOf = ({ kickoff, initiative, crew }: OwnKickoff, asked: boolean): AskView => ({
  kickoff,
  initiative,
  crew: { name: crew.name, readers: crew.members.length },
  asked,
})

const notAsked = 'Nothing is asked of you here, or not any more. Nothing was changed.'

async function asked(value: OfKickoff, ctx: Context): Promise<OwnKickoff | Refusal> {
  const found = await kickoffHere(value, ctx)
  if ('refused' in found) return found
  return (await isAsked(ctx.tx, found.kickoff.id, ctx.actor.id)) ? found : { refused: notAsked }
}

export async function drawConcern(value: OfKickoff, ctx: Context) {
  const found = await asked(value, ctx)
  return 'refused' in found ? found : concernForm(askViewOf(found, true))
}

export async function saveConcern(
  { text, named }: { text: string; named: boolean },
  value: OfKickoff,
  ctx: Context,
): Promise<Outcome> {
  const found = await asked(value, ctx)
  if ('refused' in found) return notTaken(found.refused)
  // The row that says who was asked goes with the answer: nothing joins the two afterwards.
  if (!(await askNoMore(ctx.tx, value.kickoff, ctx.actor.id))) return notTaken(notAsked)
  await addConcern(ctx.tx, value.kickoff, text.trim(), named ? ctx.actor.id : null)
  const whose = named ? 'with your name' : 'without your name'
  return {
    ...tell(`It stands on the card of ${kickoffName(found.initiative.key, found.kickoff.number)}, ${whose}.`),
    effects: refreshed(found, ctx.actor.id),
  }
}

const refreshed = ({ kickoff }: OwnKickoff, personId: number): Effect[] =>
  [cardOf(kickoff), askCardOf(kickoff, personId)].map((card) => ({ do: 'refresh', card }))

/** Nobody has to say anything. */
export async function pass(value: OfKickoff, ctx: Context): Promise<Outcome> {
  const found = await asked(value, ctx)
  if ('refused' in found) return tell(found.refused)
  await askNoMore(ctx.tx, value.kickoff, ctx.actor.id)
  return {
    ...tell('Nothing was said, and nobody is told that you were asked.'),
    effects: [{ do: 'refresh', card: askCardOf(found.kickoff, ctx.actor.id) }],
  }
}

/** What was said with a name is its author's to take back. */
export async function unsay(value: OfKickoff, ctx: Context): Promise<Outcome> {
  const found = await kickoffHere(value, ctx)
  if ('refused' in found) return tell(found.refused)
  if (!(await removeConcern(ctx.tx, value.kickoff, ctx.actor.id)))
    return tell('No concern of yours stands there with your name. Nothing was changed.')
  return { ...tell('It is taken back.'), effects: [{ do: 'refresh', card: cardOf(found.kickoff) }] }
}

/** After the count, on the one that counts. */
async function acting(value: OfKickoff, ctx: Context): Promise<OwnKickoff | Refusal> {
  const found = await kickoffHere(value, ctx)
  if ('refused' in found) return found
  const { kickoff, initiative } = found
  const current = kickoff.number === (await newestNumber(ctx.tx, initiative.id))
  if (kickoff.state === 'closed' && current && initiative.phase !== 'retired') return found
  const name = kickoffName(initiative.key, kickoff.number)
  return { refused: `${name} is not the one that counts, or it is still open. Nothing was changed.` }
}

export async function drawAct(value: OfKickoff, ctx: Context) {
  const found = await acting(value, ctx)
  if ('refused' in found) return found
  const { kickoff, initiative, crew } = found
  const people = crew.members
    .filter(({ part }) => part !== 'watches')
    .map(({ personId, name }) => ({ value: String(personId), label: name }))
    .sort((a, b) => a.label.localeCompare(b.label))
  return actionForm(value, kickoffName(initiative.key, kickoff.number), people, ctx.actor.id)
}

export async function act(values: PromiseAnswers, value: OfKickoff, ctx: Context): Promise<Outcome> {
  const found = await acting(value, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { kickoff, initiative, crew } = found
  const read = readPromise(values, crew, ctx.now)
  if ('errors' in read) return { answer: { do: 'refuse', errors: read.errors } }
  return {
    ...tell('It is promised, stands on the card, and comes back until it is done.'),
    facts: [
      {
        fact: 'action.wanted',
        organizationId: kickoff.organizationId,
        crewId: crew.id,
        initiativeId: initiative.id,
        ...read.ok,
        source: actionSource(kickoff.id),
        createdById: ctx.actor.id,
      },
    ],
  }
}

/** From the day after the one whose message asks it. */
export const waiting: NonNullable<Feature['waiting']> = async (personId, { tx, now }) => {
  const blocks = await concernBlocks(personId, { tx, now }, true)
  return blocks
}

async function concernBlocks(personId: number, { tx, now }: At, later: boolean): Promise<Block[]> {
  const person = await personById(tx, personId)
  const blocks: Block[] = []
  for (const kickoff of person ? await askedOf(tx, personId) : []) {
    const found = await around(kickoff, tx)
    if (!found || !person) continue
    const told = nextWorkingDay(person, kickoff.closedAt ?? now)
    const news = told === null || toLocal(now, person.zone).day <= toLocal(told, person.zone).day
    if (!later || !news) blocks.push(waitingBlock(found))
  }
  return blocks
}

/** A vote of theirs that is open, and what they are asked. */
export const home: NonNullable<Feature['home']> = async ({ actor, tx, now }) => {
  const votes: Block[] = []
  for (const kickoff of await openKickoffsFor(tx, actor.id)) {
    const view = await pollOfCard(tx, cardOf(kickoff))
    if (view?.waitingFor.includes(actor.id)) votes.push(voteBlock(view, actor.id))
  }
  return [...votes, ...(await concernBlocks(actor.id, { tx, now }, false))]
}
