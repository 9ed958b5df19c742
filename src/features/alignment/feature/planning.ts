/** The next session of a ritual, and the jobs that prepare it. */
import type { Tx } from '../../../db.ts'
import type { Crew } from '../../../people/crews.ts'
import { addWorkingDays, type Day, toInstant } from '../../../schedule/calendar.ts'
import { worksIn } from '../../../schedule/deadlines.ts'
import { cancelJobs, putJobs } from '../../../schedule/jobs.ts'
import { checkedBefore, nextLead, type Occurrence, occurrences, preReadBefore } from '../rules/cadence.ts'
import type { AlignmentRitual, SessionRecord } from '../rules/records.ts'
import { addSession, lastNominal, moveSession, plannedOf, sessionBefore } from '../store/sessions.ts'
import { answersOf } from '../store/voices.ts'
import { startOf, todayIn } from './own.ts'

export const jobNames = ['alignment.check', 'alignment.preread', 'alignment.start', 'alignment.lapse'] as const

/** The next dates after one of its schedule, not before now. */
export function datesAfter(
  { cadence }: Pick<AlignmentRitual, 'cadence'>,
  crew: Crew,
  now: Date,
  count: number,
  after?: Day,
): Occurrence[] {
  const from = todayIn(crew, now)
  const works = worksIn(crew)
  const all = occurrences(cadence, { from, count: count + 1, works, ...(after !== undefined && { after }) })
  return all.filter(({ day }) => toInstant(day, cadence.schedule.time, crew.zone) > now).slice(0, count)
}

type Side = 'project' | 'product'

/** By side, in the order in which they came into the crew. */
const leadable = ({ members }: Crew, side: Side) =>
  members.filter((one) => one.side === side && one.part === 'takesPart').map(({ personId }) => personId)

async function leads(tx: Tx, crew: Crew, before: number | null) {
  const last = await sessionBefore(tx, { crewId: crew.id, id: before })
  return {
    projectLeadId: nextLead(leadable(crew, 'project'), last?.projectLeadId ?? null),
    productLeadId: nextLead(leadable(crew, 'product'), last?.productLeadId ?? null),
  }
}

/** Whoever left the crew or its side leads no more. */
export async function keepLeads(tx: Tx, session: SessionRecord, crew: Crew): Promise<SessionRecord> {
  const { projectLeadId, productLeadId } = session
  const still = (side: Side, id: number | null) => id !== null && leadable(crew, side).includes(id)
  if (still('project', projectLeadId) && still('product', productLeadId)) return session
  const others = await leads(tx, crew, session.id)
  const patch = {
    projectLeadId: still('project', projectLeadId) ? projectLeadId : others.projectLeadId,
    productLeadId: still('product', productLeadId) ? productLeadId : others.productLeadId,
  }
  await moveSession(tx, session.id, ['planned', 'announced'], patch)
  return { ...session, ...patch }
}

/** Who leads in place of somebody who cannot come: the next of their side who has not said so too. Nobody, where there is none or they do not lead. */
export async function leadInstead(
  tx: Tx,
  session: SessionRecord,
  crew: Crew,
  personId: number,
): Promise<number | null> {
  const side = session.projectLeadId === personId ? 'project' : session.productLeadId === personId ? 'product' : null
  if (side === null || (session.state !== 'planned' && session.state !== 'announced')) return null
  const cannot = new Set((await answersOf(tx, session.id)).flatMap((one) => (one.coming === false ? one.personId : [])))
  const able = leadable(crew, side).filter((id) => id === personId || !cannot.has(id))
  const next = nextLead(able, personId)
  if (next === null || next === personId) return null
  const patch = side === 'project' ? { projectLeadId: next } : { productLeadId: next }
  return (await moveSession(tx, session.id, ['planned', 'announced'], patch)) ? next : null
}

/** The one after all that were planned; nothing while one is still ahead. */
export async function planNext(tx: Tx, ritual: AlignmentRitual, crew: Crew, now: Date): Promise<SessionRecord | null> {
  if (!ritual.active) return null
  const known = await plannedOf(tx, ritual.id)
  if (known) return known
  const [next] = datesAfter(ritual, crew, now, 1, await lastNominal(tx, ritual.id, null))
  if (!next) return null
  const { id: ritualId, organizationId, crewId, kind, cadence } = ritual
  const session = await addSession(tx, {
    organizationId,
    crewId,
    ritualId,
    kind,
    covers: cadence.covers,
    ...next,
    time: cadence.schedule.time,
    ...(await leads(tx, crew, null)),
    at: now,
  })
  await putSessionJobs(tx, session, crew, now)
  return session
}

/** Its schedule is another one: a session that nobody has read of moves with it. */
export async function replan(
  tx: Tx,
  ritual: AlignmentRitual,
  crew: Crew,
  now: Date,
): Promise<{ session: SessionRecord | null; kept: boolean }> {
  const known = await plannedOf(tx, ritual.id)
  if (!known) return { session: await planNext(tx, ritual, crew, now), kept: false }
  if (known.state !== 'planned') return { session: known, kept: true }
  const [next] = datesAfter(ritual, crew, now, 1, await lastNominal(tx, ritual.id, known.id))
  if (!next) return { session: known, kept: true }
  const { covers, schedule } = ritual.cadence
  const patch = { ...next, covers, time: schedule.time }
  await moveSession(tx, known.id, ['planned'], patch)
  const session = { ...known, ...patch }
  await putSessionJobs(tx, session, crew, now)
  return { session, kept: false }
}

/** What is prepared when; what should have been done already is done now. The day is in the key: on another it is done anew. */
export async function putSessionJobs(tx: Tx, session: SessionRecord, crew: Crew, now: Date): Promise<void> {
  for (const name of jobNames) await cancelJobs(tx, name, `${session.id}:`)
  const works = worksIn(crew)
  const key = `${session.id}:${session.day}`
  const before = (days: number, time = crew.workFrom) => {
    const due = toInstant(addWorkingDays(session.day, -days, works), time, crew.zone)
    return due < now ? now : due
  }
  // Told alone it comes with the message of the next day: made the evening before, it is there in time.
  const alone = crew.channels.length === 0 || session.covers === 'organization'
  await putJobs(tx, [
    { name: 'alignment.check', key, due: before(checkedBefore) },
    { name: 'alignment.preread', key, due: alone ? before(preReadBefore + 1, crew.workTo) : before(preReadBefore) },
    { name: 'alignment.start', key, due: startOf(session, crew) },
  ])
}

/** Whoever has not closed it three working days later has nothing to say. */
export async function putLapse(tx: Tx, session: SessionRecord, crew: Crew): Promise<void> {
  const day = addWorkingDays(session.day, 3, worksIn(crew))
  const due = toInstant(day, crew.workTo, crew.zone)
  await putJobs(tx, [{ name: 'alignment.lapse', key: `${session.id}:${session.day}`, due }])
}

/** For calendars and lists: what is planned, and what its schedule gives after it. */
export async function comingDays(
  read: Tx,
  ritual: AlignmentRitual,
  crew: Crew,
  now: Date,
  count: number,
): Promise<{ nominal: Day; day: Day; time: string }[]> {
  const planned = await plannedOf(read, ritual.id)
  const after = await lastNominal(read, ritual.id, null)
  const { time } = ritual.cadence.schedule
  const first = planned ? [{ nominal: planned.nominal, day: planned.day, time: planned.time }] : []
  if (!ritual.active) return first
  const more = datesAfter(ritual, crew, now, count - first.length, after).map((one) => ({ ...one, time }))
  return [...first, ...more]
}
