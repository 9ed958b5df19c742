/** Which celebration is meant, who stands where toward it, and what its cards are drawn from. */
import type { Card, Context, Effect, Refusal } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import { type Crew, crewById, readCrew } from '../../../people/crews.ts'
import { isMember } from '../../../people/sides.ts'
import { toLocal } from '../../../schedule/calendar.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import type { CelebrationView } from '../cards/card.ts'
import { missingSide, type Side } from '../rules/drafting.ts'
import type { CelebrationRecord } from '../rules/records.ts'
import { celebrationById, reactionCounts, unnamedAmong } from '../store.ts'

type Ids = Pick<CelebrationRecord, 'id'>

export const cardOf = ({ id }: Ids): Card => ({ kind: 'celebrations.card', key: String(id) })
export const draftCardOf = ({ id }: Ids): Card => ({ kind: 'celebrations.draft', key: String(id) })
export const storyCardOf = ({ id }: Ids, at: number): Card => ({ kind: 'celebrations.story', key: `${id}.${at}` })
export const addedCardOf = ({ id }: Ids, personId: number): Card => ({
  kind: 'celebrations.added',
  key: `${id}:${personId}`,
})

export const refreshed = (celebration: Ids): Effect[] =>
  [cardOf(celebration), draftCardOf(celebration)].map((card) => ({ do: 'refresh', card }))

const gone = 'This celebration is not here any more. Nothing was changed.'

export interface Own {
  celebration: CelebrationRecord
  crew: Crew
  initiative: InitiativeRecord | null
}

/** For members of its crew, and for those who are asked to confirm it. */
export async function own(id: number, ctx: Context): Promise<Own | Refusal> {
  const { tx, actor } = ctx
  const celebration = await celebrationById(tx, actor.organizationId, id)
  const crew = celebration && (await readCrew(tx, actor.organizationId, celebration.crewId))
  if (!celebration || !crew) return { refused: gone }
  const initiative = celebration.initiativeId === null ? null : await anyInitiative(tx, celebration.initiativeId)
  const asked = [celebration.askedId, ...ownersOf(initiative)].includes(actor.id)
  if (!isMember(crew, actor.id) && !asked)
    return { refused: 'What a crew celebrates is its own: only its members can add to it. Nothing was changed.' }
  return { celebration, crew, initiative }
}

export const ownersOf = (initiative: InitiativeRecord | null) =>
  initiative ? [initiative.projectOwnerId, initiative.productOwnerId, initiative.sponsorId] : []

/** Who may be named, by the side that they are on in the crew. */
export async function nameableIn(read: Tx, crew: Crew): Promise<Side> {
  const unnamed = await unnamedAmong(
    read,
    crew.members.map(({ personId }) => personId),
  )
  const on = (side: string) =>
    crew.members.filter((one) => one.side === side && !unnamed.has(one.personId)).map(({ personId }) => personId)
  return { project: on('project'), product: on('product') }
}

export async function viewOf(read: Tx, celebration: CelebrationRecord, now: Date): Promise<CelebrationView | null> {
  const crew = await crewById(read, celebration.crewId)
  if (!crew) return null
  const { words, initiativeId } = celebration
  const unnamed = await unnamedAmong(read, [...words.project, ...words.product])
  const named = (ids: number[]) => ids.filter((id) => !unnamed.has(id))
  const initiative = initiativeId === null ? null : await anyInitiative(read, initiativeId)
  const [project, product] = [named(words.project), named(words.product)]
  return {
    celebration,
    project,
    product,
    labels: crew.labels,
    counts: await reactionCounts(read, celebration.id),
    missing: celebration.of === 'anniversary' ? null : missingSide({ project, product }, await nameableIn(read, crew)),
    initiativeName: initiative && `${initiative.key} ${initiative.name}`,
    today: toLocal(now, crew.zone).day,
  }
}

/** "the Checkout crew, in #checkout and Teams > Checkout" */
export function readersOf({ name, channels, members }: Crew): string {
  const where = channels.map((channel) => channel.name)
  return where.length
    ? `the ${name} crew, in ${where.join(' and ')}`
    : `the ${members.length} people of the ${name} crew`
}
