/** A pulse begins, reminds the silent once, closes, and is told once. */
import type { Card, Consequence, Effect, Facts, Job, JobContext, JobDefinition } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { inHours } from '../../../rounds/plan.ts'
import { addDays, toInstant, toLocal } from '../../../schedule/calendar.ts'
import { putJobs } from '../../../schedule/jobs.ts'
import { remindAt } from '../../../voting/rules/reminding.ts'
import { canAsk, countPulse } from '../rules/counting.ts'
import { closeOf } from '../rules/days.ts'
import type { PulseRecord, Question, Side } from '../rules/records.ts'
import { addPeople, answersOf, markReminded, peopleOf, personIn } from '../store/people.ts'
import {
  anyPulse,
  closePulse,
  createPulse,
  keepKey,
  lockPulse,
  markTold,
  openPulseOf,
  untoldPulses,
} from '../store/pulses.ts'
import { type PulseRitual, ritualById } from '../store/ritual.ts'
import { askCardOf, asksRefreshed, calendarOf, questionsOf, resultCardOf } from './records.ts'
import { putNext } from './scheduling.ts'
import type { Tokens } from './tokens.ts'

/** Where no digest of the day has taken the result along. */
const tellAt = '15:00'

/** Of both sides, in neither role of a reader: sponsors are in no side's count. */
export function askedIn({ members }: Pick<Crew, 'members'>): { personId: number; side: Side }[] {
  return members.flatMap(({ personId, side, part }) =>
    side === 'both' || part === 'watches' ? [] : [{ personId, side }],
  )
}

export const asking = (pulse: PulseRecord, personId: number): Effect => ({
  do: 'dm',
  to: personId,
  card: askCardOf(pulse, personId),
  kind: 'notice',
})

export async function begin(
  tx: Tx,
  ritual: PulseRitual,
  crew: Crew,
  day: string,
  questions: Question[],
  tokens: Tokens,
  now: Date,
) {
  const { organizationId, id: crewId } = crew
  const of = { organizationId, crewId, ritualId: ritual.id, kind: ritual.kind }
  const closesAt = closeOf(day, calendarOf(crew))
  const made = await createPulse(tx, { ...of, day, questions, closesAt, at: now })
  await keepKey(tx, made.id, tokens.key(made.id))
  const people = askedIn(crew)
  await addPeople(tx, made.id, people)
  const jobs: Job[] = [{ name: 'pulse.close', key: `${made.id}:${day}`, due: closesAt }]
  for (const person of crew.members) {
    if (!people.some(({ personId }) => personId === person.personId)) continue
    const due = person.part === 'takesPart' ? remindAt(person, now, closesAt) : null
    if (due) jobs.push({ name: 'pulse.remind', key: `${made.id}:${person.personId}`, due })
  }
  await putJobs(tx, jobs)
  return people.map(({ personId }) => asking(made, personId))
}

async function scheduled(tx: Tx, key: string) {
  const [id = '', day = ''] = key.split(':')
  const ritual = await ritualById(tx, Number(id))
  const crew = ritual?.active ? await crewById(tx, ritual.crewId) : null
  return ritual && crew?.startedAt ? { ritual, crew, day } : null
}

/** While one is open, or where nothing could be shown, this one is left out. */
async function openScheduled(key: string, tokens: Tokens, { tx, now }: JobContext): Promise<Consequence> {
  const found = await scheduled(tx, key)
  if (!found) return {}
  const { ritual, crew, day } = found
  await putNext(tx, ritual, crew, addDays(day, 1), now)
  if (!canAsk(crew.members) || (await openPulseOf(tx, crew.id, ritual.kind))) return {}
  const questions = await questionsOf(tx, crew.id, ritual.kind)
  if (questions.length === 0) return {}
  return { effects: await begin(tx, ritual, crew, day, questions, tokens, now) }
}

async function planNext(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const found = await scheduled(tx, key)
  if (found) await putNext(tx, found.ritual, found.crew, addDays(found.day, 1), now)
  return {}
}

async function remind(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const [id = 0, personId = 0] = key.split(':').map(Number)
  const pulse = await anyPulse(tx, id)
  const crew = pulse?.state === 'open' ? await crewById(tx, pulse.crewId) : null
  const member = crew?.members.find((one) => one.personId === personId)
  // Quiet hours hold for a job that runs late, too.
  if (!pulse || !member || member.fewerMessages || member.part !== 'takesPart' || !inHours(member, now)) return {}
  if (!(await personIn(tx, id, personId)) || !(await markReminded(tx, id, personId, now))) return {}
  return { effects: [{ do: 'dm', to: personId, card: askCardOf(pulse, personId), kind: 'reminder' }] }
}

async function close(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const pulse = await lockPulse(tx, Number.parseInt(key, 10))
  const crew = pulse && (await crewById(tx, pulse.crewId))
  if (!pulse || !crew) return {}
  const people = await peopleOf(tx, pulse.id)
  await closePulse(tx, pulse.id, countPulse(pulse.kind, pulse.questions, people, await answersOf(tx, pulse.id)), now)
  const afternoon = toInstant(toLocal(pulse.closesAt, crew.zone).day, tellAt, crew.zone)
  await putJobs(tx, [{ name: 'pulse.tell', key, due: afternoon > now ? afternoon : now }])
  return { effects: asksRefreshed(pulse, people) }
}

/** In the thread of the day's digest where there is one; by the afternoon as a message of its own. */
async function tellAll(
  crewId: number,
  under: Card | undefined,
  { tx, now }: { tx: Tx; now: Date },
): Promise<Consequence> {
  const crew = await crewById(tx, crewId)
  if (!crew) return {}
  const effects: Effect[] = []
  for (const pulse of await untoldPulses(tx, crewId)) {
    if (!(await markTold(tx, pulse.id, now))) continue
    const card = resultCardOf(pulse)
    if (crew.channels.length) effects.push({ do: 'announce', to: crew.id, card, waits: true, ...(under && { under }) })
    else {
      const readers = crew.members.filter(({ part }) => part !== 'watches')
      effects.push(...readers.map(({ personId }): Effect => ({ do: 'dm', to: personId, card, kind: 'notice' })))
    }
  }
  return { effects }
}

export const digested = ({ crewId, digest }: Facts['standup.digested'], ctx: { tx: Tx; now: Date }) =>
  tellAll(crewId, digest, ctx)

async function tellLate(key: string, ctx: JobContext): Promise<Consequence> {
  const pulse = await anyPulse(ctx.tx, Number.parseInt(key, 10))
  return pulse ? tellAll(pulse.crewId, undefined, ctx) : {}
}

export const jobsOf = (tokens: Tokens): Record<string, JobDefinition> => ({
  // One that could not be asked on its day is left out; the next is planned.
  'pulse.open': {
    late: { graceMinutes: 10 * 60 },
    run: (key, ctx) => openScheduled(key, tokens, ctx),
    missed: planNext,
    failed: planNext,
  },
  'pulse.remind': { late: { graceMinutes: 60 }, run: remind },
  // The close holds, however late the process wakes, and what was counted is told.
  'pulse.close': { late: 'run', run: close },
  'pulse.tell': { late: 'run', run: tellLate },
})
