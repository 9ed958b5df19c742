/** Which decision is meant, who stands where toward it, and what its card is drawn from. */
import type { Consequence, Context, Effect, Refusal } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { whoActs } from '../../../people/standing.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { may, mayOf, moneyShown, rolesOf, type Standing } from '../../portfolio/rules/rights.ts'
import { keyResultsOf } from '../../portfolio/store/objectives.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import type { DecisionView } from '../cards/decision.ts'
import type { People } from '../rules/deciding.ts'
import type { DecisionRecord } from '../rules/records.ts'
import { anyDecision, decisionById, namedDecision, type Seen, supersededBy } from '../store/reads.ts'

export const gone = 'This decision is not here any more. Nothing was changed.'

/** Everything of the organization; guests what their crews decided. */
export const seenBy = ({ guest, crewIds }: Standing, organizationId: number): Seen => ({
  organizationId,
  crewIds: guest ? crewIds : null,
})

export interface Around {
  initiative: InitiativeRecord | null
  crew: Crew | null
  people: People
}

const usual = { project: 'Project', product: 'Product' }

/** Owners, the sponsor and the crew that a decision of this crew or initiative has. */
export async function around(
  read: Tx,
  { crewId, initiativeId }: Pick<DecisionRecord, 'crewId' | 'initiativeId'>,
): Promise<Around> {
  const initiative = initiativeId === null ? null : await anyInitiative(read, initiativeId)
  const crew = crewId === null ? null : await crewById(read, crewId)
  const members = (crew?.members ?? []).filter(({ part }) => part !== 'watches')
  const both = members.filter(({ side }) => side === 'both').map(({ personId }) => personId)
  const sponsors = initiative?.sponsorId ? [initiative.sponsorId] : both
  return {
    initiative,
    crew,
    people: {
      owners: { project: initiative?.projectOwnerId ?? null, product: initiative?.productOwnerId ?? null },
      sponsors,
      members: members.map(({ personId, side }) => ({ personId, side })),
      labels: crew?.labels ?? usual,
    },
  }
}

export interface Own extends Around {
  decision: DecisionRecord
  who: Standing
}

/** One that this person may see. */
export async function own(id: number, ctx: Context): Promise<Own | Refusal> {
  const decision = await decisionById(ctx.tx, ctx.actor.organizationId, id)
  const who = await whoActs(ctx)
  if (!decision || !maySee(decision, who)) return { refused: gone }
  return { decision, who, ...(await around(ctx.tx, decision)) }
}

const maySee = ({ crewId }: DecisionRecord, { guest, crewIds }: Standing) =>
  !guest || (crewId !== null && crewIds.includes(crewId))

/** Whether this person may propose, accept and speak there: crews and owners, no guests. */
export function mayDecide(who: Standing, { initiative, crew }: Pick<Around, 'initiative' | 'crew'>): boolean {
  if (initiative) return mayOf('vote', who, initiative)
  return may('vote', rolesOf(who, crew && { ...nobody, crewId: crew.id }))
}

const nobody = { steeringCrewId: null, projectOwnerId: null, productOwnerId: null, sponsorId: null }

export const notYours =
  'Decisions are proposed, spoken for and accepted by the crew and the owners. You can read this one. Nothing was changed.'

/** Everything that the card shows; money as a channel of its crew may see it, or as this person may. */
export async function viewOf(read: Tx, decision: DecisionRecord, now: Date, who?: Standing): Promise<DecisionView> {
  const { initiative, crew, people } = await around(read, decision)
  const results = decision.keyResultId === null ? [] : await keyResultsOf(read, decision.organizationId)
  const zone = crew?.zone ?? initiative?.crew?.zone ?? 'UTC'
  const says = initiative?.crew?.money ?? null
  const reader = who ? { alone: rolesOf(who, initiative) } : { channel: { ofCrew: true, guests: null } }
  return {
    decision,
    initiative,
    people,
    keyResult: results.find(({ id }) => id === decision.keyResultId) ?? null,
    zone,
    money: moneyShown(says, reader),
    supersedes: await namedDecision(read, decision.supersedesId),
    supersededBy: await supersededBy(read, decision.id),
    today: toLocal(now, zone).day,
  }
}

export async function anyView(read: Tx, id: number, now: Date): Promise<DecisionView | null> {
  const decision = await anyDecision(read, id)
  return decision && viewOf(read, decision, now)
}

export const cardOf = (id: number) => ({ kind: 'decisions.decision', key: String(id) })

/** Where it stands: in the channels, and with whoever was asked. */
export function refreshed(decision: Pick<DecisionRecord, 'id' | 'escalatedAt' | 'review'>): Effect[] {
  const kinds = [
    'decisions.decision',
    'decisions.asked',
    'decisions.turn',
    ...(decision.escalatedAt ? ['decisions.escalated'] : []),
    ...(decision.review ? ['decisions.review'] : []),
  ]
  return kinds.map((kind) => ({ do: 'refresh', card: { kind, key: String(decision.id) } }))
}

type Kind = 'asked' | 'turn' | 'escalated' | 'result' | 'review'

/** Each once, and never to whoever did it. */
export function told(
  to: (number | null)[],
  card: Kind,
  id: number,
  { but, urgent = false }: { but?: number; urgent?: boolean } = {},
): Effect[] {
  const people = [...new Set(to)].filter((one) => one !== null && one !== but) as number[]
  const kind = urgent ? ('urgent' as const) : ('notice' as const)
  return people.map((one) => ({ do: 'dm', to: one, card: { kind: `decisions.${card}`, key: String(id) }, kind }))
}

export type Followed = NonNullable<Consequence['effects']>
