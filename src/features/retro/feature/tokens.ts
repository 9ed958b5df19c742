/** Tokens of anonymous notes: one for each note, found again by the retro's key until that is destroyed. */
import { createHmac } from 'node:crypto'
import { createKeys } from '../../../voting/keys.ts'
import type { RetroRecord } from '../rules/records.ts'

type Keyed = Pick<RetroRecord, 'id' | 'tokenKey'>

export interface Tokens {
  /** A new key as it is stored. */
  key(retroId: number): string
  /** `null`: it has no key, or none any more. */
  of(retro: Keyed, personId: number, noteId: string): string | null
}

export function createTokens(vault: Parameters<typeof createKeys>[0]): Tokens {
  const keys = createKeys(vault)
  const about = (id: number) => `retro ${id}`
  return {
    key: (retroId) => keys.make(about(retroId)).stored,
    of(retro, personId, noteId) {
      if (!retro.tokenKey) return null
      const key = keys.open(retro.tokenKey, about(retro.id))
      return createHmac('sha256', key).update(`person ${personId} note ${noteId}`).digest('hex')
    },
  }
}
