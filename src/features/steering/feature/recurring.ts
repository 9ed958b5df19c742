/** A poll that repeats: each opens the next one, with the electorate as it is then. */
import type { Consequence, JobContext, JobDefinition } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { addDays, type Day, nextDays, type Schedule, toInstant, toLocal } from '../../../schedule/calendar.ts'
import { putJobs } from '../../../schedule/jobs.ts'
import type { SteeringRecord } from '../rules/records.ts'
import { steeringById, stopRepeating } from '../store.ts'
import { calendarOf, electorateOf, open } from './opening.ts'
import { sidesOf } from './people.ts'
import { pollCardOf } from './records.ts'

/** The day after which it repeats is in the key: one for each day, however often it is planned. */
export async function putNext(tx: Tx, steering: SteeringRecord, crew: Crew | undefined, now: Date): Promise<void> {
  const { repeat, zone } = steering.settings
  if (!repeat) return
  const calendar = calendarOf(crew, zone)
  const today = toLocal(now, calendar.zone).day
  const [day] = nextDays(repeat, addDays(today, 1), 1, calendar.isWorking)
  if (!day) return
  const due = toInstant(day, repeat.time, calendar.zone)
  await putJobs(tx, [{ name: 'steering.next', key: `${steering.id}:${day}`, due }])
}

async function crewsOf(tx: Tx, ids: number[]): Promise<Crew[]> {
  const crews = await Promise.all(ids.map((id) => crewById(tx, id)))
  return crews.filter((crew) => crew !== null)
}

async function openNext(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const [id = 0] = key.split(':').map(Number)
  const before = await steeringById(tx, id)
  if (!before?.recurs) return {}
  const crews = await crewsOf(tx, before.crewIds)
  const { settings, organizationId, authorId, accountableId, question, initiativeId } = before
  const electorate = electorateOf(
    crews,
    settings,
    await sidesOf(tx, organizationId, [...settings.people, ...settings.observers]),
  )
  // Its crews are gone: nobody would be asked.
  if (!electorate.some(({ observer }) => !observer)) return {}
  const day: Day = toLocal(now, settings.zone).day
  const closesAt = toInstant(addDays(day, settings.openDays), settings.closeTime, settings.zone)
  const later = closesAt > now ? closesAt : new Date(now.getTime() + 3_600_000)
  await stopRepeating(tx, before.id)
  const recurs: Schedule | null = settings.repeat
  const shared = { organizationId, authorId, accountableId, question, initiativeId, crews, settings, recurs }
  const { effects } = await open(tx, { ...shared, fromId: before.id, closesAt: later }, electorate, now)
  return { effects: [...effects, { do: 'refresh', card: pollCardOf(before) }] }
}

/** One that nobody could have been asked in time is left out; the next is planned. */
async function goOn(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const steering = await steeringById(tx, Number(key.split(':')[0]))
  if (steering?.recurs) await putNext(tx, steering, (await crewsOf(tx, steering.crewIds))[0], now)
  return {}
}

export const jobs: Record<string, JobDefinition> = {
  'steering.next': { late: { graceMinutes: 8 * 60 }, run: openNext, missed: goOn, failed: goOn },
}
