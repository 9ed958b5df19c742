/** Blockers and questions: helped with, resolved, answered by anyone of the crew. */
import type { Context, Effect, Outcome, Refusal } from '../../../chat/feature.ts'
import type { Form } from '../../../chat/form.ts'
import { shorten } from '../../../chat/plain.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { type Crew, readCrew } from '../../../people/crews.ts'
import { isMember } from '../../../people/sides.ts'
import { blockerName } from '../cards/items.ts'
import { bareForm, wordsBack } from '../cards/words.ts'
import { memberName } from '../rules/view.ts'
import {
  answerQuestion,
  type Blocker,
  blockerById,
  offerHelp,
  questionById,
  resolveBlocker,
  type SideQuestion,
} from '../store/items.ts'
import { readStandup } from '../store/ritual.ts'
import { newestDigest } from './answering.ts'
import { answeredCardOf, helpedCardOf, questionRefreshed, refreshed } from './items.ts'
import { digestCardOf } from './rounds.ts'

/** The crew, when this person is in it. */
async function ownCrew(crewId: number, ctx: Context): Promise<Crew | null> {
  const crew = await readCrew(ctx.tx, ctx.actor.organizationId, crewId)
  return crew && isMember(crew, ctx.actor.id) ? crew : null
}

/** The digests on which an item stands: the one of its round and the newest. */
export async function digests(item: { roundId: number; crewId: number }, ctx: Context): Promise<Effect[]> {
  const standup = await readStandup(ctx.tx, item.crewId)
  const newest = standup && (await newestDigest(standup.id, ctx))
  return [...new Set([item.roundId, ...(newest ? [newest] : [])])].map((id) => ({
    do: 'refresh',
    card: digestCardOf({ id }),
  }))
}

export const notHere = 'This is not here any more, or belongs to a crew you are not in. Nothing was changed.'

export async function helpWith(value: { blocker: number }, ctx: Context): Promise<Outcome> {
  const blocker = await blockerById(ctx.tx, value.blocker)
  const crew = blocker && (await ownCrew(blocker.crewId, ctx))
  if (!blocker || !crew) return tell(notHere)
  const name = blockerName(blocker)
  if (blocker.resolvedAt) return tell(`${name} is resolved already. Nothing was changed.`)
  if (blocker.ownerId === ctx.actor.id) return tell(`${name} is your own. When it is over, press Resolved.`)
  if (!(await offerHelp(ctx.tx, blocker.id, ctx.actor.id))) {
    const who = blocker.helpedById === ctx.actor.id ? 'You are' : `${memberName(crew, blocker.helpedById ?? 0)} is`
    return tell(`${who} helping with ${name} already.`)
  }
  const owner = memberName(crew, blocker.ownerId)
  return {
    ...tell(`Thank you. ${owner} is told that you help with ${name}.`),
    effects: [...(await changed(blocker, ctx)), ownerTold(blocker)],
  }
}

export async function resolve(value: { blocker: number }, ctx: Context): Promise<Outcome> {
  const blocker = await blockerById(ctx.tx, value.blocker)
  if (!blocker || !(await ownCrew(blocker.crewId, ctx))) return tell(notHere)
  const name = blockerName(blocker)
  if (!(await resolveBlocker(ctx.tx, blocker.id, ctx.actor.id, ctx.now))) {
    return tell(`${name} is resolved already. Nothing was changed.`)
  }
  const effects = await changed(blocker, ctx)
  return {
    ...tell(`${name} is resolved.`),
    effects: blocker.ownerId === ctx.actor.id ? effects : [...effects, ownerTold(blocker)],
  }
}

async function changed(blocker: Blocker, ctx: Context): Promise<Effect[]> {
  return [...refreshed(blocker), ...(await digests(blocker, ctx))]
}

function ownerTold(blocker: Blocker): Effect {
  return { do: 'dm', to: blocker.ownerId, card: helpedCardOf(blocker.id), kind: 'notice' }
}

async function openQuestionOf(
  value: { question: number },
  ctx: Context,
): Promise<{ question: SideQuestion; crew: Crew } | Refusal> {
  const question = await questionById(ctx.tx, value.question)
  const crew = question && (await ownCrew(question.crewId, ctx))
  if (!question || !crew) return { refused: notHere }
  if (question.answeredAt) {
    return { refused: `${memberName(crew, question.answeredById ?? 0)} answered this already; nothing was changed.` }
  }
  return { question, crew }
}

function replyForm({ question, crew }: { question: SideQuestion; crew: Crew }) {
  const asker = memberName(crew, question.askerId)
  return {
    id: 'standup.reply',
    title: `Answer ${shorten(asker, 40)}`,
    intro: question.text,
    note: `${asker} is told, and the digest shows it to the crew.`,
    submit: 'Answer',
    value: { question: question.id },
    inputs: { text: { input: 'text', label: 'Your answer', lines: 3 } },
  } as const satisfies Form
}

export async function drawReply(value: { question: number }, ctx: Context): Promise<Form> {
  const found = await openQuestionOf(value, ctx)
  return 'refused' in found ? bareForm('standup.reply', value, ['text']) : replyForm(found)
}

export async function openReply(value: { question: number }, ctx: Context): Promise<Outcome> {
  const found = await openQuestionOf(value, ctx)
  return 'refused' in found ? tell(found.refused) : { answer: { do: 'open', form: replyForm(found) } }
}

export async function saveReply(
  values: Record<string, unknown>,
  value: { question: number },
  ctx: Context,
): Promise<Outcome> {
  const found = await openQuestionOf(value, ctx)
  const text = typeof values.text === 'string' ? values.text.trim() : ''
  if ('refused' in found) return notTaken(wordsBack(found.refused, text ? [text] : []))
  const { question } = found
  if (!(await answerQuestion(ctx.tx, question.id, ctx.actor.id, text, ctx.now)))
    return notTaken(wordsBack('Somebody answered this already; nothing was changed.', [text]))
  const effects: Effect[] = [...questionRefreshed(question), ...(await digests(question, ctx))]
  if (question.askerId !== ctx.actor.id) {
    effects.push({
      do: 'dm',
      to: question.askerId,
      card: answeredCardOf(question.id),
      kind: 'urgent',
    })
  }
  return { ...tell('Thank you. Your answer is in the digest.'), effects }
}
