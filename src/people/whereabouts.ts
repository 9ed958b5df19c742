/** Who is still where: asked of the platforms when somebody leaves, so that nobody is retired who sits in another channel. */
import type { EventOrigin, Sender, Whereabouts } from '../chat/ports.ts'
import type { Db } from '../db.ts'

export function createWhereabouts(db: Db, senders: () => Sender[]): Whereabouts {
  const here = ({ platform, installation }: EventOrigin) => ({ platform, externalId: installation })

  /** `undefined`: some platform could not tell. */
  async function isInOne(personId: number, crewId: number): Promise<boolean | undefined> {
    const channels = await db.read.channel.findMany({ where: { crewId }, include: { installation: true } })
    const identities = await db.read.identity.findMany({ where: { personId } })
    let known = true
    for (const { installationId, installation, externalId } of channels) {
      const accounts = identities.filter((one) => one.installationId === installationId)
      const sender = senders().find(({ name }) => name === installation.platform)
      for (const account of accounts) {
        const found = await sender?.present?.(installation.externalId, externalId, account.externalId)
        if (found) return true
        if (found === undefined) known = false
      }
    }
    return known ? false : undefined
  }

  return {
    async channels(at, channels) {
      const rows = await db.read.channel.findMany({
        where: { installation: here(at), ...(channels && { externalId: { in: channels } }) },
        select: { id: true, crewId: true },
      })
      return rows.map(({ id, crewId }) => ({ channelId: id, crewId }))
    },
    async crewsLeft(at, account, channels) {
      const identity = await db.read.identity.findFirst({ where: { externalId: account, installation: here(at) } })
      if (!identity) return []
      const { personId } = identity
      const meets = { some: { externalId: { in: channels }, installation: here(at) } }
      const members = await db.read.member.findMany({ where: { personId, crew: { channels: meets } } })
      const left: { personId: number; crewId: number }[] = []
      for (const { crewId } of members) {
        if ((await isInOne(personId, crewId)) === false) left.push({ personId, crewId })
      }
      return left
    },
    async onlyHere(at) {
      const rows = await db.read.person.findMany({
        where: { identities: { some: { installation: here(at) }, every: { installation: here(at) } } },
        select: { id: true },
      })
      return rows.map(({ id }) => id)
    },
  }
}
