/** What the portfolio knows, as rules and cards see it: money in minor units (cents) as plain numbers, days as texts. */
import type { Day } from '../../../schedule/calendar.ts'

export const kinds = ['project', 'product', 'release', 'experiment'] as const
export type Kind = (typeof kinds)[number]
export const methodologies = ['agile', 'waterfall', 'phaseGate', 'hybrid'] as const
export type Methodology = (typeof methodologies)[number]
export const phases = ['idea', 'discovery', 'build', 'launch', 'grow', 'mature', 'retired'] as const
export type Phase = (typeof phases)[number]
export type MoneyShown = 'amounts' | 'percent' | 'hidden'

/** What of a crew its initiatives' calendars and money need. */
export interface CrewOfInitiative {
  id: number
  name: string
  zone: string
  /** ISO weekdays: "12345". */
  workDays: string
  country: string | null
  money: MoneyShown | null
}

export interface InitiativeRecord {
  id: number
  organizationId: number
  key: string
  name: string
  kind: Kind
  methodology: Methodology
  phase: Phase
  crewId: number | null
  crew: CrewOfInitiative | null
  steeringCrewId: number | null
  projectOwnerId: number | null
  productOwnerId: number | null
  sponsorId: number | null
  budgetFromId: number | null
  budget: number | null
  benefit: number | null
  currency: string
  burnPerDay: number | null
  planAt: string | null
  /** Its years are told to its crew. */
  anniversaries: boolean
  startOn: Day | null
  proposedOn: Day | null
  acceptedOn: Day | null
  launchedOn: Day | null
  deliveredOn: Day | null
  realizedOn: Day | null
  outcomeCheckOn: Day | null
  /** Of its assumptions, and how many percent of the expected benefit rested on them. */
  broken: number
  brokenPercent: number
  /** Since when a side has said nothing about it, where the owners were told so; as of `quietOn`. */
  quietProject: Day | null
  quietProduct: Day | null
  quietOn: Day | null
  createdById: number
  updatedAt: Date
}

export interface DeliverableRecord {
  id: number
  initiativeId: number
  key: string
  name: string
  /** Working days of the initiative's crew; 0 is a milestone. */
  likely: number
  optimistic: number | null
  pessimistic: number | null
  percent: number
  startedOn: Day | null
  finishedOn: Day | null
  notBefore: Day | null
  promisedOn: Day | null
  promisedTo: string | null
  /** Of the promised day, in percent, as computed on `weighedOn`; `null`: not known. */
  chance: number | null
  weighedOn: Day | null
  /** It is less than even, and not both sides stand for it. */
  unsigned: boolean
  valuePoints: number | null
  ownerId: number | null
  position: number
  reportedAt: Date | null
  reportedById: number | null
}

/** Finish to start; ids of deliverables. */
export interface DependencyRecord {
  fromId: number
  toId: number
  lag: number
}

export interface ReadingRecord {
  day: Day
  value: number
  /** How many records it rests on, where that is known. */
  count: number | null
  byId: number
  at: Date
}

export interface KeyResultRecord {
  id: number
  objectiveId: number
  objectiveKey: string
  objectiveName: string
  key: string
  name: string
  unit: string
  baseline: number
  target: number
  direction: 'up' | 'down'
  projectOwnerId: number | null
  productOwnerId: number | null
  /** The newest reading; `null`: no data. */
  current: ReadingRecord | null
}

export interface BookingRecord {
  id: number
  initiativeId: number
  kind: 'cost' | 'benefit'
  day: Day
  amount: number
  currency: string
  note: string | null
  externalKey: string | null
  byId: number
  at: Date
}

export interface RateRecord {
  from: string
  to: string
  rate: number
  since: Day
}

export interface GivenRate extends RateRecord {
  byId: number
}

export interface AllocationRecord {
  id: number
  initiativeId: number
  personId: number
  name: string
  percent: number
  fromDay: Day
  toDay: Day
}

/** A deliverable as it was agreed. */
export interface BaselinePiece {
  key: string
  name: string
  start: Day
  end: Day
  likely: number
}

export interface BaselineRecord {
  id: number
  initiativeId: number
  version: number
  finish: Day | null
  budget: number | null
  benefit: number | null
  plan: BaselinePiece[]
  decision: string
  byId: number
  at: Date
}

/** Everything of an organization's active initiatives that the network needs. */
export interface PlanRecords {
  initiatives: InitiativeRecord[]
  deliverables: DeliverableRecord[]
  dependencies: DependencyRecord[]
}

/** "CHK T9": how a deliverable is named outside its initiative. */
export function pieceName(records: PlanRecords, deliverableId: number): string {
  const piece = records.deliverables.find(({ id }) => id === deliverableId)
  const initiative = piece && records.initiatives.find(({ id }) => id === piece.initiativeId)
  return `${initiative?.key ?? '?'} ${piece?.key ?? '?'}`
}
