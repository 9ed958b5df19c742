/** Whose an action item is, and when it is due. Pure. */
import { readPerson } from '../../../people/named.ts'
import { addDays, type Day, formatDay, readDay, toLocal, type Zone } from '../../../schedule/calendar.ts'
import { readDeadline } from '../../../schedule/deadlines.ts'
import { type ActionRecord, actionName } from './records.ts'

export const longestText = 300
export const longestReason = 500
/** Further ahead it is a plan and no promise. */
const mostDays = 366

export type ActionError = { error: string }

/** Its owner, whoever made it, and the crew that it was promised to; whatever else they are, nobody else. */
export function mayChange(
  action: Pick<ActionRecord, 'ownerId' | 'createdById' | 'crewId'>,
  { personId, crewIds }: { personId: number; crewIds: number[] },
): boolean {
  const { ownerId, createdById, crewId } = action
  return ownerId === personId || createdById === personId || (crewId !== null && crewIds.includes(crewId))
}

/** Why it cannot be changed any more, or nothing. */
export function closed(action: ActionRecord): string | null {
  switch (action.state) {
    case 'open':
      return null
    case 'done':
      return `${actionName(action)} is done already. Nothing was changed.`
    case 'dropped':
      return `${actionName(action)} was dropped. Nothing was changed.`
  }
}

type Due = Pick<ActionRecord, 'dueOn' | 'state'>

export const isOverdue = ({ dueOn, state }: Due, today: Day) => state === 'open' && dueOn < today
export const isDue = ({ dueOn, state }: Due, today: Day) => state === 'open' && dueOn <= today

/** "today", "due Fri 27 Nov", "overdue since Fri 20 Nov" */
export function dueText({ dueOn, state }: Due, today: Day): string {
  const year = dueOn.slice(0, 4) !== today.slice(0, 4)
  if (state !== 'open') return `was due ${formatDay(dueOn, { year })}`
  if (dueOn === today) return 'due today'
  return dueOn < today ? `overdue since ${formatDay(dueOn, { year })}` : `due ${formatDay(dueOn, { year })}`
}

export interface DueCalendar {
  now: Date
  zone: Zone
  isWorking(day: Day): boolean
}

/** Reads the day of a promise: "today", "fri", "2 dec", "3 working days". Not a day that is over, and at most a year ahead. */
export function readDue(words: string, { now, zone, isWorking }: DueCalendar): { ok: Day } | ActionError {
  const { day: today } = toLocal(now, zone)
  const day = readDay(words, today)
  const read = 'ok' in day ? day : asDeadline(words, day.error, { now, zone, isWorking })
  if ('error' in read) return read
  const said = formatDay(read.ok, { year: true })
  if (read.ok < today) return { error: `${said} is over. Name today or a later day, for example "fri" or "2 dec".` }
  if (read.ok > addDays(today, mostDays)) return { error: `${said} is more than a year ahead. Name a nearer day.` }
  return read
}

/** Spans in the words of deadlines; what is no day there either is told as it is told of a day. */
function asDeadline(words: string, notADay: string, { now, zone, isWorking }: DueCalendar): { ok: Day } | ActionError {
  const moment = readDeadline(words, now, { zone, endOfDay: '23:59', isWorking }, mostDays)
  if ('ok' in moment) return { ok: toLocal(moment.ok, zone).day }
  return { error: /not a deadline/.test(moment.error) ? notADay : moment.error }
}

interface Typed<P> {
  owner: P | null
  due: string | null
}

/** "@Paul by fri", "by fri", "@Paul Miller": who does it and by when; nothing of what is not there. */
export function readWhoAndWhen<P extends { id: number; name: string }>(
  words: string,
  people: P[],
): { ok: Typed<P> } | ActionError {
  const text = words.trim()
  const [, who = '', when] = /^(.*?)(?:(?:^|\s+)by\s+(.+))?$/is.exec(text) ?? []
  const name = who.trim().replace(/^@/, '')
  if (name === '') return { ok: { owner: null, due: when?.trim() ?? null } }
  const person = readPerson(name, people)
  if ('error' in person) return person
  return { ok: { owner: person.ok, due: when?.trim() ?? null } }
}
