/** Days counted and named; printed for comparison between hosts. */
import { addDays, formatDay, readDay, weekdayOf } from '../../src/schedule/calendar.ts'

for (const start of ['2011-12-28', '2026-03-28', '2026-04-03', '2026-04-22', '2026-10-02', '2028-02-27']) {
  for (let ahead = 0; ahead < 4; ahead += 1) {
    const day = addDays(start, ahead)
    process.stdout.write(`${day} ${formatDay(day, { year: true })} ${weekdayOf(day)} ${addDays(day, -ahead)}\n`)
  }
  process.stdout.write(`${JSON.stringify([readDay('30 dec', start), readDay('31 apr', start)])}\n`)
}
