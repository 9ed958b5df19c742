/** Which initiative or kickoff is meant, and whether this person may do that to it. */
import type { Card, Context, Refusal } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { isMember } from '../../../people/sides.ts'
import { whoActs } from '../../../people/standing.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import type { Right } from '../../portfolio/rules/rights.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import { type Seen, seenById, seenByKey, seenInitiatives } from '../../portfolio/store/seen.ts'
import type { KickoffRecord } from '../rules/records.ts'
import { kickoffById } from '../store.ts'

export interface OfInitiative {
  initiative: number
}
export interface OfKickoff {
  kickoff: number
}

type Ids = Pick<KickoffRecord, 'id'>

/** A person stands behind the colon of a key, and nothing else does. */
export const cardOf = ({ id }: Ids): Card => ({ kind: 'kickoff.card', key: String(id) })
/** In the thread of the card. */
export const closedCardOf = ({ id }: Ids): Card => ({ kind: 'kickoff.closed', key: String(id) })
export const askCardOf = ({ id }: Ids, personId: number): Card => ({ kind: 'kickoff.ask', key: `${id}:${personId}` })

export type Own = Seen

export const gone = 'This kickoff is not here any more. Nothing was changed.'

/** Those of this person's crews that they may see; in a crew's channel its own. */
export async function meant(ctx: Context): Promise<InitiativeRecord[]> {
  const who = await whoActs(ctx)
  const of = (one: InitiativeRecord, ids: number[]) =>
    [one.crewId, one.steeringCrewId].some((id) => id !== null && ids.includes(id))
  const all = (await seenInitiatives(ctx.tx, ctx.actor.organizationId, who)).filter((one) => of(one, who.crewIds))
  const { crewId } = ctx.place
  const here = crewId === undefined ? [] : all.filter((one) => of(one, [crewId]))
  return here.length ? here : all
}

export async function byKey(key: string, ctx: Context): Promise<Own | Refusal> {
  return seenByKey(ctx.tx, ctx.actor.organizationId, key, await whoActs(ctx))
}

export async function byId(id: number, right: Right, doing: string, ctx: Context): Promise<Own | Refusal> {
  return seenById(ctx.tx, ctx.actor.organizationId, id, { who: await whoActs(ctx), right, doing })
}

export interface OwnKickoff {
  kickoff: KickoffRecord
  initiative: InitiativeRecord
  crew: Crew
}

/** For members of the crew that it was put to. */
export async function kickoffHere({ kickoff: id }: OfKickoff, ctx: Context): Promise<OwnKickoff | Refusal> {
  const kickoff = await kickoffById(ctx.tx, ctx.actor.organizationId, id)
  const found = kickoff && (await around(kickoff, ctx.tx))
  if (!found) return { refused: gone }
  return isMember(found.crew, ctx.actor.id)
    ? found
    : { refused: `This kickoff is for members of ${found.crew.name}. Nothing was changed.` }
}

/** `null` where any of it is gone. */
export async function around(kickoff: KickoffRecord, read: Tx): Promise<OwnKickoff | null> {
  const initiative = await anyInitiative(read, kickoff.initiativeId)
  const crew = initiative && (await crewById(read, kickoff.crewId))
  return initiative && crew ? { kickoff, initiative, crew } : null
}
