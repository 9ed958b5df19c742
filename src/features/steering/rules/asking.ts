/** Checks of the form of a steering poll: a plan, or a sentence beside each field that is wrong. Pure. */

import { type Day, readSchedule, type Schedule, toLocal } from '../../../schedule/calendar.ts'
import { type DeadlineCalendar, readDeadline } from '../../../schedule/deadlines.ts'
import { mostOptions } from '../../../voting/rules/ballot.ts'
import type { PollMethod, VoterSide } from '../../../voting/rules/records.ts'
import type { SteeringSettings } from './records.ts'

export interface Asked {
  question: string
  options?: string | undefined
  method: string
  crews: string[]
  people: number[]
  observers: number[]
  closes: string
  shown: string
  anonymous: boolean
  quorum?: number | undefined
  quorumSides?: number | undefined
  reason: string
  addOptions: boolean
  early: boolean
  repeat?: string | undefined
}

export type AskErrors = Partial<Record<keyof Asked, string>>

export interface Plan {
  question: string
  closesAt: Date
  settings: SteeringSettings
  recurs: Schedule | null
}

export interface Elector {
  personId: number
  side: VoterSide
  observer: boolean
}

/** Methods that ask about options; the others ask yes or no. */
const choosing: PollMethod[] = ['single', 'approval', 'instantRunoff', 'schulze', 'score']
export const asksOptions = (method: PollMethod) => choosing.includes(method)

export const longestOption = 100

/** One option a line; a bullet or a number in front is no part of it. */
export function optionLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/, '').trim())
    .filter(Boolean)
}

/** What is wrong with these options, or nothing. */
export function optionProblem(options: string[], method: PollMethod, addOptions: boolean): string | null {
  if (!asksOptions(method))
    return options.length
      ? 'This method asks yes or no, without options. Leave this empty, or choose another method.'
      : null
  if (options.length > mostOptions)
    return `${options.length} options are more than anybody compares; at most ${mostOptions} fit. Ask in two steps, or leave out ${options.length - mostOptions}.`
  if (options.length < 2 && !(addOptions && options.length))
    return 'Give at least two options, one a line; or one, and let people add theirs.'
  const seen = new Map<string, string>()
  for (const option of options) {
    if (option.length > longestOption) return `"${option.slice(0, 30)}..." is longer than ${longestOption} characters.`
    const twice = seen.get(option.toLowerCase())
    if (twice) return `"${option}" stands here twice. Name it once.`
    seen.set(option.toLowerCase(), option)
  }
  return null
}

export function checkAsked(
  asked: Asked,
  electorate: Elector[],
  now: Date,
  calendar: DeadlineCalendar,
): { plan: Plan } | { errors: AskErrors } {
  const method = asked.method as PollMethod
  const options = optionLines(asked.options ?? '')
  const closes = readDeadline(asked.closes, now, calendar)
  const today = toLocal(now, calendar.zone).day
  const repeat = asked.repeat?.trim() ? readSchedule(asked.repeat, { today }) : null
  const voters = electorate.filter(({ observer }) => !observer)
  const wrong = optionProblem(options, method, asked.addOptions)
  const small = sideTooSmall(voters, asked.anonymous)
  const errors: AskErrors = {
    ...(!asked.question.trim() && { question: 'Ask something.' }),
    ...(wrong && { options: wrong }),
    ...(asked.crews.length === 0 && asked.people.length === 0 && { crews: 'Choose a crew, or name people below.' }),
    ...(asked.crews.length + asked.people.length > 0 &&
      voters.length === 0 && { crews: 'Nobody among these may vote.' }),
    ...(method === 'dualMajority' && missingSide(voters)),
    ...(small && { anonymous: small }),
    ...(asked.anonymous && asked.shown === 'live' && { shown: 'An anonymous poll is hidden until the close, always.' }),
    ...('error' in closes && { closes: closes.error }),
    ...(repeat && 'error' in repeat && { repeat: repeat.error }),
  }
  if (Object.keys(errors).length || 'error' in closes) return { errors }
  const recurs = repeat && 'ok' in repeat ? repeat.ok : null
  const end = toLocal(closes.ok, calendar.zone)
  return {
    plan: {
      question: asked.question.trim(),
      closesAt: closes.ok,
      recurs,
      settings: {
        method,
        options,
        people: asked.people,
        observers: asked.observers,
        shown: asked.shown === 'live' ? 'live' : 'afterClose',
        anonymous: asked.anonymous,
        quorum: { overall: asked.quorum ?? null, perSide: asked.quorumSides ?? null },
        reason: asked.reason === 'always' || asked.reason === 'never' ? asked.reason : 'against',
        addOptions: asked.addOptions && asksOptions(method),
        early: asked.early,
        openDays: daysBetween(today, end.day),
        closeTime: end.time,
        zone: calendar.zone,
        repeat: recurs,
        domain: 'joint',
        outcomeWhy: null,
      },
    },
  }
}

function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

function missingSide(voters: Elector[]): AskErrors {
  const missing = (['project', 'product'] as const).find((side) => !voters.some((voter) => voter.side === side))
  return missing
    ? { method: `Nobody here is on the ${missing} side, so it cannot have a majority. Choose another method.` }
    : {}
}

/** Fewer than three cannot be anonymous among themselves. */
function sideTooSmall(voters: Elector[], anonymous: boolean): string | null {
  if (!anonymous || voters.length >= 3) return null
  return `Only ${voters.length} may vote: with fewer than 3 the count says who said what. Ask by name, or ask more people.`
}
