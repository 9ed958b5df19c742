/** A stand-up's three times in words, with its next dates. Pure. */
import type { Text } from '../../../chat/message.ts'
import type { Crew, CrewMember } from '../../../people/crews.ts'
import { type Askable, type Begin, isRoundDay, planRound, type RoundPlan, type Timing } from '../../../rounds/plan.ts'
import { cityOf, type Day, describeSchedule, formatDay, nextDays } from '../../../schedule/calendar.ts'
import type { StandupSettings } from './settings.ts'

/** Those a stand-up asks: they take part and stand on one side. Sponsors read along. */
export function askedMembers(crew: Crew): (CrewMember & { side: 'project' | 'product' })[] {
  return crew.members.filter(
    (member): member is CrewMember & { side: 'project' | 'product' } =>
      member.part === 'takesPart' && member.side !== 'both',
  )
}

export function planDay(crew: Crew, timing: Timing, day: Day, begin: Begin = {}): RoundPlan {
  return planRound(timing, crew.zone, askedMembers(crew) satisfies Askable[], day, begin)
}

/** The next days on which the crew holds its stand-up, from `from` on. */
export function standupDays(
  crew: Pick<Crew, 'workDays'>,
  settings: Pick<StandupSettings, 'ask'>,
  from: Day,
  count: number,
  isHoliday: (day: Day) => boolean,
): Day[] {
  return nextDays(settings.ask, from, count, (day) => isRoundDay(crew.workDays, isHoliday, day))
}

/** Four lines that say when what happens, for readers in any zone; the times of the next round stand for all. */
export function echo(crew: Crew, settings: StandupSettings, days: Day[]): Text[] {
  const [first] = days
  if (!first)
    return [`${describeSchedule(settings.ask)} never falls on one of the crew's working days. Choose another day.`]
  const plan = planDay(crew, settings, first)
  const { zone } = crew
  const asked = settings.moment === 'own' ? "in each person's own zone" : `${cityOf(zone)}, one moment for all`
  return [
    `Asks ${describeSchedule(settings.ask)} ${asked}.`,
    ['Digest at ', { when: plan.digestAt, zone }, '.'],
    [
      'Closes at ',
      { when: plan.closesAt, zone },
      ', after the last person was asked; answers count until the next prompt.',
    ],
    `Next: ${days.map((day) => formatDay(day)).join(', ')}.`,
  ]
}
