/** The key of an anonymous poll: made with its first ballot, kept sealed, destroyed at the close. */
import { createHmac, randomBytes } from 'node:crypto'
import type { Tx } from '../db.ts'
import type { Vault } from '../vault.ts'
import type { PollRecord } from './rules/records.ts'
import { keepKey } from './store/polls.ts'

export interface Tokens {
  /** The person's token; `null` where the poll has no key: nobody has voted, or it has closed. */
  of(poll: PollRecord, personId: number): string | null
  /** Makes the key where it is missing; the poll's row is locked. */
  make(tx: Tx, poll: PollRecord, personId: number): Promise<string>
}

const keyBytes = 32
/** Without TANDEM_SECRET, on loopback only, there is nothing to seal with. */
const unsealed = 'unsealed'

export function createTokens(vault: Vault | undefined): Tokens {
  const about = ({ id }: PollRecord) => `poll ${id}`

  function keyOf(poll: PollRecord): Buffer | null {
    if (!poll.tokenKey) return null
    const [keyId = '', sealed = ''] = poll.tokenKey.split(' ')
    if (keyId === unsealed) return Buffer.from(sealed, 'base64')
    if (!vault) throw new Error('The key of an anonymous poll is sealed, and TANDEM_SECRET is missing.')
    return Buffer.from(vault.open({ keyId, sealed }, about(poll)), 'base64')
  }

  function sealed(poll: PollRecord, key: Buffer): string {
    const text = key.toString('base64')
    const value = vault ? vault.seal(text, about(poll)) : { keyId: unsealed, sealed: text }
    return `${value.keyId} ${value.sealed}`
  }

  const token = (key: Buffer, personId: number) => createHmac('sha256', key).update(`person ${personId}`).digest('hex')

  return {
    of(poll, personId) {
      const key = keyOf(poll)
      return key && token(key, personId)
    },
    async make(tx, poll, personId) {
      const known = keyOf(poll)
      if (known) return token(known, personId)
      const key = randomBytes(keyBytes)
      await keepKey(tx, poll.id, sealed(poll, key))
      return token(key, personId)
    },
  }
}
