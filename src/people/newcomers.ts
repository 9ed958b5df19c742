/** Accounts and channels seen for the first time, with what their platform says of them. */
import type { Introduction, Newcomers } from '../chat/ports.ts'
import type { Db, Tx } from '../db.ts'

export function createNewcomers(db: Db): Newcomers {
  return {
    async known({ platform, installation, account }) {
      const where = { externalId: account, installation: { platform, externalId: installation } }
      return (await db.read.identity.count({ where })) > 0
    },
    introduce: (newcomer) => db.transact((tx) => introduce(tx, newcomer)),
    channel: ({ platform, installation, installationName }, { id, name }) =>
      db.transact(async (tx) => {
        const home = await installationOf(tx, platform, installation, installationName)
        const at = { installationId_externalId: { installationId: home.id, externalId: id } }
        const data = { organizationId: home.organizationId, installationId: home.id, externalId: id, name }
        await tx.channel.upsert({ where: at, create: data, update: { name } })
      }),
  }
}

async function introduce(tx: Tx, newcomer: Introduction): Promise<void> {
  const { platform, installation, installationName, account, name, email = null, zone, guest } = newcomer
  const home = await installationOf(tx, platform, installation, installationName)
  const at = { installationId_externalId: { installationId: home.id, externalId: account } }
  if (await tx.identity.findUnique({ where: at, select: { id: true } })) return
  const { organizationId } = home
  const known = email && !guest ? await personWithMail(tx, organizationId, email) : null
  const person =
    known ?? (await tx.person.create({ data: { organizationId, name, zone, email: guest ? null : email } }))
  await tx.identity.create({
    data: { organizationId, personId: person.id, installationId: home.id, externalId: account, guest },
  })
}

/** Full members with the same verified e-mail are one person, inside one organization only. */
async function personWithMail(tx: Tx, organizationId: number, email: string): Promise<{ id: number } | null> {
  return tx.person.findFirst({
    where: { organizationId, email: email.toLowerCase(), identities: { none: { guest: true } } },
    select: { id: true },
  })
}

/** With single-workspace settings every installation belongs to the one organization. */
async function installationOf(tx: Tx, platform: Introduction['platform'], externalId: string, name: string) {
  const known = await tx.installation.findUnique({ where: { platform_externalId: { platform, externalId } } })
  if (known) return known
  const first = await tx.organization.findFirst({ orderBy: { id: 'asc' } })
  const organization = first ?? (await tx.organization.create({ data: { name } }))
  return tx.installation.create({ data: { organizationId: organization.id, platform, externalId, name } })
}
