/** Which round an answer is for. Pure. */
import type { Day } from '../../../schedule/calendar.ts'

export interface RoundOfPerson {
  day: Day
  state: 'planned' | 'open' | 'closed'
  closedAt: Date | null
  /** When this person is asked in it; `null` where they are not in the round yet. */
  askAt: Date | null
  asked: boolean
}

/** A round is over for a person once a later one has asked them. */
export function isOver(day: Day, rounds: RoundOfPerson[]): RoundOfPerson | null {
  return rounds.filter((round) => round.asked && round.day > day).sort((a, b) => (a.day < b.day ? -1 : 1))[0] ?? null
}

/**
 * The day `/standup` answers without being told one: today's round where there is one; else the last one, as long as
 * it still takes answers and is not older than its own close; else the next.
 */
export function currentDay(today: Day, rounds: RoundOfPerson[], nextDay: Day | undefined): Day | undefined {
  const started = rounds.filter(({ state, asked }) => state === 'open' || asked).map(({ day }) => day)
  if (started.includes(today) || nextDay === today) return today
  const open = rounds.filter(({ state, day }) => state === 'open' && !isOver(day, rounds)).map(({ day }) => day)
  return open.sort().at(-1) ?? nextDay
}
