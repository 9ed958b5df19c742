/** Who is in which channel, as platforms tell: to offer them in setup. Nobody is in a crew by that, and nobody is written to. */
import type { Newcomers, PlatformName, Sender } from '../chat/ports.ts'
import type { Db, Tx } from '../db.ts'

interface At {
  platform: PlatformName
  installation: string
}

export function createPresence(db: Db): Pick<Newcomers, 'roster' | 'came' | 'went'> {
  const channelOf = (tx: Tx, { platform, installation }: At, externalId: string) =>
    tx.channel.findFirst({ where: { externalId, installation: { platform, externalId: installation } } })

  return {
    roster: (at, name, accounts) =>
      db.transact(async (tx) => {
        const channel = await channelOf(tx, at, name)
        if (!channel) return
        const { id: channelId, installationId } = channel
        const here = new Set(accounts)
        const known = await tx.identity.findMany({ where: { installationId }, select: { id: true, externalId: true } })
        const now = known.filter(({ externalId }) => here.has(externalId)).map(({ id }) => id)
        const before = await tx.channelPerson.findMany({ where: { channelId }, select: { identityId: true } })
        const was = new Set(before.map(({ identityId }) => identityId))
        const left = [...was].filter((id) => !now.includes(id))
        await tx.channelPerson.deleteMany({ where: { channelId, identityId: { in: left } } })
        const fresh = now.filter((id) => !was.has(id))
        await tx.channelPerson.createMany({ data: fresh.map((identityId) => ({ channelId, identityId })) })
      }),
    came: (at, name, account) =>
      db.transact(async (tx) => {
        const channel = await channelOf(tx, at, name)
        if (!channel) return
        const { id: channelId, installationId } = channel
        const where = { installationId_externalId: { installationId, externalId: account } }
        const identity = await tx.identity.findUnique({ where, select: { id: true } })
        if (!identity) return
        const key = { channelId, identityId: identity.id }
        await tx.channelPerson.upsert({ where: { channelId_identityId: key }, create: key, update: {} })
      }),
    went: ({ platform, installation }, names, account) =>
      db.transact(async (tx) => {
        const home = { platform, externalId: installation }
        await tx.channelPerson.deleteMany({
          where: {
            channel: { externalId: { in: names }, installation: home },
            identity: { externalId: account, installation: home },
          },
        })
      }),
  }
}

export interface Outside {
  channel: string
  /** By name. */
  people: { id: number; name: string }[]
}

/** Who is in a crew's channels and not in the crew. */
export async function outsiders(read: Tx, crewId: number): Promise<Outside[]> {
  const channels = await read.channel.findMany({
    where: { crewId },
    select: {
      name: true,
      people: {
        where: { identity: { person: { memberships: { none: { crewId } } } } },
        select: { identity: { select: { person: { select: { id: true, name: true } } } } },
      },
    },
    orderBy: { id: 'asc' },
  })
  return channels.flatMap(({ name: channel, people: rows }) => {
    const people = [...new Map(rows.map(({ identity: { person } }) => [person.id, person])).values()]
    return people.length ? [{ channel, people: people.sort((a, b) => a.name.localeCompare(b.name, 'en')) }] : []
  })
}

/** Asks a channel's platform who is there, beside everything else; what it says is stored when it comes. */
export async function lookAround(read: Tx, channelId: number, senders: Sender[]): Promise<void> {
  const channel = await read.channel.findUnique({ where: { id: channelId }, include: { installation: true } })
  const sender = senders.find(({ name }) => name === channel?.installation.platform)
  if (channel) sender?.lookAround?.({ installation: channel.installation.externalId, channel: channel.externalId })
}
