/** Which round an answer is for. Pure. */
import { addDays, type Day } from '../../../schedule/calendar.ts'

/** A round as one person sees it. */
export interface RoundOfPerson {
  day: Day
  state: 'planned' | 'open' | 'closed'
  /** When this person is asked in it; `null` where they are not in the round yet. */
  askAt: Date | null
  asked: boolean
}

/** A round has come to a person when it asked them, when their moment in it has passed, or when it is over altogether. */
function hasCome({ state, asked, askAt }: RoundOfPerson, now: Date): boolean {
  return asked || state === 'closed' || (askAt !== null && askAt <= now)
}

/** A round takes changes until a later one has come, also for those whom that one did not ask. */
export function isOver(day: Day, rounds: RoundOfPerson[], now: Date): RoundOfPerson | null {
  const later = rounds.filter((round) => round.day > day && hasCome(round, now))
  return later.sort((a, b) => (a.day < b.day ? -1 : 1))[0] ?? null
}

/** A week and its weekend: an older digest is of a crew that has stopped meeting. */
const livelyDays = 8

/** Rounds whose digest is kept as things are: those that are open, and the last one that went out, until the next opens. */
export function stillChanging<R extends { day: Day; state: RoundOfPerson['state']; digestedAt: Date | null }>(
  rounds: R[],
  today: Day,
): R[] {
  const open = rounds.filter(({ state }) => state === 'open')
  if (open.length) return open
  const [last] = rounds.filter(({ digestedAt }) => digestedAt !== null).sort((a, b) => (a.day < b.day ? 1 : -1))
  return last && last.day >= addDays(today, -livelyDays) ? [last] : []
}

/**
 * The day `/standup` answers without being told one: today's round where there is one; else the last one, as long as
 * it still takes answers and is not older than its own close; else the next.
 */
export function currentDay(today: Day, rounds: RoundOfPerson[], nextDay: Day | undefined, now: Date): Day | undefined {
  const started = rounds.filter(({ state, asked }) => state === 'open' || asked).map(({ day }) => day)
  if (started.includes(today) || nextDay === today) return today
  const open = rounds.filter(({ state, day }) => state === 'open' && !isOver(day, rounds, now)).map(({ day }) => day)
  return open.sort().at(-1) ?? nextDay
}
