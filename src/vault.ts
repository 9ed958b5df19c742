/** Secrets at rest: AES-256-GCM under a key made from TANDEM_SECRET. The key's id, which gives nothing of it away, stands beside each value. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

export interface Sealed {
  keyId: string
  sealed: string
}

export interface Vault {
  keyId: string
  /** `about` says whose secret it is: a value that was moved to another row does not open there. */
  seal(text: string, about: string): Sealed
  /** Throws a `VaultError`, which says what to do. */
  open(value: Sealed, about: string): string
}

export class VaultError extends Error {
  override readonly name = 'VaultError'
}

const nonceBytes = 12
const tagBytes = 16

export function createVault(secret: string | undefined): Vault {
  if (!secret) {
    throw new VaultError('TANDEM_SECRET is missing: stored tokens cannot be read. Set the one they were stored with.')
  }
  const derive = (use: string, bytes: number) => Buffer.from(hkdfSync('sha256', secret, 'tandem', use, bytes))
  const key = derive('vault', 32)
  const keyId = derive('vault key id', 4).toString('hex')

  return {
    keyId,
    seal(text, about) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return { keyId, sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64') }
    },
    open(value, about) {
      if (value.keyId !== keyId) {
        throw new VaultError(
          `The token of ${about} was stored with another TANDEM_SECRET (key ${value.keyId}; this one is ${keyId}). Set that one again, or install anew.`,
        )
      }
      const bytes = Buffer.from(value.sealed, 'base64')
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        })
          .setAAD(Buffer.from(about))
          .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
        return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString(
          'utf8',
        )
      } catch {
        throw new VaultError(`The stored token of ${about} was changed or damaged. Install anew.`)
      }
    },
  }
}
