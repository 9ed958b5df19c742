/** What the cards of thanks are drawn from, and whom one can thank. */
import type { Card, Context } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById, crewsOf } from '../../../people/crews.ts'
import { addDays, type Day, toInstant, toLocal } from '../../../schedule/calendar.ts'
import type { KudosView } from '../cards/kudos.ts'
import type { AnySide, KudosRecord } from '../rules/kudos.ts'
import { unnamedAmong } from '../store.ts'

export const oneCardOf = ({ id }: Pick<KudosRecord, 'id'>): Card => ({ kind: 'kudos.one', key: String(id) })
export const gotCardOf = ({ id }: Pick<KudosRecord, 'id'>, personId: number): Card => ({
  kind: 'kudos.got',
  key: `${id}:${personId}`,
})
export const dayCardOf = (crewId: number, day: Day): Card => ({ kind: 'kudos.day', key: `${crewId}.${day}` })
export const monthCardOf = (crewId: number, month: string): Card => ({ kind: 'kudos.month', key: `${crewId}.${month}` })

export async function ownCrews({ tx, actor }: Context): Promise<Crew[]> {
  return (await crewsOf(tx, actor.id)).filter(({ organizationId }) => organizationId === actor.organizationId)
}

/** Everybody else in these crews, by name. */
export function othersIn(crews: Crew[], but: number): { id: number; name: string }[] {
  const people = new Map(crews.flatMap(({ members }) => members.map(({ personId, name }) => [personId, name] as const)))
  people.delete(but)
  return [...people].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name))
}

export const sideIn = (crew: Crew | null, personId: number): AnySide | null =>
  crew?.members.find((member) => member.personId === personId)?.side ?? null

/** `alone`: to whoever is thanked, who may always read their own name. */
export async function viewsOf(read: Tx, all: KudosRecord[], alone = false): Promise<KudosView[]> {
  const ids = all.flatMap(({ fromId, to }) => [fromId, ...to])
  const hidden = new Set(alone ? [] : (await unnamedAmong(read, [...new Set(ids)])).map(({ id }) => id))
  const crews = new Map<number, Crew | null>()
  const views: KudosView[] = []
  for (const kudos of all) {
    const { crewId, fromId, to, across } = kudos
    if (crewId !== null && !crews.has(crewId)) crews.set(crewId, await crewById(read, crewId))
    const crew = crewId === null ? null : (crews.get(crewId) ?? null)
    views.push({
      kudos,
      from: hidden.has(fromId) ? null : fromId,
      to: to.filter((id) => !hidden.has(id)),
      across: across ? acrossText(crew, fromId) : null,
    })
  }
  return views
}

function acrossText(crew: Crew | null, fromId: number): string {
  const { project, product } = crew?.labels ?? { project: 'Project', product: 'Product' }
  return sideIn(crew, fromId) === 'product' ? `${product} to ${project}` : `${project} to ${product}`
}

/** From the beginning of a day to that of the one after `last`, where the crew is. */
export function spanOf(first: Day, last: Day, zone: string): [Date, Date] {
  return [toInstant(first, '00:00', zone), toInstant(addDays(last, 1), '00:00', zone)]
}

export const dayIn = ({ zone }: Pick<Crew, 'zone'>, now: Date): Day => toLocal(now, zone).day
