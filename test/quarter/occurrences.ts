/** Every occurrence that a schedule gives for the quarter, beside what came of it. */
import type { Db } from '../../src/db.ts'
import { addDays, addWorkingDays, type Day, nextDays, readSchedule, toLocal } from '../../src/schedule/calendar.ts'
import { worksIn } from '../../src/schedule/deadlines.ts'
import { berlin, firstDay } from './organization.ts'

export interface Account {
  ritual: string
  /** By the calendar, of one crew. */
  expected: Day[]
  /** By the records. */
  held: Day[]
  /** Of those held: not finished, though their time is over. */
  unfinished: Day[]
}

const works = worksIn({ workDays: '12345', country: 'DE' })

function daysOf(words: string, holiday: 'next' | 'skip' | 'keep', lastDay: Day): Day[] {
  const read = readSchedule(words, { today: firstDay })
  if ('error' in read) throw new Error(read.error)
  const days = nextDays(read.ok, firstDay, 200).filter((day) => day <= lastDay)
  return days.flatMap((day) => {
    if (works(day) || holiday === 'keep') return [day]
    if (holiday === 'skip') return []
    const other = addWorkingDays(day, 1, works)
    return other <= lastDay ? [other] : []
  })
}

/** What goes on over the last days need not be finished. */
const longest = 11

export async function accountsOf({ read }: Db, crewId: number, lastDay: Day): Promise<Account[]> {
  const settledBy = addDays(lastDay, -longest)
  const days = (words: string, holiday: 'next' | 'skip' | 'keep') => daysOf(words, holiday, lastDay)
  const account = (ritual: string, expected: Day[], rows: { day: Day; over: boolean }[]): Account => {
    const inside = rows.filter(({ day }) => day <= lastDay).sort((a, b) => a.day.localeCompare(b.day))
    return {
      ritual,
      expected,
      held: inside.map(({ day }) => day),
      unfinished: inside.filter(({ day, over }) => !over && day <= settledBy).map(({ day }) => day),
    }
  }
  const rounds = await read.round.findMany({ where: { crewId, state: { not: 'planned' } } })
  const retros = await read.retro.findMany({ where: { crewId } })
  const pulses = await read.pulse.findMany({ where: { crewId } })
  const sessions = await read.alignmentSession.findMany({ where: { crewId } })
  const polls = (await read.steeringPoll.findMany()).filter(({ crewIds }) => (crewIds as number[]).includes(crewId))
  const session = (kind: string, words: string) =>
    account(
      kind,
      days(words, 'next'),
      sessions.filter((one) => one.kind === kind).map(({ day, state }) => ({ day, over: state === 'closed' })),
    )
  const pulse = (kind: string, words: string) =>
    account(
      kind,
      days(words, 'next'),
      pulses.filter((one) => one.kind === kind).map(({ day, state }) => ({ day, over: state === 'closed' })),
    )
  return [
    account(
      'standup',
      days('weekdays 09:30', 'skip'),
      rounds.map(({ day, state }) => ({ day, over: state === 'closed' })),
    ),
    account(
      'retro',
      days('every 2 weeks on monday 09:00', 'skip'),
      retros.map(({ day, phase }) => ({ day, over: phase === 'closed' })),
    ),
    session('followUp', 'monthly last friday 09:00'),
    session('strategicReview', 'second monday of the quarter 10:00'),
    session('planning', 'third monday of january and july 10:00'),
    pulse('pulse', 'first monday of the month 06:00'),
    pulse('confidence', 'every 2 weeks on tuesday 06:00'),
    account(
      'steering',
      // Asked by hand on the first day, and again by itself.
      [firstDay, ...days('first wednesday of the month 10:00', 'keep')],
      polls.map(({ at, state }) => ({ day: toLocal(at, berlin).day, over: state !== 'open' && state !== 'draft' })),
    ),
  ]
}
