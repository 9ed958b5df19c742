/** From a message in a crew's channel: a blocker, or a question to the other side. Like those of an answer, and apart from it. */

import { z } from 'zod'
import type { ChosenMessage, Context, Menus, Outcome, Refusal } from '../../../chat/feature.ts'
import type { Form } from '../../../chat/form.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { type CrewMember, readCrew } from '../../../people/crews.ts'
import { ensureRound, lockRound, type Round, readRound, roundOn, roundsOf } from '../../../rounds/store.ts'
import { blockerName } from '../cards/items.ts'
import { askedCard, askForm, blockForm, type Raised, reportedCard, type Words } from '../cards/raising.ts'
import { otherSide, sameText } from '../rules/answer.ts'
import {
  blockerById,
  openBlockers,
  openQuestions,
  questionById,
  removeBlocker,
  removeQuestion,
  type SideQuestion,
} from '../store/items.ts'
import { readStandup } from '../store/ritual.ts'
import { digests, notHere } from './helping.ts'
import { questionRefreshed, raiseQuestion, refreshed, reportBlocker } from './items.ts'
import { notStarted } from './own.ts'
import { isAhead, nextDaysOf, today } from './records.ts'
import type { CrewStandup } from './settings.ts'

export const raised = z.object({ crew: z.number().int(), at: z.number().optional() })

type Found = CrewStandup & { member: CrewMember }
type Draw = (found: Found, value: Raised, words?: Words) => Form

const drawBlock: Draw = ({ crew, member }, ...about) => blockForm(crew, member.personId, ...about)
const drawAsk: Draw = ({ crew, member }, ...about) => askForm(crew, member, ...about)

export const menus: Menus = {
  'standup.block': {
    title: 'Report a blocker',
    summary: 'Make a blocker of this message, with who can help',
    run: (message, ctx) => open(drawBlock, message, ctx),
  },
  'standup.ask': {
    title: 'Ask the other side',
    summary: 'Make a question to the other side of this message',
    run: (message, ctx) => open(drawAsk, message, ctx),
  },
}

const elsewhere = `This is for messages in a channel where a crew meets, and no crew meets here. ${command('standup')} takes the same words as part of your answer.`
const noRound = `This stand-up has no coming round. ${command('standup settings')} shows its schedule.`

/** The crew of the channel as this person stands in it, or the sentence that says what to do. */
async function standing(crewId: number | undefined, { tx, actor }: Context): Promise<Found | Refusal> {
  const crew = crewId === undefined ? null : await readCrew(tx, actor.organizationId, crewId)
  if (!crew) return { refused: elsewhere }
  const member = crew.members.find(({ personId }) => personId === actor.id)
  if (!member) {
    return { refused: `You are not in the ${crew.name} crew. One of its members can add you with ${command('setup')}.` }
  }
  const standup = await readStandup(tx, crew.id)
  return standup?.active ? { crew, standup, member } : { refused: notStarted(crew) }
}

async function open(draw: Draw, { text, author, at }: ChosenMessage, ctx: Context): Promise<Outcome> {
  const found = await standing(ctx.place.crewId, ctx)
  if ('refused' in found) return tell(found.refused)
  const value = { crew: found.crew.id, ...(at && { at: at.getTime() }) }
  return { answer: { do: 'open', form: draw(found, value, { text: text.trim(), author }) } }
}

const drawn = (draw: Draw) => async (value: Raised, ctx: Context) => {
  const found = await standing(value.crew, ctx)
  return 'refused' in found ? found : draw(found, value)
}
export const redrawBlock = drawn(drawBlock)
export const redrawAsk = drawn(drawAsk)

/** The round of the day; on a day without one the last, in whose thread it is read at once; before the first, the next. */
async function roundFor({ crew, standup }: CrewStandup, { tx, now }: Context): Promise<Round | null> {
  const day = today(crew.zone, now)
  const ahead = nextDaysOf(crew, standup, day, 40).find((one) => isAhead(crew, standup, one, now))
  const last = async () => (await roundsOf(tx, standup.id, { to: day, take: 12 })).find(({ digestedAt }) => digestedAt)
  const round = (await roundOn(tx, standup.id, day)) ?? (ahead === day ? undefined : await last())
  const chosen = round ?? (ahead && (await ensureRound(tx, standup, ahead)))
  if (!chosen) return null
  // Held, so that the digest does not go out meanwhile.
  await lockRound(tx, chosen.id)
  return readRound(tx, chosen.id)
}

export async function saveBlock(values: Record<string, unknown>, value: Raised, ctx: Context): Promise<Outcome> {
  const found = await standing(value.crew, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { crew } = found
  const text = String(values.text).trim()
  const same = (await openBlockers(ctx.tx, crew.id)).find(
    (one) => one.ownerId === ctx.actor.id && sameText(one.text, text),
  )
  if (same) return tell(`${blockerName(same)} says this already. Nothing was added.`)
  const round = await roundFor(found, ctx)
  if (!round) return notTaken(noRound)
  const needsPersonId = values.helper === 'anyone' ? null : Number(values.helper)
  const said = { ownerId: ctx.actor.id, text, needsPersonId, inAnswer: false }
  const { blocker, effects } = await reportBlocker(ctx.tx, { crew, round }, said, ctx.now)
  return { ...tell(reportedCard(blocker, round)), effects: [...effects, ...(await digests(blocker, ctx))] }
}

export async function saveAsk(values: Record<string, unknown>, value: Raised, ctx: Context): Promise<Outcome> {
  const found = await standing(value.crew, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { crew, member } = found
  const text = String(values.text).trim()
  const same = (await openQuestions(ctx.tx, crew.id)).some(
    (one) => one.askerId === ctx.actor.id && sameText(one.text, text),
  )
  if (same) return tell('You asked this already, and it still waits for an answer. Nothing was added.')
  const round = await roundFor(found, ctx)
  if (!round) return notTaken(noRound)
  const said = { askerId: ctx.actor.id, toSide: asked(member, values.side), text, inAnswer: false }
  const { question, effects } = await raiseQuestion(ctx.tx, { crew, round }, said, ctx.now)
  return { ...tell(askedCard(crew, question, round)), effects: [...effects, ...(await digests(question, ctx))] }
}

function asked({ side }: CrewMember, chosen: unknown): SideQuestion['toSide'] {
  if (side !== 'both') return otherSide(side)
  return chosen === 'product' ? 'product' : 'project'
}

/** Whoever made it may take it back, also when they are in the crew no longer. */
export async function unreport(value: { blocker: number }, ctx: Context): Promise<Outcome> {
  const blocker = await blockerById(ctx.tx, value.blocker)
  if (!blocker || blocker.inAnswer || blocker.ownerId !== ctx.actor.id) return tell(notHere)
  await removeBlocker(ctx.tx, blocker.id)
  const effects = [...refreshed(blocker), ...(await digests(blocker, ctx))]
  return { ...tell(`${blockerName(blocker)} is taken back, here and in the digest.`), effects }
}

export async function unask(value: { question: number }, ctx: Context): Promise<Outcome> {
  const question = await questionById(ctx.tx, value.question)
  if (!question || question.inAnswer || question.askerId !== ctx.actor.id) return tell(notHere)
  await removeQuestion(ctx.tx, question.id)
  const effects = [...questionRefreshed(question), ...(await digests(question, ctx))]
  return { ...tell('Your question is taken back, here and in the digest.'), effects }
}
