/** A retro and what is said in it, as rules, cards and store see it. Pure. */
import { z } from 'zod'
import type { Day } from '../../../schedule/calendar.ts'

export const phases = ['collect', 'group', 'vote', 'discuss', 'act'] as const
export type Phase = (typeof phases)[number]
export type RetroState = Phase | 'closed' | 'skipped'
export type Side = 'project' | 'product' | 'both'

export const column = z.object({ id: z.string(), name: z.string(), hint: z.string() })
export type Column = z.infer<typeof column>
export const format = z.object({ name: z.string(), columns: z.array(column) })
export type Format = z.infer<typeof format>

/** `press`: whoever runs it moves on; `live`: by a timer; `days`: by deadlines over several working days. */
export const paces = ['live', 'days', 'press'] as const
export type Pace = (typeof paces)[number]

export const retroSettings = z.object({
  pace: z.enum(paces),
  /** Dots a person has, and how many of them one theme may get. */
  dots: z.number().int(),
  perTheme: z.number().int(),
  /** Notes that say nearly the same are shown to whoever groups. */
  suggest: z.boolean(),
  /** When each phase is to end, with `days`. */
  ends: z.partialRecord(z.enum(phases), z.coerce.date()).default({}),
  /** When the crew talks, with `days`. */
  meetsAt: z.coerce.date().nullable().default(null),
  /** Who said "Not this time". */
  passed: z.array(z.number().int()).default([]),
  /** How often the end of collecting was put off for want of notes. */
  putOff: z.number().int().default(0),
  /** Past its end with nothing promised: whoever runs it has been told, and the next end closes it. */
  leftOpen: z.boolean().default(false),
  /** Of an anonymous retro: comments that are shown, by their random ids; the others wait until they are several. */
  shown: z.array(z.string()).default([]),
})
export type RetroSettings = z.infer<typeof retroSettings>

export interface RetroRecord {
  id: number
  organizationId: number
  crewId: number
  number: number
  ritualId: number | null
  day: Day
  phase: RetroState
  format: Format
  settings: RetroSettings
  anonymous: boolean
  tokenKey: string | null
  facilitatorId: number | null
  startedById: number
  endsAt: Date | null
  since: Date | null
  noActionReason: string | null
  version: number
  at: Date
  closedAt: Date | null
  peopleForgottenAt: Date | null
  wordsForgottenAt: Date | null
}

export interface RetroPerson {
  personId: number
  side: Side
  wrote: boolean
  ready: boolean
  voted: boolean
  remindedAt: Date | null
}

export interface NoteRecord {
  id: string
  columnId: string
  text: string
  authorId: number | null
  token: string | null
  themeId: number | null
}

export interface ThemeRecord {
  id: number
  position: number
  name: string
  /** Known once the voting is over. */
  dots: number | null
}

export interface CommentRecord {
  id: string
  themeId: number
  text: string
  authorId: number | null
  token: string | null
  at: Date | null
}

/** What somebody promised in it. */

export const nameOf = ({ number }: Pick<RetroRecord, 'number'>) => `R-${number}`
export const isOver = ({ phase }: Pick<RetroRecord, 'phase'>) => phase === 'closed' || phase === 'skipped'
export const sourceOf = ({ id }: Pick<RetroRecord, 'id'>) => `retro:${id}`

/** Where a note is read by everybody: from grouping on. */
export const notesShown = ({ phase }: Pick<RetroRecord, 'phase'>) => phase !== 'collect' && phase !== 'skipped'
