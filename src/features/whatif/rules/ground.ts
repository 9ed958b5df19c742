/** What an answer rests on: the whole plan moves, of it only what somebody may see is named. Pure. */
import { command } from '../../../chat/spoken.ts'
import { addDays, type Day, toLocal } from '../../../schedule/calendar.ts'
import type {
  AllocationRecord,
  BookingRecord,
  InitiativeRecord,
  KeyResultRecord,
  PlanRecords,
  RateRecord,
} from '../../portfolio/rules/records.ts'
import { mayOf, type Standing } from '../../portfolio/rules/rights.ts'
import { unknownKey } from '../../portfolio/rules/words.ts'

/** Everything that the computing needs, read at one moment. */
export interface Ground {
  initiative: InitiativeRecord
  who: Standing
  /** On the calendar of its crew. */
  today: Day
  plan: PlanRecords
  /** Of the plan, what this person may see. */
  seen: PlanRecords
  rates: RateRecord[]
  allocations: AllocationRecord[]
  /** Of initiatives whose burn is not given. */
  costs: BookingRecord[]
  results: KeyResultRecord[]
  links: { initiativeId: number; keyResultId: number }[]
  /** Of the newest baseline. */
  version: number | null
}

/** For whom it is computed, and when. */
export interface As {
  organizationId: number
  who: Standing
  now: Date
  /** Where the initiative has no crew. */
  zone: string
}

export const todayOf = ({ crew }: InitiativeRecord, { now, zone }: As): Day => toLocal(now, crew?.zone ?? zone).day

/** Twenty working days of a crew that works on one day a week, with its holidays. */
export const costsSince = (today: Day): Day => addDays(today, -200)

export function visible(plan: PlanRecords, who: Standing): PlanRecords {
  const initiatives = plan.initiatives.filter((one) => mayOf('see', who, one))
  if (initiatives.length === plan.initiatives.length) return plan
  const ids = new Set(initiatives.map(({ id }) => id))
  const deliverables = plan.deliverables.filter(({ initiativeId }) => ids.has(initiativeId))
  const pieces = new Set(deliverables.map(({ id }) => id))
  const dependencies = plan.dependencies.filter(({ fromId, toId }) => pieces.has(fromId) && pieces.has(toId))
  return { initiatives, deliverables, dependencies }
}

/** By the key that was typed, or by id. */
export type Meant = { key: string } | { id: number }

/** `stored`: what is there by that key, retired or not. */
export function notThere(meant: Meant, seen: PlanRecords, who: Standing, stored: InitiativeRecord | null): string {
  if (stored && stored.phase === 'retired' && mayOf('see', who, stored)) {
    return `${stored.key} is retired, and its plan is not computed any more. ${command(`plan ${stored.key}`)} still shows it.`
  }
  if ('id' in meant) return 'This initiative is not here any more.'
  return unknownKey(
    meant.key,
    'an initiative',
    seen.initiatives.map(({ key }) => key),
  )
}

export const emptyPlan = ({ key }: InitiativeRecord) =>
  `${key} has no deliverables yet. ${command(`plan ${key}`)} adds the first.`
