/** From a platform's account to a person, and back to where a person can be reached. */
import type { Place } from '../chat/feature.ts'
import type { Destination, Identities, Names, PlatformName } from '../chat/ports.ts'
import type { Db, Tx } from '../db.ts'

export function createIdentities(db: Db): Identities {
  return {
    // On every command: one statement instead of the five that the relations would be.
    async resolve({ platform, installation, account, channel = null }) {
      const [found] = await db.read.$queryRaw<Found[]>`
        SELECT p."id", p."organizationId", p."name", p."zone", p."admin", d."installationId",
          c."id" AS "channelId", c."crewId", d."lastActedAt", EXISTS (
            SELECT 1 FROM "Identity" o WHERE o."personId" = p."id" AND o."id" <> d."id"
              AND o."lastActedAt" >= d."lastActedAt") AS "elsewhere"
        FROM "Identity" d
        JOIN "Installation" i ON i."id" = d."installationId"
        JOIN "Person" p ON p."id" = d."personId"
        LEFT JOIN "Channel" c ON c."installationId" = i."id" AND c."externalId" = ${channel}
        WHERE d."externalId" = ${account} AND i."platform" = ${platform} AND i."externalId" = ${installation}`
      if (!found) return null
      const { id, organizationId, name, zone, admin, installationId, channelId, crewId } = found
      const place: Place = {
        platform,
        installationId: Number(installationId),
        ...(channelId && { channelId: Number(channelId) }),
        ...(crewId && { crewId: Number(crewId) }),
      }
      // SQLite has neither booleans nor a size of integers.
      const actor = { id: Number(id), organizationId: Number(organizationId), name, zone, admin: Boolean(admin) }
      return { actor, place, lastHere: found.elsewhere ? null : found.lastActedAt }
    },
    async noteActed(tx, who, now) {
      if (!isNoted(who, now)) await noteActed(tx, who.place, who.actor.id, now)
    },
  }
}

type Id = number | bigint
interface Found {
  id: Id
  organizationId: Id
  name: string
  zone: string
  admin: boolean | Id
  installationId: Id
  channelId: Id | null
  crewId: Id | null
  lastActedAt: Date | null
  elsewhere: boolean | Id
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

/** Only which account was the last one matters: written where that changes, and else once in a while. */
const noteEveryMs = 10 * 60_000

/** Most commands come from where the last one came from: then there is nothing to write, and nothing to ask. */
export function isNoted({ lastHere }: { lastHere: Date | null }, now: Date): boolean {
  return lastHere !== null && now.getTime() - lastHere.getTime() < noteEveryMs
}

export async function noteActed(tx: Tx, { installationId }: Place, personId: number, now: Date): Promise<void> {
  const recently = new Date(now.getTime() - noteEveryMs)
  await tx.$executeRaw`
    UPDATE "Identity" SET "lastActedAt" = ${now}
    WHERE "personId" = ${personId} AND "installationId" = ${installationId}
      AND ("lastActedAt" IS NULL OR "lastActedAt" < ${recently} OR EXISTS (
        SELECT 1 FROM "Identity" o WHERE o."personId" = ${personId} AND o."installationId" <> ${installationId}
          AND o."lastActedAt" >= "Identity"."lastActedAt"))`
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
