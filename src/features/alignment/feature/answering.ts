/** What people say to a session: that they come, a point, a figure they do not believe. */
import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import type { Form } from '../../../chat/form.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import { doubtForm, type OfSession, pointForm } from '../cards/forms.ts'
import { titleOf } from '../cards/lines.ts'
import { wholeAgenda } from '../cards/preread.ts'
import { longestText, over, type SessionRecord } from '../rules/records.ts'
import { lockSession } from '../store/sessions.ts'
import { addPoint, dropDoubt, dropPoint, putAnswer, putDoubt } from '../store/voices.ts'
import { meetingOf, sessionsFor } from './meeting.ts'
import { crewsMeant, leadCardOf, noCrew, type Own, own, refreshed, viewOf } from './own.ts'
import { leadInstead } from './planning.ts'

async function alive(id: number, ctx: Context): Promise<Own | Refusal> {
  const found = await own(id, ctx)
  const why = 'session' in found ? over(found.session) : null
  return why ? { refused: why } : found
}

const answer =
  (coming: boolean) =>
  async ({ session: id }: OfSession, ctx: Context): Promise<Outcome> => {
    const found = await alive(id, ctx)
    if ('refused' in found) return tell(found.refused)
    await putAnswer(ctx.tx, { sessionId: id, personId: ctx.actor.id }, { coming })
    if (coming) return { ...tell('You will be there.'), effects: refreshed(found.session) }
    const next = await leadInstead(ctx.tx, found.session, found.crew, ctx.actor.id)
    const leads = next === null ? [] : [{ person: next }, ' leads in your place. ']
    const text = ['You cannot come. ', ...leads, 'Add a point, and it is talked about without you.']
    return {
      ...tell({ summary: 'You cannot come.', blocks: [{ block: 'text', text }] }),
      effects: [
        ...refreshed(found.session),
        ...(next === null
          ? []
          : [{ do: 'dm' as const, to: next, card: leadCardOf(found.session, next), kind: 'notice' as const }]),
      ],
    }
  }

export const come = answer(true)
export const miss = answer(false)

export async function drawPoint({ session: id }: OfSession, ctx: Context): Promise<Form | Refusal> {
  const found = await alive(id, ctx)
  return 'refused' in found ? found : pointForm(found.session, titleOf(found))
}

export async function savePoint(
  { text }: { text: string },
  { session: id }: OfSession,
  ctx: Context,
): Promise<Outcome> {
  const found = await alive(id, ctx)
  return 'refused' in found ? notTaken(found.refused) : added(found, text, ctx)
}

async function added({ session, crew }: Own, text: string, { tx, actor, now }: Context): Promise<Outcome> {
  await addPoint(tx, session.id, { byId: actor.id, text: text.trim(), at: now })
  return { ...tell(`Added to ${titleOf({ session, crew })}.`), effects: refreshed(session) }
}

/** `/align point "..."`: to the nearest session of the crew. */
export async function point(words: string | undefined, ctx: Context): Promise<Outcome> {
  const crews = await crewsMeant(ctx)
  const [next] = await sessionsFor(ctx.tx, ctx.actor, crews)
  const crew = next && (await meetingOf(ctx.tx, next))
  if (!crew && crews.length === 0) return tell(noCrew)
  if (!crew) return tell(`No session is planned to add it to. ${command('align schedule')} sets when they are.`)
  const text = words?.trim() ?? ''
  const title = titleOf({ session: next, crew })
  if (text === '') return { answer: { do: 'open', form: pointForm(next, title) } }
  if (text.length > longestText) {
    const problem = `This is ${text.length} characters long; at most ${longestText} fit.`
    return { answer: { do: 'open', form: pointForm(next, title, { text, problem }) } }
  }
  return added({ session: next, crew }, text, ctx)
}

const figuresOf = ({ agenda }: SessionRecord) =>
  [...(agenda?.decide ?? []), ...(agenda?.talk ?? [])].filter(({ asOf }) => asOf !== null)

const noFigures = 'There are no figures yet: they come with the pre-read.'

export async function drawDoubt({ session: id }: OfSession, ctx: Context): Promise<Form | Refusal> {
  const found = await alive(id, ctx)
  if ('refused' in found) return found
  const figures = figuresOf(found.session)
  return figures.length ? doubtForm(found.session, figures) : { refused: noFigures }
}

export async function saveDoubt(
  { figure, why }: { figure: string; why: string },
  { session: id }: OfSession,
  ctx: Context,
): Promise<Outcome> {
  await lockSession(ctx.tx, id)
  const found = await alive(id, ctx)
  if ('refused' in found) return notTaken(found.refused)
  await putDoubt(ctx.tx, id, { byId: ctx.actor.id, figure, why: why.trim(), at: ctx.now })
  return { ...tell('It is marked on every copy, with your words.'), effects: refreshed(found.session) }
}

const notYours = 'It is not there any more, or it is somebody else’s. Nothing was changed.'

export async function takePointBack(
  { session: id, point: pointId }: OfSession & { point: number },
  ctx: Context,
): Promise<Outcome> {
  const found = await alive(id, ctx)
  if ('refused' in found) return tell(found.refused)
  if (!(await dropPoint(ctx.tx, { id: pointId, sessionId: id, byId: ctx.actor.id }))) return tell(notYours)
  return { ...tell('Your point is taken back.'), effects: refreshed(found.session) }
}

export async function takeDoubtBack(
  { session: id, figure }: OfSession & { figure: string },
  ctx: Context,
): Promise<Outcome> {
  const found = await alive(id, ctx)
  if ('refused' in found) return tell(found.refused)
  if (!(await dropDoubt(ctx.tx, { sessionId: id, figure, byId: ctx.actor.id }))) return tell(notYours)
  return { ...tell('Your mark is taken off every copy.'), effects: refreshed(found.session) }
}

export async function readAll({ session: id }: OfSession, ctx: Context): Promise<Outcome> {
  const found = await own(id, ctx)
  const view = 'session' in found ? await viewOf(ctx.tx, found.session, ctx.now) : null
  if ('refused' in found) return tell(found.refused)
  return tell(view ? wholeAgenda(view) : 'It is not here any more.')
}
