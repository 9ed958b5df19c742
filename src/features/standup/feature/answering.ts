/** Answers: opened, saved, skipped, deleted. */

import type { Context, Effect, Outcome, Refusal } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { addParticipations, lockRound, moveParticipation, roundsOf } from '../../../rounds/store.ts'
import { formatDay } from '../../../schedule/calendar.ts'
import { type AnswerForm, type AnswerFormValue, answerForm } from '../cards/prompt.ts'
import { bareForm } from '../cards/words.ts'
import { formQuestions, readAnswer, type StandupAnswer } from '../rules/answer.ts'
import { planDay } from '../rules/echo.ts'
import { dropAnswer, dropDraft, putAnswer } from '../store/answers.ts'
import { followDeleted } from './following.ts'
import { removeItems, syncItems } from './items.ts'
import { heldRound, notHere, type OwnRound, ownRound, partIn } from './own.ts'
import { type RoundOfCrew, roundOfCrew } from './records.ts'
import { digestCardOf, promptCardOf, reminderCardOf } from './rounds.ts'
import { refusedWords } from './words.ts'

/** The form to fill in. One that was shown is read as it was shown, also where it can only be refused. */
export async function drawAnswer(value: AnswerFormValue, ctx: Context): Promise<AnswerForm | Refusal> {
  const own = await partIn(value.round, ctx)
  if ('refused' in own) return value.asked ? bareForm('standup.answer', value, value.asked) : own
  return answerForm(own.records, value)
}

export async function openAnswer(roundId: number, ctx: Context): Promise<Outcome> {
  const own = await ownRound(roundId, ctx)
  return 'refused' in own ? tell(own.refused) : { answer: { do: 'open', form: answerForm(own.records) } }
}

export async function saveAnswer(
  values: Record<string, unknown>,
  value: AnswerFormValue,
  ctx: Context,
): Promise<Outcome> {
  const own = await heldRound(value.round, ctx)
  if ('refused' in own) return refusedWords(own.refused, values, value.round, ctx)
  const { found, records } = own
  const questions = formQuestions(found.standup.settings, records.side, records.answer, value.asked)
  const said = readAnswer(questions, values, 'Write something in at least one field, or press Skip today.')
  if ('errors' in said) return { answer: { do: 'refuse', errors: said.errors } }
  const answer: StandupAnswer = {
    personId: ctx.actor.id,
    side: records.side,
    skipped: false,
    ...said,
    answeredAt: ctx.now,
  }
  if (value.draft) await dropDraft(ctx.tx, found.round.id, ctx.actor.id)
  const effects = await store(own, answer, ctx)
  return {
    ...tell(`Your answer for ${formatDay(found.round.day)} is in. You can change it until the next prompt.`),
    effects,
  }
}

export async function skipRound(roundId: number, ctx: Context): Promise<Outcome> {
  const own = await heldRound(roundId, ctx)
  if ('refused' in own) return tell(own.refused)
  const day = formatDay(own.found.round.day)
  if (own.records.answer && !own.records.answer.skipped) {
    return tell(`Your answer for ${day} is in already; nothing was changed. To take it back, press Delete my answer.`)
  }
  const answer: StandupAnswer = {
    personId: ctx.actor.id,
    side: own.records.side,
    skipped: true,
    parts: [],
    helper: 'nobody',
    answeredAt: ctx.now,
  }
  const effects = await store(own, answer, ctx)
  return { ...tell(`You skip the stand-up of ${day}. You can still answer it with ${command('standup')}.`), effects }
}

async function store({ found, records }: OwnRound, answer: StandupAnswer, ctx: Context): Promise<Effect[]> {
  const { round, crew, standup } = found
  await putAnswer(ctx.tx, crew.organizationId, round.id, answer)
  const state = answer.skipped ? 'skipped' : 'answered'
  const any = ['notYet', 'asked', 'answered', 'skipped', 'away', 'missed', 'off'] as const
  if (round.state !== 'planned' && !(await moveParticipation(ctx.tx, round.id, answer.personId, [...any], { state }))) {
    const planned = planDay(crew, standup.settings, round.day).people.find(
      ({ personId }) => personId === records.personId,
    )
    if (planned) await addParticipations(ctx.tx, round.id, [{ ...planned, state }])
  }
  return [...(await syncItems(ctx.tx, found, answer, ctx.now)), ...(await shown(found, answer.personId, ctx))]
}

/** Whoever wrote it may delete it, whatever became of the round and of their place in the crew. */
export async function deleteAnswer(roundId: number, ctx: Context): Promise<Outcome> {
  const { tx, actor, now } = ctx
  await lockRound(tx, roundId)
  const found = await roundOfCrew(tx, roundId)
  if (!found || found.crew.organizationId !== actor.organizationId) return tell(notHere)
  const day = formatDay(found.round.day)
  if (!(await dropAnswer(tx, roundId, actor.id)))
    return tell(`There is no answer of yours for ${day}; nothing was changed.`)
  await followDeleted(tx, found, actor.id, now)
  const effects = [...(await removeItems(tx, roundId, actor.id)), ...(await shown(found, actor.id, ctx))]
  return { ...tell(`Your answer for ${day} is deleted, here and in the digest.`), effects }
}

/** Cards on which this person's answer stands: their prompt, this round's digest, and the newest one, which shows open blockers. */
async function shown({ round, standup }: RoundOfCrew, personId: number, ctx: Context): Promise<Effect[]> {
  const newest = await newestDigest(standup.id, ctx)
  const cards = [
    promptCardOf(round, personId),
    reminderCardOf(round, personId),
    digestCardOf(round),
    ...(newest && newest !== round.id ? [digestCardOf({ id: newest })] : []),
  ]
  return cards.map((card) => ({ do: 'refresh', card }))
}

export async function newestDigest(ritualId: number, { tx }: Pick<Context, 'tx'>): Promise<number | null> {
  return (await roundsOf(tx, ritualId, { take: 12 })).find(({ digestedAt }) => digestedAt)?.id ?? null
}
