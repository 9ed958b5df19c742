/** `/steer`: asked in a line, or in a form. */

import { words } from '../../../chat/commandline.ts'
import type { Context, Outcome } from '../../../chat/feature.ts'
import { sentence, tell } from '../../../chat/say.ts'
import { addWorkingDays, formatDay, toLocal } from '../../../schedule/calendar.ts'
import { initiativesOf } from '../../portfolio/store/reads.ts'
import { askForm } from '../cards/form.ts'
import { type Asked, checkAsked, optionProblem } from '../rules/asking.ts'
import { nameOf } from '../rules/records.ts'
import { calendarOf, electorateOf, open } from './opening.ts'
import { askable, sidesOf } from './people.ts'

/** Where nobody names one: the next working day, at its end. */
function usualDeadline(ctx: Context, crew: Parameters<typeof calendarOf>[0]): string {
  const calendar = calendarOf(crew, ctx.actor.zone)
  return `${addWorkingDays(toLocal(ctx.now, calendar.zone).day, 1, calendar.isWorking)} ${calendar.endOfDay}`
}

interface Typed {
  question?: string | undefined
  options?: string[] | undefined
  problem?: string | undefined
}

async function formFor(typed: Typed, ctx: Context) {
  const { crews, people } = await askable(ctx)
  const here = crews.find(({ id }) => id === ctx.place.crewId) ?? (crews.length === 1 ? crews[0] : undefined)
  const initiatives = await initiativesOf(ctx.tx, ctx.actor.organizationId)
  return askForm({ crews, people, initiatives, crewId: here?.id ?? null, closes: usualDeadline(ctx, here), ...typed })
}

export const drawAsk = (_value: unknown, ctx: Context) => formFor({}, ctx)

/** Everything said: it opens at once. What cannot be opened is in the form, with the reason above it. */
export async function steer(question: string | undefined, rest: string | undefined, ctx: Context): Promise<Outcome> {
  const openForm = async (typed: Typed): Promise<Outcome> => ({
    answer: { do: 'open', form: await formFor(typed, ctx) },
  })
  if (question === undefined) return openForm({})
  const options = rest === undefined ? [] : optionsIn(rest)
  const { crews } = await askable(ctx)
  const crew = crews.find(({ id }) => id === ctx.place.crewId) ?? (crews.length === 1 ? crews[0] : undefined)
  const wrong =
    options.length === 0
      ? 'Choose how it is counted, and give options where it needs them.'
      : optionProblem(options, 'single', false)
  const nobody = crew ? null : 'Choose who is asked.'
  if (wrong || nobody || !crew) return openForm({ question, options, problem: wrong ?? nobody ?? undefined })
  const asked: Asked = {
    question,
    options: options.join('\n'),
    method: 'single',
    crews: [String(crew.id)],
    people: [],
    observers: [],
    closes: usualDeadline(ctx, crew),
    shown: 'afterClose',
    anonymous: false,
    reason: 'never',
    addOptions: false,
    early: false,
  }
  const outcome = await saveAsk({ ...asked, accountable: undefined, initiative: undefined }, undefined, ctx)
  if (outcome.answer?.do !== 'refuse') return outcome
  return openForm({ question, options, problem: Object.values(outcome.answer.errors).join(' ') })
}

/** Quoted words, each an option; a line break in one would make two of it. */
function optionsIn(rest: string): string[] {
  return words(rest).map(({ text }) => text.replace(/\s+/g, ' ').trim())
}

type Values = Asked & { accountable?: string | undefined; initiative?: string | undefined }

export async function saveAsk(values: Values, _value: unknown, ctx: Context): Promise<Outcome> {
  const { tx, actor, now } = ctx
  const { crews: own } = await askable(ctx)
  const crews = own.filter(({ id }) => values.crews.includes(String(id)))
  const sides = await sidesOf(tx, actor.organizationId, [...values.people, ...values.observers])
  const electorate = electorateOf(crews, values, sides)
  const checked = checkAsked(values, electorate, now, calendarOf(crews[0], actor.zone))
  if ('errors' in checked) return { answer: { do: 'refuse', errors: checked.errors } }
  const { question, settings, recurs, closesAt } = checked.plan
  const opening = {
    organizationId: actor.organizationId,
    authorId: actor.id,
    accountableId: values.accountable ? Number(values.accountable) : null,
    question,
    initiativeId: values.initiative ? Number(values.initiative) : null,
    crews,
    settings,
    recurs,
    fromId: null,
    closesAt,
  }
  const { steering, effects } = await open(tx, opening, electorate, now)
  return {
    ...tell(opened(nameOf(steering), electorate.filter(({ observer }) => !observer).length, closesAt, settings.zone)),
    effects,
  }
}

function opened(name: string, voters: number, closesAt: Date, zone: string) {
  const day = formatDay(toLocal(closesAt, zone).day)
  return {
    ...sentence(`${name} is open: ${voters} may vote.`),
    blocks: [
      {
        block: 'text' as const,
        text: [`${name} is open: ${voters} may vote. It closes `, { when: closesAt, zone }, '.'],
      },
    ],
    summary: `${name} is open until ${day}.`,
  }
}
