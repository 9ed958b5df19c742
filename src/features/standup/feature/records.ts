/** Gathers what the stand-up's cards are drawn from. */
import { shorten } from '../../../chat/plain.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { platformsOf } from '../../../people/platforms.ts'
import {
  daysOfRounds,
  participationOf,
  participationsOf,
  type Round,
  readRound,
  roundsOf,
} from '../../../rounds/store.ts'
import { addDays, type Day, toInstant, toLocal } from '../../../schedule/calendar.ts'
import { holidaysOf as holidaysIn } from '../../../schedule/holidays.ts'
import { brokenPromises, promiseWords, statusWords } from '../../portfolio/rules/status-line.ts'
import { initiativesOfCrew } from '../../portfolio/store/reads.ts'
import { portfolioOf, statusIn } from '../../portfolio/store/views.ts'
import { textOf } from '../rules/answer.ts'
import { askedMembers, standupDays } from '../rules/echo.ts'
import type { RoundOfPerson } from '../rules/target.ts'
import { isOver } from '../rules/target.ts'
import type { DigestRecords, PromptRecords } from '../rules/view.ts'
import { answerBefore, answerOf, answersOf, draftOf } from '../store/answers.ts'
import { blockersOfRound, openBlockers, openQuestions, questionsOfRound } from '../store/items.ts'
import { type Standup, standupById } from '../store/ritual.ts'

export interface RoundOfCrew {
  round: Round
  standup: Standup
  crew: Crew
}

/** A round with everything around it; `null` when any of it is gone. */
export async function roundOfCrew(read: Tx, roundId: number): Promise<RoundOfCrew | null> {
  const round = await readRound(read, roundId)
  const standup = round && (await standupById(read, round.ritualId))
  const crew = round && (await crewById(read, round.crewId))
  return round && standup && crew ? { round, standup, crew } : null
}

export function holidaysOf(crew: Pick<Crew, 'country'>): (day: Day) => boolean {
  return holidaysIn(crew.country)
}

export function nextDaysOf(crew: Crew, standup: Standup, from: Day, count: number): Day[] {
  return standupDays(crew, standup.settings, from, count, holidaysOf(crew))
}

/** `now` decides which coming round the digest names. */
export async function digestRecords(
  read: Tx,
  { round, standup, crew }: RoundOfCrew,
  now: Date,
): Promise<DigestRecords> {
  const [participations, answers, ofRound, open, asked, unanswered] = await Promise.all([
    participationsOf(read, round.id),
    answersOf(read, round.id),
    blockersOfRound(read, round.id),
    openBlockers(read, crew.id),
    questionsOfRound(read, round.id),
    openQuestions(read, crew.id),
  ])
  // By their days: the round of a later day may have been made first, by somebody who answered ahead.
  const days = await daysOfRounds(
    read,
    [...open, ...unanswered].map(({ roundId }) => roundId),
  )
  const visible = ({ roundId }: { roundId: number }) => (days.get(roundId) ?? round.day) <= round.day
  return {
    crew,
    settings: standup.settings,
    round,
    participations,
    answers,
    // The last number of a crew outlives its words.
    blockers: byId([...open.filter(visible), ...ofRound]).filter(({ text }) => text !== ''),
    questions: byId([...unanswered.filter(visible), ...asked]),
    ...(await portfolioLines(read, crew, planDayOf(round, crew, now))),
    nextDay: nextDaysOf(crew, standup, addDays(round.day, 1), 40).find((day) => isAhead(crew, standup, day, now)),
  }
}

/** A round that is closed is not told anew every day: its plan goes on from the end of its day. */
function planDayOf({ state, day }: Round, crew: Crew, now: Date): Day {
  const here = today(crew.zone, now)
  const after = addDays(day, 1)
  return state === 'closed' && after < here ? after : here
}

/** What the crew owns or steers, as its plans say on that day; a crew without initiatives has no lines. */
export async function portfolioLines(
  read: Tx,
  crew: Crew,
  day: Day,
): Promise<Pick<DigestRecords, 'initiatives' | 'broken'>> {
  const own = await initiativesOfCrew(read, crew.id)
  if (own.length === 0) return { initiatives: [], broken: [] }
  const records = await portfolioOf(read, crew.organizationId, own, day)
  const ids = new Set(own.map(({ id }) => id))
  return {
    initiatives: own.map((one) => ({
      name: `${one.key} ${shorten(one.name, 60)}`,
      says: statusWords(statusIn(records, one, day), day),
    })),
    broken: brokenPromises(records.plan, records.network)
      .filter(({ initiative }) => ids.has(initiative.id))
      .map(promiseWords),
  }
}

export function isAhead(crew: Crew, { settings }: Standup, day: Day, now: Date): boolean {
  return toInstant(day, settings.ask.time, crew.zone) > now
}

function byId<T extends { id: number }>(rows: T[]): T[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()].sort((a, b) => a.id - b.id)
}

/** The last rounds of a stand-up as one person sees them. */
export async function roundsOfPerson(
  read: Tx,
  ritualId: number,
  personId: number,
): Promise<(RoundOfPerson & { id: number })[]> {
  const rounds = await roundsOf(read, ritualId, { take: 12 })
  return Promise.all(
    rounds.map(async ({ id, day, state }) => {
      const own = await participationOf(read, id, personId)
      return { id, day, state, askAt: own?.askAt ?? null, asked: own?.askedAt != null }
    }),
  )
}

/** The newest round that has begun and takes this person's answer. */
export async function currentRound(
  read: Tx,
  ritualId: number,
  personId: number,
  now: Date,
): Promise<{ id: number } | undefined> {
  const rounds = await roundsOfPerson(read, ritualId, personId)
  return rounds.find(({ state, day }) => state !== 'planned' && !isOver(day, rounds, now))
}

/** `null` where this person is not asked in this crew. */
export async function promptRecords(
  read: Tx,
  found: RoundOfCrew,
  personId: number,
  now: Date,
): Promise<PromptRecords | null> {
  const { round, standup, crew } = found
  const member = askedMembers(crew).find((one) => one.personId === personId)
  if (!member) return null
  const part = await participationOf(read, round.id, personId)
  const own = (await openBlockers(read, crew.id)).filter(({ ownerId }) => ownerId === personId)
  const days = await daysOfRounds(
    read,
    own.map(({ roundId }) => roundId),
  )
  const before = await answerBefore(read, standup.id, personId, round.day)
  const next = before && textOf(before.answer.parts, 'next')
  const rounds = await roundsOfPerson(read, standup.id, personId)
  return {
    crew,
    settings: standup.settings,
    round,
    platforms: await platformsOf(
      read,
      askedMembers(crew).map((one) => one.personId),
    ),
    personId,
    side: member.side,
    state: part?.state ?? 'none',
    answer: await answerOf(read, round.id, personId),
    before: before && next ? { day: before.day, text: next } : null,
    draft: await draftOf(read, round.id, personId),
    stillOpen: own.filter(({ roundId }) => (days.get(roundId) ?? round.day) < round.day),
    over: isOver(round.day, rounds, now),
  }
}

export function today(zone: string, now: Date): Day {
  return toLocal(now, zone).day
}
