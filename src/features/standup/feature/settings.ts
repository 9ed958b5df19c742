/** How a crew sets its stand-up, and how one person tries it before anybody else is written to. */
import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import { tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { type Crew, readCrew } from '../../../people/crews.ts'
import { platformsOf } from '../../../people/platforms.ts'
import { isMember, mayChange } from '../../../people/sides.ts'
import { describeSchedule, readSchedule } from '../../../schedule/calendar.ts'
import { savedMessage, settingsForm, tryDigest, tryForm, tryPrompt } from '../cards/settings.ts'
import { needOf, readAnswer } from '../rules/answer.ts'
import { askedMembers, echo, planDay } from '../rules/echo.ts'
import { formerQuestions, questionsFor, readQuestionLines, type StandupSettings } from '../rules/settings.ts'
import type { DigestRecords, PromptRecords } from '../rules/view.ts'
import { readStandup, type Standup, saveStandup } from '../store/ritual.ts'
import { nextDaysOf, portfolioLines, today } from './records.ts'
import { comingDays, promptsRedrawn, reschedule } from './rounds.ts'

export interface CrewStandup {
  crew: Crew
  standup: Standup
}

const gone = 'This crew is not here any more. Nothing was changed.'

/** A crew's stand-up for somebody who may change it. */
export async function changeable(crewId: number, ctx: Context): Promise<CrewStandup | Refusal> {
  const crew = await readCrew(ctx.tx, ctx.actor.organizationId, crewId)
  const standup = crew && (await readStandup(ctx.tx, crew.id))
  if (!crew || !standup) return { refused: gone }
  if (!mayChange(crew, ctx.actor)) {
    return {
      refused: `Only members of ${crew.name} can change its stand-up. One of them can add you with ${command('setup')}.`,
    }
  }
  return { crew, standup }
}

/** A crew's stand-up for somebody who is in it: what is said in a crew stays there. */
export async function ownStandup(crewId: number, ctx: Context): Promise<CrewStandup | Refusal> {
  const crew = await readCrew(ctx.tx, ctx.actor.organizationId, crewId)
  const standup = crew && (await readStandup(ctx.tx, crew.id))
  if (!crew || !standup) return { refused: gone }
  if (isMember(crew, ctx.actor.id)) return { crew, standup }
  return { refused: `You are not in the ${crew.name} crew. One of its members can add you with ${command('setup')}.` }
}

export async function drawSettings(value: { crew: number }, ctx: Context) {
  const found = await changeable(value.crew, ctx)
  return 'refused' in found ? found : settingsForm(found.crew, found.standup.settings)
}

type SettingsValues = {
  ask: string
  moment: string
  digestAfter: number
  closeAfter: number
  names: string
  project: string
  product: string
}

export async function saveSettings(values: SettingsValues, value: { crew: number }, ctx: Context): Promise<Outcome> {
  const found = await changeable(value.crew, ctx)
  if ('refused' in found) return tell(found.refused)
  const { crew, standup } = found
  const ask = readSchedule(values.ask, { today: today(crew.zone, ctx.now) })
  const before = standup.settings
  const project = readQuestionLines(values.project, 'project', before.questions, before.former)
  const product = readQuestionLines(values.product, 'product', before.questions, before.former)
  const errors = {
    ...('error' in ask && { ask: ask.error }),
    ...('error' in project && { project: project.error }),
    ...('error' in product && { product: product.error }),
  }
  if ('error' in ask || 'error' in project || 'error' in product) return { answer: { do: 'refuse', errors } }
  const questions = [...project.questions, ...product.questions]
  const settings: StandupSettings = {
    // The same words keep the week they count from.
    ask: describeSchedule(ask.ok) === describeSchedule(before.ask) ? before.ask : ask.ok,
    moment: values.moment === 'together' ? 'together' : 'own',
    digestAfter: values.digestAfter,
    closeAfter: values.closeAfter,
    names: values.names === 'digest' || values.names === 'never' ? values.names : 'press',
    questions,
    former: formerQuestions(before, questions),
  }
  const days = await comingDays(ctx.tx, { ...standup, settings }, crew, ctx.now, 3)
  if (days.length === 0) {
    return {
      answer: {
        do: 'refuse',
        errors: { ask: "This never falls on one of the crew's working days. Choose another day." },
      },
    }
  }
  const saved = await saveStandup(ctx.tx, crew, settings)
  await reschedule(ctx.tx, saved, crew, ctx.now)
  return {
    ...tell(savedMessage(crew, echo(crew, settings, days))),
    effects: await promptsRedrawn(ctx.tx, saved),
  }
}

export async function tryPromptNow(value: { crew: number }, ctx: Context): Promise<Outcome> {
  const found = await changeable(value.crew, ctx)
  return tell('refused' in found ? found.refused : tryPrompt(await tryRecords(found, ctx)))
}

export async function drawTry(value: { crew: number }, ctx: Context) {
  const found = await changeable(value.crew, ctx)
  return 'refused' in found ? found : tryForm(await tryRecords(found, ctx))
}

/** The digest as it would look with this one answer in it; nothing is kept. */
export async function tryAnswer(
  values: Record<string, unknown>,
  value: { crew: number },
  ctx: Context,
): Promise<Outcome> {
  const found = await changeable(value.crew, ctx)
  if ('refused' in found) return tell(found.refused)
  const { standup } = found
  const prompt = await tryRecords(found, ctx)
  const questions = questionsFor(standup.settings, prompt.side)
  const said = readAnswer(questions, values, 'Write something in at least one field.')
  if ('errors' in said) return { answer: { do: 'refuse', errors: said.errors } }
  return tell(tryDigest(await tryDigestRecords(found, prompt, said, ctx)))
}

/** Somebody on neither side tries it as the project side would see it. */
async function tryRecords({ crew, standup }: CrewStandup, ctx: Context): Promise<PromptRecords> {
  const asked = askedMembers(crew)
  const member = asked.find(({ personId }) => personId === ctx.actor.id)
  const [day = today(crew.zone, ctx.now)] = nextDaysOf(crew, standup, today(crew.zone, ctx.now), 1)
  return {
    crew,
    settings: standup.settings,
    round: { id: 0, day, state: 'open', digestAt: planDay(crew, standup.settings, day).digestAt },
    platforms: await platformsOf(
      ctx.tx,
      asked.map(({ personId }) => personId),
    ),
    personId: ctx.actor.id,
    side: member?.side ?? 'project',
    state: 'asked',
    answer: null,
    before: null,
    draft: null,
    stillOpen: [],
    over: null,
  }
}

async function tryDigestRecords(
  { crew, standup }: CrewStandup,
  prompt: PromptRecords,
  said: Pick<NonNullable<PromptRecords['answer']>, 'parts' | 'helper'>,
  ctx: Context,
): Promise<DigestRecords> {
  const plan = planDay(crew, standup.settings, prompt.round.day)
  const answer = { ...said, personId: ctx.actor.id, side: prompt.side, skipped: false, answeredAt: ctx.now }
  const need = needOf(answer)
  const common = { id: 0, organizationId: crew.organizationId, crewId: crew.id, roundId: 0, inAnswer: true }
  return {
    crew,
    settings: standup.settings,
    round: {
      ...common,
      ritualId: standup.id,
      day: prompt.round.day,
      state: 'open',
      digestAt: plan.digestAt,
      closesAt: plan.closesAt,
      digestedAt: plan.digestAt,
      closedAt: null,
      peopleForgottenAt: null,
      wordsForgottenAt: null,
    },
    participations: plan.people.map((person) => ({
      ...person,
      state: person.personId === ctx.actor.id ? 'answered' : person.state,
      askedAt: null,
      remindedAt: null,
    })),
    answers: [answer],
    blockers:
      need.need === 'blocked'
        ? [
            {
              ...common,
              number: 1,
              ownerId: ctx.actor.id,
              text: need.text,
              needsPersonId: need.by,
              helpedById: null,
              openedAt: ctx.now,
              resolvedAt: null,
              resolvedById: null,
              raisedAt: null,
            },
          ]
        : [],
    questions:
      need.need === 'question'
        ? [
            {
              ...common,
              askerId: ctx.actor.id,
              toSide: need.to,
              text: need.text,
              askedAt: ctx.now,
              answer: null,
              answeredById: null,
              answeredAt: null,
            },
          ]
        : [],
    ...(await portfolioLines(ctx.tx, crew, today(crew.zone, ctx.now))),
    nextDay: undefined,
  }
}
