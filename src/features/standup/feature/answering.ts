/** Answers: opened, saved, skipped, deleted. */
import type { Context, Effect, Outcome, Refusal } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { addParticipations, lockRound, moveParticipation, roundsOf } from '../../../rounds/store.ts'
import { formatDay } from '../../../schedule/calendar.ts'
import { type AnswerForm, type AnswerFormValue, answerForm } from '../cards/prompt.ts'
import { formQuestions, readAnswer, type StandupAnswer } from '../rules/answer.ts'
import { planDay } from '../rules/echo.ts'
import type { PromptRecords } from '../rules/view.ts'
import { dropAnswer, dropDraft, putAnswer } from '../store/answers.ts'
import { followDeleted } from './following.ts'
import { removeItems, syncItems } from './items.ts'
import { promptRecords, type RoundOfCrew, roundOfCrew } from './records.ts'
import { digestCardOf, promptCardOf } from './rounds.ts'

export interface OwnRound {
  found: RoundOfCrew
  records: PromptRecords
}

const notHere = 'This stand-up is not here any more. Nothing was changed.'

/** The round as this person may answer it, or the sentence that says why not. */
export async function ownRound(roundId: number, ctx: Context): Promise<OwnRound | Refusal> {
  const found = await roundOfCrew(ctx.tx, roundId)
  if (!found || found.crew.organizationId !== ctx.actor.organizationId) {
    return { refused: notHere }
  }
  if (!found.standup.active) return { refused: notStarted(found.crew) }
  const records = await promptRecords(ctx.tx, found, ctx.actor.id, ctx.now)
  if (!records) return { refused: notAsked(found, ctx.actor.id) }
  if (records.over) {
    return {
      refused: `The stand-up of ${formatDay(found.round.day)} closed on ${formatDay(records.over.day)}, when the next one began; nothing was changed. /tandem standup answers the current one.`,
    }
  }
  return { found, records }
}

/** To write an answer: while the round is held, nobody opens it, asks in it or changes its people. */
async function heldRound(roundId: number, ctx: Context): Promise<OwnRound | Refusal> {
  await lockRound(ctx.tx, roundId)
  return ownRound(roundId, ctx)
}

export function notStarted(crew: { name: string }): string {
  return `The ${crew.name} crew has not started yet, so nobody is asked. /tandem setup shows it, with a Start button.`
}

function notAsked({ crew }: RoundOfCrew, personId: number): string {
  const member = crew.members.find((one) => one.personId === personId)
  if (!member) return `You are not in the ${crew.name} crew. One of its members can add you with /tandem setup.`
  if (member.side === 'both')
    return `You see the stand-up of ${crew.name} and stand on neither side, so it asks you nothing.`
  return `You read along in ${crew.name}. To take part, type /tandem me.`
}

/** The form to fill in; one that was shown, as it was shown. */
export async function drawAnswer(value: AnswerFormValue, ctx: Context): Promise<AnswerForm | Refusal> {
  const own = await ownRound(value.round, ctx)
  return 'refused' in own ? own : answerForm(own.records, value)
}

export async function openAnswer(roundId: number, ctx: Context): Promise<Outcome> {
  const form = await drawAnswer({ round: roundId }, ctx)
  return 'refused' in form ? tell(form.refused) : { answer: { do: 'open', form } }
}

export async function saveAnswer(
  values: Record<string, unknown>,
  value: AnswerFormValue,
  ctx: Context,
): Promise<Outcome> {
  const own = await heldRound(value.round, ctx)
  if ('refused' in own) return tell(own.refused)
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
  return { ...tell(`You skip the stand-up of ${day}. You can still answer it with /tandem standup.`), effects }
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
    { kind: 'standup.reminder', key: `${round.id}:${personId}` },
    digestCardOf(round),
    ...(newest && newest !== round.id ? [digestCardOf({ id: newest })] : []),
  ]
  return cards.map((card) => ({ do: 'refresh', card }))
}

export async function newestDigest(ritualId: number, { tx }: Pick<Context, 'tx'>): Promise<number | null> {
  return (await roundsOf(tx, ritualId, { take: 12 })).find(({ digestedAt }) => digestedAt)?.id ?? null
}
