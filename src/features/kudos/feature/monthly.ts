/** The thanks of a month, gathered for a crew that switched it on. */
import type { Consequence, Context, JobContext, Outcome } from '../../../chat/feature.ts'
import { notTaken, opened, tell } from '../../../chat/say.ts'
import { command } from '../../../chat/spoken.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { addDays, type Day, formatDay, toInstant } from '../../../schedule/calendar.ts'
import { worksIn } from '../../../schedule/deadlines.ts'
import { cancelJobs, putJobs } from '../../../schedule/jobs.ts'
import { settingsForm } from '../cards/forms.ts'
import { firstWorkingDay, monthBefore, monthOf, nextMonth } from '../rules/kudos.ts'
import { monthlyById, monthlyOf, setMonthly, thanksOf } from '../store.ts'
import { dayIn, monthCardOf, ownCrews, spanOf } from './own.ts'
import type { OfCrew } from './saying.ts'

const nextOf = (crew: Crew, today: Day): Day => firstWorkingDay(nextMonth(monthOf(today)), worksIn(crew))

async function putNext(tx: Tx, ritualId: number, crew: Crew, now: Date): Promise<void> {
  const day = nextOf(crew, dayIn(crew, now))
  const due = toInstant(day, crew.workFrom, crew.zone)
  await putJobs(tx, [{ name: 'kudos.month', key: `${ritualId}:${day}`, due }])
}

/** The crew of the channel, else the only one, else a choice. */
async function crewsMeant({ crew }: OfCrew, ctx: Context): Promise<Crew[]> {
  const own = await ownCrews(ctx)
  return crew === null ? own : own.filter(({ id }) => id === crew)
}

export async function drawSettings(value: OfCrew, ctx: Context) {
  const crews = await crewsMeant(value, ctx)
  const [crew] = crews
  if (!crew) return { refused: `Its members set what a crew gathers. ${command('setup')} shows yours.` }
  const on = crews.length === 1 && ((await monthlyOf(ctx.tx, crew.id))?.active ?? false)
  const options = crews.map(({ id, name }) => ({ value: String(id), label: name }))
  return settingsForm(value, options, on, formatDay(nextOf(crew, dayIn(crew, ctx.now)), { year: true }))
}

export async function openSettings(ctx: Context): Promise<Outcome> {
  const form = await drawSettings({ crew: ctx.place.crewId ?? null }, ctx)
  return opened(form)
}

export async function saveSettings(
  { active, crew: chosen }: { active: boolean; crew?: string },
  value: OfCrew,
  ctx: Context,
): Promise<Outcome> {
  const crews = await crewsMeant(value, ctx)
  const crew = chosen === undefined ? crews[0] : crews.find(({ id }) => String(id) === chosen)
  if (!crew) return notTaken('You are not in this crew any more. Nothing was changed.')
  const { id } = await setMonthly(ctx.tx, crew, active)
  await cancelJobs(ctx.tx, 'kudos.month', `${id}:`)
  if (!active) return tell(`${crew.name} does not gather the thanks of the month any more.`)
  await putNext(ctx.tx, id, crew, ctx.now)
  const next = formatDay(nextOf(crew, dayIn(crew, ctx.now)), { year: true })
  return tell(`${crew.name} gathers the thanks of the month, first on ${next}.`)
}

/** Found late it still tells of the month before that day. */
export async function gather(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const [ritual = '', day = ''] = key.split(':')
  const monthly = await monthlyById(tx, Number(ritual))
  const crew = monthly?.active ? await crewById(tx, monthly.crewId) : null
  if (!monthly || !crew) return {}
  await putNext(tx, monthly.id, crew, now)
  const month = monthBefore(day)
  if ((await thanksIn(tx, crew, month)).length === 0) return {}
  return { effects: [{ do: 'announce', to: crew.id, card: monthCardOf(crew.id, month), waits: true }] }
}

export async function goOn(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const monthly = await monthlyById(tx, Number.parseInt(key, 10))
  const crew = monthly?.active ? await crewById(tx, monthly.crewId) : null
  if (monthly && crew) await putNext(tx, monthly.id, crew, now)
  return {}
}

export async function thanksIn(read: Tx, crew: Crew, month: string) {
  const last = addDays(`${nextMonth(month)}-01`, -1)
  return thanksOf(read, crew.id, ...spanOf(`${month}-01`, last, crew.zone))
}
