/** The key of an anonymous poll: made with its first ballot, kept sealed, destroyed at the close. */
import { createHmac } from 'node:crypto'
import type { Tx } from '../db.ts'
import type { Vault } from '../vault.ts'
import { createKeys } from './keys.ts'
import type { PollRecord } from './rules/records.ts'
import { keepKey } from './store/polls.ts'

export interface Tokens {
  /** The person's token; `null` where the poll has no key: nobody has voted, or it has closed. */
  of(poll: PollRecord, personId: number): string | null
  /** Makes the key where it is missing; the poll's row is locked. */
  make(tx: Tx, poll: PollRecord, personId: number): Promise<string>
}

export function createTokens(vault: Vault | undefined): Tokens {
  const keys = createKeys(vault)
  const about = ({ id }: PollRecord) => `poll ${id}`
  const keyOf = (poll: PollRecord) => (poll.tokenKey ? keys.open(poll.tokenKey, about(poll)) : null)
  const token = (key: Buffer, personId: number) => createHmac('sha256', key).update(`person ${personId}`).digest('hex')

  return {
    of(poll, personId) {
      const key = keyOf(poll)
      return key && token(key, personId)
    },
    async make(tx, poll, personId) {
      const known = keyOf(poll)
      if (known) return token(known, personId)
      const { key, stored } = keys.make(about(poll))
      await keepKey(tx, poll.id, stored)
      return token(key, personId)
    },
  }
}
