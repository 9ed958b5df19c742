/** From one phase to the next: the row first, so that nothing slips in after; then what that phase leaves behind. */
import type { Effect, Refusal } from '../../../chat/feature.ts'
import { shorten } from '../../../chat/plain.ts'
import type { Tx } from '../../../db.ts'
import { cancelJobs } from '../../../schedule/jobs.ts'
import { endOf, isPhase, nextPhase, obstacle } from '../rules/phases.ts'
import { nameOf, type Phase, type RetroRecord } from '../rules/records.ts'
import { notesIn, type RetroView, standingOf } from '../rules/view.ts'
import { deleteNotes, shuffleNotes } from '../store/notes.ts'
import { nobodyReady } from '../store/people.ts'
import { changeRetro, lockPhase, lockRetro } from '../store/retros.ts'
import { addTheme, countDots, dropEmptyThemes, shuffleComments } from '../store/themes.ts'
import { putPhaseJobs } from './beginning.ts'
import { boardOf, calendarOf, dueOf, refreshed, summaryOf, talkedOf, themeCardOf, turnOf, viewById } from './records.ts'

const jobNames = ['retro.phase', 'retro.remind'] as const

/** The view as it was under the lock, and why it cannot go on; null where somebody was faster. */
export async function lockedView(
  tx: Tx,
  id: number,
  from: Phase,
): Promise<{ view: RetroView; stands: string | null } | null> {
  if (!(await lockPhase(tx, id, from))) return null
  const view = await viewById(tx, id)
  const standing = view && standingOf(view)
  return view && standing ? { view, stands: obstacle(standing) } : null
}

/** What follows once nothing stands in the way; the row is locked. */
export async function advance(tx: Tx, view: RetroView, now: Date): Promise<Effect[]> {
  const { retro, crew, people } = view
  if (!isPhase(retro.phase)) return []
  const to = nextPhase(retro.phase)
  await cancelAll(tx, retro)
  if (to === 'closed') return close(tx, view, now)
  const endsAt = endOf(to, retro.settings, now, calendarOf(crew))
  await changeRetro(tx, retro.id, { phase: to, endsAt })
  await nobodyReady(tx, retro.id)
  await putPhaseJobs(tx, { id: retro.id, phase: to, endsAt }, crew, now)
  const effects: Effect[] = [...refreshed(retro, people), ...runnerRefreshed(view)]
  switch (to) {
    case 'collect':
    case 'group':
      return effects
    case 'vote':
      await singles(tx, view)
      return effects
    case 'discuss': {
      await countDots(tx, retro.id)
      const counted = await viewById(tx, retro.id)
      const talked = counted ? talkedOf(counted) : []
      const under = boardOf(retro)
      const announced = talked.map(
        ({ id }): Effect => ({ do: 'announce', to: crew.id, card: themeCardOf(retro, id), under }),
      )
      return [...effects, ...(crew.channels.length ? announced : [])]
    }
    case 'act':
      return [...effects, ...themesRefreshed(view)]
  }
}

const themesRefreshed = (view: RetroView): Effect[] =>
  talkedOf(view).map(({ id }) => ({ do: 'refresh', card: themeCardOf(view.retro, id) }))

/** What whoever runs it was told in person. */
function runnerRefreshed({ retro }: RetroView): Effect[] {
  const { facilitatorId, phase } = retro
  if (facilitatorId === null || !isPhase(phase)) return []
  const cards = [turnOf(retro, facilitatorId), dueOf(retro, phase, facilitatorId)]
  return cards.map((card) => ({ do: 'refresh', card }))
}

async function cancelAll(tx: Tx, { id }: Pick<RetroRecord, 'id'>): Promise<void> {
  for (const name of jobNames) await cancelJobs(tx, name, `${id}:`)
}

/** Who is in no theme is one of its own. */
async function singles(tx: Tx, view: RetroView): Promise<void> {
  for (const { id, text } of notesIn(view, null)) await addTheme(tx, view.retro.id, shorten(text, 120), [id])
  await dropEmptyThemes(tx, view.retro.id)
}

/** Once it is over: who passed, and which comments came out together. */
const nobodysBusiness = { passed: [], shown: [] }

/** The key goes, and with it the last way from a note to a person. */
async function close(tx: Tx, view: RetroView, now: Date): Promise<Effect[]> {
  const { retro, crew, people } = view
  const ended = { phase: 'closed' as const, endsAt: null, closedAt: now, tokenKey: null }
  await changeRetro(tx, retro.id, { ...ended, settings: { ...retro.settings, ...nobodysBusiness } })
  if (retro.anonymous) {
    await shuffleNotes(tx, retro.id, () => null)
    await shuffleComments(tx, retro.id)
  }
  return [
    ...refreshed(retro, people),
    ...themesRefreshed(view),
    ...runnerRefreshed(view),
    ...(crew.channels.length
      ? [{ do: 'announce' as const, to: crew.id, card: summaryOf(retro), under: boardOf(retro) }]
      : people.map(({ personId }): Effect => ({ do: 'dm', to: personId, card: summaryOf(retro), kind: 'notice' }))),
  ]
}

/** Called off: what was written goes, whoever it was of. False where it was over already. */
export async function callOff(tx: Tx, retroId: number, now: Date): Promise<Effect[] | Refusal> {
  const retro = await lockRetro(tx, retroId)
  const view = retro && (await viewById(tx, retroId))
  if (!retro || !view || !isPhase(retro.phase))
    return { refused: retro ? `${nameOf(retro)} is over already. Nothing was changed.` : 'It is not here any more.' }
  await cancelAll(tx, retro)
  const effects = [...refreshed(retro, view.people), ...themesRefreshed(view), ...runnerRefreshed(view)]
  await deleteNotes(tx, retro.id)
  await dropEmptyThemes(tx, retro.id)
  const patch = { phase: 'skipped' as const, endsAt: null, closedAt: now, tokenKey: null }
  await changeRetro(tx, retro.id, { ...patch, settings: { ...retro.settings, ...nobodysBusiness } })
  return effects
}
