/** A retro with everything that its cards are drawn from, and which cards those are. */
import type { Card, Effect } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { isRoundDay } from '../../../rounds/plan.ts'
import { holidaysOf } from '../../../schedule/holidays.ts'
import { actionsOfSource, openActionsFrom } from '../../actions/store/reads.ts'
import type { CrewCalendar } from '../rules/phases.ts'
import { type Phase, type RetroPerson, type RetroRecord, sourceOf } from '../rules/records.ts'
import { type RetroView, topOf } from '../rules/view.ts'
import { notesOf } from '../store/notes.ts'
import { peopleOf } from '../store/people.ts'
import { anyRetro } from '../store/retros.ts'
import { commentsOf, themesOf } from '../store/themes.ts'

type Of = Pick<RetroRecord, 'id'>

export const boardOf = ({ id }: Of): Card => ({ kind: 'retro.board', key: String(id) })
export const factsCardOf = ({ id }: Of): Card => ({ kind: 'retro.facts', key: String(id) })
export const summaryOf = ({ id }: Of): Card => ({ kind: 'retro.summary', key: String(id) })
export const themeCardOf = ({ id }: Of, themeId: number): Card => ({ kind: 'retro.theme', key: `${id}.${themeId}` })
export const turnOf = ({ id }: Of, personId: number): Card => ({ kind: 'retro.turn', key: `${id}:${personId}` })
/** What a phase asks of whoever runs it. */
export const dueOf = ({ id }: Of, phase: Phase, personId: number): Card => ({
  kind: 'retro.due',
  key: `${id}.${phase}:${personId}`,
})
export const reminderOf = ({ id }: Of, personId: number): Card => ({ kind: 'retro.reminder', key: `${id}:${personId}` })

export async function viewOf(read: Tx, retro: RetroRecord, of?: Crew): Promise<RetroView | null> {
  const crew = of ?? (await crewById(read, retro.crewId))
  if (!crew) return null
  const { id } = retro
  const actions = await actionsOfSource(read, retro.organizationId, sourceOf(retro))
  const own = new Set(actions.map((one) => one.id))
  // One after the other: inside a transaction they share one connection.
  return {
    retro,
    crew,
    people: await peopleOf(read, id),
    notes: await notesOf(read, id),
    themes: await themesOf(read, id),
    comments: await commentsOf(read, id),
    actions,
    before: (await openActionsFrom(read, retro.crewId, 'retro')).filter((one) => !own.has(one.id)),
  }
}

export async function viewById(read: Tx, id: number): Promise<RetroView | null> {
  const retro = await anyRetro(read, id)
  return retro && viewOf(read, retro)
}

export function calendarOf(crew: Crew): CrewCalendar {
  const isHoliday = holidaysOf(crew.country)
  return {
    zone: crew.zone,
    endOfDay: crew.workTo,
    isWorking: (day) => isRoundDay(crew.workDays, isHoliday, day),
  }
}

/** How many theme cards a thread gets at most; the board says how many there are besides. */
const mostThemeCards = 10

export const talkedOf = (view: RetroView) => topOf(view).slice(0, mostThemeCards)

const refresh = (card: Card): Effect => ({ do: 'refresh', card })

/** The board, and the reminders of those who have one. */
export function refreshed(retro: Of, people: Pick<RetroPerson, 'personId' | 'remindedAt'>[] = []): Effect[] {
  const reminded = people.filter(({ remindedAt }) => remindedAt !== null)
  return [refresh(boardOf(retro)), ...reminded.map(({ personId }) => refresh(reminderOf(retro, personId)))]
}

/** Every card that there may be of it. */
export function allRefreshed(view: RetroView): Effect[] {
  const { retro, people } = view
  return [
    ...refreshed(retro, people),
    refresh(factsCardOf(retro)),
    refresh(summaryOf(retro)),
    ...talkedOf(view).map(({ id }) => refresh(themeCardOf(retro, id))),
    ...people.map(({ personId }) => refresh(turnOf(retro, personId))),
  ]
}
