/**
 * `npm run quarter -- 100`: a quarter of so many crews with every ritual on; prints what Tandem wrote and what came of every
 * occurrence. `npm run quarter -- northwind`: that of the sample's Checkout crew, with what it reads in its channel.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDb } from '../src/db.ts'
import { migrate } from '../src/migrations.ts'
import { formatDay, toLocal } from '../src/schedule/calendar.ts'
import { berlin, firstDay, lastOf, quarterWeeks } from '../test/quarter/organization.ts'
import { type Quarter, simulateQuarter } from '../test/quarter/quarter.ts'
import { median } from '../test/week/counts.ts'

const sample = process.argv[2] === 'northwind'
const [count, seed] = [sample ? 1 : Number(process.argv[2] ?? 10), Number(process.argv[3] ?? 1)]
if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(seed)) {
  process.stderr.write('Give a number of crews, and another one for other luck: npm run quarter -- 100 7\n')
  process.exit(2)
}

const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tandem-quarter-'))
try {
  const url = `file:${join(folder, 'quarter.db')}`
  await migrate(url)
  const db = await openDb(url)
  const began = Date.now()
  const quarter = await simulateQuarter(db, {
    crews: sample ? 'northwind' : count,
    seed,
    said: (line) => process.stderr.write(`${line}\n`),
  })
  if (sample) transcript(quarter)
  print(quarter, (Date.now() - began) / 1000)
  await db.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function print({ crews, kinds, perWeek, perDay, accounts, did, refused, left }: Quarter, seconds: number): void {
  const lines = [
    `${crews.length} crews of six, every ritual on, ${firstDay} to ${lastOf(quarterWeeks)} (${Math.round(seconds)} s)`,
    '',
    `Direct messages per person and week: median ${median(perWeek)} (at most 6), most ${Math.max(...perWeek)} (at most 10), ${perWeek.length} weeks of ${crews.length * 6} people`,
    ...histogram(perWeek, 'messages'),
    `Because of: ${[...kinds]
      .sort((a, b) => b[1] - a[1])
      .map(([kind, times]) => `${kind} ${times}`)
      .join(', ')}`,
    '',
    `Root posts per channel and day: most ${Math.max(...perDay)} (at most 3)`,
    ...histogram(perDay, 'posts'),
    '',
    ...(sample ? [] : ['Occurrences by the calendar, held, finished:']),
    ...(sample ? [] : (accounts[0]?.accounts ?? [])).map(({ ritual }) => {
      const own = accounts.flatMap((one) => one.accounts.filter((account) => account.ritual === ritual))
      const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)
      const held = sum(own.map((one) => one.held.length))
      const open = sum(own.map((one) => one.unfinished.length))
      return `  ${ritual.padEnd(16)} ${sum(own.map(({ expected }) => expected.length))} ${held} ${held - open}`
    }),
    '',
    `What people did: ${Object.entries(did)
      .map(([what, times]) => `${what} ${times}`)
      .join(', ')}`,
    ...[...refused].map(([what, times]) => `Not taken ${times} times: ${what}`),
    `Left over: ${left.failedJobs.length} failed jobs, ${left.lateJobs.length} late ones, ${left.unsaid} messages not said, ${left.aside} set aside`,
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** What the crew reads in its channel: every post in a line, and how many replies it got. */
function transcript({ posted, crews }: Quarter): void {
  const here = posted.filter(({ conversation }) => conversation === crews[0]?.channel)
  for (const { ref, under, at, message } of here) {
    if (under !== undefined) continue
    const { day, time } = toLocal(at, berlin)
    const replies = here.filter((one) => one.under === ref)
    process.stdout.write(`${formatDay(day)} ${time}  ${message.summary}\n`)
    for (const reply of replies) process.stdout.write(`                     > ${reply.message.summary}\n`)
  }
  process.stdout.write('\n')
}

function histogram(numbers: number[], unit: string): string[] {
  const most = Math.max(...numbers)
  return Array.from({ length: most + 1 }, (_, value) => {
    const times = numbers.filter((one) => one === value).length
    const percent = Math.round((100 * times) / numbers.length)
    return `  ${String(value).padStart(2)} ${unit}: ${String(times).padStart(6)} ${'#'.repeat(Math.round(percent / 2))}`
  })
}
