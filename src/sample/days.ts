/** The days of the sample: it has worked from Monday to Friday, in Berlin, until now. */
import { addWorkingDays, type Day, weekdayOf } from '../schedule/calendar.ts'

export const zone = 'Europe/Berlin'
const works = (day: Day) => weekdayOf(day) <= 5

/** Working days from the next one on, and back from it. */
export function dayFrom(today: Day): (at: number) => Day {
  const first = works(today) ? today : addWorkingDays(today, 1, works)
  return (at) => (at === 0 ? first : addWorkingDays(first, at, works))
}
