/** `/align schedule`: how often a crew aligns; one skipped or moved. */
import type { Context, Effect, Outcome, Refusal } from '../../../chat/feature.ts'
import type { Form } from '../../../chat/form.ts'
import type { Block, Message } from '../../../chat/message.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import type { Tx } from '../../../db.ts'
import type { Crew } from '../../../people/crews.ts'
import {
  addWorkingDays,
  type Day,
  describeSchedule,
  formatDay,
  readSchedule,
  type Schedule,
  toInstant,
} from '../../../schedule/calendar.ts'
import { worksIn } from '../../../schedule/deadlines.ts'
import { cancelJobs } from '../../../schedule/jobs.ts'
import { moveForm, type OfCrew, type OfSession, scheduleForm, type Width, widths } from '../cards/forms.ts'
import { titleOf } from '../cards/lines.ts'
import { notOften, often } from '../rules/cadence.ts'
import {
  type AlignmentRitual,
  type Kind,
  kindNames,
  kinds,
  noProposal,
  over,
  type Reach,
  type SessionRecord,
  shifts,
} from '../rules/records.ts'
import {
  dropSession,
  moveSession,
  pauseRitual,
  plannedOf,
  ritualById,
  ritualsOf,
  saveRitual,
  sessionById,
} from '../store/sessions.ts'
import { clearAnswers, movePoints } from '../store/voices.ts'
import { crewsMeant, movedCardOf, noCrew, type Own, own, preReadCardOf, refreshed, todayIn, told } from './own.ts'
import { comingDays, jobNames, planNext, putSessionJobs, replan } from './planning.ts'

export async function drawSchedule({ crew }: OfCrew, ctx: Context): Promise<Form | Refusal> {
  const crews = await (crew === null ? crewsMeant(ctx) : crewsMeant(ctx, crew))
  const [only] = crews
  if (!only) return { refused: noCrew }
  const rituals = crews.length === 1 ? await ritualsOf(ctx.tx, only.id) : []
  return scheduleForm({ crew: crews.length === 1 ? only.id : null }, crews, rituals, ctx.actor.admin)
}

type Typed = { crew?: string; shift: string; yearFrom: string; covers?: string } & Partial<Record<Kind, string>>

export async function saveSchedule(values: Typed, { crew: value }: OfCrew, ctx: Context): Promise<Outcome> {
  const crews = await (value === null ? crewsMeant(ctx) : crewsMeant(ctx, value))
  const crew = values.crew === undefined ? crews[0] : crews.find(({ id }) => String(id) === values.crew)
  if (!crew) return notTaken(noCrew)
  const yearFrom = Number(values.yearFrom)
  const today = todayIn(crew, ctx.now)
  const schedules = new Map<Kind, Schedule>()
  const errors: Record<string, string> = {}
  for (const kind of kinds) {
    const words = values[kind]?.trim()
    if (!words) continue
    const read = readSchedule(words, { today, yearFrom })
    const problem = 'error' in read ? suited(read.error, kind) : notOften(kind, read.ok, today)
    if (problem) errors[kind] = problem
    else if ('ok' in read) schedules.set(kind, read.ok)
  }
  if (Object.keys(errors).length) return { answer: { do: 'refuse', errors } }
  const before = await ritualsOf(ctx.tx, crew.id)
  const shift = shifts.find((one) => one === values.shift) ?? 'previous'
  const width = ctx.actor.admin ? widths.find((one) => one === values.covers) : undefined
  const kept: Kind[] = []
  for (const kind of kinds) {
    const schedule = schedules.get(kind)
    const known = before.find((one) => one.kind === kind)
    if (schedule) {
      const again = known && describeSchedule(known.cadence.schedule) === describeSchedule(schedule)
      // The same words keep the week they count from.
      const covers = width ? reachOf(width, kind) : (known?.cadence.covers ?? 'crew')
      const cadence = { schedule: again ? known.cadence.schedule : schedule, shift, yearFrom, covers }
      const ritual = await saveRitual(ctx.tx, crew, kind, cadence)
      const same = again && known.active && known.cadence.shift === shift && known.cadence.covers === covers
      if (same) await planNext(ctx.tx, ritual, crew, ctx.now)
      else if ((await replan(ctx.tx, ritual, crew, ctx.now)).kept) kept.push(kind)
    } else if (known?.active) await pause(ctx.tx, known)
  }
  return tell(await scheduleMessage(ctx.tx, crew, ctx.now, kept))
}

const reachOf = (width: Width, kind: Kind): Reach =>
  width === 'organization' || (width === 'longer' && kind !== 'followUp') ? 'organization' : 'crew'

/** With an example of this kind in place of any schedule's. */
const suited = (problem: string, kind: Kind) =>
  problem.replace(/ For example "[^"]*"\.$/, ` For example "${often[kind].example}".`)

/** One whose pre-read is out is held all the same. */
async function pause(tx: Tx, ritual: AlignmentRitual): Promise<void> {
  await pauseRitual(tx, ritual.id)
  const planned = await plannedOf(tx, ritual.id)
  if (planned?.state !== 'planned') return
  for (const name of jobNames) await cancelJobs(tx, name, `${planned.id}:`)
  await dropSession(tx, planned.id)
}

const shown = 3

/** In words, with the next three dates. */
export async function scheduleMessage(read: Tx, crew: Crew, now: Date, kept: Kind[] = []): Promise<Message> {
  const rituals = (await ritualsOf(read, crew.id)).filter(({ active }) => active)
  const blocks: Block[] = []
  for (const ritual of rituals) {
    const { schedule, shift, yearFrom, covers } = ritual.cadence
    const days = await comingDays(read, ritual, crew, now, shown)
    const dates = days.map(({ day, time }) => `${formatDay(day, { year: true })} ${time}`).join(', ')
    const rule = `on a holiday the working day ${shift === 'previous' ? 'before' : 'after'}`
    const stays = kept.includes(ritual.kind) ? ' The first one is announced already and stays as it is.' : ''
    blocks.push({
      block: 'text',
      text: [
        { strong: kindNames[ritual.kind] + (covers === 'organization' ? ' of all crews' : '') },
        `: ${describeSchedule(schedule, { yearFrom })}, ${rule}\nNext: ${dates} (${crew.zone}).${stays}`,
      ],
    })
  }
  const none = `${crew.name} has no alignment sessions. ${command('align schedule')} sets when they are.`
  return {
    summary: rituals.length ? `${crew.name} aligns` : none,
    blocks: rituals.length
      ? [{ block: 'heading', text: `${crew.name} aligns` }, ...blocks]
      : [{ block: 'text', text: none }],
  }
}

async function movable(id: number, ctx: Context): Promise<Own | Refusal> {
  const found = await own(id, ctx)
  if ('refused' in found) return found
  const { state } = found.session
  if (state === 'open') return { refused: 'This session goes on already: close it instead. Nothing was changed.' }
  const why = over(found.session)
  return why ? { refused: why } : found
}

export async function drawMove({ session: id }: OfSession, ctx: Context): Promise<Form | Refusal> {
  const found = await movable(id, ctx)
  return 'refused' in found ? found : moveForm(found.session, titleOf(found))
}

export async function move(
  { day, time }: { day: string; time: string },
  { session: id }: OfSession,
  ctx: Context,
): Promise<Outcome> {
  const found = await movable(id, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const problem = notThen(day, time, found.crew, ctx.now)
  if (problem) return { answer: { do: 'refuse', errors: { day: problem } } }
  return moved(found, { day, time }, ctx)
}

function notThen(day: Day, time: string, crew: Crew, now: Date): string | null {
  if (toInstant(day, time, crew.zone) <= now) return 'This has passed. Choose a moment that is still to come.'
  const works = worksIn(crew)
  if (works(day)) return null
  const nearest = formatDay(addWorkingDays(day, 1, works), { year: true })
  return `${formatDay(day, { year: true })} is no working day of the crew. The next one is ${nearest}.`
}

/** To the day that was proposed. */
export async function moveThere({ session: id, day }: OfSession & { day: string }, ctx: Context): Promise<Outcome> {
  const found = await movable(id, ctx)
  if ('refused' in found) return tell(found.refused)
  if (found.session.proposal.day !== day) return tell('This day is not proposed any more. Nothing was changed.')
  const { time } = found.session
  const problem = notThen(day, time, found.crew, ctx.now)
  return problem ? tell(problem) : moved(found, { day, time }, ctx)
}

export async function keep({ session: id }: OfSession, ctx: Context): Promise<Outcome> {
  const found = await movable(id, ctx)
  if ('refused' in found) return tell(found.refused)
  const { session } = found
  await moveSession(ctx.tx, id, ['planned', 'announced'], { proposal: noProposal })
  return {
    ...tell(`It stays on ${formatDay(session.day, { year: true })}, ${session.time}.`),
    effects: refreshed(session),
  }
}

async function moved({ session, crew }: Own, to: { day: Day; time: string }, { tx, now }: Context): Promise<Outcome> {
  const { id, state } = session
  if (!(await moveSession(tx, id, ['planned', 'announced'], { ...to, proposal: noProposal })))
    return notTaken('Somebody was faster. Look at it again.')
  const next: SessionRecord = { ...session, ...to }
  await clearAnswers(tx, id)
  await putSessionJobs(tx, next, crew, now)
  return {
    ...tell(`It is on ${formatDay(to.day, { year: true })}, ${to.time}. The ones after it stay.`),
    effects: [
      ...refreshed(session),
      ...(state === 'announced' ? told(crew, movedCardOf(next), preReadCardOf(next)) : []),
    ],
  }
}

export async function skip({ session: id }: OfSession, ctx: Context): Promise<Outcome> {
  const { tx, now, actor } = ctx
  const found = await movable(id, ctx)
  if ('refused' in found) return tell(found.refused)
  const { session, crew } = found
  if (!(await moveSession(tx, id, ['planned', 'announced'], { state: 'skipped', proposal: noProposal })))
    return tell('Somebody was faster. Look at it again.')
  for (const name of jobNames) await cancelJobs(tx, name, `${id}:`)
  const ritual = await ritualById(tx, session.ritualId)
  const next = ritual && (await planNext(tx, ritual, crew, now))
  if (next) await movePoints(tx, id, next.id)
  const after = await sessionById(tx, actor.organizationId, id)
  const effects: Effect[] = [
    ...refreshed(session),
    ...(session.state === 'announced' && after ? told(crew, movedCardOf(after), preReadCardOf(after)) : []),
  ]
  const then = next ? `The next is on ${formatDay(next.day, { year: true })}, ${next.time}.` : 'There is no next one.'
  return { ...tell(`${titleOf(found)} is skipped. ${then}`), effects }
}
