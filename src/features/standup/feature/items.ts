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
  removeBlocker,
  removeQuestion,
  type SideQuestion,
} from '../store/items.ts'
import { holidaysOf, type RoundOfCrew } from './records.ts'
import { lateTo } from './telling.ts'

/** A blocker that stands this long, in the crew's working hours, is raised once more. */
const raiseAfterMinutes = 8 * 60

export const blockerCardOf = (id: number) => ({ kind: 'standup.blocker', key: String(id) })
export const raisedCardOf = (id: number) => ({ kind: 'standup.raised', key: String(id) })
export const questionCardOf = (id: number) => ({ kind: 'standup.question', key: String(id) })
export const answeredCardOf = (id: number) => ({ kind: 'standup.answered', key: String(id) })
export const helpedCardOf = (id: number) => ({ kind: 'standup.helped', key: String(id) })
export const neededCardOf = (id: number, personId: number) => ({ kind: 'standup.needed', key: `${id}:${personId}` })

const blockersOwned = async (tx: Tx, roundId: number, personId: number) =>
  (await blockersOfRound(tx, roundId)).filter(({ ownerId, inAnswer }) => inAnswer && ownerId === personId)
const questionsOwned = async (tx: Tx, roundId: number, personId: number) =>
  (await questionsOfRound(tx, roundId)).filter(({ askerId, inAnswer }) => inAnswer && askerId === personId)

/** Brings the blocker and the question of this person's answer in step with what it says now. */
export async function syncItems(tx: Tx, found: RoundOfCrew, answer: StandupAnswer, now: Date): Promise<Effect[]> {
  const need = needOf(answer)
  const blockers = await blockersOwned(tx, found.round.id, answer.personId)
  const questions = await questionsOwned(tx, found.round.id, answer.personId)
  return [
    ...(await syncBlocker(tx, found, answer, need, blockers, now)),
    ...(await syncQuestion(tx, found, answer, need, questions, now)),
  ]
}

/** Everything that a deleted answer left behind, ended or not. */
export async function removeItems(tx: Tx, roundId: number, personId: number): Promise<Effect[]> {
  const blockers = await blockersOwned(tx, roundId, personId)
  const questions = await questionsOwned(tx, roundId, personId)
  for (const { id } of blockers) await removeBlocker(tx, id)
  for (const { id } of questions) await removeQuestion(tx, id)
  return [...blockers.flatMap(refreshed), ...questions.flatMap(questionRefreshed)]
}

async function syncBlocker(
  tx: Tx,
  { crew, round }: RoundOfCrew,
  answer: StandupAnswer,
  need: Need,
  mine: Blocker[],
  now: Date,
): Promise<Effect[]> {
  const before = mine.find(({ resolvedAt }) => !resolvedAt)
  // What was resolved stays so while the rest of the answer changes.
  const ended = need.need === 'blocked' && mine.some(({ resolvedAt, text }) => resolvedAt && sameText(text, need.text))
  if (need.need !== 'blocked' || ended) {
    if (!before) return []
    await removeBlocker(tx, before.id)
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
  const said = { ownerId: answer.personId, text: need.text, needsPersonId: need.by, inAnswer: true }
  return (await reportBlocker(tx, { crew, round }, said, now)).effects
}

type In = Pick<RoundOfCrew, 'crew' | 'round'>

/** A new one: told to who is needed; in the thread where the digest is out, else it stands in the digest. */
export async function reportBlocker(
  tx: Tx,
  { crew, round }: In,
  said: Pick<Blocker, 'ownerId' | 'text' | 'needsPersonId' | 'inAnswer'>,
  now: Date,
): Promise<{ blocker: Blocker; effects: Effect[] }> {
  const { organizationId, id: crewId } = crew
  const blocker = await openBlocker(tx, { organizationId, crewId, roundId: round.id, openedAt: now, ...said })
  await putJobs(tx, [{ name: 'standup.raise', key: String(blocker.id), due: raiseAt(crew, now) }])
  const { ownerId, needsPersonId: by } = said
  const effects = [
    ...(round.digestedAt ? lateTo(crew, blockerCardOf(blocker.id), round, [ownerId, by]) : []),
    ...(by ? [asks(blocker.id, by)] : []),
  ]
  return { blocker, effects }
}

async function syncQuestion(
  tx: Tx,
  { crew, round }: RoundOfCrew,
  answer: StandupAnswer,
  need: Need,
  mine: SideQuestion[],
  now: Date,
): Promise<Effect[]> {
  const before = mine.find(({ answeredAt }) => !answeredAt)
  const ended = need.need === 'question' && mine.some(({ answeredAt, text }) => answeredAt && sameText(text, need.text))
  if (need.need !== 'question' || ended) {
    if (!before) return []
    await removeQuestion(tx, before.id)
    return questionRefreshed(before)
  }
  if (before) {
    await changeQuestion(tx, before.id, need.text)
    return questionRefreshed(before)
  }
  const said = { askerId: answer.personId, toSide: need.to, text: need.text, inAnswer: true }
  return (await raiseQuestion(tx, { crew, round }, said, now)).effects
}

export async function raiseQuestion(
  tx: Tx,
  { crew, round }: In,
  said: Pick<SideQuestion, 'askerId' | 'toSide' | 'text' | 'inAnswer'>,
  now: Date,
): Promise<{ question: SideQuestion; effects: Effect[] }> {
  const { organizationId, id: crewId } = crew
  const question = await askQuestion(tx, { organizationId, crewId, roundId: round.id, askedAt: now, ...said })
  const effects = round.digestedAt ? lateTo(crew, questionCardOf(question.id), round, [said.askerId]) : []
  return { question, effects }
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

function asks(blockerId: number, personId: number): Effect {
  return { do: 'dm', to: personId, card: neededCardOf(blockerId, personId), kind: 'urgent' }
}

/** Everywhere a blocker may stand besides digests. */
export function refreshed({ id, needsPersonId }: Blocker): Effect[] {
  const cards = [blockerCardOf(id), raisedCardOf(id), helpedCardOf(id)]
  if (needsPersonId) cards.push(neededCardOf(id, needsPersonId))
  return cards.map((card) => ({ do: 'refresh', card }))
}

/** Everywhere a question may stand besides digests. */
export function questionRefreshed({ id }: SideQuestion): Effect[] {
  return [questionCardOf(id), answeredCardOf(id)].map((card) => ({ do: 'refresh', card }))
}
