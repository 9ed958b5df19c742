/** Three weeks of Checkout's stand-ups, up to the last working day. */
import type { Effect } from '../chat/feature.ts'
import type { Tx } from '../db.ts'
import type { AnswerPart } from '../features/standup/rules/answer.ts'
import { planDay } from '../features/standup/rules/echo.ts'
import { type Question, questionsFor } from '../features/standup/rules/settings.ts'
import { recordAnswers } from '../features/standup/store/answers.ts'
import { answerQuestion, askQuestion, openBlocker, resolveBlocker } from '../features/standup/store/items.ts'
import { readStandup } from '../features/standup/store/ritual.ts'
import { crewById } from '../people/crews.ts'
import { recordRounds } from '../rounds/store.ts'
import { addWorkingDays, toLocal, weekdayOf } from '../schedule/calendar.ts'

const rounds = 15

/** What each moved, in order; the one after it is their "next". */
const work: Record<string, string[]> = {
  ana: [
    'Plan v2 agreed with Ben',
    'Test window booked with the stores',
    'Gift cards estimated again',
    'Staging data ordered',
    'Staging data ready',
    'Testers invited',
  ],
  ben: [
    'Portfolio review prepared',
    'Reserve of Payments core reviewed',
    'Report to Finn sent',
    'Risks walked through with Paul',
    'Dependencies to Payments core checked',
    'Budget line for testing cleared',
  ],
  paul: [
    'Address form split in two',
    'Payment form: card entry works',
    'Payment form half done',
    'Error texts agreed with Uma',
    'Provider keys requested',
    'Sandbox payments run green',
  ],
  cleo: [
    'Survey of 212 shoppers read',
    'Interview guide written',
    '5 of 8 shoppers leave at the address',
    'Guest checkout compared in three shops',
    'Decision on guest checkout prepared',
    'Pilot stores chosen',
  ],
  dev: [
    'Roadmap talk with sales',
    'Conversion goal confirmed at 2.6 %',
    'Budget talk with Finn planned',
    'Support tickets on payment grouped',
    'Pricing of gift cards parked',
    'Pilot goals written down',
  ],
  uma: [
    'Address form tested with 4 shoppers',
    'Address form tested with 8 shoppers',
    'Error states drawn',
    'Phone layout of payment tested',
    'Copy for guest checkout drafted',
    'Contrast of buttons fixed',
  ],
}

/** Rounds closed and answered, one blocker resolved, one question answered; the last digest stands in the channels. */
export async function addSampleStandups(
  tx: Tx,
  crewId: number,
  id: (account: string) => number,
  now: Date,
): Promise<Effect[]> {
  const crew = await crewById(tx, crewId)
  const standup = await readStandup(tx, crewId)
  if (!crew || !standup) return []
  const today = toLocal(now, crew.zone).day
  const days = Array.from({ length: rounds }, (_, turn) =>
    addWorkingDays(today, turn - rounds, (day) => weekdayOf(day) <= 5),
  )
  const plans = days.map((day) => planDay(crew, standup.settings, day))
  const ids = await recordRounds(tx, standup, plans, ({ people }) =>
    people.map((person) => ({ ...person, state: 'answered' as const, askedAt: person.askAt })),
  )
  const answers = plans.flatMap(({ digestAt }, turn) =>
    Object.entries(work).map(([account, done], index) => {
      const side = index < 3 ? ('project' as const) : ('product' as const)
      const answeredAt = new Date(digestAt.getTime() - (90 - index * 7) * 60_000)
      const parts = partsOn(turn, done, questionsFor(standup.settings, side))
      const helper = 'nobody' as const
      return { roundId: ids[turn] ?? 0, personId: id(account), side, skipped: false, parts, helper, answeredAt }
    }),
  )
  await recordAnswers(tx, crew.organizationId, answers)
  await addBlocker(tx, crew, ids.at(-6) ?? 0, id, plans.at(-6)?.digestAt ?? now)
  await addQuestion(tx, crew, ids.at(-1) ?? 0, id, plans.at(-1)?.digestAt ?? now)
  return [{ do: 'announce', to: crewId, card: { kind: 'standup.digest', key: String(ids.at(-1)) } }]
}

function partsOn(turn: number, done: string[], questions: Question[]): AnswerPart[] {
  const said = {
    done: done[turn % done.length],
    next: done[(turn + 1) % done.length],
    needs: undefined,
    plain: undefined,
  }
  return questions.flatMap(({ id, role, text: question }) => {
    const text = said[role]
    return text ? [{ id, question, role, text }] : []
  })
}

type CrewIds = { id: number; organizationId: number }

async function addBlocker(
  tx: Tx,
  crew: CrewIds,
  roundId: number,
  id: (account: string) => number,
  at: Date,
): Promise<void> {
  const blocker = await openBlocker(tx, {
    organizationId: crew.organizationId,
    crewId: crew.id,
    ownerId: id('paul'),
    roundId,
    inAnswer: true,
    text: 'No sandbox keys from the payment provider',
    needsPersonId: id('cleo'),
    openedAt: at,
  })
  await resolveBlocker(tx, blocker.id, id('cleo'), new Date(at.getTime() + 26 * 3_600_000))
}

async function addQuestion(
  tx: Tx,
  crew: CrewIds,
  roundId: number,
  id: (account: string) => number,
  at: Date,
): Promise<void> {
  const question = await askQuestion(tx, {
    organizationId: crew.organizationId,
    crewId: crew.id,
    askerId: id('cleo'),
    toSide: 'project',
    roundId,
    inAnswer: true,
    text: 'Can guest checkout ship without accounts?',
    askedAt: at,
  })
  await answerQuestion(
    tx,
    question.id,
    id('ana'),
    'Yes, for the pilot stores. Accounts follow in release 2.',
    new Date(at.getTime() + 3_600_000),
  )
}
