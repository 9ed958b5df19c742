/** `npm run week`: simulates a working week of the sample's Checkout crew and prints what Tandem wrote to whom. `npm run week -- 7`: another week. */
import { addDays, formatDay } from '../src/schedule/calendar.ts'
import { channelsOf, median, postsOn, totals, type Week } from '../test/week/counts.ts'
import { simulateWeeks, weekDays } from '../test/week.ts'

const friday = weekDays.at(-1) ?? ''
const days = [...weekDays, addDays(friday, 1), addDays(friday, 2)]
const names = days.map((day) => formatDay(day).slice(0, 3))

function table(rows: string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  const numeric = (column: number) => rows.slice(1).every((row) => /^\d*$/.test(row[column] ?? ''))
  const line = (row: string[]) =>
    row.map((cell, at) => (numeric(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join('  ')
  return rows.map((row) => line(row).trimEnd()).join('\n')
}

function messages({ members, received }: Week): string {
  const rows = members.map(({ account, name, side, habit }) => {
    const own = received.filter((one) => one.account === account)
    const perDay = days.map((day) => `${own.filter((one) => one.day === day).length}`)
    return [name, side, ...perDay, `${own.length}`, habit]
  })
  return table([['Person', 'Side', ...names, 'Total', 'In this week'], ...rows])
}

function channels(week: Week): string {
  const rows = channelsOf(week).flatMap((channel) => {
    const posts = days.map((day) => postsOn(week, channel, day))
    return [
      [channel, 'root posts', ...posts.map(({ roots }) => `${roots}`)],
      ['', 'replies in threads', ...posts.map(({ replies }) => `${replies}`)],
    ]
  })
  return table([['Channel', '', ...names], ...rows])
}

const seed = Number(process.argv[2] ?? 1)
if (!Number.isSafeInteger(seed)) {
  process.stderr.write('Give a whole number to see another week, for example: npm run week -- 7\n')
  process.exit(2)
}
for (const week of await simulateWeeks([seed])) {
  const acts = Object.entries(week.acts).map(([act, count]) => `${act} ${count}`)
  process.stdout.write(`The sample's Checkout crew, ${formatDay(days[0] ?? '')} to ${formatDay(days.at(-1) ?? '', { year: true })}, week ${seed}
What people did: ${acts.join(', ')}

Direct messages, each counted once, on the day of who gets it:
${messages(week)}
Those who are asked: median ${median(totals(week))} (at most 6), most ${Math.max(...totals(week))} (at most 10)

${channels(week)}
`)
}
