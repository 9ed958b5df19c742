/** What the cards of a retro are drawn from. Pure. */
import type { Crew } from '../../../people/crews.ts'
import type { ActionRecord } from '../../actions/rules/records.ts'
import { topThemes } from './dots.ts'
import type { Standing } from './phases.ts'
import { isPhase } from './phases.ts'
import type { CommentRecord, NoteRecord, RetroPerson, RetroRecord, ThemeRecord } from './records.ts'

export interface RetroView {
  retro: RetroRecord
  crew: Crew
  people: RetroPerson[]
  notes: NoteRecord[]
  themes: ThemeRecord[]
  comments: CommentRecord[]
  /** Promised in it. */
  actions: ActionRecord[]
  /** Still open from the ones before. */
  before: ActionRecord[]
}

export const notesIn = ({ notes }: Pick<RetroView, 'notes'>, themeId: number | null) =>
  notes.filter((note) => note.themeId === themeId)

/** What the crew talks about. */
export const topOf = (view: Pick<RetroView, 'themes' | 'notes'>): ThemeRecord[] =>
  topThemes(view.themes, ({ id }) => notesIn(view, id).length)

/** Those of an anonymous retro come out several at a time: the moment of an edit would tell who had just written. */
export const together = 3

export function commentsShown({ retro, comments }: Pick<RetroView, 'retro' | 'comments'>, themeId: number) {
  const of = comments.filter((one) => one.themeId === themeId)
  if (!retro.anonymous || retro.phase === 'act' || retro.phase === 'closed') return of
  return of.filter(({ id }) => retro.settings.shown.includes(id))
}

/** Those that come out now that this many wait. */
export function comingOut({ retro, comments }: Pick<RetroView, 'retro' | 'comments'>, themeId: number): string[] {
  const waiting = comments.filter((one) => one.themeId === themeId && !retro.settings.shown.includes(one.id))
  return waiting.length >= together ? waiting.map(({ id }) => id) : []
}

export function standingOf({ retro, people, notes, actions }: RetroView): Standing | null {
  if (!isPhase(retro.phase)) return null
  return {
    phase: retro.phase,
    anonymous: retro.anonymous,
    writers: people.filter(({ wrote }) => wrote).length,
    notes: notes.length,
    actions: actions.length,
    noActionReason: retro.noActionReason,
  }
}
