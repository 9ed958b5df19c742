/** Two persons who turned out to be one, and an organization that joins another. */
import type { Tx } from '../db.ts'

/**
 * Accounts, memberships and what the crews remember of `formerId` become `personId`'s, who keeps their own settings. The crews
 * that either is in. Where both are in a crew the membership of `personId` stands.
 */
export async function joinPersons(tx: Tx, personId: number, formerId: number): Promise<number[]> {
  // The lower id first: two joins at once never wait for each other.
  for (const id of [personId, formerId].sort((a, b) => a - b)) {
    await tx.$executeRaw`UPDATE "Person" SET "zone" = "zone" WHERE "id" = ${id}`
  }
  const own = await tx.member.findMany({ where: { personId }, select: { crewId: true } })
  const theirs = await tx.member.findMany({ where: { personId: formerId }, select: { crewId: true } })
  const ownCrews = own.map(({ crewId }) => crewId)
  await tx.member.deleteMany({ where: { personId: formerId, crewId: { in: ownCrews } } })
  await tx.member.updateMany({ where: { personId: formerId }, data: { personId } })
  await tx.member.updateMany({ where: { addedById: formerId }, data: { addedById: personId } })
  await tx.crew.updateMany({ where: { createdById: formerId }, data: { createdById: personId } })
  await tx.identity.updateMany({ where: { personId: formerId }, data: { personId } })
  return [...new Set([...ownCrews, ...theirs.map(({ crewId }) => crewId)])].sort((a, b) => a - b)
}

/** After every feature has given what was theirs to `personId`: what still hangs on `formerId` goes with them. */
export async function dropFormer(tx: Tx, personId: number, formerId: number): Promise<void> {
  const [kept, former] = [await row(tx, personId), await row(tx, formerId)]
  await tx.person.delete({ where: { id: formerId } })
  await tx.person.update({
    where: { id: personId },
    data: {
      email: kept.email ?? former.email,
      admin: kept.admin || former.admin,
      finance: kept.finance || former.finance,
      // Whoever asked not to be named under either account is not.
      celebrated: kept.celebrated && former.celebrated,
    },
  })
}

const row = (tx: Tx, id: number) => tx.person.findUniqueOrThrow({ where: { id } })

/**
 * Everybody and every installation of an organization without crews and records comes into another one, which has its own admins and finance.
 * Pairs of persons there with the same verified e-mail (guests have none here), who are one from now on.
 */
export async function moveOrganization(
  tx: Tx,
  from: number,
  into: number,
): Promise<{ personId: number; formerId: number }[]> {
  const full = { identities: { none: { guest: true } } }
  const newcomers = await tx.person.findMany({ where: { organizationId: from, email: { not: null }, ...full } })
  const emails = newcomers.flatMap(({ email }) => (email ? [email] : []))
  const known = await tx.person.findMany({ where: { organizationId: into, email: { in: emails }, ...full } })
  const where = { organizationId: from }
  await tx.person.updateMany({ where, data: { organizationId: into, admin: false, finance: false } })
  await tx.identity.updateMany({ where, data: { organizationId: into } })
  await tx.channel.updateMany({ where, data: { organizationId: into } })
  await tx.installation.updateMany({ where, data: { organizationId: into } })
  await tx.organization.delete({ where: { id: from } })
  return newcomers.flatMap(({ id: formerId, email }) => {
    const same = known.find((person) => person.email === email)
    return same ? [{ personId: same.id, formerId }] : []
  })
}
