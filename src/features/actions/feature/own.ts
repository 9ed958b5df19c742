/** Which action item is meant, whether this person may change it, and what its cards are drawn from. */
import type { Card, Context, Effect, Refusal } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { personById } from '../../../people/persons.ts'
import { whoActs } from '../../../people/standing.ts'
import { type Day, mondayOf, toLocal } from '../../../schedule/calendar.ts'
import { anyDecision } from '../../decisions/store/reads.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import type { ActionView } from '../cards/lines.ts'
import { closed, mayChange } from '../rules/items.ts'
import { type ActionRecord, sourceOf } from '../rules/records.ts'
import { actionById } from '../store/reads.ts'

const gone = 'This action item is not here any more. Nothing was changed.'
const notYours =
  'An action item is changed by whoever does it, whoever made it, and the crew that it was promised to. Nothing was changed.'

/** An open one that this person may change. */
export async function changeable(id: number, ctx: Context): Promise<{ action: ActionRecord } | Refusal> {
  const action = await actionById(ctx.tx, ctx.actor.organizationId, id)
  if (!action) return { refused: gone }
  if (!mayChange(action, await whoActs(ctx))) return { refused: notYours }
  const why = closed(action)
  return why ? { refused: why } : { action }
}

/** With the key of its initiative and the name of what it is from: each looked up once. */
export async function viewsOf(read: Tx, actions: ActionRecord[]): Promise<ActionView[]> {
  const keys = new Map<number, string | null>()
  const names = new Map<string, string | null>()
  const views: ActionView[] = []
  for (const action of actions) {
    const { initiativeId, source } = action
    if (initiativeId !== null && !keys.has(initiativeId))
      keys.set(initiativeId, (await anyInitiative(read, initiativeId))?.key ?? null)
    if (!names.has(source)) names.set(source, await sourceName(read, source))
    const initiative = initiativeId === null ? null : (keys.get(initiativeId) ?? null)
    views.push({ action, initiative, from: names.get(source) ?? null })
  }
  return views
}

/** Scope changes name themselves in what is to be done. */
async function sourceName(read: Tx, source: string): Promise<string | null> {
  const from = sourceOf(source)
  if (from?.kind === 'retro') return 'a retro'
  if (from?.kind === 'alignment') return 'an alignment session'
  const decision = from?.kind === 'decision' ? await anyDecision(read, from.id) : null
  return decision && `DEC-${decision.number}`
}

/** The day it is for whoever does it. */
export async function dayOf(read: Tx, personId: number, now: Date): Promise<Day> {
  const person = await personById(read, personId)
  return toLocal(now, person?.zone ?? 'UTC').day
}

export const givenCardOf = ({ id }: Pick<ActionRecord, 'id'>, personId: number): Card => ({
  kind: 'actions.given',
  key: `${id}:${personId}`,
})
export const weekCardOf = (monday: Day, personId: number): Card => ({
  kind: 'actions.week',
  key: `${monday}:${personId}`,
})
export const overdueCardOf = (crewId: number, day: Day): Card => ({ kind: 'actions.overdue', key: `${crewId}.${day}` })

/** Every card on which it stands, before and after it changed. */
export async function refreshed(read: Tx, now: Date, ...versions: ActionRecord[]): Promise<Effect[]> {
  const cards = new Map<string, Card>()
  const crews = new Map<number, Crew | null>()
  for (const action of versions) {
    const monday = mondayOf(await dayOf(read, action.ownerId, now))
    const own = [givenCardOf(action, action.ownerId), weekCardOf(monday, action.ownerId)]
    const { crewId, overdueToldAt } = action
    if (crewId !== null && overdueToldAt) {
      if (!crews.has(crewId)) crews.set(crewId, await crewById(read, crewId))
      const zone = crews.get(crewId)?.zone ?? 'UTC'
      own.push(overdueCardOf(crewId, toLocal(overdueToldAt, zone).day))
    }
    for (const card of own) cards.set(`${card.kind} ${card.key}`, card)
  }
  return [...cards.values()].map((card) => ({ do: 'refresh', card }))
}
