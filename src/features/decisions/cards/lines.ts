/** Words that several cards of decisions need. */
import type { Inline } from '../../../chat/message.ts'
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import type { DecisionRecord, DecisionState, Domain, Side } from '../rules/records.ts'

export const longest = 140
export const longDay = (day: Day) => formatDay(day, { year: true })

export const stateWords: Record<DecisionState, string> = {
  proposed: 'proposed',
  accepted: 'accepted',
  superseded: 'superseded',
  withdrawn: 'withdrawn',
}

/** Whose it is, and who is heard. */
export function domainLine(domain: Domain, { project, product }: Record<Side, string>): string {
  return {
    what: `What and why: ${product} accepts, ${project} is heard first`,
    how: `How and when: ${project} accepts, ${product} is heard first`,
    joint: `${project} and ${product} both accept`,
  }[domain]
}

const sources: Record<string, string> = {
  scope: 'a scope change',
  poll: 'a poll',
  priority: 'a prioritization',
  gate: 'a gate',
  baseline: 'a baseline',
  message: 'a message',
  chat: 'a command',
}

export const sourceText = ({ source }: Pick<DecisionRecord, 'source'>) => sources[source.split(':')[0] ?? ''] ?? source

/** "A, B" of people. */
export const names = (ids: number[]): Inline[] => ids.flatMap((person, index) => [...(index ? [', '] : []), { person }])
