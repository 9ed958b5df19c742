/** A retro begins: its record, its roll, its card in every channel, and what ends its first phase. */
import type { Effect, Job } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import type { Crew } from '../../../people/crews.ts'
import { daysAgo, toLocal } from '../../../schedule/calendar.ts'
import { putJobs } from '../../../schedule/jobs.ts'
import { remindAt } from '../../../voting/rules/reminding.ts'
import { whoseTurn } from '../rules/facilitating.ts'
import { daysFrom, endOf } from '../rules/phases.ts'
import type { Phase, RetroRecord, RetroSettings } from '../rules/records.ts'
import { addPeople } from '../store/people.ts'
import { changeRetro, createRetro, lastClosed, ranBefore } from '../store/retros.ts'
import type { RitualSettings } from '../store/ritual.ts'
import { boardOf, calendarOf, factsCardOf, turnOf } from './records.ts'
import type { Tokens } from './tokens.ts'

export type How = Omit<RitualSettings, 'schedule'>

export interface Beginning {
  crew: Crew
  /** Read before it was looked whether one is open. */
  number: number
  how: How
  ritualId: number | null
  /** `null`: whose turn it is. */
  facilitatorId: number | null
  /** `null`: whoever runs it. */
  startedById: number | null
}

/** Where there was none before, facts are told of this long. */
const firstDays = 14
export const fewestPeople = 2

export const takingPart = ({ members }: Pick<Crew, 'members'>) => members.filter(({ part }) => part !== 'watches')

export async function nextToRun(tx: Tx, crew: Crew, now: Date, passed: number[] = []): Promise<number | null> {
  return whoseTurn(crew.members, await ranBefore(tx, crew.id), passed, toLocal(now, crew.zone).day)
}

export async function begin(
  tx: Tx,
  { crew, number, how, ritualId, facilitatorId, startedById }: Beginning,
  tokens: Tokens,
  now: Date,
): Promise<{ retro: RetroRecord; effects: Effect[] }> {
  const calendar = calendarOf(crew)
  const day = toLocal(now, crew.zone).day
  const { pace, dots, perTheme, suggest, format, anonymous } = how
  const settings: RetroSettings = {
    ...{ pace, dots, perTheme, suggest, meetsAt: null, ends: {}, passed: [], putOff: 0, leftOpen: false, shown: [] },
    ...(pace === 'days' && daysFrom(day, how.meet, calendar)),
  }
  const runs = facilitatorId ?? (await nextToRun(tx, crew, now))
  const made = await createRetro(tx, {
    organizationId: crew.organizationId,
    number,
    crewId: crew.id,
    ritualId,
    day,
    format,
    settings,
    anonymous,
    tokenKey: null,
    facilitatorId: runs,
    startedById: startedById ?? runs ?? crew.createdById,
    endsAt: endOf('collect', settings, now, calendar),
    since: (await lastClosed(tx, crew.id)) ?? daysAgo(now, firstDays),
    at: now,
  })
  if (anonymous) await changeRetro(tx, made.id, { tokenKey: tokens.key(made.id) })
  await addPeople(tx, made.id, takingPart(crew))
  await putPhaseJobs(tx, made, crew, now)
  return { retro: made, effects: announced(made, crew, startedById) }
}

/** Its end, and one reminder to each who takes part: in their hours, well before. */
export async function putPhaseJobs(
  tx: Tx,
  { id, phase, endsAt }: Pick<RetroRecord, 'id' | 'phase' | 'endsAt'>,
  crew: Crew,
  now: Date,
): Promise<void> {
  if (!endsAt) return
  const jobs: Job[] = [phaseJob(id, phase as Phase, endsAt)]
  if (phase === 'collect' || phase === 'vote') {
    for (const person of crew.members) {
      const due = person.part === 'takesPart' ? remindAt(person, now, endsAt) : null
      if (due) jobs.push({ name: 'retro.remind', key: `${id}:${phase}:${person.personId}`, due })
    }
  }
  await putJobs(tx, jobs)
}

/** The moment is part of the key: an end that was moved finds nothing to do. */
export const phaseJob = (id: number, phase: Phase, endsAt: Date): Job => ({
  name: 'retro.phase',
  key: `${id}:${phase}:${endsAt.getTime()}`,
  due: endsAt,
})

function announced(retro: RetroRecord, crew: Crew, startedById: number | null): Effect[] {
  const board = boardOf(retro)
  const { facilitatorId } = retro
  const turn: Effect[] = facilitatorId === null || facilitatorId === startedById ? [] : [turnTo(retro, facilitatorId)]
  if (crew.channels.length === 0)
    return [
      ...takingPart(crew).map(({ personId }): Effect => ({ do: 'dm', to: personId, card: board, kind: 'notice' })),
      ...turn,
    ]
  return [
    { do: 'announce', to: crew.id, card: board },
    { do: 'announce', to: crew.id, card: factsCardOf(retro), under: board },
    ...turn,
  ]
}

/** Asked by name; of one hour nothing can wait. */
export const turnTo = (retro: RetroRecord, personId: number): Effect => ({
  do: 'dm',
  to: personId,
  card: turnOf(retro, personId),
  kind: retro.settings.pace === 'live' ? 'soon' : 'notice',
})
