/** What was shown in which channel, and the channels in which a person may show something. */
import type { Actor, Place } from '../chat/feature.ts'
import type { Prisma, Tx } from '../db.ts'

/** A channel as whoever shares in it sees it. */
export interface Spot {
  id: number
  name: string
  crewId: number | null
}

const spot = { id: true, name: true, crewId: true } as const

/** Where one's crews meet: what was asked in person can be shown there. */
export async function spotsOf(read: Tx, { id, organizationId }: Pick<Actor, 'id' | 'organizationId'>): Promise<Spot[]> {
  return read.channel.findMany({
    where: { organizationId, crew: { members: { some: { personId: id } } } },
    select: spot,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
}

/** For somebody who is there: they act in it, are in its crew, or their platform has told that they are in it. */
export async function spotFor(
  read: Tx,
  { id, organizationId }: Pick<Actor, 'id' | 'organizationId'>,
  place: Place,
  channelId: number,
): Promise<Spot | null> {
  const there = [
    { crew: { members: { some: { personId: id } } } },
    { people: { some: { identity: { personId: id } } } },
    ...(place.channelId === channelId ? [{ id: channelId }] : []),
  ]
  return read.channel.findFirst({ where: { id: channelId, organizationId, OR: there }, select: spot })
}

export async function channelName(read: Tx, channelId: number): Promise<string | null> {
  return (await read.channel.findUnique({ where: { id: channelId }, select: { name: true } }))?.name ?? null
}

export interface NewShare {
  organizationId: number
  kind: string
  about: unknown
  byId: number
  installationId: number
  at: Date
}

export interface Shared extends NewShare {
  channel: Spot
  /** Of the crew that meets there, else of whoever shares. */
  zone: string
}

/** What this person has shown there lately is shown anew, not twice. */
export async function putShare(
  tx: Tx,
  channelId: number,
  share: NewShare,
  since: Date,
): Promise<{ id: number; again: boolean }> {
  const { organizationId, kind, byId, about } = share
  const latest = await tx.share.findMany({
    where: { organizationId, kind, byId, channelId, at: { gte: since } },
    select: { id: true, about: true },
  })
  const same = latest.find((one) => JSON.stringify(sorted(one.about)) === JSON.stringify(sorted(about)))
  if (same) return { id: same.id, again: true }
  const data = { ...share, channelId, about: about as Prisma.InputJsonValue }
  return { id: (await tx.share.create({ data, select: { id: true } })).id, again: false }
}

/** PostgreSQL keeps the fields of JSON in an order of its own. */
const sorted = (about: unknown) => Object.entries(about as object).sort(([a], [b]) => (a < b ? -1 : 1))

export async function shareById(read: Tx, id: number): Promise<Shared | null> {
  const row = await read.share.findUnique({
    where: { id },
    include: { channel: { select: { ...spot, crew: { select: { zone: true } } } }, by: { select: { zone: true } } },
  })
  if (!row) return null
  const { channel, by, ...share } = row
  return { ...share, channel, zone: channel.crew?.zone ?? by.zone }
}

/** True when more is left. Messages stay where they stand. */
export async function forgetShares(tx: Tx, before: Date, most = 500): Promise<boolean> {
  const rows = await tx.share.findMany({ where: { at: { lt: before } }, select: { id: true }, take: most })
  await tx.share.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } })
  return rows.length === most
}
