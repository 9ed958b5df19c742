/** Which session is meant, who may speak in it, and what its cards are drawn from. */
import type { Card, Context, Effect, Refusal } from '../../../chat/feature.ts'
import { command } from '../../../chat/spoken.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewsOf } from '../../../people/crews.ts'
import { isMember } from '../../../people/sides.ts'
import { type Day, toInstant, toLocal } from '../../../schedule/calendar.ts'
import { actionsOfSource } from '../../actions/store/reads.ts'
import { decisionsFrom } from '../../decisions/store/reads.ts'
import type { SessionView } from '../cards/view.ts'
import { agendaOf } from '../rules/agenda.ts'
import { actionSource, decisionsOfSession, minutesOf, type SessionRecord } from '../rules/records.ts'
import { sessionById } from '../store/sessions.ts'
import { answersOf, doubtsOf, pointsOf } from '../store/voices.ts'
import { type Meeting, meetingOf } from './meeting.ts'

type Ids = Pick<SessionRecord, 'id'>

export const preReadCardOf = ({ id }: Ids): Card => ({ kind: 'alignment.preread', key: String(id) })
/** In the thread of the pre-read, when it begins. */
export const sessionCardOf = ({ id }: Ids): Card => ({ kind: 'alignment.session', key: String(id) })
export const summaryCardOf = ({ id }: Ids): Card => ({ kind: 'alignment.summary', key: String(id) })
/** That it is on another day now, or left out; one for each day it was to be on. */
export const movedCardOf = ({ id, day }: Pick<SessionRecord, 'id' | 'day'>): Card => ({
  kind: 'alignment.moved',
  key: `${id}.${day}`,
})
/** To who leads: a day on which all are in. */
export const proposalCardOf = ({ id }: Ids, personId: number): Card => ({
  kind: 'alignment.proposal',
  key: `${id}:${personId}`,
})
/** To who leads in place of somebody who cannot come. */
export const leadCardOf = ({ id }: Ids, personId: number): Card => ({
  kind: 'alignment.lead',
  key: `${id}:${personId}`,
})
/** To who is required and not in. */
export const earlyCardOf = ({ id }: Ids, personId: number): Card => ({
  kind: 'alignment.early',
  key: `${id}:${personId}`,
})

const shown = ({ id, projectLeadId, productLeadId, proposal }: SessionRecord): Card[] => [
  preReadCardOf({ id }),
  sessionCardOf({ id }),
  summaryCardOf({ id }),
  ...[projectLeadId, productLeadId].flatMap((one) => (one === null ? [] : [proposalCardOf({ id }, one)])),
  ...[projectLeadId, productLeadId].flatMap((one) => (one === null ? [] : [leadCardOf({ id }, one)])),
  ...proposal.missing.map((one) => earlyCardOf({ id }, one)),
]

export const refreshed = (session: SessionRecord): Effect[] => shown(session).map((card) => ({ do: 'refresh', card }))

export const startOf = ({ day, time }: Pick<SessionRecord, 'day' | 'time'>, { zone }: { zone: string }): Date =>
  toInstant(day, time, zone)

export const todayIn = ({ zone }: { zone: string }, now: Date): Day => toLocal(now, zone).day

/** On every channel; in person where the crew has none, and to whoever is asked besides it. */
export function told(meeting: Meeting, card: Card, under?: Card): Effect[] {
  const { channels, members, guests } = meeting
  const there = channels.length > 0
  const alone = members.filter(({ personId, part }) => (there ? guests.includes(personId) : part !== 'watches'))
  return [
    ...(there ? [{ do: 'announce' as const, to: meeting.id, card, ...(under && { under }) }] : []),
    ...alone.map(({ personId }): Effect => ({ do: 'dm', to: personId, card, kind: 'notice' })),
  ]
}

const gone = 'This session is not here any more. Nothing was changed.'

export interface Own {
  session: SessionRecord
  crew: Meeting
}

/** For members of its crew, and whoever else is asked. */
export async function own(id: number, { tx, actor }: Context): Promise<Own | Refusal> {
  const session = await sessionById(tx, actor.organizationId, id)
  const crew = session && (await meetingOf(tx, session))
  if (!session || !crew) return { refused: gone }
  if (isMember(crew, actor.id)) return { session, crew }
  return { refused: `Only members of ${crew.name} take part in its sessions. Nothing was changed.` }
}

export const noCrew = `You are in no crew that has started, and crews align. ${command('setup')} makes one and starts it.`

/** The crew of the channel for its members, else all of one's own that have started. */
export async function crewsMeant({ tx, actor, place }: Context, crewId?: number | null): Promise<Crew[]> {
  const wanted = crewId === undefined ? place.crewId : (crewId ?? undefined)
  const all = (await crewsOf(tx, actor.id)).filter(
    ({ organizationId, startedAt }) => organizationId === actor.organizationId && startedAt !== null,
  )
  const here = all.filter(({ id }) => id === wanted)
  return here.length || crewId ? here : all
}

export async function viewOf(read: Tx, session: SessionRecord, now: Date): Promise<SessionView | null> {
  const crew = await meetingOf(read, session)
  if (!crew) return null
  const { id, organizationId, agenda, kind } = session
  const points = await pointsOf(read, id)
  const minutes = minutesOf[kind]
  return {
    session,
    crew,
    minutes,
    points,
    agenda: agendaOf(agenda ?? { decide: [], talk: [] }, points, minutes),
    answers: await answersOf(read, id),
    doubts: await doubtsOf(read, id),
    decided: (await decisionsFrom(read, organizationId, decisionsOfSession(id))).reverse(),
    promised: await actionsOfSource(read, organizationId, actionSource(id)),
    startsAt: startOf(session, crew),
    today: todayIn(crew, now),
  }
}
