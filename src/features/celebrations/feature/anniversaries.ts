/** Another year of a member or of an initiative, for those who asked for it: looked at every day of a crew that has one. */
import type { Consequence, Effect, JobContext } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById, crewsOf } from '../../../people/crews.ts'
import { addDays, type Day, toInstant, toLocal } from '../../../schedule/calendar.ts'
import { putJobs } from '../../../schedule/jobs.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import { yearsOn } from '../rules/drafting.ts'
import { type CelebrationRecord, celebrationWords } from '../rules/records.ts'
import { addCelebration, celebratingInitiatives, celebratingMembers } from '../store.ts'
import { announced } from './confirming.ts'

type At = { tx: Tx; now: Date }

/** At the start of the crew's day, tomorrow at the earliest. */
async function putDay(tx: Tx, crew: Crew, after: Day): Promise<void> {
  const day = addDays(after, 1)
  await putJobs(tx, [
    { name: 'celebrations.day', key: `${crew.id}:${day}`, due: toInstant(day, crew.workFrom, crew.zone) },
  ])
}

/** As soon as somebody asks for it, in each of their crews. */
export async function wanted(tx: Tx, crew: Crew | null, now: Date): Promise<void> {
  if (crew && (await any(tx, crew.id))) await putDay(tx, crew, toLocal(now, crew.zone).day)
}

const any = async (tx: Tx, crewId: number) =>
  (await celebratingMembers(tx, crewId)).length > 0 || (await celebratingInitiatives(tx, crewId)).length > 0

export async function personChanged({ personId }: { personId: number }, { tx, now }: At): Promise<void> {
  for (const crew of await crewsOf(tx, personId)) await wanted(tx, crew, now)
}

export async function portfolioChanged({ initiativeIds }: { initiativeIds: number[] }, { tx, now }: At): Promise<void> {
  for (const id of initiativeIds) {
    const initiative = await anyInitiative(tx, id)
    if (initiative?.anniversaries && initiative.crewId) await wanted(tx, await crewById(tx, initiative.crewId), now)
  }
}

/** Found late it tells the days between, and goes on; nobody has asked any more, and it ends. */
export async function day(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const [crewId = '', from = ''] = key.split(':')
  const crew = await crewById(tx, Number(crewId))
  if (!crew?.startedAt || !(await any(tx, crew.id))) return {}
  const today = toLocal(now, crew.zone).day
  await putDay(tx, crew, today)
  const found: CelebrationRecord[] = []
  for (const one of daysBetween(from, today)) found.push(...(await on(tx, crew, one, now)))
  return { effects: found.flatMap((one): Effect[] => announced(crew, one)) }
}

/** One day that cannot be told does not end those that follow. */
export async function nextDay(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const crew = await crewById(tx, Number.parseInt(key, 10))
  if (crew) await putDay(tx, crew, toLocal(now, crew.zone).day)
  return {}
}

/** What is older is no news. */
const mostDays = 3

function daysBetween(from: Day, today: Day): Day[] {
  const first = [from, addDays(today, 1 - mostDays)].sort().at(-1) ?? today
  const days: Day[] = []
  for (let one = first; one <= today; one = addDays(one, 1)) days.push(one)
  return days
}

async function on(tx: Tx, crew: Crew, today: Day, now: Date): Promise<CelebrationRecord[]> {
  const year = today.slice(0, 4)
  const found: (CelebrationRecord | null)[] = []
  const common = {
    organizationId: crew.organizationId,
    crewId: crew.id,
    of: 'anniversary' as const,
    day: today,
    at: now,
  }
  for (const { memberId, personId, side, since } of await celebratingMembers(tx, crew.id)) {
    const years = yearsOn(toLocal(since, crew.zone).day, today)
    if (years === null) continue
    // No name in the words: whoever opts out later is named no more.
    const named = side === 'product' ? { product: [personId] } : { project: [personId] }
    const words = celebrationWords.parse({ title: `${yearsText(years)} in ${crew.name}`, where: '', ...named })
    const key = `anniversary.member.${memberId}.${year}`
    found.push(await addCelebration(tx, { ...common, initiativeId: null, key, askedId: personId, words }, now))
  }
  for (const { id, key: initiative, name, startOn, createdAt } of await celebratingInitiatives(tx, crew.id)) {
    const years = yearsOn(startOn ?? toLocal(createdAt, crew.zone).day, today)
    if (years === null) continue
    const words = celebrationWords.parse({ title: `${yearsText(years)} of ${initiative} ${name}`, where: initiative })
    const key = `anniversary.initiative.${id}.${year}`
    found.push(await addCelebration(tx, { ...common, initiativeId: id, key, askedId: null, words }, now))
  }
  return found.filter((one) => one !== null)
}

const yearsText = (years: number) => (years === 1 ? 'One year' : `${years} years`)
