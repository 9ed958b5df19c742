/** Every day of a crew: silences are looked for on its working days, promised days weighed; each initiative's in a job of its own. */
import type { Consequence, JobContext } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { addDays, type Day, toInstant, toLocal } from '../../../schedule/calendar.ts'
import { worksIn } from '../../../schedule/deadlines.ts'
import { putJobs } from '../../../schedule/jobs.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { anyInitiative, deliverablesOf, initiativesOfCrew } from '../../portfolio/store/reads.ts'
import { unweighedIn } from './promising.ts'
import { lookAt } from './silent.ts'

type At = { tx: Tx; now: Date }

/** Before anybody works, so that it goes out with what they are told that day. */
const dayBegins = '00:00'

async function putDay(tx: Tx, crew: Crew, after: Day): Promise<void> {
  const day = addDays(after, 1)
  await putJobs(tx, [{ name: 'guards.day', key: `${crew.id}:${day}`, due: toInstant(day, dayBegins, crew.zone) }])
}

/** Those that a crew owns: what it only steers is looked at by its own. */
const ownInitiatives = async (tx: Tx, crewId: number): Promise<InitiativeRecord[]> =>
  (await initiativesOfCrew(tx, crewId)).filter((one) => one.crewId === crewId)

/** From the first sign of life of a crew that owns something. */
export async function begun(tx: Tx, crewId: number, now: Date): Promise<void> {
  const crew = await crewById(tx, crewId)
  if (crew?.startedAt && (await ownInitiatives(tx, crewId)).length) await putDay(tx, crew, toLocal(now, crew.zone).day)
}

/** Found late it looks once, as of now, and goes on; a crew that owns nothing any more ends it. */
export async function day(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const crew = await crewById(tx, Number.parseInt(key, 10))
  const initiatives = crew?.startedAt ? await ownInitiatives(tx, crew.id) : []
  if (!crew || initiatives.length === 0) return {}
  const today = toLocal(now, crew.zone).day
  await putDay(tx, crew, today)
  for (const { id } of initiatives) {
    const promised = (await deliverablesOf(tx, id)).some(({ promisedOn, finishedOn }) => promisedOn && !finishedOn)
    if (promised) await putJobs(tx, [{ name: 'guards.weigh', key: `${id}:${today}`, due: now }])
  }
  return worksIn(crew)(today) ? lookAt(tx, crew, initiatives, today) : {}
}

/** One day on which it fails does not end those that follow. */
export async function nextDay(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const crew = await crewById(tx, Number.parseInt(key, 10))
  if (crew) await putDay(tx, crew, toLocal(now, crew.zone).day)
  return {}
}

/** A file may bring promised days; what moves them is weighed in the night. */
export async function planChanged(initiativeIds: number[], { tx, now }: At): Promise<void> {
  for (const id of initiativeIds) {
    const initiative = await anyInitiative(tx, id)
    if (initiative && initiative.phase !== 'retired' && (await unweighedIn(tx, id)))
      await putJobs(tx, [{ name: 'guards.weigh', key: `${id}:${now.toISOString()}`, due: now }])
  }
}
