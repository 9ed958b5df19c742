import { beforeAll, expect, test } from 'vitest'
import { channelsOf, median, postsOn, totals, type Week } from './week/counts.ts'
import { simulateWeeks, weekDays } from './week.ts'

let weeks: Week[] = []

beforeAll(async () => {
  weeks = await simulateWeeks([1, 2, 3])
}, 600_000)

test('the weeks are busy: people answer, skip, are blocked, help, ask and reply', () => {
  for (const act of ['answers', 'skips', 'blockers', 'helped', 'resolved', 'questions', 'replies'] as const) {
    expect(
      weeks.reduce((sum, { acts }) => sum + acts[act], 0),
      act,
    ).toBeGreaterThan(0)
  }
})

test('in a working week a member of the sample’s crew gets a median of at most 6 direct messages, and nobody more than 10', () => {
  const found = weeks.map((week) => ({
    week: week.seed,
    median: median(totals(week)),
    most: Math.max(...totals(week)),
  }))
  expect(found.filter(({ median, most }) => median > 6 || most > 10)).toEqual([])
})

test('a channel gets at most 3 root posts a working day', () => {
  for (const week of weeks) {
    expect(channelsOf(week)).toEqual(['checkout', 'teams-checkout'])
    const roots = channelsOf(week).flatMap((channel) => weekDays.map((day) => postsOn(week, channel, day).roots))
    expect(Math.min(...roots)).toBeGreaterThan(0)
    expect(Math.max(...roots)).toBeLessThanOrEqual(3)
    expect(week.posts.filter(({ root, day }) => root && !weekDays.includes(day))).toEqual([])
  }
})

test('nobody is written to outside their working hours, weekend included', () => {
  const outside = weeks.flatMap(({ seed, received }) =>
    received.filter(({ inHours }) => !inHours).map((one) => ({ week: seed, ...one })),
  )
  expect(outside).toEqual([])
})

test('at most one reminder a round and only to the silent', () => {
  for (const { received, members } of weeks) {
    const reminders = received.filter(({ kind }) => kind === 'standup.reminder')
    expect(reminders.filter(({ answered }) => answered)).toEqual([])
    const rounds = reminders.map(({ account, round }) => `${account}:${round}`)
    expect(new Set(rounds).size).toBe(rounds.length)
    // Those who never answer get one: the count above is of something.
    const silent = members.filter(({ habit }) => habit === 'answers never').map(({ account }) => account)
    expect(reminders.map(({ account }) => account)).toEqual(expect.arrayContaining(silent))
  }
})
