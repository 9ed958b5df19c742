/** What the cards of a pulse are drawn from, and which cards those are. */
import type { Card, Effect } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { worksIn } from '../../../schedule/deadlines.ts'
import { baselinesOf, initiativesOfCrew } from '../../portfolio/store/reads.ts'
import type { PulseView } from '../cards/pulse.ts'
import type { PulseCalendar } from '../rules/days.ts'
import { confidenceIn, statements } from '../rules/questions.ts'
import type { Kind, PulseRecord, Question } from '../rules/records.ts'
import { peopleOf } from '../store/people.ts'
import { anyPulse } from '../store/pulses.ts'
import { countedPulses } from '../store/reads.ts'

/** Before that nothing is promised, after it nothing is open. */
const underWay = ['discovery', 'build', 'launch']

/** As many rounds as a trend needs. */
export const mostBefore = 5

type Of = Pick<PulseRecord, 'id'>
export const askCardOf = ({ id }: Of, personId: number): Card => ({ kind: 'pulse.ask', key: `${id}:${personId}` })
export const resultCardOf = ({ id }: Of): Card => ({ kind: 'pulse.result', key: String(id) })

export async function viewOf(read: Tx, pulse: PulseRecord, of?: Crew): Promise<PulseView | null> {
  const crew = of ?? (await crewById(read, pulse.crewId))
  if (!crew) return null
  const [people, before] = [
    await peopleOf(read, pulse.id),
    await countedPulses(read, crew.id, pulse.kind, mostBefore, pulse.day),
  ]
  return { pulse, crew, people, before }
}

export async function viewById(read: Tx, id: number): Promise<PulseView | null> {
  const pulse = await anyPulse(read, id)
  return pulse && viewOf(read, pulse)
}

/** Of confidence: each initiative of the crew that is under way, with the finish that was agreed last. */
export async function questionsOf(read: Tx, crewId: number, kind: Kind): Promise<Question[]> {
  if (kind === 'pulse') return statements
  const own = (await initiativesOfCrew(read, crewId)).filter(
    (one) => one.crewId === crewId && one.deliveredOn === null && underWay.includes(one.phase),
  )
  const baselines = await baselinesOf(
    read,
    own.map(({ id }) => id),
  )
  const finish = (id: number) =>
    baselines
      .filter(({ initiativeId }) => initiativeId === id)
      .reduce<{ version: number; finish: string | null }>((a, b) => (b.version > a.version ? b : a), nothing).finish
  return confidenceIn(own.map(({ id, key, name }) => ({ id, key, name, finish: finish(id) })))
}

const nothing = { version: 0, finish: null }

export function calendarOf(crew: Crew): PulseCalendar {
  return { zone: crew.zone, workFrom: crew.workFrom, isWorking: worksIn(crew) }
}

export function asksRefreshed(pulse: Of, people: { personId: number }[]): Effect[] {
  return people.map(({ personId }) => ({ do: 'refresh', card: askCardOf(pulse, personId) }))
}
