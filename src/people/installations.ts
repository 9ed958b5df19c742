/** Workspaces that installed the bot themselves: each starts an organization of its own, and has its own token. */
import type { Installations, PlatformName, Renew, Token } from '../chat/ports.ts'
import type { Db } from '../db.ts'
import type { Vault } from '../vault.ts'

/** A token is renewed when less is left of it. */
const earlyMs = 2 * 3_600_000
/** Longer than a platform may take to answer. */
const leaseMs = 30_000
/** After a renewal that failed nobody tries again for as long. */
const pauseMs = 5 * 60_000
const lookAgainMs = 100

export interface InstallationsOptions {
  db: Db
  vault: Vault
  machineNow?: () => number
}

export function createInstallations({ db, vault, machineNow = Date.now }: InstallationsOptions): Installations {
  const about = (platform: string, installation: string) => `${platform} ${installation}`
  const refreshAbout = (name: string) => `${name} refresh`
  const secretOf = (platform: PlatformName, externalId: string) =>
    db.read.installationSecret.findFirst({ where: { installation: { platform, externalId } } })
  type Secret = NonNullable<Awaited<ReturnType<typeof secretOf>>>

  function sealed({ token, rotated }: Token, name: string) {
    return {
      ...vault.seal(token, name),
      refresh: rotated ? vault.seal(rotated.refresh, refreshAbout(name)).sealed : null,
      endsAt: rotated?.endsAt ?? null,
      leaseUntil: null,
      renewalError: null,
    }
  }

  /** One process at a time, and only as long as it is the token that was read. */
  const claim = ({ installationId, sealed: old }: Secret) =>
    db.transact(async (tx) => {
      const now = new Date(machineNow())
      const { count } = await tx.installationSecret.updateMany({
        where: { installationId, sealed: old, OR: [{ leaseUntil: null }, { leaseUntil: { lte: now } }] },
        data: { leaseUntil: new Date(now.getTime() + leaseMs) },
      })
      return count === 1
    })

  /** An installation made anew meanwhile brought a token of its own, which stands. */
  const write = ({ installationId, sealed: old }: Secret, data: Partial<Omit<Secret, 'installationId'>>) =>
    db.transact((tx) => tx.installationSecret.updateMany({ where: { installationId, sealed: old }, data }))

  async function renewed(secret: Secret, name: string, renew: Renew): Promise<string | null> {
    const { keyId, refresh } = secret
    const spent = vault.open({ keyId, sealed: refresh ?? '' }, refreshAbout(name))
    let next: Token
    try {
      next = await renew(spent)
    } catch (error) {
      const until = new Date(machineNow() + pauseMs)
      await write(secret, { leaseUntil: until, renewalError: (error as Error).message })
      return null
    }
    await write(secret, sealed(next, name))
    return next.token
  }

  return {
    keep: ({ platform, installation: externalId, installationName: name }, token) =>
      db.transact(async (tx) => {
        const at = { platform_externalId: { platform, externalId } }
        const known = await tx.installation.findUnique({ where: at })
        const organizationId = known?.organizationId ?? (await tx.organization.create({ data: { name } })).id
        const data = { organizationId, platform, externalId, name }
        const { id } = await tx.installation.upsert({ where: at, create: data, update: { name } })
        const secret = sealed(token, about(platform, externalId))
        await tx.installationSecret.upsert({
          where: { installationId: id },
          create: { installationId: id, ...secret },
          update: secret,
        })
      }),
    async tokenOf(platform, installation, renew, refused) {
      const name = about(platform, installation)
      const longest = machineNow() + leaseMs
      for (;;) {
        const secret = await secretOf(platform, installation)
        if (!secret) return null
        const token = vault.open(secret, name)
        const now = machineNow()
        const left = (secret.endsAt?.getTime() ?? Number.POSITIVE_INFINITY) - now
        if (!secret.refresh || (left > earlyMs && token !== refused)) return token
        const taken = secret.leaseUntil !== null && secret.leaseUntil.getTime() > now
        if (!taken) {
          const next = (await claim(secret)) && (await renewed(secret, name, renew))
          if (next) return next
          continue
        }
        // Good for a while yet, or nobody can get a better one now: Slack says what it is worth.
        const usable = left > 0 && token !== refused
        if (usable || secret.renewalError !== null || now > longest) return token
        await new Promise((resume) => setTimeout(resume, lookAgainMs))
      }
    },
    drop: (platform, externalId) =>
      db.transact(async (tx) => {
        await tx.installationSecret.deleteMany({ where: { installation: { platform, externalId } } })
      }),
  }
}
