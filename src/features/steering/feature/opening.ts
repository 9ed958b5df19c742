/** A poll opened: its record, its vote, its card to everybody who may vote or reads along. */

import type { Effect } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import type { Crew } from '../../../people/crews.ts'
import { isRoundDay } from '../../../rounds/plan.ts'
import type { Schedule } from '../../../schedule/calendar.ts'
import type { DeadlineCalendar } from '../../../schedule/deadlines.ts'
import { holidaysOf } from '../../../schedule/holidays.ts'
import { openPoll } from '../../../voting/opening.ts'
import type { GivenSettings } from '../../../voting/rules/records.ts'
import type { Elector } from '../rules/asking.ts'
import { nameOf, type SteeringRecord, type SteeringSettings } from '../rules/records.ts'
import { createSteering } from '../store.ts'
import { pollCardOf } from './records.ts'
import { putNext } from './recurring.ts'

export interface Opening {
  organizationId: number
  authorId: number
  accountableId: number | null
  question: string
  initiativeId: number | null
  crews: Crew[]
  settings: SteeringSettings
  recurs: Schedule | null
  fromId: number | null
  closesAt: Date
}

/** Who takes part or follows votes, who watches reads along; once each, on the side of the first crew that has them. */
export function electorateOf(
  crews: Crew[],
  settings: Pick<SteeringSettings, 'people' | 'observers'>,
  sides: Map<number, Elector['side']>,
): Elector[] {
  const found = new Map<number, Elector>()
  const add = (elector: Elector) => {
    const known = found.get(elector.personId)
    // A vote in one crew outweighs watching another.
    if (!known || (known.observer && !elector.observer)) found.set(elector.personId, elector)
  }
  for (const { members } of crews)
    for (const { personId, side, part } of members) add({ personId, side, observer: part === 'watches' })
  for (const personId of settings.people) add({ personId, side: sides.get(personId) ?? 'both', observer: false })
  for (const personId of settings.observers) {
    const known = found.get(personId)
    found.set(personId, { personId, side: known?.side ?? sides.get(personId) ?? 'both', observer: true })
  }
  return [...found.values()]
}

export function calendarOf(crew: Crew | undefined, zone: string): DeadlineCalendar {
  const isHoliday = holidaysOf(crew?.country ?? null)
  return {
    zone: crew?.zone ?? zone,
    endOfDay: crew?.workTo ?? '17:00',
    isWorking: (day) => isRoundDay(crew?.workDays ?? '12345', isHoliday, day),
  }
}

export async function open(
  tx: Tx,
  opening: Opening,
  electorate: Elector[],
  now: Date,
): Promise<{ steering: SteeringRecord; effects: Effect[] }> {
  const { organizationId, authorId, accountableId, question, initiativeId, crews, settings, recurs, fromId, closesAt } =
    opening
  const crewIds = crews.map(({ id }) => id)
  const record = { organizationId, authorId, accountableId, question, initiativeId, crewIds, settings, fromId }
  const steering = await createSteering(tx, { ...record, recurs: recurs?.rule ?? null, at: now })
  const card = pollCardOf(steering)
  await openPoll(
    tx,
    {
      organizationId,
      card,
      question,
      method: settings.method,
      authorId,
      closesAt,
      options: settings.options,
      electorate,
      settings: pollSettingsOf(steering, crews),
    },
    now,
  )
  if (recurs) await putNext(tx, steering, crews[0], now)
  return { steering, effects: announced(card, crews, electorate) }
}

/** On every channel of the crews; in person where there is none, and to those named besides. */
function announced(card: { kind: string; key: string }, crews: Crew[], electorate: Elector[]): Effect[] {
  const met = crews.filter(({ channels }) => channels.length > 0)
  const read = new Set(met.flatMap(({ members }) => members.map(({ personId }) => personId)))
  const inPerson = electorate.filter(({ personId }) => !read.has(personId))
  return [
    ...met.map(({ id }): Effect => ({ do: 'announce', to: id, card })),
    // Asked by name: it does not wait for the day's message. Who only reads along is told with it.
    ...inPerson.map(
      ({ personId, observer }): Effect => ({ do: 'dm', to: personId, card, kind: observer ? 'notice' : 'soon' }),
    ),
  ]
}

function pollSettingsOf(steering: SteeringRecord, crews: Crew[]): GivenSettings {
  const { settings } = steering
  const { overall, perSide } = settings.quorum
  const percent = (value: number) => ({ percent: value })
  const quorum = {
    ...(overall !== null && { overall: percent(overall) }),
    ...(perSide !== null && { perSide: { project: percent(perSide), product: percent(perSide) } }),
  }
  const [only, ...others] = crews
  const labels = only && others.length === 0 ? only.labels : { project: 'project', product: 'product' }
  return {
    shown: settings.shown,
    anonymous: settings.anonymous,
    quorum: overall === null && perSide === null ? null : quorum,
    reason: settings.reason,
    early: settings.early,
    addOptions: settings.addOptions,
    name: nameOf(steering),
    readers: readersOf(crews, settings),
    zone: settings.zone,
    crewIds: crews.map(({ id }) => id),
    decides: decides(settings),
    sides: { project: labels.project.toLowerCase(), product: labels.product.toLowerCase() },
  }
}

function readersOf(crews: Crew[], { people }: SteeringSettings): string {
  const names = crews.map(({ name }) => name)
  const asked = people.length ? ['those who were asked'] : []
  if (names.length === 0) return 'those who were asked'
  return [`the ${names.join(' and the ')} ${names.length === 1 ? 'crew' : 'crews'}`, ...asked].join(' and ')
}

function decides({ method, quorum }: SteeringSettings): string {
  const needs = [
    ...(quorum.overall === null ? [] : [`at least ${quorum.overall} % of all voting`]),
    ...(quorum.perSide === null ? [] : [`at least ${quorum.perSide} % of each side voting`]),
  ]
  const how =
    method === 'dualMajority' ? 'each side by its own majority' : 'all who may vote; who asked then states the outcome'
  return [how, ...needs].join(', ')
}
