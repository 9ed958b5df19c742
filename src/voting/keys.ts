/** Keys of what is anonymous, as they are stored until they are destroyed: sealed for their owner, or on loopback as they are. */
import { randomBytes } from 'node:crypto'
import type { Vault } from '../vault.ts'

export interface Keys {
  /** A new one, and how it is stored. `about`: whose it is. */
  make(about: string): { key: Buffer; stored: string }
  open(stored: string, about: string): Buffer
}

const keyBytes = 32
/** Without TANDEM_SECRET, on loopback only, there is nothing to seal with. */
const unsealed = 'unsealed'

export function createKeys(vault: Vault | undefined): Keys {
  return {
    make(about) {
      const key = randomBytes(keyBytes)
      const text = key.toString('base64')
      const value = vault ? vault.seal(text, about) : { keyId: unsealed, sealed: text }
      return { key, stored: `${value.keyId} ${value.sealed}` }
    },
    open(stored, about) {
      const [keyId = '', sealed = ''] = stored.split(' ')
      if (keyId === unsealed) return Buffer.from(sealed, 'base64')
      if (!vault) throw new Error('The key of what is anonymous is sealed, and TANDEM_SECRET is missing.')
      return Buffer.from(vault.open({ keyId, sealed }, about), 'base64')
    },
  }
}
