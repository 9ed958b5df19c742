/** What the outbox needs from a platform: where copies go, how they are sent, how fast, and why a send failed. */
import type { Card, Readers } from './feature.ts'
import type { Instant, Message } from './message.ts'
import type { PlatformName } from './ports.ts'

/** Where one copy of a card goes, in the platform's own ids. */
export interface Destination {
  installation: string
  /** A channel, or the account of a person for a direct message. */
  channel?: string
  account?: string
}

/** A sent message as its platform knows it. */
export type MessageRef = string

/** What the outbox needs from a platform. */
export interface Sender {
  name: PlatformName
  /** Sends; `mark` is unique per copy and can be found again by `find` where the platform allows. Throws `SendError`. */
  send(
    to: Destination,
    message: Message,
    options: { mark: string; under?: MessageRef; card: Card },
  ): Promise<MessageRef>
  update(to: Destination, ref: MessageRef, message: Message, options: { card: Card }): Promise<void>
  /** Looks for a copy whose sending had an unknown outcome; `undefined` where it may not look. Absent: the platform cannot. */
  find?(
    to: Destination,
    mark: string,
    since: Instant,
    options: { under?: MessageRef },
  ): Promise<MessageRef | null | undefined>
  /** Whether an account is in a channel now; `undefined` where nobody can tell. */
  present?(installation: string, channel: string, account: string): Promise<boolean | undefined>
  /** Who can read a channel, the bot left out. Absent: the platform cannot tell. */
  readers?(to: Destination): Promise<Readers | null>
  /** Introduces who is in a channel and notes that they are there; nobody waits for it. */
  lookAround?(to: Destination): void
  /** How fast it may be written to; kept by the outbox. */
  pace: Limit[]
}

export type Writing = 'send' | 'update'

/** What a limit is about: one conversation or all of an installation; sends, updates, or (absent) both together. */
export interface Scope {
  of: 'conversation' | 'installation'
  what?: Writing
}

export interface Limit extends Scope {
  /** At most so many in any so long a time; all of them hold. */
  windows: readonly { most: number; ms: number }[]
}

/** Why a send failed. `later`: try again; `gone`: it can never succeed there; `unknown`: it may have arrived. */
export class SendError extends Error {
  readonly outcome: 'later' | 'gone' | 'unknown'
  readonly retryAfterMs: number | undefined
  /** What else had better wait as long. */
  readonly concerns: Scope | undefined
  constructor(outcome: 'later' | 'gone' | 'unknown', message: string, retryAfterMs?: number, concerns?: Scope) {
    super(message)
    this.name = 'SendError'
    this.outcome = outcome
    this.retryAfterMs = retryAfterMs
    this.concerns = concerns
  }
}
