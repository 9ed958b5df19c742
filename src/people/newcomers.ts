/** Accounts and channels seen for the first time, with what their platform says of them. */
import type { Introduction, Newcomers } from '../chat/ports.ts'
import { storable } from '../chat/read.ts'
import type { Db, Tx } from '../db.ts'
import { createPresence } from './presence.ts'

/** `apart`: an installation that nobody linked starts an organization of its own. */
export function createNewcomers(db: Db, { apart = false } = {}): Newcomers {
  const installationOf = apart ? ownInstallation : sharedInstallation

  return {
    ...createPresence(db),
    async known({ platform, installation, account }) {
      const where = { externalId: account, installation: { platform, externalId: installation } }
      return (await db.read.identity.count({ where })) > 0
    },
    introduce: (newcomer) =>
      db.transact(async (tx) => {
        const { platform, installation, installationName } = newcomer
        await introduce(tx, newcomer, await installationOf(tx, platform, installation, installationName))
      }),
    channel: ({ platform, installation, installationName }, { id, name: called }) =>
      db.transact(async (tx) => {
        const name = storable(called)
        const home = await installationOf(tx, platform, installation, installationName)
        const at = { installationId_externalId: { installationId: home.id, externalId: id } }
        const data = { organizationId: home.organizationId, installationId: home.id, externalId: id, name }
        await tx.channel.upsert({ where: at, create: data, update: { name } })
      }),
  }
}

interface Home {
  id: number
  organizationId: number
}

async function introduce(tx: Tx, newcomer: Introduction, home: Home): Promise<void> {
  const { account, email = null, zone, guest } = newcomer
  const name = storable(newcomer.name)
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
async function sharedInstallation(tx: Tx, platform: Introduction['platform'], externalId: string, name: string) {
  const known = await knownInstallation(tx, platform, externalId)
  if (known) return known
  const first = await tx.organization.findFirst({ orderBy: { id: 'asc' } })
  return first
    ? tx.installation.create({ data: { organizationId: first.id, platform, externalId, name } })
    : ownInstallation(tx, platform, externalId, name)
}

async function ownInstallation(tx: Tx, platform: Introduction['platform'], externalId: string, name: string) {
  const known = await knownInstallation(tx, platform, externalId)
  if (known) return known
  const { id: organizationId } = await tx.organization.create({ data: { name } })
  return tx.installation.create({ data: { organizationId, platform, externalId, name } })
}

async function knownInstallation(tx: Tx, platform: Introduction['platform'], externalId: string) {
  return tx.installation.findUnique({ where: { platform_externalId: { platform, externalId } } })
}
