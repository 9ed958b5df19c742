/** A crew's coming stand-ups, also before the first one is stored. */
import type { Context } from '../../../chat/feature.ts'
import type { Crew } from '../../../people/crews.ts'
import { type Day, type Schedule, toLocal } from '../../../schedule/calendar.ts'
import { holidayName } from '../../../schedule/holidays.ts'
import { standupDays } from '../../standup/rules/echo.ts'
import { defaultSettings, type StandupSettings } from '../../standup/rules/settings.ts'
import { readStandup } from '../../standup/store/ritual.ts'

const fallback: Schedule = { rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', anchor: '2024-01-01', time: '09:30' }

/** `ask` stands in for what is stored, where it is about to be. */
export async function coming(
  crew: Crew,
  ask: Schedule | undefined,
  { tx, now }: Pick<Context, 'tx' | 'now'>,
): Promise<{ settings: StandupSettings; days: Day[] }> {
  const stored = (await readStandup(tx, crew.id))?.settings
  const base = stored ?? defaultSettings(ask ?? fallback)
  const settings = ask ? { ...base, ask } : base
  const isHoliday = (day: Day) => crew.country !== null && holidayName(crew.country, day) !== null
  return { settings, days: standupDays(crew, settings, toLocal(now, crew.zone).day, 3, isHoliday) }
}
