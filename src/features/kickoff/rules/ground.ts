/** What is known of an initiative when its kickoff is prepared, from every record that says something of it. Pure. */
import { dayText } from '../../../methods/days.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import type { PlanNetwork } from '../../portfolio/rules/network.ts'
import type { InitiativeRecord, KeyResultRecord } from '../../portfolio/rules/records.ts'
import type { Status } from '../../portfolio/rules/status.ts'
import { resultWords } from '../../portfolio/rules/status-line.ts'
import type { WhyCount } from '../../portfolio/rules/why.ts'

export interface KnownRisk {
  number: number
  text: string
  probability: number
  impactDays: number | null
  ownerId: number
  state: string
}

export interface Ground {
  initiative: InitiativeRecord
  today: Day
  why: { sentence: string; forWhom: string; version: number; byId: number; at: Date } | null
  whyCount: WhyCount
  status: Status
  /** The first day of its plan. */
  from: Day | null
  raci: { accountable: number[] }[]
  /** How the crew meets, in words. */
  cadence: { standup: string | null; retro: string | null; alignment: string | null }
  risks: KnownRisk[]
  assumptions: { state: string }[]
}

export function firstDay({ key, startOn }: InitiativeRecord, network: PlanNetwork): Day | null {
  const group = 'network' in network ? network.network.groups.get(key) : undefined
  const start = group ? dayText(group.start) : null
  return start && startOn && startOn < start ? startOn : start
}

/** Not reached yet, the nearest first. */
export function milestonesAhead({ finish }: Status): { name: string; day: Day }[] {
  return finish.open
    .filter(({ piece }) => piece.likely === 0)
    .map(({ piece, end }) => ({ name: `${piece.key} ${piece.name}`, day: end }))
    .sort((a, b) => a.day.localeCompare(b.day))
}

/** Open ones: the likeliest days lost first; where nobody has said how many, by how likely it is. */
export function topRisks(risks: KnownRisk[]): KnownRisk[] {
  const expected = ({ probability, impactDays }: KnownRisk) => probability * (impactDays ?? 0)
  return risks
    .filter(({ state }) => state === 'open')
    .sort((a, b) => expected(b) - expected(a) || b.probability - a.probability || a.number - b.number)
}

/** With the day that it was read, and how many records it rests on where that is known. */
export function readWords(one: KeyResultRecord, today: Day): string {
  const { current } = one
  if (current === null) return resultWords(one, today)
  const count = current.count === null ? '' : `, n = ${current.count}`
  return `${resultWords(one, today)}, read ${formatDay(current.day, { year: true })}${count}`
}

/** "40 %": kept as a part of 1. */
export const percentOf = ({ probability }: Pick<KnownRisk, 'probability'>): string =>
  `${Math.round(probability * 100)} %`

/** Each once, in the order of the activities: an order of people would rank them. */
export function whoAnswers(rows: Ground['raci']): { accountable: number[]; without: number } {
  return {
    accountable: [...new Set(rows.flatMap(({ accountable }) => accountable))],
    without: rows.filter(({ accountable }) => accountable.length !== 1).length,
  }
}

export const cadenceWords = ({ standup, retro, alignment }: Ground['cadence']): string[] => [
  ...(standup ? [`stand-up ${standup}`] : []),
  ...(retro ? [`retrospective ${retro}`] : []),
  ...(alignment ? [`alignment ${alignment}`] : []),
]
