/** Which prioritization is meant, who may do what in it, and what its cards are drawn from. */
import type { Card, Context, Effect, House, Refusal } from '../../../chat/feature.ts'
import { command } from '../../../chat/spoken.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById, crewsOf, readCrew } from '../../../people/crews.ts'
import { isMember } from '../../../people/sides.ts'
import { whoActs } from '../../../people/standing.ts'
import { pollOfCard } from '../../../voting/views.ts'
import type { InitiativeRecord, MoneyShown } from '../../portfolio/rules/records.ts'
import { moneyShown, rolesOf } from '../../portfolio/rules/rights.ts'
import { initiativesOfCrew } from '../../portfolio/store/reads.ts'
import { statesOf } from '../../scope/store/scopes.ts'
import type { RoundView } from '../cards/view.ts'
import { type Item, nameOf, type PrioritizationRecord, type Side, sides } from '../rules/records.ts'
import { itemsOf } from '../store/items.ts'
import { anyRound, moneyOfCrew, roundById } from '../store/rounds.ts'

type Ids = Pick<PrioritizationRecord, 'id'>
type Owned = Pick<InitiativeRecord, 'projectOwnerId' | 'productOwnerId'>

/** On it is ranked, too. */
export const roundCardOf = ({ id }: Ids): Card => ({ kind: 'prioritization.round', key: String(id) })
/** In its thread: that ranking has begun, and that it has closed. */
export const begunCardOf = ({ id }: Ids): Card => ({ kind: 'prioritization.begun', key: String(id) })
export const closedCardOf = ({ id }: Ids): Card => ({ kind: 'prioritization.closed', key: String(id) })
/** To who answers a proposed order, and to whoever proposed it. */
export const wordCardOf = ({ id }: Ids, personId: number): Card => ({
  kind: 'prioritization.word',
  key: `${id}:${personId}`,
})

export const refreshed = (round: Ids): Effect[] =>
  [roundCardOf(round), begunCardOf(round), closedCardOf(round)].map((card) => ({ do: 'refresh', card }))

/** On every channel; in person where the crew has none. */
export function told(crew: Crew, card: Card, under?: Card): Effect[] {
  if (crew.channels.length) return [{ do: 'announce', to: crew.id, card, ...(under && { under }) }]
  const readers = crew.members.filter(({ part }) => part !== 'watches')
  return readers.map(({ personId }) => ({ do: 'dm', to: personId, card, kind: 'notice' }))
}

export const gone = 'This prioritization is not here any more. Nothing was changed.'
export const noCrew = `You are in no crew that has started, and crews prioritize. ${command('setup')} makes one and starts it.`

/** The crew of the channel for its members, else all of one's own that have started. */
export async function crewsMeant({ tx, actor, place }: Context): Promise<Crew[]> {
  const all = (await crewsOf(tx, actor.id)).filter(
    ({ organizationId, startedAt }) => organizationId === actor.organizationId && startedAt !== null,
  )
  const here = all.filter(({ id }) => id === place.crewId)
  return here.length ? here : all
}

export interface Own {
  round: PrioritizationRecord
  crew: Crew
  leads: Record<Side, number[]>
  /** Of either side, of what the crew works on. */
  owners: number[]
}

/** For members of its crew, and for those who own what is in it. */
export async function own(id: number, { tx, actor }: Context): Promise<Own | Refusal> {
  const round = await roundById(tx, actor.organizationId, id)
  const crew = round && (await readCrew(tx, actor.organizationId, round.crewId))
  if (!round || !crew) return { refused: gone }
  const leads = await leadsOf(tx, crew, round)
  const owners = (await initiativesOfCrew(tx, crew.id)).flatMap(ownersOf)
  if (isMember(crew, actor.id) || sides.some((side) => leads[side].includes(actor.id)))
    return { round, crew, leads, owners }
  return { refused: `Only members of ${crew.name} take part in ${nameOf(round)}. Nothing was changed.` }
}

/** Whoever began it and the owners; should none of these be there any more, anybody of the crew. */
export function mayRun({ round, crew, owners }: Own, personId: number): boolean {
  const own = [round.authorId, ...owners]
  return own.includes(personId) || !own.some((id) => isMember(crew, id))
}

export const forRunners = (round: PrioritizationRecord, what: string) =>
  `You cannot ${what} ${nameOf(round)}: that is for who began it, and for the owners of each side. Nothing was changed.`

const ownersOf = ({ projectOwnerId, productOwnerId }: Owned) =>
  [projectOwnerId, productOwnerId].filter((id) => id !== null)

/** The owners of what the crew works on, and on their side who began it; of a side without, its members; of one without members, the sponsors. */
export async function leadsOf(
  read: Tx,
  crew: Crew,
  { authorId }: Pick<PrioritizationRecord, 'authorId'>,
): Promise<Record<Side, number[]>> {
  const initiatives = await initiativesOfCrew(read, crew.id)
  const sponsors = crew.members.filter(({ side }) => side === 'both').map(({ personId }) => personId)
  const of = (side: Side): number[] => {
    const members = crew.members.filter((one) => one.side === side && one.part !== 'watches')
    const owners = initiatives.flatMap((one) => one[side === 'project' ? 'projectOwnerId' : 'productOwnerId'] ?? [])
    const author = members.some(({ personId }) => personId === authorId) ? [authorId] : []
    const leads = [...new Set([...owners, ...author])]
    if (leads.length) return leads
    return members.length ? members.map(({ personId }) => personId) : sponsors
  }
  return { project: of('project'), product: of('product') }
}

/** In small letters: they stand inside sentences. */
export const labelsOf = ({ labels }: Crew) => ({
  project: labels.project.toLowerCase(),
  product: labels.product.toLowerCase(),
})

/** What became of each meanwhile. Once it is agreed on, what was in it stands as it was. */
export async function itemsNow(read: Tx, { id, state }: Pick<PrioritizationRecord, 'id' | 'state'>): Promise<Item[]> {
  const items = await itemsOf(read, id)
  const ids = items.flatMap(({ scopeChangeId }) => scopeChangeId ?? [])
  const scopes = new Map((await statesOf(read, ids)).map((one) => [one.id, one]))
  return items.map((item) => {
    if (item.scopeChangeId === null || state === 'agreed') return { ...item, ended: null }
    const scope = scopes.get(item.scopeChangeId)
    return { ...item, ended: endedOf(scope) }
  })
}

function endedOf(scope: Awaited<ReturnType<typeof statesOf>>[number] | undefined): string | null {
  if (!scope) return 'not there any more'
  if (scope.initiative.phase === 'retired') return `${scope.initiative.key} was retired meanwhile`
  if (scope.state === 'withdrawn' || scope.state === 'accepted' || scope.state === 'rejected')
    return `${scope.state} meanwhile`
  return scope.state === 'draft' ? 'a draft again' : null
}

/** `null` where any of it is gone. */
export async function viewOf(
  read: Tx,
  round: PrioritizationRecord,
  money: MoneyShown,
  now: Date,
): Promise<RoundView | null> {
  const crew = await crewById(read, round.crewId)
  if (!crew) return null
  const known = crew.members.flatMap(({ personId, side }): [number, Side][] =>
    side === 'both' ? [] : [[personId, side]],
  )
  return {
    round,
    items: await itemsNow(read, round),
    crew: { id: crew.id, name: crew.name, zone: crew.zone },
    labels: labelsOf(crew),
    sideOf: new Map(known),
    leads: await leadsOf(read, crew, round),
    poll: await pollOfCard(read, roundCardOf(round)),
    money,
    now,
  }
}

/** As everybody who reads along in the crew's channels may see it; where it is not known who does, as if a guest did. */
export async function viewInChannels(read: Tx, id: number, now: Date, house: House): Promise<RoundView | null> {
  const round = await anyRound(read, id)
  const crew = round && (await crewById(read, round.crewId))
  if (!round || !crew) return null
  let guests: number | null = 0
  for (const channel of crew.channels) {
    const readers = await house.readers(channel.id)
    guests = readers === null || guests === null ? null : guests + readers.guests
  }
  const money = moneyShown(await moneyOfCrew(read, crew.id), { channel: { ofCrew: true, guests } })
  return viewOf(read, round, money, now)
}

/** As this person may see amounts of the crew. */
export async function moneyAlone(crewId: number, ctx: Context): Promise<MoneyShown> {
  const who = await whoActs(ctx)
  const of = { crewId, steeringCrewId: null, projectOwnerId: null, productOwnerId: null, sponsorId: null }
  return moneyShown(await moneyOfCrew(ctx.tx, crewId), { alone: rolesOf(who, of) })
}

export const viewAlone = async (round: PrioritizationRecord, ctx: Context) =>
  viewOf(ctx.tx, round, await moneyAlone(round.crewId, ctx), ctx.now)
