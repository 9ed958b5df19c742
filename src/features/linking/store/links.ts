/** Links of channels, of installations, and the channels at their ends. */
import type { Tx } from '../../../db.ts'
import type { ChannelLink, End, Ground, LinkState, Newcomer } from '../rules/link.ts'

export async function groundOf(read: Tx, channelId: number): Promise<Ground | null> {
  const row = await read.channel.findUnique({ where: { id: channelId }, include: { installation: true } })
  if (!row) return null
  const { id, name, crewId, organizationId, installationId, installation } = row
  const { platform, name: installationName } = installation
  return { id, name, crewId, organizationId, installationId, platform, installationName }
}

export async function linkById(read: Tx, id: number): Promise<ChannelLink | null> {
  return read.channelLink.findUnique({ where: { id } })
}

/** Held until the end: two who confirm at once come one after the other. */
export async function lockLink(tx: Tx, id: number): Promise<ChannelLink | null> {
  await tx.$executeRaw`UPDATE "ChannelLink" SET "crewId" = "crewId" WHERE "id" = ${id}`
  return linkById(tx, id)
}

export type NewLink = Omit<ChannelLink, 'id' | 'state' | 'fromConfirmedById' | 'toConfirmedById'>

export async function putLink(tx: Tx, data: NewLink): Promise<ChannelLink> {
  return tx.channelLink.create({ data })
}

export async function noteConfirmed(tx: Tx, id: number, end: End, personId: number): Promise<void> {
  const data = end === 'from' ? { fromConfirmedById: personId } : { toConfirmedById: personId }
  await tx.channelLink.update({ where: { id }, data })
}

export async function setState(tx: Tx, id: number, state: LinkState): Promise<void> {
  await tx.channelLink.update({ where: { id }, data: { state } })
}

/** Links that touch these channels or this crew and are in one of these states. */
export async function linksWhere(
  read: Tx,
  where: { toChannelId?: number; fromChannelId?: number; crewId?: number },
  states: LinkState[],
): Promise<ChannelLink[]> {
  return read.channelLink.findMany({ where: { ...where, state: { in: states } }, orderBy: { id: 'asc' } })
}

const pair = (one: number, other: number) => ({ firstId: Math.min(one, other), secondId: Math.max(one, other) })

export async function areLinked(read: Tx, one: number, other: number): Promise<boolean> {
  return (await read.installationLink.count({ where: pair(one, other) })) > 0
}

export async function linkInstallations(tx: Tx, organizationId: number, one: number, other: number, now: Date) {
  const ids = pair(one, other)
  await tx.installationLink.upsert({
    where: { firstId_secondId: ids },
    create: { ...ids, organizationId, linkedAt: now },
    update: {},
  })
}

/** Installations whose channels an installation's crews may have. */
export async function linkedWith(read: Tx, installationId: number): Promise<number[]> {
  const rows = await read.installationLink.findMany({
    where: { OR: [{ firstId: installationId }, { secondId: installationId }] },
  })
  return rows.map(({ firstId, secondId }) => (firstId === installationId ? secondId : firstId))
}

export async function newcomerOf(read: Tx, organizationId: number): Promise<Newcomer> {
  const where = { organizationId }
  const installations = await read.installation.count({ where })
  const crews = await read.crew.count({ where })
  // What can be there without a crew; it would go with the organization.
  const records =
    (await read.objective.count({ where })) +
    (await read.initiative.count({ where })) +
    (await read.poll.count({ where })) +
    (await read.decision.count({ where })) +
    (await read.actionItem.count({ where })) +
    (await read.kudos.count({ where }))
  return { crews, installations, records }
}
