/** Tokens of answers: found again by the pulse's key until that is destroyed. */
import { createHmac } from 'node:crypto'
import { createKeys } from '../../../voting/keys.ts'
import type { PulseRecord } from '../rules/records.ts'

export interface Tokens {
  /** A new key as it is stored. */
  key(pulseId: number): string
  /** `null`: it has no key any more. */
  of(pulse: Pick<PulseRecord, 'id' | 'tokenKey'>, personId: number): string | null
}

export function createTokens(vault: Parameters<typeof createKeys>[0]): Tokens {
  const keys = createKeys(vault)
  const about = (id: number) => `pulse ${id}`
  return {
    key: (pulseId) => keys.make(about(pulseId)).stored,
    of(pulse, personId) {
      if (!pulse.tokenKey) return null
      const key = keys.open(pulse.tokenKey, about(pulse.id))
      return createHmac('sha256', key).update(`person ${personId}`).digest('hex')
    },
  }
}
