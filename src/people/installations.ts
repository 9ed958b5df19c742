/** Workspaces that installed the bot themselves: each starts an organization of its own, and has its own token. */
import type { Installations } from '../chat/ports.ts'
import type { Db } from '../db.ts'
import type { Vault } from '../vault.ts'

export function createInstallations(db: Db, vault: Vault): Installations {
  const about = (platform: string, installation: string) => `${platform} ${installation}`
  const secretOf = (platform: 'slack' | 'teams' | 'web', externalId: string) =>
    db.read.installationSecret.findFirst({ where: { installation: { platform, externalId } } })

  return {
    keep: ({ platform, installation: externalId, installationName: name }, token) =>
      db.transact(async (tx) => {
        const at = { platform_externalId: { platform, externalId } }
        const known = await tx.installation.findUnique({ where: at })
        const organizationId = known?.organizationId ?? (await tx.organization.create({ data: { name } })).id
        const data = { organizationId, platform, externalId, name }
        const { id } = await tx.installation.upsert({ where: at, create: data, update: { name } })
        const secret = vault.seal(token, about(platform, externalId))
        await tx.installationSecret.upsert({
          where: { installationId: id },
          create: { installationId: id, ...secret },
          update: secret,
        })
      }),
    async tokenOf(platform, installation) {
      const secret = await secretOf(platform, installation)
      return secret && vault.open(secret, about(platform, installation))
    },
    drop: (platform, externalId) =>
      db.transact(async (tx) => {
        await tx.installationSecret.deleteMany({ where: { installation: { platform, externalId } } })
      }),
  }
}
