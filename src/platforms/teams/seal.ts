/** A press names the card it stands in, and that card is drawn again for whoever pressed: so the name is sealed for its
 * conversation, and nobody gets another's card by writing its name into a press. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Card } from '../../chat/feature.ts'
import type { At } from './ports.ts'

export type SealedCard = Card & { seal: string }

export interface Seals {
  seal(at: At, card: Card): SealedCard
  /** The card, if it was sealed for this conversation. */
  opened(at: At, card: SealedCard | undefined): SealedCard | undefined
}

/** Without a secret a seal lasts as long as the process. */
export function createSeals(secret: string = randomBytes(32).toString('hex')): Seals {
  const mark = ({ installation, conversation }: At, { kind, key }: Card) =>
    createHmac('sha256', `tandem card ${secret}`)
      .update(JSON.stringify([installation, conversation, kind, key]))
      .digest('base64url')
      .slice(0, 22)
  return {
    seal: (at, { kind, key }) => ({ kind, key, seal: mark(at, { kind, key }) }),
    opened(at, card) {
      if (!card) return undefined
      const [given, right] = [Buffer.from(card.seal), Buffer.from(mark(at, card))]
      return given.length === right.length && timingSafeEqual(given, right) ? card : undefined
    },
  }
}
