/** Celebrations and what people pressed under them. */
import type { Prisma, Tx } from '../../db.ts'
import { type CelebrationRecord, type CelebrationWords, celebrationWords, type Reaction } from './rules/records.ts'

type Row = NonNullable<Awaited<ReturnType<Tx['celebration']['findUnique']>>>

const recordOf = ({ words, ...row }: Row): CelebrationRecord => ({ ...row, words: celebrationWords.parse(words) })
const json = (words: CelebrationWords) => words as unknown as Prisma.InputJsonValue

export type NewCelebration = Pick<
  CelebrationRecord,
  'organizationId' | 'crewId' | 'initiativeId' | 'of' | 'key' | 'day' | 'askedId' | 'words' | 'at'
>

/** Once for each key, whatever became of it: `null` where it is known. */
export async function addCelebration(
  tx: Tx,
  { words, ...data }: NewCelebration,
  announcedAt: Date | null = null,
): Promise<CelebrationRecord | null> {
  const { organizationId, key } = data
  if (await celebrationByKey(tx, organizationId, key)) return null
  const state = announcedAt ? ('announced' as const) : ('drafted' as const)
  // A second one at the same moment loses on the unique key, and its transaction is tried again.
  return recordOf(await tx.celebration.create({ data: { ...data, words: json(words), state, announcedAt } }))
}

export async function celebrationByKey(
  read: Tx,
  organizationId: number,
  key: string,
): Promise<CelebrationRecord | null> {
  const row = await read.celebration.findUnique({ where: { organizationId_key: { organizationId, key } } })
  return row && recordOf(row)
}

/** Of this organization; another organization's is not there. */
export async function celebrationById(read: Tx, organizationId: number, id: number): Promise<CelebrationRecord | null> {
  const row = await read.celebration.findFirst({ where: { id, organizationId } })
  return row && recordOf(row)
}

/** For cards and jobs, which act for nobody in particular. */
export async function anyCelebration(read: Tx, id: number): Promise<CelebrationRecord | null> {
  const row = await read.celebration.findUnique({ where: { id } })
  return row && recordOf(row)
}

export async function celebrationsOf(read: Tx, initiativeIds: number[]): Promise<CelebrationRecord[]> {
  const rows = await read.celebration.findMany({
    where: { initiativeId: { in: initiativeIds } },
    orderBy: [{ day: 'desc' }, { id: 'desc' }],
  })
  return rows.map(recordOf)
}

/** What this person is asked to confirm. */
export async function draftsOf(read: Tx, askedId: number): Promise<CelebrationRecord[]> {
  const rows = await read.celebration.findMany({ where: { askedId, state: 'drafted' }, orderBy: { id: 'asc' } })
  return rows.map(recordOf)
}

/** What stands in the channels of these crews. */
export async function announcedIn(read: Tx, crewIds: number[]): Promise<CelebrationRecord[]> {
  const rows = await read.celebration.findMany({
    where: { crewId: { in: crewIds }, state: { in: ['announced', 'drafted'] } },
    orderBy: { id: 'asc' },
  })
  return rows.map(recordOf)
}

export async function setWords(tx: Tx, id: number, words: CelebrationWords): Promise<void> {
  await tx.celebration.update({ where: { id }, data: { words: json(words) } })
}

/** Writes on one wait for each other: what is added is added to what is there then. */
export async function lockCelebration(tx: Tx, id: number): Promise<void> {
  await tx.$executeRaw`UPDATE "Celebration" SET "key" = "key" WHERE "id" = ${id}`
}

/** Once: false where it is not a draft any more. */
export async function moveCelebration(
  tx: Tx,
  id: number,
  state: 'announced' | 'declined' | 'lapsed',
  announcedAt: Date | null = null,
): Promise<boolean> {
  const { count } = await tx.celebration.updateMany({
    where: { id, state: 'drafted' },
    data: { state, announcedAt },
  })
  return count === 1
}

export type ReactionCounts = Record<Reaction, number>

export async function reactionCounts(read: Tx, celebrationId: number): Promise<ReactionCounts> {
  const rows = await read.celebrationReaction.groupBy({
    by: ['reaction'],
    where: { celebrationId },
    _count: true,
  })
  const count = (reaction: Reaction) => rows.find((row) => row.reaction === reaction)?._count ?? 0
  return { clap: count('clap'), heart: count('heart'), rocket: count('rocket') }
}

/** Pressed again it is taken back; true when it is there now. */
export async function toggleReaction(
  tx: Tx,
  celebrationId: number,
  personId: number,
  reaction: Reaction,
): Promise<boolean> {
  const { count } = await tx.celebrationReaction.deleteMany({ where: { celebrationId, personId, reaction } })
  if (count) return false
  await tx.celebrationReaction.create({ data: { celebrationId, personId, reaction } })
  return true
}

/** Of these people, those who do not want to be named. */
export async function unnamedAmong(read: Tx, ids: number[]): Promise<Set<number>> {
  const rows = await read.person.findMany({ where: { id: { in: ids }, celebrated: false }, select: { id: true } })
  return new Set(rows.map(({ id }) => id))
}

/** Two persons turned out to be one: named once, and each reaction counts once. What shows it. */
export async function joinCelebrated(tx: Tx, personId: number, formerId: number): Promise<number[]> {
  await tx.celebration.updateMany({ where: { askedId: formerId }, data: { askedId: personId } })
  const own = await tx.celebrationReaction.findMany({ where: { personId } })
  const pressed = await tx.celebrationReaction.findMany({ where: { personId: formerId } })
  for (const { celebrationId, reaction } of own)
    await tx.celebrationReaction.deleteMany({ where: { personId: formerId, celebrationId, reaction } })
  await tx.celebrationReaction.updateMany({ where: { personId: formerId }, data: { personId } })
  const { organizationId } = await tx.person.findUniqueOrThrow({ where: { id: personId } })
  const moved = (id: number) => (id === formerId ? personId : id)
  const named: number[] = []
  for (const row of await tx.celebration.findMany({ where: { organizationId } })) {
    const { id, words } = recordOf(row)
    const { project, product, stories } = words
    if (![...project, ...product, ...stories.map(({ byId }) => byId)].includes(formerId)) continue
    const once = (ids: number[]) => [...new Set(ids.map(moved))]
    const told = stories.map((story) => ({ ...story, byId: moved(story.byId) }))
    await setWords(tx, id, { ...words, project: once(project), product: once(product), stories: told })
    named.push(id)
  }
  return [...new Set([...named, ...pressed.map(({ celebrationId }) => celebrationId)])]
}

/** What was told in a story is deleted with what was said; that it was celebrated stays. True when more is left. */
export async function forgetStories(tx: Tx, before: Date, most = 200): Promise<boolean> {
  const rows = await tx.celebration.findMany({
    where: { at: { lt: before } },
    orderBy: { id: 'asc' },
  })
  const told = rows.map(recordOf).filter(({ words }) => words.stories.length > 0)
  for (const { id, words } of told.slice(0, most)) await setWords(tx, id, { ...words, stories: [] })
  return told.length > most
}

/** Anniversaries of those who asked for it: members since, and initiatives since. */
export async function celebratingMembers(
  read: Tx,
  crewId: number,
): Promise<{ memberId: number; personId: number; side: 'project' | 'product' | 'both'; since: Date }[]> {
  const rows = await read.member.findMany({
    where: { crewId, toldAt: { not: null }, person: { anniversaries: true, celebrated: true } },
    orderBy: { id: 'asc' },
  })
  return rows.flatMap(({ id: memberId, personId, side, toldAt }) =>
    toldAt ? [{ memberId, personId, side, since: toldAt }] : [],
  )
}

export async function celebratingInitiatives(
  read: Tx,
  crewId: number,
): Promise<{ id: number; key: string; name: string; startOn: string | null; createdAt: Date }[]> {
  return read.initiative.findMany({
    where: { crewId, anniversaries: true, phase: { not: 'retired' } },
    select: { id: true, key: true, name: true, startOn: true, createdAt: true },
    orderBy: { id: 'asc' },
  })
}
