/** Saying what must be said: claims due copies and delivers them, each conversation in its own order and pace, none waiting for another. */
import { errorFields } from '../chat/boundary.ts'
import type { Outbox } from '../chat/ports.ts'
import { createDeliver, type DeliverOptions } from './deliver.ts'
import { createPacer } from './pace.ts'
import { putEffects } from './put.ts'
import { bringBack } from './returning.ts'
import { type Conversation, claimDelivery, dueConversations, nextIn, setAside } from './store.ts'

export type OutboxOptions = Omit<DeliverOptions, 'machineNow' | 'random' | 'pacer'> &
  Partial<Pick<DeliverOptions, 'machineNow' | 'random'>>

export interface RunningOutbox extends Outbox {
  start(): void
  stop(): Promise<void>
  /** Until nothing is due. */
  drain(): Promise<void>
}

/** Longer than any sender's own time-out. */
const leaseMs = 60_000
const pollMs = 1_000
const batch = 100

export function createOutbox(options: OutboxOptions): RunningOutbox {
  const { machineNow = () => new Date(), random = Math.random } = options
  const { db, log } = options
  const deliver = createDeliver({ ...options, machineNow, random, pacer: createPacer() })
  const working = new Map<string, Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let stopped = true
  let draining: Promise<void> | undefined
  /** Something may have become due since the last look. */
  let asked = false
  let wake = () => {}
  let delivered = 0

  /** Starts every conversation that has something due and is not being worked on. */
  async function startDue(failed: (error: unknown) => void): Promise<void> {
    const due = await dueConversations(db.read, machineNow(), batch + working.size)
    const fresh = due.filter((one) => !working.has(nameOf(one)))
    for (const one of fresh) {
      const name = nameOf(one)
      working.set(
        name,
        converse(one)
          .catch(failed)
          .finally(() => working.delete(name)),
      )
    }
  }

  /** One conversation, in its order, until nothing in it is due. */
  async function converse(conversation: Conversation): Promise<void> {
    for (;;) {
      const next = await nextIn(db.read, conversation, machineNow())
      if (next === null) return
      const lease = new Date(machineNow().getTime() + leaseMs)
      const claimed = await db.transact((tx) => claimDelivery(tx, next, machineNow(), lease))
      if (!claimed) continue
      delivered += 1
      await deliver(claimed, lease)
    }
  }

  async function work(): Promise<void> {
    const errors: unknown[] = []
    let before = 0
    do {
      before = delivered
      asked = false
      const woken = new Promise<void>((resume) => {
        wake = resume
      })
      await startDue((error) => errors.push(error))
      if (working.size) await Promise.race([Promise.all(working.values()), woken])
      // The database does not answer: the next poll tries again.
      if (errors.length) throw errors[0]
    } while (asked || working.size > 0 || delivered > before)
  }

  function drain(): Promise<void> {
    asked = true
    wake()
    draining ??= work().finally(() => {
      draining = undefined
    })
    return draining
  }

  function kick(): void {
    if (!stopped) drain().catch((error) => log.error('outbox.failed', { ...errorFields(error) }))
  }

  return {
    put: (tx, organizationId, effects, now) => putEffects(tx, organizationId, effects, now),
    setAside,
    bringBack,
    kick,
    drain,
    start() {
      stopped = false
      // Also while a drain is under way: a platform that takes its time holds up no other.
      timer = setInterval(kick, pollMs)
      kick()
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await draining?.catch(() => {})
      await Promise.all(working.values())
    },
  }
}

const nameOf = ({ channelId, personId }: Conversation) => `${channelId}:${personId}`
