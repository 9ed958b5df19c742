/** What happens by the clock: rounds open, people are asked and reminded, digests go out, rounds close, old blockers are raised. */
import type { Consequence, Effect, JobContext, JobDefinition } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { countRound } from '../../../rounds/counts.ts'
import { gatherMinutes, inHours } from '../../../rounds/plan.ts'
import {
  closeRound,
  lockRound,
  markDigested,
  moveParticipation,
  participationOf,
  participationsOf,
  type Round,
  readRound,
  roundsOf,
  soonAsked,
} from '../../../rounds/store.ts'
import { addDays, type Day } from '../../../schedule/calendar.ts'
import type {} from '../facts.ts'
import { planDay } from '../rules/echo.ts'
import { answersOf } from '../store/answers.ts'
import { blockerById, markRaised } from '../store/items.ts'
import { type Standup, standupById } from '../store/ritual.ts'
import { newestDigest } from './answering.ts'
import { raisedCardOf } from './items.ts'
import { roundOfCrew, today } from './records.ts'
import { remove } from './removing.ts'
import { digestCardOf, openPlanned, promptCardOf, putNextOpening, reminderCardOf } from './rounds.ts'
import { digestTo, lateTo } from './telling.ts'

const hour = 60

export const jobs: Record<string, JobDefinition> = {
  // Always run: it puts the next opening. A round that can reach nobody any more is noted as missed.
  'standup.open': { late: 'run', run: open, failed: openNext },
  'standup.prompt': { late: { graceMinutes: 2 * hour }, run: prompt, missed: promptMissed },
  'standup.remind': { late: { graceMinutes: 25 }, run: remind },
  'standup.digest': { late: { graceMinutes: 8 * hour }, run: digest },
  'standup.close': { late: 'run', run: close },
  'standup.raise': { late: 'run', run: raise },
  'standup.remove': { late: 'run', run: remove },
}

async function open(key: string, { tx, now, due }: JobContext): Promise<Consequence> {
  const [ritualId, day] = key.split(':') as [string, Day]
  const standup = await standupById(tx, Number(ritualId))
  const crew = standup && (await crewById(tx, standup.crewId))
  if (!standup?.active || !crew) return {}
  const round = await openPlanned(tx, standup, planDay(crew, standup.settings, day, { notBefore: due }), now)
  await putFollowing(tx, standup, crew, day, now)
  const before = round && (await roundsOf(tx, standup.id, { to: addDays(day, -1), take: 1 }))[0]
  // The digest of the round before names the next one; nothing else on it moves any more.
  return before?.digestedAt ? { effects: [{ do: 'refresh', card: digestCardOf(before) }] } : {}
}

/** One day that cannot be opened does not end the crew's stand-ups. */
async function openNext(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const [ritualId, day] = key.split(':') as [string, Day]
  const standup = await standupById(tx, Number(ritualId))
  const crew = standup && (await crewById(tx, standup.crewId))
  if (standup?.active && crew) await putFollowing(tx, standup, crew, day, now)
  return {}
}

async function putFollowing(tx: Tx, standup: Standup, crew: Crew, day: Day, now: Date): Promise<void> {
  const yesterday = addDays(today(crew.zone, now), -1)
  const following = addDays(day, 1)
  await putNextOpening(tx, standup, crew, [following, yesterday].sort().at(-1) ?? following, now, false)
}

function readKey(key: string): { roundId: number; personId: number } {
  const [roundId, personId] = key.split(':').map(Number)
  return { roundId: roundId ?? 0, personId: personId ?? 0 }
}

/** Asks a person, and at the same time in every other round that would ask them within the hour: one message. */
async function prompt(key: string, ctx: JobContext): Promise<Consequence> {
  const { roundId, personId } = readKey(key)
  const { tx, now } = ctx
  const soon = await soonAsked(tx, personId, new Date(now.getTime() + gatherMinutes * 60_000))
  const rounds = [...new Set([roundId, ...soon.map((other) => other.roundId)])]
  // In one order, so that two processes never wait for each other.
  for (const id of rounds.sort((a, b) => a - b)) await lockRound(tx, id)
  const own = await dueIn(roundId, personId, ctx)
  if (!own) return {}
  if (!own.inHours) return promptMissed(key, ctx)
  const effects: Effect[] = []
  for (const id of [roundId, ...rounds.filter((other) => other !== roundId)]) {
    const moved = await moveParticipation(tx, id, personId, ['notYet'], { state: 'asked', askedAt: now })
    if (moved) effects.push(...(await asked(id, personId, ctx)))
  }
  return { effects }
}

/** A person who is to be asked by now; `null` where they answered, or their moment was moved. */
async function dueIn(roundId: number, personId: number, { tx, now }: JobContext): Promise<{ inHours: boolean } | null> {
  const own = await participationOf(tx, roundId, personId)
  if (own?.state !== 'notYet' || own.askAt > now) return null
  const found = await roundOfCrew(tx, roundId)
  const member = found?.crew.members.find((one) => one.personId === personId)
  return member ? { inHours: inHours(member, now) } : null
}

async function asked(roundId: number, personId: number, { tx }: Pick<JobContext, 'tx'>): Promise<Effect[]> {
  const round = await readRound(tx, roundId)
  if (!round) return []
  const effects: Effect[] = [{ do: 'dm', to: personId, card: promptCardOf(round, personId), kind: 'prompt' }]
  if (round.digestedAt) effects.push({ do: 'refresh', card: digestCardOf(round) })
  // The prompt of the round before takes no more changes from now on, and says so.
  const [before] = await roundsOf(tx, round.ritualId, { to: addDays(round.day, -1), take: 1 })
  if (before) effects.push({ do: 'refresh', card: promptCardOf(before, personId) })
  return effects
}

async function promptMissed(key: string, ctx: JobContext): Promise<Consequence> {
  const { roundId, personId } = readKey(key)
  const { tx } = ctx
  await lockRound(tx, roundId)
  if (!(await dueIn(roundId, personId, ctx))) return {}
  await moveParticipation(tx, roundId, personId, ['notYet'], { state: 'missed' })
  return { effects: [{ do: 'refresh', card: digestCardOf({ id: roundId }) }] }
}

async function remind(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const { roundId, personId } = readKey(key)
  const own = await participationOf(tx, roundId, personId)
  const found = await roundOfCrew(tx, roundId)
  if (own?.state !== 'asked' || own.remindedAt || !found) return {}
  const member = found.crew.members.find((one) => one.personId === personId)
  // Quiet hours hold for a job that runs late, too.
  if (!member || member.fewerMessages || !inHours(member, now)) return {}
  if (await silentBefore(found.round, personId, tx)) return {}
  await moveParticipation(tx, roundId, personId, ['asked'], { remindedAt: now })
  return {
    effects: [{ do: 'dm', to: personId, card: reminderCardOf(found.round, personId), kind: 'reminder' }],
  }
}

/** A reminder that did not help the last time is not repeated: it would be a message a day for who has decided. */
async function silentBefore(round: Round, personId: number, tx: Tx): Promise<boolean> {
  const [before] = await roundsOf(tx, round.ritualId, { to: addDays(round.day, -1), take: 1 })
  return before !== undefined && (await participationOf(tx, before.id, personId))?.state === 'asked'
}

async function digest(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const found = await roundOfCrew(tx, Number(key))
  if (!found) return {}
  const expected = countRound(await participationsOf(tx, found.round.id)).expected
  // A day on which everybody is away has nothing to say.
  if (expected === 0 && (await answersOf(tx, found.round.id)).length === 0) return {}
  if (!(await markDigested(tx, found.round.id, now))) return {}
  const card = digestCardOf(found.round)
  return {
    effects: digestTo(found.crew, card, now),
    facts: [{ fact: 'standup.digested', crewId: found.crew.id, digest: card }],
  }
}

async function close(key: string, { tx, now }: JobContext): Promise<Consequence> {
  if (!(await closeRound(tx, Number(key), now))) return {}
  return { effects: [{ do: 'refresh', card: digestCardOf({ id: Number(key) }) }] }
}

async function raise(key: string, { tx, now }: JobContext): Promise<Consequence> {
  const blocker = await blockerById(tx, Number(key))
  const crew = blocker && (await crewById(tx, blocker.crewId))
  if (!blocker || !crew || !(await markRaised(tx, blocker.id, now))) return {}
  const found = await roundOfCrew(tx, blocker.roundId)
  const newest = found && (await newestDigest(found.standup.id, { tx }))
  return { effects: lateTo(crew, raisedCardOf(blocker.id), newest ? { id: newest } : null) }
}
