/** From phase to phase: what comes next, when a phase ends by itself, and what stands in the way of moving on. Pure. */
import { addWorkingDays, type Clock, type Day, toInstant, toLocal, type Zone } from '../../../schedule/calendar.ts'
import { type Phase, phases, type RetroSettings, type RetroState } from './records.ts'

export const phaseNames: Record<Phase, string> = {
  collect: 'Collect',
  group: 'Group',
  vote: 'Vote',
  discuss: 'Discuss',
  act: 'Act',
}

/** After the last one it is closed. */
export function nextPhase(phase: Phase): Phase | 'closed' {
  return phases[phases.indexOf(phase) + 1] ?? 'closed'
}

export const isPhase = (state: RetroState): state is Phase => (phases as readonly string[]).includes(state)

/** Minutes of one hour. */
export const liveMinutes: Record<Phase, number> = { collect: 20, group: 10, vote: 5, discuss: 20, act: 5 }

export interface CrewCalendar {
  zone: Zone
  endOfDay: Clock
  isWorking(day: Day): boolean
}

/** What a crew talks for when it does not say: the end of the discussion after its time. */
const talkMinutes = 60
const minute = 60_000
/** Less than this is no time to do anything in. */
const shortest = 30 * minute

/**
 * Over days: three to collect, a morning to group, an afternoon to vote, and the next day to talk at the crew's time and to
 * promise something. From a Monday on that is until Friday.
 */
export function daysFrom(
  day: Day,
  meet: Clock,
  { zone, endOfDay, isWorking }: CrewCalendar,
): Pick<RetroSettings, 'ends'> & { meetsAt: Date } {
  const later = (days: number) => addWorkingDays(day, days, isWorking)
  const at = (days: number, time: Clock) => toInstant(later(days), time, zone)
  const meetsAt = at(4, meet)
  const discuss = new Date(meetsAt.getTime() + talkMinutes * minute)
  const evening = at(4, endOfDay)
  return {
    meetsAt,
    ends: {
      collect: at(2, '17:00'),
      group: at(3, '12:00'),
      vote: at(3, '17:00'),
      discuss,
      act: evening > discuss ? evening : new Date(discuss.getTime() + talkMinutes * minute),
    },
  }
}

/** When a phase that begins now ends by itself; null: by a press. */
export function endOf(
  phase: Phase,
  { pace, ends }: Pick<RetroSettings, 'pace' | 'ends'>,
  now: Date,
  calendar: CrewCalendar,
): Date | null {
  switch (pace) {
    case 'press':
      return null
    case 'live':
      return new Date(now.getTime() + liveMinutes[phase] * minute)
    case 'days': {
      const planned = ends[phase]
      if (!planned) return null
      if (planned.getTime() - now.getTime() >= shortest) return planned
      // The phase before took longer: the same time, on the next working day that leaves some.
      const { time, day } = toLocal(planned, calendar.zone)
      const from = toLocal(now, calendar.zone).day
      let on = from > day ? from : day
      for (let tries = 0; tries < 10; tries += 1) {
        const at = toInstant(on, time, calendar.zone)
        if (calendar.isWorking(on) && at.getTime() - now.getTime() >= shortest) return at
        on = addWorkingDays(on, 1, calendar.isWorking)
      }
      return null
    }
  }
}

export interface Standing {
  phase: Phase
  anonymous: boolean
  /** People who wrote something. */
  writers: number
  notes: number
  actions: number
  noActionReason: string | null
}

/** Fewer would know of each other who wrote what. */
export const fewestWriters = 3

/** The sentence that says why it cannot go on, or nothing. */
export function obstacle({ phase, anonymous, writers, notes, actions, noActionReason }: Standing): string | null {
  switch (phase) {
    case 'collect':
      if (notes === 0)
        return 'Nobody has written a note yet, so there is nothing to group. Wait for one, or call it off.'
      if (anonymous && writers < fewestWriters)
        return `Only ${writers === 1 ? '1 person has' : `${writers} people have`} written. With fewer than ${fewestWriters} the notes would tell who wrote them: wait for more, or call it off.`
      return null
    case 'group':
    case 'vote':
    case 'discuss':
      return null
    case 'act':
      return actions > 0 || noActionReason
        ? null
        : 'A retrospective ends with at least one action item, or with the reason why there is none. Add one of them.'
  }
}
