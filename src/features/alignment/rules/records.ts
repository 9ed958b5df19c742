/** What an alignment session is, as rules, cards and store see it. */
import { z } from 'zod'
import type { Clock, Day } from '../../../schedule/calendar.ts'

export const kinds = ['followUp', 'strategicReview', 'planning'] as const
export type Kind = (typeof kinds)[number]

export const kindNames: Record<Kind, string> = {
  followUp: 'Follow-up',
  strategicReview: 'Strategic review',
  planning: 'Planning',
}

/** How long each takes: nobody aligns for longer than 90 minutes. */
export const minutesOf: Record<Kind, number> = { followUp: 45, strategicReview: 90, planning: 90 }

export const shifts = ['previous', 'next'] as const
export type Shift = (typeof shifts)[number]

export const reaches = ['crew', 'organization'] as const
/** Whose initiatives a session looks at. */
export type Reach = (typeof reaches)[number]

export const cadence = z.object({
  schedule: z.object({ rule: z.string(), anchor: z.string(), time: z.string() }),
  /** The working day that takes the place of one on which the crew does not work. */
  shift: z.enum(shifts),
  /** The month in which the crew's year begins: quarters are counted from it. */
  yearFrom: z.number().int().min(1).max(12),
  covers: z.enum(reaches).default('crew'),
})
export type Cadence = z.infer<typeof cadence>

export interface AlignmentRitual {
  id: number
  organizationId: number
  crewId: number
  kind: Kind
  active: boolean
  cadence: Cadence
}

/** A line of the agenda. Names are ids: whoever is called otherwise tomorrow is called so here. */
export const item = z.object({
  /** What it is about, the same on every copy: "scope.4", "initiative.2", "point.7". */
  key: z.string(),
  text: z.string(),
  who: z.array(z.number()),
  /** The day its figures are of; nothing where it has none. */
  asOf: z.string().nullable(),
})
export type Item = z.infer<typeof item>

/** What the records gave when they were looked at. */
export const found = z.object({
  line: z.string(),
  decide: z.array(item),
  talk: z.array(item),
  /** "4 decisions": what happened since the last one. */
  counts: z.array(z.string()),
})
export type Found = z.infer<typeof found>

export const proposal = z.object({
  /** Nothing where no day within reach suits them all. */
  day: z.string().nullable(),
  missing: z.array(z.number()),
})
export type Proposal = z.infer<typeof proposal>
/** Nobody is missing, or it was answered. */
export const noProposal: Proposal = { day: null, missing: [] }

const count = z.object({ there: z.number(), of: z.number() })
export const presence = z.object({ project: count, product: count, both: count })
export type Presence = z.infer<typeof presence>

export type State = 'planned' | 'announced' | 'open' | 'closed' | 'skipped'

export interface SessionRecord {
  id: number
  organizationId: number
  crewId: number
  ritualId: number
  kind: Kind
  covers: Reach
  nominal: Day
  day: Day
  time: Clock
  state: State
  projectLeadId: number | null
  productLeadId: number | null
  proposal: Proposal
  agenda: Found | null
  agendaAt: Date | null
  openedAt: Date | null
  closedAt: Date | null
  summary: string | null
  presence: Presence | null
  at: Date
}

export interface AnswerRecord {
  personId: number
  coming: boolean | null
  there: boolean | null
}

export interface PointRecord {
  id: number
  byId: number
  text: string
  at: Date
}

export interface DoubtRecord {
  byId: number
  figure: string
  why: string
  at: Date
}

export const longestText = 300
export const longestSummary = 2_000

/** What the sources of a session's decisions begin with. */
export const decisionsOfSession = (sessionId: number) => `alignment:${sessionId}.`
/** One for each decision: a source is recorded once. */
export const decisionSource = (sessionId: number, index: number) => `${decisionsOfSession(sessionId)}${index}`
export const actionSource = (sessionId: number) => `alignment:${sessionId}`

/** Why it cannot be changed any more, or nothing. */
export function over({ state }: Pick<SessionRecord, 'state'>): string | null {
  switch (state) {
    case 'planned':
    case 'announced':
    case 'open':
      return null
    case 'closed':
      return 'This session is closed. Nothing was changed.'
    case 'skipped':
      return 'This session is skipped. Nothing was changed.'
  }
}
