/** What is said to a theme, through a form so that it is read on every platform; and what is promised. */
import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { addWorkingDays, formatDay, toLocal } from '../../../schedule/calendar.ts'
import type {} from '../../actions/facts.ts'
import { actionForm, commentForm } from '../cards/forms.ts'
import { talkCard } from '../cards/own.ts'
import { isOver, nameOf, sourceOf, type ThemeRecord } from '../rules/records.ts'
import { comingOut, commentsShown, type RetroView, topOf } from '../rules/view.ts'
import { changeRetro, lockPhase } from '../store/retros.ts'
import { addComment, commentsOf, themeById } from '../store/themes.ts'
import { takingPart } from './beginning.ts'
import type { RetroValue } from './noting.ts'
import { ended, gone, ownPart, ownView } from './own.ts'
import { calendarOf, themeCardOf } from './records.ts'

export interface ThemeValue {
  theme: number
}

async function themeHere({ theme: id }: ThemeValue, ctx: Context) {
  const theme = await themeById(ctx.tx, id)
  const view: RetroView | Refusal = theme ? await ownView(theme.retroId, ctx) : { refused: gone }
  if ('refused' in view) return view
  return { view, theme: theme as ThemeRecord }
}

export async function drawComment(value: ThemeValue, ctx: Context) {
  const here = await themeHere(value, ctx)
  if ('refused' in here) return here
  const part = await ownPart(here.view.retro.id, 'discuss', ctx)
  if ('refused' in part) return part
  if (!topOf(here.view).some(({ id }) => id === value.theme))
    return { refused: `This theme of ${nameOf(part.retro)} is below the cut: the top ones are talked about.` }
  return commentForm(here.view, here.theme)
}

export async function saveComment({ text }: { text: string }, value: ThemeValue, ctx: Context): Promise<Outcome> {
  const { tx, actor, now } = ctx
  const here = await themeHere(value, ctx)
  if ('refused' in here) return notTaken(here.refused)
  const part = await ownPart(here.view.retro.id, 'discuss', ctx)
  if ('refused' in part) return notTaken(part.refused)
  const retro = await lockPhase(tx, part.retro.id, 'discuss', { before: now })
  if (!retro) return notTaken(ended({ ...part.retro, phase: 'act' }, 'discuss', now) ?? gone)
  const said = { themeId: value.theme, text: text.trim() }
  const card = { do: 'refresh' as const, card: themeCardOf(retro, value.theme) }
  if (!retro.anonymous) {
    await addComment(tx, retro.id, { ...said, authorId: actor.id, at: now })
    return { ...tell('It stands in the thread, in every channel of the crew.'), effects: [card] }
  }
  await addComment(tx, retro.id, { ...said, authorId: null, at: null })
  const out = comingOut({ retro, comments: await commentsOf(tx, retro.id) }, value.theme)
  if (out.length === 0) return tell('It is kept without your name, and shown together with what others say.')
  const shown = [...retro.settings.shown, ...out].sort()
  await changeRetro(tx, retro.id, { settings: { ...retro.settings, shown } })
  return { ...tell('It stands in the thread now, without your name.'), effects: [card] }
}

/** Everything that is shown of a theme, uncut. */
export async function talk(value: ThemeValue, ctx: Context): Promise<Outcome> {
  const here = await themeHere(value, ctx)
  if ('refused' in here) return tell(here.refused)
  return tell(talkCard(here.view, here.theme, commentsShown(here.view, value.theme)))
}

/** A day that a crew has until the next one, about. */
const usualWorkingDays = 5

async function promising(id: number, ctx: Context): Promise<RetroView | Refusal> {
  const view = await ownView(id, ctx)
  if ('refused' in view) return view
  const { phase } = view.retro
  if (phase === 'discuss' || phase === 'act') return view
  return {
    refused: isOver(view.retro)
      ? (ended(view.retro, 'act', ctx.now) ?? gone)
      : `Action items are added to ${nameOf(view.retro)} while it discusses and acts. Nothing was added.`,
  }
}

export async function drawAction({ retro }: RetroValue, ctx: Context) {
  const view = await promising(retro, ctx)
  if ('refused' in view) return view
  const { crew } = view
  const people = takingPart(crew).map(({ personId, name }) => ({ value: String(personId), label: name }))
  const calendar = calendarOf(crew)
  const due = addWorkingDays(toLocal(ctx.now, crew.zone).day, usualWorkingDays, calendar.isWorking)
  return actionForm(view, people, due)
}

export async function saveAction(
  values: { text: string; owner: string; due: string },
  value: RetroValue,
  ctx: Context,
): Promise<Outcome> {
  const { tx, actor, now } = ctx
  const view = await promising(value.retro, ctx)
  if ('refused' in view) return notTaken(view.refused)
  const { crew } = view
  const today = toLocal(now, crew.zone).day
  if (values.due < today)
    return {
      answer: {
        do: 'refuse',
        errors: { due: `${formatDay(values.due, { year: true })} has passed. Name a day from today on.` },
      },
    }
  const retro = await lockPhase(tx, view.retro.id, view.retro.phase === 'act' ? 'act' : 'discuss')
  if (!retro) return notTaken(`${nameOf(view.retro)} has moved on. Nothing was added.`)
  const ownerId = Number(values.owner)
  const owner = crew.members.find(({ personId }) => personId === ownerId)?.name ?? 'somebody'
  return {
    ...tell(`${owner} by ${formatDay(values.due)}: it stands on the card of ${nameOf(retro)}.`),
    facts: [
      {
        fact: 'action.wanted',
        organizationId: retro.organizationId,
        crewId: retro.crewId,
        initiativeId: null,
        text: values.text.replace(/\s+/g, ' ').trim(),
        ownerId,
        dueOn: values.due,
        source: sourceOf(retro),
        createdById: actor.id,
      },
    ],
  }
}
