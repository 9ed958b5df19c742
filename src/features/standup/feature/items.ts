/** What an answer leaves behind: blockers and questions to the other side, opened, changed and withdrawn with it. */
import type { Effect } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import type { Crew } from '../../../people/crews.ts'
import { addWorkingMinutes } from '../../../schedule/calendar.ts'
import { putJobs } from '../../../schedule/jobs.ts'
import { type Need, needOf, type StandupAnswer, sameText } from '../rules/answer.ts'
import {
  askQuestion,
  type Blocker,
  blockersOfRound,
  changeBlocker,
  changeQuestion,
  openBlocker,
  openBlockers,
  questionsOfRound,
  resolveBlocker,
  type SideQuestion,
  withdrawQuestion,
} from '../store/items.ts'
import { holidaysOf, type RoundOfCrew } from './records.ts'
import { digestCardOf } from './rounds.ts'

/** A blocker that stands this long, in the crew's working hours, is raised once more. */
const raiseAfterMinutes = 8 * 60

export const blockerCardOf = (id: number) => ({ kind: 'standup.blocker', key: String(id) })
export const raisedCardOf = (id: number) => ({ kind: 'standup.raised', key: String(id) })
export const questionCardOf = (id: number) => ({ kind: 'standup.question', key: String(id) })
export const neededCardOf = (id: number, personId: number) => ({ kind: 'standup.needed', key: `${id}:${personId}` })

/** Brings the blocker and the question of this person's answer in step with what it says now. */
export async function syncItems(tx: Tx, found: RoundOfCrew, answer: StandupAnswer, now: Date): Promise<Effect[]> {
  const need = needOf(answer)
  const blocker = (await blockersOfRound(tx, found.round.id)).find(
    ({ ownerId, resolvedAt }) => ownerId === answer.personId && !resolvedAt,
  )
  const question = (await questionsOfRound(tx, found.round.id)).find(
    ({ askerId, answeredAt }) => askerId === answer.personId && !answeredAt,
  )
  return [
    ...(await syncBlocker(tx, found, answer, need, blocker, now)),
    ...(await syncQuestion(tx, found, answer, need, question, now)),
  ]
}

async function syncBlocker(
  tx: Tx,
  { crew, round }: RoundOfCrew,
  answer: StandupAnswer,
  need: Need,
  before: Blocker | undefined,
  now: Date,
): Promise<Effect[]> {
  if (need.need !== 'blocked') {
    if (!before) return []
    await resolveBlocker(tx, before.id, answer.personId, now)
    return refreshed(before)
  }
  if (before) {
    await changeBlocker(tx, before.id, { text: need.text, needsPersonId: need.by })
    return [...refreshed(before), ...(need.by && need.by !== before.needsPersonId ? [asks(before.id, need.by)] : [])]
  }
  const known = (await openBlockers(tx, crew.id)).find(
    ({ ownerId, text }) => ownerId === answer.personId && sameText(text, need.text),
  )
  if (known) {
    if (!need.by || need.by === known.needsPersonId) return []
    await changeBlocker(tx, known.id, { needsPersonId: need.by })
    return [...refreshed(known), asks(known.id, need.by)]
  }
  const opened = await openBlocker(tx, {
    organizationId: crew.organizationId,
    crewId: crew.id,
    ownerId: answer.personId,
    roundId: round.id,
    text: need.text,
    needsPersonId: need.by,
    openedAt: now,
  })
  await putJobs(tx, [{ name: 'standup.raise', key: String(opened.id), due: raiseAt(crew, now) }])
  return [
    ...(round.digestedAt ? [inThread(crew, round, blockerCardOf(opened.id))] : []),
    ...(need.by ? [asks(opened.id, need.by)] : []),
  ]
}

async function syncQuestion(
  tx: Tx,
  { crew, round }: RoundOfCrew,
  answer: StandupAnswer,
  need: Need,
  before: SideQuestion | undefined,
  now: Date,
): Promise<Effect[]> {
  if (need.need !== 'question') {
    if (!before) return []
    await withdrawQuestion(tx, before.id)
    return [{ do: 'refresh', card: questionCardOf(before.id) }]
  }
  if (before) {
    await changeQuestion(tx, before.id, need.text)
    return [{ do: 'refresh', card: questionCardOf(before.id) }]
  }
  const asked = await askQuestion(tx, {
    organizationId: crew.organizationId,
    crewId: crew.id,
    askerId: answer.personId,
    toSide: need.to,
    roundId: round.id,
    text: need.text,
    askedAt: now,
  })
  return round.digestedAt ? [inThread(crew, round, questionCardOf(asked.id))] : []
}

function raiseAt(crew: Crew, now: Date): Date {
  return addWorkingMinutes(now, raiseAfterMinutes, {
    zone: crew.zone,
    workDays: crew.workDays,
    from: crew.workFrom,
    to: crew.workTo,
    isHoliday: holidaysOf(crew),
  })
}

function inThread(crew: Crew, round: { id: number }, card: { kind: string; key: string }): Effect {
  return { do: 'announce', to: crew.id, card, under: digestCardOf(round) }
}

function asks(blockerId: number, personId: number): Effect {
  return { do: 'dm', to: personId, card: neededCardOf(blockerId, personId), kind: 'urgent' }
}

/** Everywhere a blocker may stand besides digests. */
export function refreshed(blocker: Blocker): Effect[] {
  return [
    { do: 'refresh', card: blockerCardOf(blocker.id) },
    { do: 'refresh', card: raisedCardOf(blocker.id) },
    ...(blocker.needsPersonId
      ? [{ do: 'refresh' as const, card: neededCardOf(blocker.id, blocker.needsPersonId) }]
      : []),
  ]
}
