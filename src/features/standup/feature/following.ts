/** Rounds follow their people: who joined, left, came back, went away, moved, or took their answer back. */
import type { Effect } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import type { Crew } from '../../../people/crews.ts'
import type { ParticipationState } from '../../../rounds/counts.ts'
import { closeOf, type PlannedPerson, type RoundPlan } from '../../../rounds/plan.ts'
import {
  addParticipations,
  dropParticipation,
  lockRound,
  moveClose,
  moveParticipation,
  type Participation,
  participationOf,
  participationsOf,
  readRound,
  roundsOf,
  withoutAnswer,
} from '../../../rounds/store.ts'
import { putJobs } from '../../../schedule/jobs.ts'
import { askedMembers, planDay } from '../rules/echo.ts'
import type { Standup } from '../store/ritual.ts'
import type { RoundOfCrew } from './records.ts'
import { digestCardOf, promptCardOf, putAsking } from './rounds.ts'

const minute = 60_000

/** Brings the open rounds of a crew in step with its members. */
export async function syncRounds(tx: Tx, standup: Standup, crew: Crew, now: Date): Promise<Effect[]> {
  const effects: Effect[] = []
  const begun = (await roundsOf(tx, standup.id, { take: 12 })).filter(({ state }) => state !== 'planned')
  for (const { id } of begun.filter(({ state }) => state === 'open')) {
    await lockRound(tx, id)
    const round = await readRound(tx, id)
    if (round?.state !== 'open') continue
    effects.push(...(await syncRound(tx, { round, standup, crew }, now)))
    if (round.digestedAt) effects.push({ do: 'refresh', card: digestCardOf(round) })
  }
  const [newest] = begun
  return newest ? [...effects, ...(await promptsOfFormer(tx, newest, crew))] : effects
}

/** What somebody said who is not asked any more is still theirs to delete: their prompt offers just that. */
async function promptsOfFormer(tx: Tx, round: { id: number }, crew: Crew): Promise<Effect[]> {
  const asked = new Set(askedMembers(crew).map(({ personId }) => personId))
  const former = (await participationsOf(tx, round.id)).filter(({ personId }) => !asked.has(personId))
  return former.map(({ personId }) => ({ do: 'refresh', card: promptCardOf(round, personId) }))
}

/** The plan an open round began with, for its people as they are now; with `notBefore`, of what can still be. */
function planOf({ round, standup, crew }: RoundOfCrew, notBefore?: Date): RoundPlan {
  const { settings } = standup
  const late = notBefore ? { notBefore } : {}
  const scheduled = planDay(crew, settings, round.day, late)
  if (!round.digestAt || round.digestAt.getTime() === scheduled.digestAt.getTime()) return scheduled
  // Somebody began it at another moment than the schedule's.
  const at = new Date(round.digestAt.getTime() - settings.digestAfter * minute)
  return planDay(crew, settings, round.day, { at, notBefore: notBefore ?? at })
}

async function syncRound(tx: Tx, found: RoundOfCrew, now: Date): Promise<Effect[]> {
  const { round } = found
  const current = new Map((await participationsOf(tx, round.id)).map((one) => [one.personId, one]))
  const still = new Map(planOf(found, now).people.map((person) => [person.personId, person]))
  const effects: Effect[] = []
  for (const first of planOf(found).people) {
    const before = current.get(first.personId)
    current.delete(first.personId)
    // Joined after the round began: asked in it only if their moment is still to come.
    if (!before && first.askAt <= now) continue
    const person = before?.askedAt ? first : (still.get(first.personId) ?? first)
    const changed = await follow(tx, round.id, person, before)
    if (changed) effects.push({ do: 'refresh', card: promptCardOf(round, person.personId) })
  }
  for (const left of current.keys()) {
    const dropped = await dropParticipation(tx, round.id, left, withoutAnswer)
    if (dropped) effects.push({ do: 'refresh', card: promptCardOf(round, left) })
  }
  await followClose(tx, found)
  return effects
}

/** One person without an answer, as the plan has them now; true when that is another state than before. */
async function follow(
  tx: Tx,
  roundId: number,
  person: PlannedPerson,
  before: Participation | undefined,
): Promise<boolean> {
  const { personId, side, askAt, closesAt } = person
  const state: ParticipationState = person.state === 'notYet' && before?.askedAt ? 'asked' : person.state
  if (!before) await addParticipations(tx, roundId, [{ ...person, state }])
  else {
    const data = { state, side, ...(before.askedAt ? {} : { askAt, closesAt }) }
    if (!(await moveParticipation(tx, roundId, personId, ['notYet', 'asked', 'away', 'off'], data))) return false
  }
  if (state === 'notYet') await putAsking(tx, roundId, person)
  return state !== before?.state || side !== before.side
}

/** The close stands two hours (as set) after the last person is asked, whoever that is now. */
async function followClose(tx: Tx, { round, standup }: RoundOfCrew): Promise<void> {
  const { digestAt, closesAt } = round
  if (!digestAt) return
  const { digestAfter, closeAfter } = standup.settings
  const asks = (await participationsOf(tx, round.id))
    .filter(({ state }) => state !== 'away' && state !== 'off' && state !== 'missed')
    .map(({ askAt }) => askAt)
  const crewAsk = new Date(digestAt.getTime() - digestAfter * minute)
  const close = closeOf(digestAt, [...asks, crewAsk], closeAfter)
  if (close.getTime() === closesAt?.getTime()) return
  await moveClose(tx, round.id, close)
  await putJobs(tx, [{ name: 'standup.close', key: String(round.id), due: close }])
}

/** After an answer was taken back: where this person stands without it. */
export async function followDeleted(tx: Tx, found: RoundOfCrew, personId: number, now: Date): Promise<void> {
  const { round } = found
  const before = await participationOf(tx, round.id, personId)
  if (!before) return
  const person = planOf(found, before.askedAt ? undefined : now).people.find((one) => one.personId === personId)
  if (!person) {
    await dropParticipation(tx, round.id, personId, ['answered', 'skipped'])
    return
  }
  const open = round.state === 'open'
  const notYet = before.askedAt ? 'asked' : open ? 'notYet' : 'off'
  const state = person.state === 'notYet' ? notYet : person.state
  const moment = before.askedAt ? {} : { askAt: person.askAt, closesAt: person.closesAt }
  await moveParticipation(tx, round.id, personId, ['answered', 'skipped'], { state, ...moment })
  if (state === 'notYet') await putAsking(tx, round.id, person)
}
