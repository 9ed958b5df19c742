/** A stand-up's rounds through their life: planned, opened with everything that is due in it, kept in step with the crew. */
import type { Effect, Job } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import type { Crew } from '../../../people/crews.ts'
import { type PlannedPerson, type RoundPlan, reminderAt } from '../../../rounds/plan.ts'
import {
  addParticipations,
  closeRound,
  ensureRound,
  moveParticipation,
  openRound,
  participationsOf,
  type Round,
  roundsOf,
} from '../../../rounds/store.ts'
import { addDays, type Day } from '../../../schedule/calendar.ts'
import { cancelJobs, putJobs } from '../../../schedule/jobs.ts'
import { planDay } from '../rules/echo.ts'
import { answersOf } from '../store/answers.ts'
import type { Standup } from '../store/ritual.ts'
import { isAhead, nextDaysOf, today } from './records.ts'

export const digestCardOf = (round: { id: number }) => ({ kind: 'standup.digest', key: String(round.id) })
export const promptCardOf = (round: { id: number }, personId: number) => ({
  kind: 'standup.prompt',
  key: `${round.id}:${personId}`,
})

export const reminderCardOf = (round: { id: number }, personId: number) => ({
  kind: 'standup.reminder',
  key: `${round.id}:${personId}`,
})

/**
 * Puts the opening of the next round. `fresh`: the schedule begins now, so only rounds whose moment has not come yet
 * count, and nothing in them was missed before now.
 */
export async function putNextOpening(
  tx: Tx,
  standup: Standup,
  crew: Crew,
  from: Day,
  now: Date,
  fresh: boolean,
): Promise<void> {
  for (const day of nextDaysOf(crew, standup, from, 14)) {
    const plan = planDay(crew, standup.settings, day)
    const limit = fresh ? plan.digestAt.getTime() - standup.settings.digestAfter * 60_000 : plan.closesAt.getTime()
    if (limit <= now.getTime()) continue
    await putJobs(tx, [
      { name: 'standup.open', key: `${standup.id}:${day}`, due: fresh && plan.opensAt < now ? now : plan.opensAt },
    ])
    return
  }
}

/** After a change of schedule, zone or working days: the opening that waits is put anew. */
export async function reschedule(tx: Tx, standup: Standup, crew: Crew, now: Date): Promise<void> {
  await cancelJobs(tx, 'standup.open', `${standup.id}:`)
  if (standup.active) await putNextOpening(tx, standup, crew, await freshFrom(tx, standup, crew, now), now, true)
}

/** The first day on which no round has begun. */
async function freshFrom(tx: Tx, standup: Standup, crew: Crew, now: Date): Promise<Day> {
  const begun = (await roundsOf(tx, standup.id, { take: 12 })).find(({ state }) => state !== 'planned')
  const from = today(crew.zone, now)
  return begun && begun.day >= from ? addDays(begun.day, 1) : from
}

/** The coming rounds as they are named to people: those whose moment is still to come. */
export async function comingDays(tx: Tx, standup: Standup, crew: Crew, now: Date, count: number): Promise<Day[]> {
  const days = nextDaysOf(crew, standup, await freshFrom(tx, standup, crew, now), count + 1)
  return days.filter((day) => isAhead(crew, standup, day, now)).slice(0, count)
}

/** Opens a round once: who is asked when, and the jobs that ask, remind, digest and close. */
export async function openPlanned(tx: Tx, standup: Standup, plan: RoundPlan, now: Date): Promise<Round | null> {
  const round = await ensureRound(tx, standup, plan.day)
  if (!(await openRound(tx, round, plan))) return null
  const ahead = new Map((await answersOf(tx, round.id)).map((answer) => [answer.personId, answer]))
  await addParticipations(
    tx,
    round.id,
    plan.people.map((person) => {
      const answer = ahead.get(person.personId)
      return answer ? { ...person, state: answer.skipped ? ('skipped' as const) : ('answered' as const) } : person
    }),
  )
  if (plan.closesAt <= now) {
    // Nobody could be asked in time: noted, not made up for.
    for (const { personId } of plan.people)
      await moveParticipation(tx, round.id, personId, ['notYet'], { state: 'missed' })
    await closeRound(tx, round.id, now)
    return round
  }
  await putJobs(tx, [
    ...plan.people
      .filter(({ personId, state }) => state === 'notYet' && !ahead.has(personId))
      .flatMap((person) => askingJobs(round.id, person)),
    { name: 'standup.digest', key: String(round.id), due: plan.digestAt },
    { name: 'standup.close', key: String(round.id), due: plan.closesAt },
  ])
  return { ...round, state: 'open', digestAt: plan.digestAt, closesAt: plan.closesAt }
}

/** The moment is part of the key: a person whose moment moved is asked then, and what was put before finds nothing to do. */
function askingJobs(roundId: number, person: Asking): Job[] {
  const key = `${roundId}:${person.personId}:`
  const remindAt = reminderAt(person)
  return [
    { name: 'standup.prompt', key: `${key}${person.askAt.getTime()}`, due: person.askAt },
    ...(remindAt ? [{ name: 'standup.remind', key: `${key}${remindAt.getTime()}`, due: remindAt }] : []),
  ]
}

type Asking = Pick<PlannedPerson, 'personId' | 'askAt' | 'closesAt'>

/** Asks a person of a round at another moment than before. */
export async function putAsking(tx: Tx, roundId: number, person: Asking): Promise<void> {
  for (const name of ['standup.prompt', 'standup.remind']) {
    await cancelJobs(tx, name, `${roundId}:${person.personId}:`)
  }
  await putJobs(tx, askingJobs(roundId, person))
}

/** Prompts that still wait for an answer, to be drawn with the questions as they are now. */
export async function promptsRedrawn(tx: Tx, standup: Standup): Promise<Effect[]> {
  const open = (await roundsOf(tx, standup.id, { take: 12 })).filter(({ state }) => state === 'open')
  const asked = await Promise.all(
    open.map(async (round) =>
      (await participationsOf(tx, round.id))
        .filter(({ state }) => state === 'asked')
        .map(({ personId }) => promptCardOf(round, personId)),
    ),
  )
  return asked.flat().map((card) => ({ do: 'refresh', card }))
}
