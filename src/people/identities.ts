/** From a platform's account to a person, and back to where a person can be reached. */
import type { Place } from '../chat/feature.ts'
import type { Destination, Identities, Names, PlatformName } from '../chat/ports.ts'
import type { Db, Tx } from '../db.ts'

export function createIdentities(db: Db): Identities {
  return {
    async resolve({ platform, installation, account, channel }) {
      const identity = await db.read.identity.findFirst({
        where: { externalId: account, installation: { platform, externalId: installation } },
        include: { person: true, installation: true },
      })
      if (!identity) return null
      const found = channel
        ? await db.read.channel.findUnique({
            where: { installationId_externalId: { installationId: identity.installationId, externalId: channel } },
          })
        : null
      const { person } = identity
      const place: Place = {
        platform,
        installationId: identity.installationId,
        ...(found && { channelId: found.id }),
        ...(found?.crewId && { crewId: found.crewId }),
      }
      const actor = {
        id: person.id,
        organizationId: person.organizationId,
        name: person.name,
        zone: person.zone,
        admin: person.admin,
      }
      return { actor, place }
    },
  }
}

/** Direct messages go where the person chose, else where they last acted. `null`: no account on any platform that runs. */
export async function destinationOf(
  read: Tx,
  personId: number,
  platforms: PlatformName[],
): Promise<{ platform: PlatformName; to: Destination } | null> {
  const identities = await read.identity.findMany({
    where: { personId, installation: { platform: { in: platforms } } },
    include: { installation: true, person: { select: { writeIn: true } } },
    orderBy: { id: 'asc' },
  })
  const chosen = ({ installation, person }: (typeof identities)[number]) =>
    installation.platform === person.writeIn ? 1 : 0
  const acted = (at: Date | null) => at?.getTime() ?? 0
  const [latest] = identities.sort((a, b) => chosen(b) - chosen(a) || acted(b.lastActedAt) - acted(a.lastActedAt))
  if (!latest) return null
  const { installation, externalId } = latest
  return { platform: installation.platform, to: { installation: installation.externalId, account: externalId } }
}

export async function noteActed(tx: Tx, place: Place, personId: number, now: Date): Promise<void> {
  await tx.identity.updateMany({
    where: { personId, installationId: place.installationId },
    data: { lastActedAt: now },
  })
}

/** Names as cards show them; accounts where a mention on that platform needs one. */
export function createNames(db: Db, platform: PlatformName): Names {
  return {
    async of(ids) {
      const persons = await db.read.person.findMany({
        where: { id: { in: [...new Set(ids)] } },
        include: { identities: { where: { installation: { platform } }, take: 1 } },
      })
      return new Map(
        persons.map(({ id, name, identities: [identity] }) => [
          id,
          { name, ...(identity && { account: identity.externalId }) },
        ]),
      )
    },
  }
}

/** The zone of an account's person: for moments in what only they read. */
export async function zoneOf(
  read: Tx,
  platform: PlatformName,
  { installation, account }: { installation: string; account: string },
): Promise<string | undefined> {
  const identity = await read.identity.findFirst({
    where: { externalId: account, installation: { platform, externalId: installation } },
    select: { person: { select: { zone: true } } },
  })
  return identity?.person.zone
}

/** Whether this person's account there is a guest's; so is who has none. */
export async function isGuest(read: Tx, personId: number, installationId: number): Promise<boolean> {
  return (await read.identity.count({ where: { personId, installationId, guest: false } })) === 0
}

export async function installationById(read: Tx, id: number): Promise<{ platform: PlatformName } | null> {
  return read.installation.findUnique({ where: { id }, select: { platform: true } })
}
