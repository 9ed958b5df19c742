/** A crew's coming stand-ups, also before the first one is stored. */
import type { Context } from '../../../chat/feature.ts'
import type { Crew } from '../../../people/crews.ts'
import { participationOf, roundsOf } from '../../../rounds/store.ts'
import { addDays, type Day, type Schedule, toInstant, toLocal } from '../../../schedule/calendar.ts'
import { holidaysOf } from '../../../schedule/holidays.ts'
import { planDay, standupDays } from '../../standup/rules/echo.ts'
import { defaultSettings, type StandupSettings } from '../../standup/rules/settings.ts'
import { readStandup } from '../../standup/store/ritual.ts'

const fallback: Schedule = { rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', anchor: '2024-01-01', time: '09:30' }

type Now = Pick<Context, 'tx' | 'now'>

/** Rounds that nobody has been asked for yet. `ask` stands in for what is stored, where it is about to be. */
export async function coming(
  crew: Crew,
  ask: Schedule | undefined,
  { tx, now }: Now,
  count = 3,
): Promise<{ settings: StandupSettings; days: Day[] }> {
  const standup = await readStandup(tx, crew.id)
  const base = standup?.settings ?? defaultSettings(ask ?? fallback)
  const settings = ask ? { ...base, ask } : base
  const today = toLocal(now, crew.zone).day
  const [newest] = standup ? (await begunRounds(standup.id, today, tx)).map(({ day }) => day) : []
  const from = newest ? addDays(newest, 1) : today
  // The moment of the first may have passed: one more, so that enough are left.
  const days = standupDays(crew, settings, from, count + 1, holidaysOf(crew.country))
  const ahead = days.filter((day) => toInstant(day, settings.ask.time, crew.zone) > now)
  return { settings, days: ahead.slice(0, count) }
}

/** Newest first; one may have begun for a day that begins earlier elsewhere. */
async function begunRounds(ritualId: number, from: Day, tx: Now['tx']) {
  return (await roundsOf(tx, ritualId, { from })).filter(({ state }) => state !== 'planned')
}

const roundsAhead = 14

/** The day on which this person is asked next: in a round that has begun, else the first on which they work. */
export async function firstAskedOn(crew: Crew, personId: number, ctx: Now): Promise<Day | undefined> {
  const standup = await readStandup(ctx.tx, crew.id)
  const begun = standup ? await begunRounds(standup.id, addDays(toLocal(ctx.now, crew.zone).day, -1), ctx.tx) : []
  for (const { id, day, state } of begun.reverse()) {
    const own = state === 'open' ? await participationOf(ctx.tx, id, personId) : null
    if (own?.state === 'notYet' || own?.state === 'asked') return day
  }
  const { settings, days } = await coming(crew, undefined, ctx, roundsAhead)
  return days.find((day) =>
    planDay(crew, settings, day).people.some((person) => person.personId === personId && person.state === 'notYet'),
  )
}
