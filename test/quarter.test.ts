import { beforeAll, expect, test } from 'vitest'
import { type Quarter, simulateQuarter } from './quarter/quarter.ts'
import { sqliteDatabase } from './support/databases.ts'
import { median } from './week/counts.ts'

/** `npm run quarter -- 100` does it for a hundred crews and a whole quarter. */
const weeks = 6
let quarter: Quarter

const database = sqliteDatabase()
beforeAll(async () => {
  const { db, close } = await database.lasting()
  quarter = await simulateQuarter(db, { crews: 1, weeks })
  await close()
}, 600_000)

test('every ritual is at work: people answer, vote, look back, align, promise and celebrate', () => {
  const acts = [
    'stand-up answers',
    'pulse answers',
    'confidence answers',
    'retro notes',
    'retro dots',
    'votes',
    'answers to a session',
    'sessions closed',
    'assumptions reviewed',
    'celebrations',
    'action items',
    'thanks',
    'kickoffs',
    'concerns',
    'prioritizations',
    'orders agreed on',
  ]
  expect(acts.filter((act) => !quarter.did[act])).toEqual([])
  expect([...quarter.refused]).toEqual([])
})

test('every occurrence that a schedule gives is held on its day, once, and ends', () => {
  const accounts = quarter.accounts.flatMap(({ accounts: own }) => own)
  expect(accounts.map(({ ritual, expected }) => ({ ritual, days: expected }))).toEqual(
    accounts.map(({ ritual, held }) => ({ ritual, days: held })),
  )
  expect(accounts.filter(({ unfinished }) => unfinished.length)).toEqual([])
  expect(accounts.find(({ ritual }) => ritual === 'standup')?.held).toHaveLength(5 * weeks)
})

test('nothing is left over: no job failed or late, no message unsaid or set aside, nothing to warn of', () => {
  expect(quarter.left).toEqual({ failedJobs: [], lateJobs: [], unsaid: 0, aside: 0 })
  expect(quarter.warnings).toEqual([])
})

test('with every ritual on a member gets a median of at most 6 messages a week, and nobody more than 10', () => {
  expect(quarter.perWeek).toHaveLength(6 * weeks)
  expect(median(quarter.perWeek)).toBeLessThanOrEqual(6)
  expect(Math.max(...quarter.perWeek)).toBeLessThanOrEqual(10)
})

test('a channel has at most 3 root posts a day', () => {
  expect(quarter.perDay.length).toBeGreaterThan(5 * weeks - 1)
  expect(Math.max(...quarter.perDay)).toBeLessThanOrEqual(3)
})
