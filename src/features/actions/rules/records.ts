/** What is known of an action item. */
import type { Day } from '../../../schedule/calendar.ts'

export type ActionState = 'open' | 'done' | 'dropped'

export interface ActionRecord {
  id: number
  organizationId: number
  /** Per organization: A-31. */
  number: number
  crewId: number | null
  initiativeId: number | null
  text: string
  ownerId: number
  dueOn: Day
  state: ActionState
  /** Why it was dropped. */
  reason: string | null
  source: string
  createdById: number
  doneAt: Date | null
  overdueToldAt: Date | null
  /** How often it was given another day. */
  replanned: number
  at: Date
}

export const actionName = ({ number }: Pick<ActionRecord, 'number'>) => `A-${number}`

/** Typed by hand: no record of another feature stands behind it. */
export const byHand = 'chat'

/** "scope:4" is of the scope change with that id. */
export function sourceOf(source: string): { kind: string; id: number } | null {
  const match = /^([a-z]+):(\d+)/.exec(source)
  return match ? { kind: match[1] ?? '', id: Number(match[2]) } : null
}
