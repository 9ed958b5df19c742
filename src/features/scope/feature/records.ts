/** What the cards are drawn from, and where they stand. */
import type { Card, Effect, House } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import { pollOfCard } from '../../../voting/views.ts'
import type { MoneyShown } from '../../portfolio/rules/records.ts'
import { moneyShown } from '../../portfolio/rules/rights.ts'
import { keyResultsOf } from '../../portfolio/store/objectives.ts'
import { anyInitiative, baselineVersion, planOfOrganization } from '../../portfolio/store/reads.ts'
import type { ScopeView } from '../cards/draft.ts'
import type { VoteView } from '../cards/vote.ts'
import { fingerprintFor, movedSince } from '../rules/impact.ts'
import type { ScopeRecord } from '../rules/records.ts'
import { anyScope, commentsOf } from '../store/scopes.ts'

type Ids = Pick<ScopeRecord, 'id' | 'round'>

/** A person stands behind the colon of a key, and nothing else does: theirs follow them when two accounts turn out to be one. */
export const draftCardOf = ({ id }: Pick<ScopeRecord, 'id'>): Card => ({ kind: 'scope.draft', key: String(id) })
export const voteCardOf = ({ id, round }: Ids): Card => ({ kind: 'scope.vote', key: `${id}.${round}` })
export const resultCardOf = ({ id, round }: Ids): Card => ({ kind: 'scope.result', key: `${id}.${round}` })
export const sponsorCardOf = ({ id, round }: Ids): Card => ({ kind: 'scope.sponsor', key: `${id}.${round}` })
export const steeringCardOf = ({ id, round }: Ids): Card => ({ kind: 'scope.steering', key: `${id}.${round}` })
export const voidCardOf = ({ id, round }: Ids): Card => ({ kind: 'scope.void', key: `${id}.${round}` })
export const reviewCardOf = ({ id }: Ids): Card => ({ kind: 'scope.review', key: String(id) })
export const listCardOf = ({ id }: Pick<ScopeRecord, 'id'>): Card => ({ kind: 'scope.list', key: String(id) })
export const toldCardOf = ({ id, round }: Ids, initiativeId: number, personId: number): Card => ({
  kind: 'scope.told',
  key: `${id}.${round}.${initiativeId}:${personId}`,
})

const refresh = (card: Card): Effect => ({ do: 'refresh', card })

/** Every card whose words follow from the state of this round. */
export function refreshed(scope: Ids): Effect[] {
  return [draftCardOf(scope), voteCardOf(scope), resultCardOf(scope), sponsorCardOf(scope), steeringCardOf(scope)].map(
    refresh,
  )
}

export const dm = (to: number, card: Card, kind: 'urgent' | 'soon' | 'notice'): Effect => ({ do: 'dm', to, card, kind })

/** "4.1", "4.1.7:12" */
export const idsOf = (key: string): number[] => key.split(/[.:]/).map(Number)

export interface Found {
  scope: ScopeRecord
  crew: Crew
  view: ScopeView
}

/** In small letters: they stand inside sentences. */
export const sidesOf = ({ labels }: Crew) => ({
  project: labels.project.toLowerCase(),
  product: labels.product.toLowerCase(),
})

/** `null` where any of it is gone. */
export async function viewOf(read: Tx, id: number, now: Date, shown?: MoneyShown): Promise<Found | null> {
  const scope = await anyScope(read, id)
  const initiative = scope && (await anyInitiative(read, scope.initiativeId))
  const crew = scope && (await crewById(read, scope.crewId))
  if (!scope || !initiative || !crew) return null
  const results = scope.keyResultId === null ? [] : await keyResultsOf(read, scope.organizationId)
  const found = results.find((one) => one.id === scope.keyResultId)
  const result = found
    ? { name: found.name, unit: found.unit, target: found.target, current: found.current?.value ?? null }
    : null
  const money = shown ?? moneyShown(initiative.crew?.money ?? null, { channel: { ofCrew: true, guests: null } })
  return { scope, crew, view: { scope, initiative, result, labels: sidesOf(crew), zone: crew.zone, now, money } }
}

/** As everybody who reads along in the crew's channels may see it; where it is not known who does, as if a guest did. */
export async function moneyInChannels(crew: Crew, house: House, crewSays: MoneyShown | null): Promise<MoneyShown> {
  let guests: number | null = 0
  for (const { id } of crew.channels) {
    const readers = await house.readers(id)
    guests = readers === null || guests === null ? null : guests + readers.guests
  }
  return moneyShown(crewSays, { channel: { ofCrew: true, guests } })
}

export async function voteView(read: Tx, { scope, crew, view }: Found, round: number): Promise<VoteView> {
  const keys = new Map(scope.impact?.initiatives.map(({ id, key }) => [id, key]))
  const comments = (await commentsOf(read, scope.id)).map((one) => ({ ...one, key: keys.get(one.initiativeId) ?? '?' }))
  const open = round === scope.round && (scope.state === 'voting' || scope.state === 'announced')
  return {
    ...view,
    round,
    poll: await pollOfCard(read, voteCardOf({ id: scope.id, round })),
    comments,
    sides: new Map(
      crew.members.flatMap(({ personId, side }) => (side === 'both' ? [] : [[personId, view.labels[side]]])),
    ),
    moved: open ? await movedNow(read, scope) : null,
  }
}

async function movedNow(read: Tx, { impact, initiativeId, organizationId }: ScopeRecord): Promise<VoteView['moved']> {
  if (!impact) return null
  const version = await baselineVersion(read, initiativeId)
  const plan = await planOfOrganization(read, organizationId)
  const fingerprint = fingerprintFor(
    plan,
    impact.initiatives.map(({ key }) => key),
  )
  const by = movedSince(impact, { version, fingerprint })
  return by && { by, version }
}

export const today = (zone: string, now: Date) => toLocal(now, zone).day
