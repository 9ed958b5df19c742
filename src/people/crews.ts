/** Crews and their members. */
import type { Tx } from '../db.ts'
import type { Clock, Zone } from '../schedule/calendar.ts'
import type { Hours } from './hours.ts'

export type MemberSide = 'project' | 'product' | 'both'
export type Part = 'takesPart' | 'follows' | 'watches'

export interface CrewMember extends Hours {
  /** Of this membership: another one when they are added again. */
  memberId: number
  personId: number
  name: string
  side: MemberSide
  part: Part
  addedById: number
  fewerMessages: boolean
}

export interface CrewChannel {
  id: number
  name: string
  platform: 'slack' | 'teams' | 'web'
}

export interface Crew {
  id: number
  organizationId: number
  name: string
  zone: Zone
  workDays: string
  workFrom: Clock
  workTo: Clock
  country: string | null
  labels: { project: string; product: string }
  createdById: number
  startedAt: Date | null
  channels: CrewChannel[]
  members: CrewMember[]
}

const everything = {
  members: {
    include: { person: true },
    orderBy: [{ side: 'asc' as const }, { id: 'asc' as const }],
  },
  channels: { include: { installation: { select: { platform: true } } }, orderBy: { id: 'asc' as const } },
}

const remembered = new WeakMap<Tx, Map<string, Promise<Crew[]>>>()

/** For everything that one message is drawn from: each crew is read once, and looks the same in all of it. */
export function remembering(read: Tx): Tx {
  const own = new Proxy(read, {})
  remembered.set(own, new Map())
  return own
}

function find(read: Tx, where: object): Promise<Crew[]> {
  const known = remembered.get(read)
  const name = JSON.stringify(where)
  const found = known?.get(name) ?? findNow(read, where)
  known?.set(name, found)
  return found
}

async function findNow(read: Tx, where: object): Promise<Crew[]> {
  const rows = await read.crew.findMany({ where, include: everything, orderBy: { id: 'asc' } })
  return rows.map(({ projectLabel, productLabel, members, channels, ...row }) => ({
    ...row,
    labels: { project: projectLabel, product: productLabel },
    channels: channels.map(({ id, name, installation }) => ({ id, name, platform: installation.platform })),
    members: members.map(({ id: memberId, personId, side, part, addedById, person }) => ({
      memberId,
      personId,
      side,
      part,
      addedById,
      name: person.name,
      zone: person.zone,
      workDays: person.workDays,
      workFrom: person.workFrom,
      workTo: person.workTo,
      awayFrom: person.awayFrom,
      awayTo: person.awayTo,
      fewerMessages: person.fewerMessages,
    })),
  }))
}

/** A crew of this organization; another organization's is not there. */
export async function readCrew(read: Tx, organizationId: number, crewId: number): Promise<Crew | null> {
  return (await find(read, { id: crewId, organizationId }))[0] ?? null
}

/** For jobs and cards, which act for nobody in particular. */
export async function crewById(read: Tx, crewId: number): Promise<Crew | null> {
  return (await find(read, { id: crewId }))[0] ?? null
}

export async function crewsOf(read: Tx, personId: number): Promise<Crew[]> {
  return find(read, { members: { some: { personId } } })
}

export async function startedCrews(read: Tx, organizationId: number): Promise<number[]> {
  const rows = await read.crew.findMany({ where: { organizationId, startedAt: { not: null } }, select: { id: true } })
  return rows.map(({ id }) => id)
}

/** A crew that this person is in; `null` where it is gone, another organization's, or not theirs. */
export async function ownCrew(
  read: Tx,
  { id, organizationId }: { id: number; organizationId: number },
  crewId: number,
): Promise<Crew | null> {
  return (await find(read, { id: crewId, organizationId, members: { some: { personId: id } } }))[0] ?? null
}

/** What this person set up, for themselves or for others, and has not started. */
export async function unstartedBy(read: Tx, personId: number): Promise<Crew | null> {
  return (await find(read, { createdById: personId, startedAt: null }))[0] ?? null
}

export interface NewCrew {
  organizationId: number
  name: string
  zone: Zone
  country: string | null
  createdById: number
}

export async function createCrew(tx: Tx, data: NewCrew): Promise<number> {
  return (await tx.crew.create({ data })).id
}

export type CrewPatch = Partial<
  Pick<Crew, 'name' | 'zone' | 'workDays' | 'workFrom' | 'workTo' | 'country'> & {
    projectLabel: string
    productLabel: string
  }
>

export async function updateCrew(tx: Tx, crewId: number, patch: CrewPatch): Promise<void> {
  await tx.crew.update({ where: { id: crewId }, data: patch })
}

/** Once: false when the crew has started already. */
export async function startCrew(tx: Tx, crewId: number, now: Date): Promise<boolean> {
  const { count } = await tx.crew.updateMany({ where: { id: crewId, startedAt: null }, data: { startedAt: now } })
  return count === 1
}

/** Channels stay, free for another crew; members, rituals and rounds go with the crew. */
export async function deleteCrew(tx: Tx, crewId: number): Promise<void> {
  await tx.crew.delete({ where: { id: crewId } })
}

export async function setMember(
  tx: Tx,
  member: { crewId: number; personId: number; side: MemberSide; part?: Part; addedById: number },
): Promise<void> {
  const { crewId, personId, side, part, addedById } = member
  await tx.member.upsert({
    where: { crewId_personId: { crewId, personId } },
    create: { crewId, personId, side, addedById, ...(part && { part }) },
    update: { side, ...(part && { part }) },
  })
}

export async function removeMember(tx: Tx, crewId: number, personId: number): Promise<boolean> {
  const { count } = await tx.member.deleteMany({ where: { crewId, personId } })
  return count === 1
}

/** Marks a member as told who added them; false when they were told before. */
export async function markTold(tx: Tx, crewId: number, personId: number, now: Date): Promise<boolean> {
  const { count } = await tx.member.updateMany({ where: { crewId, personId, toldAt: null }, data: { toldAt: now } })
  return count === 1
}

export async function setChannels(tx: Tx, organizationId: number, crewId: number, channelIds: number[]): Promise<void> {
  await tx.channel.updateMany({ where: { crewId, id: { notIn: channelIds } }, data: { crewId: null } })
  // Another crew's channel is not taken away from it.
  await tx.channel.updateMany({ where: { organizationId, crewId: null, id: { in: channelIds } }, data: { crewId } })
}

/** From one crew (or none) to another; false where the channel is not where it was thought to be. */
export async function placeChannel(tx: Tx, id: number, from: number | null, crewId: number | null): Promise<boolean> {
  const { count } = await tx.channel.updateMany({ where: { id, crewId: from }, data: { crewId } })
  return count === 1
}

export interface ChannelOfOrganization extends CrewChannel {
  installationId: number
  crewId: number | null
  crewName: string | null
}

export async function channelsOf(read: Tx, organizationId: number): Promise<ChannelOfOrganization[]> {
  const rows = await read.channel.findMany({
    where: { organizationId },
    include: { crew: { select: { name: true } }, installation: { select: { platform: true } } },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ id, name, installationId, crewId, crew, installation }) => ({
    id,
    name,
    installationId,
    platform: installation.platform,
    crewId,
    crewName: crew?.name ?? null,
  }))
}
