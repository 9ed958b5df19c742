/** How much was said: posts in a channel on a day, messages to a person in a week. What the calm of everybody rests on. */
import type { Tx } from '../db.ts'
import type { Hours } from '../people/hours.ts'
import { worksOn } from '../people/sides.ts'
import { addDays, addWorkingDays, type Clock, type Day, mondayOf, toInstant, toLocal } from '../schedule/calendar.ts'
import { type CrewTime, worksIn } from '../schedule/deadlines.ts'
import { putJobs } from '../schedule/jobs.ts'
import type { DeliveryKind } from './store.ts'

/** Posts of a crew that stand in no thread, per channel and day. */
export const postsADay = 3
/** Of what waited, so that what is due on its own day finds room. */
const heldADay = postsADay - 1
export const heldJob = 'day.held'

export type CrewDays = CrewTime & { workFrom: Clock }

const rootIn = (channelId: number) => ({ channelId, kind: 'announce' as const, underId: null })

export async function isFull(read: Tx, channelId: number, day: Day): Promise<boolean> {
  const posts = await read.delivery.count({ where: { ...rootIn(channelId), day, state: { not: 'held' } } })
  return posts >= postsADay
}

/** The day on which what waits comes. */
export const nextRoom = (crew: CrewTime, now: Date): Day =>
  addWorkingDays(toLocal(now, crew.zone).day, 1, worksIn(crew))

/** It waits for the crew's next working day, with what waits already. */
export async function putHeld(tx: Tx, channelId: number, crew: CrewDays, now: Date): Promise<void> {
  const next = nextRoom(crew, now)
  await putJobs(tx, [{ name: heldJob, key: `${channelId}:${next}`, due: toInstant(next, crew.workFrom, crew.zone) }])
}

/** A new working day of a channel: as much as it has room for is due, in its order, each with its thread. */
export async function releaseHeld(tx: Tx, channelId: number, now: Date): Promise<void> {
  const channel = await tx.channel.findUnique({ where: { id: channelId }, include: { crew: true } })
  const held = { ...rootIn(channelId), state: 'held' as const }
  const crew = channel?.crew
  if (!crew) {
    // The crew meets elsewhere now: what it did not say here is said nowhere.
    await tx.delivery.deleteMany({ where: { channelId, state: 'held' } })
    return
  }
  const { day } = toLocal(now, crew.zone)
  const said = await tx.delivery.count({ where: { ...rootIn(channelId), day, state: { not: 'held' } } })
  const due = await tx.delivery.findMany({
    where: held,
    orderBy: { id: 'asc' },
    take: Math.max(0, heldADay - said),
    select: { id: true, cardId: true },
  })
  const set = { state: 'due' as const, dueAt: new Date(), day }
  await tx.delivery.updateMany({ where: { id: { in: due.map(({ id }) => id) } }, data: set })
  const threads = due.map(({ cardId }) => cardId)
  await tx.delivery.updateMany({ where: { channelId, state: 'held', underId: { in: threads } }, data: set })
  if ((await tx.delivery.count({ where: held })) > 0) await putHeld(tx, channelId, crew, now)
}

/** Whether the thread of this card in this channel waits. */
export async function isHeld(read: Tx, channelId: number, cardId: number): Promise<boolean> {
  const root = await read.delivery.findFirst({ where: { channelId, cardId, state: 'held' }, select: { id: true } })
  return root !== null
}

/** The week of a day: from Monday on. */
export function weekOf(day: Day): { from: Day; to: Day } {
  const from = mondayOf(day)
  return { from, to: addDays(from, 6) }
}

export type MessageCounts = Record<Exclude<DeliveryKind, 'announce'>, number>

/** Direct messages of these days, by what made them: each counted once, however much it carried. */
export async function messagesTo(
  read: Tx,
  personId: number,
  { from, to }: { from: Day; to: Day },
): Promise<MessageCounts> {
  const rows = await read.delivery.groupBy({
    by: ['kind'],
    where: { personId, day: { gte: from, lte: to }, kind: { not: 'announce' } },
    _count: true,
  })
  const of = (kind: DeliveryKind) => rows.find((row) => row.kind === kind)?._count ?? 0
  return { prompt: of('prompt'), reminder: of('reminder'), notice: of('notice'), urgent: of('urgent') }
}

export const sumOf = ({ prompt, reminder, notice, urgent }: MessageCounts) => prompt + reminder + notice + urgent

type Reader = Pick<Hours, 'zone' | 'workDays'> & { id: number; weeklyMost: number }

/** Of what a person wants in a week, one in so many is kept for whoever needs them. */
const keptOneIn = 5

/**
 * How much room this person's week has left. The places of prompts that are to come are taken from Monday on, or its last days
 * would have more than was wanted: prompts come whatever was said before.
 */
async function roomOf(read: Tx, person: Reader, now: Date): Promise<{ left: number; urgent: number }> {
  const { day } = toLocal(now, person.zone)
  const said = await messagesTo(read, person.id, weekOf(day))
  const toCome = await promptsToCome(read, person, said.prompt > 0, day)
  return { left: person.weeklyMost - sumOf(said) - toCome, urgent: said.urgent }
}

/** Whether there is none for what can wait: some is kept for whoever needs them. */
export async function hasEnough(read: Tx, person: Reader, now: Date): Promise<boolean> {
  const { left, urgent } = await roomOf(read, person, now)
  return left <= Math.max(0, Math.floor(person.weeklyMost / keptOneIn) - urgent)
}

/** Whether there is none for anything but prompts: who needs them is read with the next one. */
export async function isWeekFull(read: Tx, person: Reader, now: Date): Promise<boolean> {
  return (await roomOf(read, person, now)).left <= 0
}

/** As many as the same days of the last week brought; after a week without any, one on each working day that is left. */
async function promptsToCome(read: Tx, person: Reader, prompted: boolean, today: Day): Promise<number> {
  const { from, to } = weekOf(today)
  const rows = await read.delivery.findMany({
    where: { personId: person.id, kind: 'prompt', day: { gte: addDays(from, -7), lt: from } },
    select: { day: true },
  })
  if (rows.length) return rows.filter(({ day }) => day !== null && day > addDays(today, -7)).length
  if (!prompted) return 0
  let left = 0
  for (let day = addDays(today, 1); day <= to; day = addDays(day, 1)) if (worksOn(person, day)) left += 1
  return left
}
