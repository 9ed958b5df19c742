/** Three weeks of Checkout's stand-ups, up to the last working day. */
import type { Effect } from '../chat/feature.ts'
import type { Tx } from '../db.ts'
import type { AnswerPart } from '../features/standup/rules/answer.ts'
import { planDay } from '../features/standup/rules/echo.ts'
import { questionsFor } from '../features/standup/rules/settings.ts'
import { putAnswer } from '../features/standup/store/answers.ts'
import { answerQuestion, askQuestion, openBlocker, resolveBlocker } from '../features/standup/store/items.ts'
import { readStandup } from '../features/standup/store/ritual.ts'
import { crewById } from '../people/crews.ts'
import { addParticipations, closeRound, ensureRound, markDigested, openRound } from '../rounds/store.ts'
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
  let last = 0
  for (let back = rounds; back >= 1; back -= 1) {
    const day = addWorkingDays(today, -back, (one) => weekdayOf(one) <= 5)
    const plan = planDay(crew, standup.settings, day)
    const round = await ensureRound(tx, standup, day)
    await openRound(tx, round, plan)
    await addParticipations(
      tx,
      round.id,
      plan.people.map((person) => ({ ...person, state: 'answered' as const })),
    )
    await tx.participation.updateMany({ where: { roundId: round.id }, data: { askedAt: plan.digestAt } })
    const turn = rounds - back
    for (const [index, [account, done]] of Object.entries(work).entries()) {
      const side = index < 3 ? 'project' : 'product'
      const parts: AnswerPart[] = questionsFor(standup.settings, side).flatMap(({ role, text: question }) => {
        const said = {
          done: done[turn % done.length],
          next: done[(turn + 1) % done.length],
          needs: undefined,
          plain: undefined,
        }[role]
        return said ? [{ question, role, text: said }] : []
      })
      const answeredAt = new Date(plan.digestAt.getTime() - (90 - index * 7) * 60_000)
      await putAnswer(tx, crew.organizationId, round.id, {
        personId: id(account),
        side,
        skipped: false,
        parts,
        helper: 'nobody',
        answeredAt,
      })
    }
    await markDigested(tx, round.id, plan.digestAt)
    await closeRound(tx, round.id, plan.closesAt)
    if (back === 6) await addBlocker(tx, crew, round.id, id, plan.digestAt)
    if (back === 1) await addQuestion(tx, crew, round.id, id, plan.digestAt)
    last = round.id
  }
  return [{ do: 'announce', to: crewId, card: { kind: 'standup.digest', key: String(last) } }]
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
