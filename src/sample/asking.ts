/** How Checkout sees value and how sure it is: what was counted before, and what is asked now. */
import type { Consequence, Effect } from '../chat/feature.ts'
import type { Chat, Origin } from '../chat/ports.ts'
import type { Db, Tx } from '../db.ts'
import { askedIn, begin } from '../features/pulse/feature/asking.ts'
import { calendarOf, questionsOf } from '../features/pulse/feature/records.ts'
import { putNext } from '../features/pulse/feature/scheduling.ts'
import { createTokens } from '../features/pulse/feature/tokens.ts'
import { countPulse } from '../features/pulse/rules/counting.ts'
import { closeOf } from '../features/pulse/rules/days.ts'
import type { Kind, Question, Side } from '../features/pulse/rules/records.ts'
import { addPeople } from '../features/pulse/store/people.ts'
import { closePulse, createPulse, markTold } from '../features/pulse/store/pulses.ts'
import { type PulseRitual, saveRitual } from '../features/pulse/store/ritual.ts'
import { type Crew, crewById } from '../people/crews.ts'
import { installation } from '../platforms/web/people.ts'
import { addDays, addWorkingDays, type Day, readSchedule, toInstant, toLocal, weekdayOf } from '../schedule/calendar.ts'
import { worksIn } from '../schedule/deadlines.ts'

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const asksAt = '06:00'

/** Of three people a side, in the order of the questions: project sees more value than product, and is surer of dates. */
const counted: Record<Kind, Record<Side, number[][]>> = {
  pulse: {
    project: [
      [9, 9, 8, 7],
      [8, 9, 7, 8],
      [7, 6, 9, 8],
    ],
    product: [
      [9, 9, 6, 9],
      [7, 8, 8, 8],
      [6, 7, 7, 7],
    ],
  },
  confidence: {
    project: [
      [80, 70, 60, 70, 70, 50],
      [90, 60, 70, 60, 80, 60],
      [70, 80, 50, 50, 60, 70],
    ],
    product: [
      [50, 60, 60, 40, 70, 70],
      [60, 70, 50, 50, 60, 60],
      [40, 50, 40, 30, 80, 80],
    ],
  },
}

/** Half of them. Ana, whom the sandbox opens with, has not. */
const answers: Record<Kind, Record<string, number[]>> = {
  pulse: { ben: [8, 9, 7, 7], cleo: [7, 8, 6, 9], uma: [8, 7, 7, 8] },
  confidence: {
    paul: [70, 70, 50, 60, 80, 60],
    cleo: [60, 60, 60, 50, 70, 70],
    dev: [50, 60, 60, 40, 60, 70],
  },
}

/** Each was asked before as often as it asks; what is open now is asked of everybody, and the older question was told then. */
const rhythms: Record<Kind, { weeks: number; openSince: number }> = {
  pulse: { weeks: 4, openSince: 0 },
  confidence: { weeks: 2, openSince: 3 },
}

/** As rows, since its days are over: after the portfolio. */
export async function addSamplePulses(tx: Tx, crewId: number, now: Date): Promise<Consequence> {
  const crew = await crewById(tx, crewId)
  if (!crew) return {}
  const works = worksIn(crew)
  const { day: today } = toLocal(now, crew.zone)
  const latest = works(today) ? today : addWorkingDays(today, -1, works)
  const effects: Effect[] = []
  for (const kind of ['pulse', 'confidence'] as const) {
    const { weeks, openSince } = rhythms[kind]
    const day = openSince ? addWorkingDays(latest, -openSince, works) : latest
    const words = `every ${weeks} weeks on ${weekdays[weekdayOf(day) - 1]} ${asksAt}`
    const schedule = readSchedule(words, { today: day })
    if ('error' in schedule) throw new Error(schedule.error)
    const ritual = await saveRitual(tx, crew, kind, true, { schedule: schedule.ok })
    const questions = await questionsOf(tx, crewId, kind)
    await addCounted(tx, ritual, crew, addDays(day, -7 * weeks), questions)
    const asked = await begin(tx, ritual, crew, day, questions, createTokens(undefined), now)
    if (openSince === 0) effects.push(...asked)
    await putNext(tx, ritual, crew, addDays(day, 1), now)
  }
  return { effects }
}

async function addCounted(tx: Tx, { id, kind }: PulseRitual, crew: Crew, day: Day, questions: Question[]) {
  const { organizationId, id: crewId, zone } = crew
  const closesAt = closeOf(day, calendarOf(crew))
  const at = toInstant(day, asksAt, zone)
  const pulse = await createPulse(tx, { organizationId, crewId, ritualId: id, kind, day, questions, closesAt, at })
  const people = askedIn(crew)
  await addPeople(tx, pulse.id, people)
  await tx.pulsePerson.updateMany({ where: { pulseId: pulse.id }, data: { answered: true } })
  const given = (['project', 'product'] as const).flatMap((side) =>
    counted[kind][side].map((all) => ({ side, scores: scoresOf(questions, all) })),
  )
  await closePulse(tx, pulse.id, countPulse(kind, questions, people, given), closesAt)
  await markTold(tx, pulse.id, closesAt)
}

const scoresOf = (questions: Question[], given: number[]): Record<string, number> =>
  Object.fromEntries(questions.map(({ id }, index) => [id, given[index] ?? 0]))

/** Through the same door as everybody's. Once, after the history is there. */
export async function answerSample(chat: Pick<Chat, 'submit'>, db: Db): Promise<void> {
  const open = await db.read.pulse.findMany({
    where: { state: 'open', crew: { organization: { sample: true } }, people: { none: { answered: true } } },
  })
  for (const { id, kind, questions } of open) {
    for (const [account, given] of Object.entries(answers[kind])) {
      const as: Origin = { platform: 'web', installation, account }
      const raw = Object.entries(scoresOf(questions as Question[], given)).map(([name, score]) => [name, String(score)])
      await chat.submit(as, 'pulse.answer', { pulse: id }, Object.fromEntries(raw))
    }
  }
}
