/** Once a week to whoever promised something; once to the crew where it is late. */
import type { Card, Consequence, Effect, Facts, JobContext, JobDefinition } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { crewById } from '../../../people/crews.ts'
import { mondayOf, toLocal } from '../../../schedule/calendar.ts'
import { openActionsOf, overdueUntold } from '../store/reads.ts'
import { markTold } from '../store/writing.ts'
import { putWeek } from './making.ts'
import { dayOf, overdueCardOf, weekCardOf } from './own.ts'

export const jobs: Record<string, JobDefinition> = {
  'actions.week': { late: 'run', run: week, failed: nextWeek },
  'actions.late': { late: 'run', run: (key, ctx) => late(Number.parseInt(key, 10), undefined, ctx) },
}

/** As long as something is open; what is promised after that begins anew. */
async function week(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const personId = Number.parseInt(key, 10)
  if ((await openActionsOf(tx, personId)).length === 0) return {}
  await putWeek(tx, personId, now)
  // Found late, it is of the week that it is now.
  const monday = mondayOf(await dayOf(tx, personId, now))
  return { effects: [{ do: 'dm', to: personId, card: weekCardOf(monday, personId), kind: 'notice' }] }
}

async function nextWeek(key: string, { tx, now }: JobContext): Promise<Consequence> {
  await putWeek(tx, Number.parseInt(key, 10), now)
  return {}
}

/** In the thread of the day's digest where there is one; by the afternoon as a message of its own. */
async function late(crewId: number, under: Card | undefined, { tx, now }: { tx: Tx; now: Date }): Promise<Consequence> {
  const crew = await crewById(tx, crewId)
  if (!crew?.startedAt) return {}
  const today = toLocal(now, crew.zone).day
  const overdue = await overdueUntold(tx, crew.id, today)
  const told = await markTold(
    tx,
    overdue.map(({ id }) => id),
    now,
  )
  if (told === 0) return {}
  const card = overdueCardOf(crew.id, today)
  if (crew.channels.length)
    return { effects: [{ do: 'announce', to: crew.id, card, waits: true, ...(under && { under }) }] }
  const readers = crew.members.filter(({ part }) => part !== 'watches')
  return { effects: readers.map(({ personId }): Effect => ({ do: 'dm', to: personId, card, kind: 'notice' })) }
}

export const digested = ({ crewId, digest }: Facts['standup.digested'], ctx: { tx: Tx; now: Date }) =>
  late(crewId, digest, ctx)
