/** When a vote on a scope change closes, and when its review is due. Pure. */
import { addWorkingDays, type Day } from '../../../schedule/calendar.ts'
import { type CrewTime, deadlinesOf, readDeadline, workingDaysOn, worksIn } from '../../../schedule/deadlines.ts'
import type { Read } from '../../portfolio/rules/words.ts'

/** Longer is no vote any more, it is a plan. */
const mostDays = 60

/** Without words: two working days of the crew. */
export function voteDeadline(words: string, now: Date, crew: CrewTime): Read<Date> {
  return words.trim() === ''
    ? { ok: workingDaysOn(now, 2, crew) }
    : readDeadline(words, now, deadlinesOf(crew), mostDays)
}

/** Three months on, on a working day: by then it shows. */
export function usualReview(day: Day, crew: CrewTime): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + 3, 0)).getUTCDate()
  const on = new Date(Date.UTC(year, month + 2, Math.min(date, last))).toISOString().slice(0, 10)
  return worksIn(crew)(on) ? on : addWorkingDays(on, 1, worksIn(crew))
}
