/** What the cards of a pulse are drawn from, and which cards those are. */
import type { Card, Effect } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { worksIn } from '../../../schedule/deadlines.ts'
import type { PulseView } from '../cards/pulse.ts'
import type { PulseCalendar } from '../rules/days.ts'
import type { PulseRecord } from '../rules/records.ts'
import { peopleOf } from '../store/people.ts'
import { anyPulse } from '../store/pulses.ts'
import { countedPulses } from '../store/reads.ts'

/** As many rounds as a trend needs. */
export const mostBefore = 5

type Of = Pick<PulseRecord, 'id'>
export const askCardOf = ({ id }: Of, personId: number): Card => ({ kind: 'pulse.ask', key: `${id}:${personId}` })
export const resultCardOf = ({ id }: Of): Card => ({ kind: 'pulse.result', key: String(id) })

export async function viewOf(read: Tx, pulse: PulseRecord, of?: Crew): Promise<PulseView | null> {
  const crew = of ?? (await crewById(read, pulse.crewId))
  if (!crew) return null
  const [people, before] = [await peopleOf(read, pulse.id), await countedPulses(read, crew.id, mostBefore, pulse.day)]
  return { pulse, crew, people, before }
}

export async function viewById(read: Tx, id: number): Promise<PulseView | null> {
  const pulse = await anyPulse(read, id)
  return pulse && viewOf(read, pulse)
}

export function calendarOf(crew: Crew): PulseCalendar {
  return { zone: crew.zone, workFrom: crew.workFrom, isWorking: worksIn(crew) }
}

export function asksRefreshed(pulse: Of, people: { personId: number }[]): Effect[] {
  return people.map(({ personId }) => ({ do: 'refresh', card: askCardOf(pulse, personId) }))
}
