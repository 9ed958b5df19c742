/** `/tandem pulse settings`: whether a crew is asked, and when. Off until somebody switches it on. */
import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, ownCrew } from '../../../people/crews.ts'
import { type Day, describeSchedule, formatDay, readSchedule, toInstant, toLocal } from '../../../schedule/calendar.ts'
import { cancelJobs, putJobs } from '../../../schedule/jobs.ts'
import { settingsForm } from '../cards/forms.ts'
import { canAsk } from '../rules/counting.ts'
import { comingDays } from '../rules/days.ts'
import { kindWords, usualSchedules } from '../rules/questions.ts'
import type { Kind } from '../rules/records.ts'
import { type PulseRitual, ritualOf, saveRitual } from '../store/ritual.ts'
import { calendarOf, questionsOf } from './records.ts'

export interface OfCrew {
  crew: number
  kind: Kind
}

export async function putNext(tx: Tx, ritual: PulseRitual, crew: Crew, from: Day, now: Date): Promise<void> {
  const { schedule } = ritual.settings
  const [day] = comingDays(schedule, calendarOf(crew), now, from, 1)
  if (!day) return
  await putJobs(tx, [{ name: 'pulse.open', key: `${ritual.id}:${day}`, due: toInstant(day, schedule.time, crew.zone) }])
}

/** After a change of schedule, zone or working days. */
export async function reschedule(tx: Tx, ritual: PulseRitual, crew: Crew, now: Date): Promise<void> {
  await cancelJobs(tx, 'pulse.open', `${ritual.id}:`)
  if (ritual.active) await putNext(tx, ritual, crew, toLocal(now, crew.zone).day, now)
}

async function crewToSet({ crew: id }: OfCrew, { tx, actor }: Context): Promise<Crew | Refusal> {
  const crew = await ownCrew(tx, actor, id)
  if (!crew?.startedAt) return { refused: 'This crew is not here any more, or not yours. Nothing was changed.' }
  const own = crew.members.find(({ personId }) => personId === actor.id)
  if (own?.part === 'watches') return { refused: `You only watch ${crew.name}: ask one of its members to set this.` }
  return crew
}

export async function drawSettings(value: OfCrew, ctx: Context) {
  const crew = await crewToSet(value, ctx)
  if ('refused' in crew) return crew
  const ritual = await ritualOf(ctx.tx, crew.id, value.kind)
  const when = ritual ? describeSchedule(ritual.settings.schedule) : usualSchedules[value.kind]
  return settingsForm(crew, value.kind, ritual?.active ?? false, when)
}

export async function saveSettings(
  { active, when }: { active: boolean; when: string },
  value: OfCrew,
  ctx: Context,
): Promise<Outcome> {
  const crew = await crewToSet(value, ctx)
  if ('refused' in crew) return notTaken(crew.refused)
  const today = toLocal(ctx.now, crew.zone).day
  const schedule = readSchedule(when, { today })
  if ('error' in schedule) return { answer: { do: 'refuse', errors: { when: schedule.error } } }
  const days = comingDays(schedule.ok, calendarOf(crew), ctx.now, today, 3)
  if (active && !canAsk(crew.members)) {
    const few =
      'Neither side of this crew has 3 people, so nothing could be shown without telling who said it. Add people first.'
    return { answer: { do: 'refuse', errors: { active: few } } }
  }
  if (active && days.length === 0) {
    const never = 'This never falls on a day to come. Choose another day.'
    return { answer: { do: 'refuse', errors: { when: never } } }
  }
  if (active && (await questionsOf(ctx.tx, crew.id, value.kind)).length === 0) {
    const none =
      'No initiative of this crew is under way, so there is nothing to ask about. Make one, or move one to discovery or build.'
    return { answer: { do: 'refuse', errors: { active: none } } }
  }
  const ritual = await saveRitual(ctx.tx, crew, value.kind, active, { schedule: schedule.ok })
  await reschedule(ctx.tx, ritual, crew, ctx.now)
  const name = `${kindWords[value.kind]}${value.kind === 'confidence' ? ' question' : ''}`
  if (!active) return tell(`No ${name} asks ${crew.name} any more. One that is open goes on until its close.`)
  return tell(`A ${name} asks ${crew.name} ${describeSchedule(schedule.ok)}: next on ${named(days)}.`)
}

const named = (days: Day[]) => days.map((day) => formatDay(day, { year: true })).join(', ')

/** "first Monday of the month 06:00: next on Mon 7 Dec 2026, ..." */
export async function scheduleInWords(read: Tx, crew: Crew, kind: Kind, now: Date): Promise<string | null> {
  const ritual = await ritualOf(read, crew.id, kind)
  if (!ritual?.active) return null
  const { schedule } = ritual.settings
  const days = comingDays(schedule, calendarOf(crew), now, toLocal(now, crew.zone).day, 3)
  return `Asked ${describeSchedule(schedule)}: next on ${named(days)}.`
}
