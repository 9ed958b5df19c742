/** Figures over many rounds, counted by the database: numbers per side, no person. */
import type { Tx } from '../db.ts'
import type { Day } from '../schedule/calendar.ts'
import type { StateCount } from './counts.ts'
import { sideOf } from './store.ts'

/** Rounds of a ritual that have begun: a long range costs three queries, not one a round. */
export async function figuresOf(read: Tx, ritualId: number, range: { from: Day; to: Day }): Promise<RangeFigures> {
  const round = { ritualId, day: { gte: range.from, lte: range.to }, state: { not: 'planned' as const } }
  const [rounds, forgotten, wordless, states, people] = await Promise.all([
    read.round.count({ where: round }),
    lastOf(read, { ...round, peopleForgottenAt: { not: null } }),
    lastOf(read, { ...round, wordsForgottenAt: { not: null } }),
    read.participation.groupBy({ by: ['side', 'state'], where: { round }, _count: true }),
    read.participation.groupBy({ by: ['side', 'personId'], where: { round } }),
  ])
  const on = (side: 'project' | 'product') => people.filter((one) => one.side === side).length
  return {
    rounds,
    forgotten,
    wordless: wordless.day,
    counts: states.map(({ side, state, _count }) => ({ side: sideOf(side), state, count: _count })),
    people: { project: on('project'), product: on('product') },
  }
}

async function lastOf(read: Tx, where: object): Promise<{ day: Day | null; rounds: number }> {
  const { _max, _count } = await read.round.aggregate({ where, _max: { day: true }, _count: true })
  return { day: _max.day, rounds: _count }
}

export interface RangeFigures {
  rounds: number
  /** Rounds of the range whose participation was deleted for its age, and the day of the last of them. */
  forgotten: { day: Day | null; rounds: number }
  /** The day of the last round whose words were. */
  wordless: Day | null
  counts: StateCount[]
  /** Different people who stood on a side in any of the rounds. */
  people: { project: number; product: number }
}

/** The last rounds that have begun, newest first, with their counts. */
export async function lastRounds(read: Tx, ritualId: number, take: number) {
  const where = { ritualId, state: { not: 'planned' as const } }
  const rounds = await read.round.findMany({
    where,
    orderBy: { day: 'desc' },
    take,
    select: { id: true, day: true, peopleForgottenAt: true },
  })
  const states = await read.participation.groupBy({
    by: ['roundId', 'side', 'state'],
    where: { roundId: { in: rounds.map(({ id }) => id) } },
    _count: true,
  })
  return rounds.map(({ id, day, peopleForgottenAt }) => ({
    id,
    day,
    forgotten: peopleForgottenAt !== null,
    counts: states
      .filter(({ roundId }) => roundId === id)
      .map(({ side, state, _count }): StateCount => ({ side: sideOf(side), state, count: _count })),
  }))
}
