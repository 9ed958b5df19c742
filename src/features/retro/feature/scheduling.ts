/** `/tandem retro schedule`: retros that begin by themselves; each one plans the next. */
import type { Consequence, Context, JobContext, Outcome } from '../../../chat/feature.ts'
import { notTaken, sentence, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import {
  addDays,
  type Day,
  describeSchedule,
  formatDay,
  nextDays,
  readSchedule,
  toInstant,
  toLocal,
} from '../../../schedule/calendar.ts'
import { cancelJobs, putJobs } from '../../../schedule/jobs.ts'
import { scheduleForm, usual } from '../cards/start-forms.ts'
import { nextNumber, openRetroOf } from '../store/retros.ts'
import { type RetroRitual, ritualById, ritualOf, saveRitual, stopRitual } from '../store/ritual.ts'
import { begin, fewestPeople, takingPart } from './beginning.ts'
import { advance, lockedView } from './moving.ts'
import { calendarOf } from './records.ts'
import { crewToStart, type HeldValues, heldAs, readHow } from './starting.ts'
import type { Tokens } from './tokens.ts'

const usualSchedule = 'every 2 weeks on monday 09:00'

/** Days on which one begins, from this one on, whose moment is still to come. */
export function coming(
  { settings }: Pick<RetroRitual, 'settings'>,
  crew: Crew,
  from: Day,
  now: Date,
  most: number,
): Day[] {
  const { isWorking } = calendarOf(crew)
  const ahead = (day: Day) => isWorking(day) && toInstant(day, settings.schedule.time, crew.zone) > now
  return nextDays(settings.schedule, from, most, ahead)
}

export async function putNextOpening(tx: Tx, ritual: RetroRitual, crew: Crew, from: Day, now: Date): Promise<void> {
  const [day] = coming(ritual, crew, from, now, 1)
  if (!day) return
  const due = toInstant(day, ritual.settings.schedule.time, crew.zone)
  await putJobs(tx, [{ name: 'retro.open', key: `${ritual.id}:${day}`, due }])
}

/** After a change of schedule, zone or working days. */
export async function reschedule(tx: Tx, ritual: RetroRitual, crew: Crew, now: Date): Promise<void> {
  await cancelJobs(tx, 'retro.open', `${ritual.id}:`)
  if (ritual.active) await putNextOpening(tx, ritual, crew, toLocal(now, crew.zone).day, now)
}

export async function drawSchedule({ crew: crewId }: { crew: number }, ctx: Context) {
  const crew = await crewToStart(crewId, ctx)
  if ('refused' in crew) return crew
  const ritual = await ritualOf(ctx.tx, crew.id)
  if (!ritual) return scheduleForm(crew, { ...usual, pace: 'days' }, usualSchedule)
  return scheduleForm(crew, heldAs(ritual), describeSchedule(ritual.settings.schedule))
}

export async function saveSchedule(
  values: HeldValues & { when: string },
  { crew: crewId }: { crew: number },
  ctx: Context,
): Promise<Outcome> {
  const crew = await crewToStart(crewId, ctx)
  if ('refused' in crew) return notTaken(crew.refused)
  const today = toLocal(ctx.now, crew.zone).day
  const schedule = readSchedule(values.when, { today })
  const how = readHow(values, crew)
  if ('error' in schedule || 'errors' in how) {
    const errors = { ...('error' in schedule && { when: schedule.error }), ...('errors' in how && how.errors) }
    return { answer: { do: 'refuse', errors } }
  }
  const settings = { ...how.ok, schedule: schedule.ok }
  const days = coming({ settings }, crew, today, ctx.now, 3)
  if (days.length === 0) {
    const never = "This never falls on one of the crew's working days. Choose another day."
    return { answer: { do: 'refuse', errors: { when: never } } }
  }
  const ritual = await saveRitual(ctx.tx, crew, settings)
  await reschedule(ctx.tx, ritual, crew, ctx.now)
  const named = days.map((day) => formatDay(day, { year: true })).join(', ')
  return tell(
    sentence(`${crew.name} looks back ${describeSchedule(schedule.ok)}: next on ${named}.`, [
      {
        block: 'buttons',
        buttons: [{ press: 'retro.stop', label: 'Stop the schedule', value: { crew: crew.id }, style: 'quiet' }],
      },
    ]),
  )
}

/** The one that runs goes on. */
export async function stop({ crew: crewId }: { crew: number }, ctx: Context): Promise<Outcome> {
  const crew = await crewToStart(crewId, ctx)
  if ('refused' in crew) return tell(crew.refused)
  const ritual = await ritualOf(ctx.tx, crew.id)
  if (!ritual?.active) return tell(`${crew.name} has no schedule of retrospectives. Nothing was changed.`)
  await stopRitual(ctx.tx, ritual.id)
  await cancelJobs(ctx.tx, 'retro.open', `${ritual.id}:`)
  return tell(`No retrospective of ${crew.name} begins by itself any more. ${command('retro now')} starts one.`)
}

async function scheduled(tx: Tx, key: string) {
  const [id = '', day = ''] = key.split(':')
  const ritual = await ritualById(tx, Number(id))
  const crew = ritual?.active ? await crewById(tx, ritual.crewId) : null
  return ritual && crew ? { ritual, crew, day } : null
}

/** While one is open, or with nobody to hold it, this one is left out. One that only waits for its reason ends here. */
export async function openScheduled(key: string, tokens: Tokens, { tx, now }: JobContext): Promise<Consequence> {
  const found = await scheduled(tx, key)
  if (!found) return {}
  const { ritual, crew, day } = found
  await putNextOpening(tx, ritual, crew, addDays(day, 1), now)
  if (takingPart(crew).length < fewestPeople) return {}
  const number = await nextNumber(tx, crew.organizationId)
  const open = await openRetroOf(tx, crew.id)
  const ended = open?.settings.leftOpen ? await lockedView(tx, open.id, 'act') : null
  if (open && !ended) return {}
  const before = ended ? await advance(tx, ended.view, now) : []
  const given = { crew, number, how: ritual.settings, ritualId: ritual.id, facilitatorId: null, startedById: null }
  return { effects: [...before, ...(await begin(tx, given, tokens, now)).effects] }
}

export async function planNext(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const found = await scheduled(tx, key)
  if (found) await putNextOpening(tx, found.ritual, found.crew, addDays(found.day, 1), now)
  return {}
}
