/** Delivered and realized: what was built, and what it was built for. Pure. */
import { addDays, type Day, formatDay, weekdayOf } from '../../../schedule/calendar.ts'
import { type Errors, futureDay, pastDay } from './deliverable.ts'
import type { DeliverableRecord, InitiativeRecord, Phase } from './records.ts'

export interface DeliverAnswers {
  deliveredOn: Day
  outcomeCheckOn: Day
}

type State = Pick<InitiativeRecord, 'key' | 'deliveredOn' | 'realizedOn' | 'phase'>

/** Entering a phase is a day that time to market is counted from. */
export function entered(before: Pick<InitiativeRecord, 'acceptedOn' | 'launchedOn'> | null, phase: Phase, today: Day) {
  const begun = phase !== 'idea' && phase !== 'discovery' && phase !== 'retired'
  const out = begun && phase !== 'build'
  return {
    ...(begun && !before?.acceptedOn && { acceptedOn: today }),
    ...(out && !before?.launchedOn && { launchedOn: today }),
  }
}

/** Why it cannot be delivered, or nothing. */
export function deliverable(initiative: State, pieces: DeliverableRecord[]): string | null {
  if (initiative.phase === 'retired') return `${initiative.key} is retired. Bring it back first.`
  if (initiative.deliveredOn) return `${initiative.key} was delivered on ${formatDay(initiative.deliveredOn)} already.`
  const open = pieces.filter(({ finishedOn }) => finishedOn === null)
  const [first, second] = open
  if (!first) return null
  const more = open.length > 2 ? ` and ${open.length - 2} more` : ''
  const named = [first, second].flatMap((one) => (one ? [one.key] : [])).join(', ')
  return `${initiative.key} is not finished: ${named}${more} ${open.length === 1 ? 'is' : 'are'} open. Report them finished, or take them out of the plan.`
}

export function checkDeliver({ deliveredOn, outcomeCheckOn }: DeliverAnswers, today: Day): Errors<DeliverAnswers> {
  return {
    ...(deliveredOn > today && { deliveredOn: futureDay(deliveredOn) }),
    ...(outcomeCheckOn <= today && {
      outcomeCheckOn: `${formatDay(outcomeCheckOn)} is not ahead. Give a day after today.`,
    }),
    ...(outcomeCheckOn > addDays(today, 1_100) && {
      outcomeCheckOn: 'That is more than three years ahead. Give a nearer day.',
    }),
  }
}

/** Thirty days on, and no weekend. */
export function usualCheck(deliveredOn: Day): Day {
  const day = addDays(deliveredOn, 30)
  const weekday = weekdayOf(day)
  return weekday > 5 ? addDays(day, 8 - weekday) : day
}

/** Why it cannot be realized, or nothing. */
export function realizable({ key, deliveredOn, realizedOn }: State): string | null {
  if (realizedOn) return `${key} was realized on ${formatDay(realizedOn)} already.`
  return deliveredOn ? null : `${key} is not delivered yet. Deliver it first: value shows after that.`
}

export function checkRealize(day: Day, deliveredOn: Day | null, today: Day): string | null {
  if (day > today) return futureDay(day)
  return deliveredOn && day < deliveredOn
    ? `It was delivered on ${formatDay(deliveredOn)}. Give that day or a later one.`
    : null
}

export function checkAgain(day: Day, today: Day): string | null {
  return day <= today ? pastDay(day).replace('today or a later day', 'a day after today') : null
}
