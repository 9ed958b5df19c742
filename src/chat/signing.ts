/** Addresses and states that can be trusted when they come back: an HMAC under a key of its own for each use. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** `old`: it was ours, and its time is over. */
export type Verdict = 'ours' | 'old' | 'wrong'

export interface Signer {
  /** Over what must not be changed, and until when it holds (milliseconds). */
  sign(parts: string[], until: number): string
  /** `until` and `mark` as they came back: anybody may have typed them. */
  verify(parts: string[], until: string, mark: string, now?: number): Verdict
}

/** Marks for one use are worth nothing for another: `use` is part of the key. */
export function createSigner(secret: string, use: string): Signer {
  const key = Buffer.from(hkdfSync('sha256', secret, 'tandem', use, 32))
  // As JSON no two lists of parts read the same.
  const sign = (parts: string[], until: number) =>
    createHmac('sha256', key)
      .update(JSON.stringify([until, ...parts]))
      .digest('base64url')

  return {
    sign,
    verify(parts, until, mark, now = Date.now()) {
      // Written one way only: "007" or "7.0" was never signed.
      if (!/^[1-9]\d{0,15}$/.test(until)) return 'wrong'
      const [one, other] = [Buffer.from(mark), Buffer.from(sign(parts, Number(until)))]
      // How long the comparison takes tells nothing.
      if (one.length !== other.length || !timingSafeEqual(one, other)) return 'wrong'
      return Number(until) < now ? 'old' : 'ours'
    },
  }
}
