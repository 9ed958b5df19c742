/** Saying what must be said: claims due copies, draws them from committed state, sends or updates, retries, keeps order and pace. */
import { errorFields } from '../chat/boundary.ts'
import type { Card } from '../chat/feature.ts'
import type { Message } from '../chat/message.ts'
import { type Destination, type Outbox, type PlatformName, SendError, type Sender } from '../chat/ports.ts'
import { sentence } from '../chat/say.ts'
import type { Db, Tx } from '../db.ts'
import type { Log } from '../log.ts'
import { putEffects } from './put.ts'
import {
  blockedBy,
  claimDelivery,
  type DueDelivery,
  dueDeliveries,
  noteFailed,
  noteSending,
  noteSent,
  rootOf,
} from './store.ts'

export interface OutboxOptions {
  db: Db
  /** Asked at delivery: adapters are made after the outbox. */
  senders: () => Sender[]
  /** Where a person's direct messages go. */
  destinationOf(
    read: Tx,
    personId: number,
    platforms: PlatformName[],
  ): Promise<{ platform: PlatformName; to: Destination } | null>
  draw(card: Card): Promise<Message | null>
  log: Log
  machineNow?: () => Date
  random?: () => number
}

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
/** At the longest back-off: about a day. An outage of an evening loses nothing. */
const mostAttempts = 150
const firstBackOffMs = 500
const longestBackOffMs = 10 * 60_000

type Target = { sender: Sender; to: Destination }

export function createOutbox(options: OutboxOptions): RunningOutbox {
  const { db, senders, destinationOf, draw, log, machineNow = () => new Date(), random = Math.random } = options
  const paced = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined
  let stopped = true
  let draining: Promise<void> | undefined
  let asked = false

  /** Each conversation in its own order; conversations beside each other. */
  async function pass(): Promise<number> {
    const due = await dueDeliveries(db.read, machineNow(), batch)
    const conversations = new Map<string, DueDelivery[]>()
    for (const delivery of due) {
      const name = `${delivery.channelId}:${delivery.personId}`
      conversations.set(name, [...(conversations.get(name) ?? []), delivery])
    }
    const counts = await Promise.all([...conversations].map(([name, deliveries]) => inOrder(name, deliveries)))
    return counts.reduce((sum, count) => sum + count, 0)
  }

  async function inOrder(conversation: string, deliveries: DueDelivery[]): Promise<number> {
    let handled = 0
    for (const delivery of deliveries) {
      if (delivery.ref === null && (await blockedBy(db.read, delivery))) continue
      const lease = new Date(machineNow().getTime() + leaseMs)
      const claimed = await db.transact((tx) => claimDelivery(tx, delivery.id, machineNow(), lease))
      if (!claimed) continue
      await deliver(conversation, claimed, lease)
      handled += 1
    }
    return handled
  }

  async function deliver(conversation: string, delivery: DueDelivery, lease: Date): Promise<void> {
    try {
      const target = await targetOf(delivery)
      if ('error' in target) return await fail(delivery, lease, new SendError('gone', target.error))
      // The version before the drawing: whatever moves after it makes the copy due again.
      const { version, kind, key } = await db.read.cardVersion.findUniqueOrThrow({ where: { id: delivery.cardId } })
      const card = { kind, key }
      const drawn = await draw(card)
      const message = drawn && delivery.personId !== null ? withCalm(drawn) : (drawn ?? removed)
      const done = { platform: target.sender.name, sentTo: target.to, version }
      if (!drawn && delivery.ref === null) {
        await db.transact((tx) => noteSent(tx, delivery, lease, { ...done, ref: null, ambiguous: false }))
        return
      }
      if (delivery.ref !== null) {
        await keepPace(conversation, target.sender)
        await target.sender.update(target.to, delivery.ref, message, { card })
        await db.transact((tx) => noteSent(tx, delivery, lease, { ...done, ref: delivery.ref, ambiguous: false }))
        return
      }
      const root = await rootOf(db.read, delivery)
      if (root && root.ref === null && root.state !== 'aside')
        throw new SendError('later', 'The thread is not there yet')
      const mark = `tandem-${delivery.id}`
      const before = delivery.sendingSince
      const under = root?.ref ? { under: root.ref } : {}
      const arrived = before ? await target.sender.find?.(target.to, mark, before, under) : null
      await keepPace(conversation, target.sender)
      if (!(await db.transact((tx) => noteSending(tx, delivery.id, lease, machineNow())))) return
      const ref = arrived ?? (await target.sender.send(target.to, message, { mark, card, ...under }))
      const ambiguous = arrived === undefined
      await db.transact((tx) => noteSent(tx, delivery, lease, { ...done, ref, ambiguous }))
    } catch (error) {
      await fail(delivery, lease, error)
    }
  }

  async function targetOf(delivery: DueDelivery): Promise<Target | { error: string }> {
    const sent = delivery.sentTo as Destination | null
    if (sent && delivery.platform) return senderFor(delivery.platform, sent)
    if (delivery.channelId !== null) {
      const channel = await db.read.channel.findUnique({
        where: { id: delivery.channelId },
        include: { installation: true },
      })
      if (!channel) return { error: 'The channel is not there any more' }
      const { installation, externalId } = channel
      return senderFor(installation.platform, { installation: installation.externalId, channel: externalId })
    }
    const found =
      delivery.personId === null
        ? null
        : await destinationOf(
            db.read,
            delivery.personId,
            senders().map(({ name }) => name),
          )
    return found ? senderFor(found.platform, found.to) : { error: 'The person has no account on a connected platform' }
  }

  function senderFor(platform: PlatformName, to: Destination): Target | { error: string } {
    const sender = senders().find(({ name }) => name === platform)
    return sender ? { sender, to } : { error: `${platform} is not connected` }
  }

  /** Machine time; several conversations never wait for each other. */
  async function keepPace(conversation: string, { pace }: Sender): Promise<void> {
    const now = machineNow().getTime()
    const free = Math.max(now, paced.get(conversation) ?? 0)
    if (pace > 0) paced.set(conversation, free + pace)
    if (free > now) await new Promise((resume) => setTimeout(resume, free - now))
  }

  async function fail(delivery: DueDelivery, lease: Date, error: unknown): Promise<void> {
    const outcome = error instanceof SendError ? error.outcome : 'later'
    const attempt = delivery.attempts
    const final = outcome === 'gone' || attempt >= mostAttempts
    const backOff = Math.min(longestBackOffMs, firstBackOffMs * 2 ** (attempt - 1)) * (0.5 + random())
    const wait = (error instanceof SendError ? error.retryAfterMs : undefined) ?? backOff
    const again = final ? null : new Date(machineNow().getTime() + wait)
    const said = error instanceof SendError ? error.message : (error as Error | undefined)?.name
    const fields = error instanceof SendError ? {} : errorFields(error)
    log.warn('delivery.failed', { delivery: delivery.id, card: delivery.card.kind, outcome, attempt, final, ...fields })
    await db.transact((tx) =>
      noteFailed(tx, delivery, lease, { error: said ?? 'unknown', again, unknown: outcome === 'unknown' }),
    )
  }

  async function drain(): Promise<void> {
    asked = true
    if (draining) return draining
    draining = (async () => {
      while (asked) {
        asked = false
        while ((await pass()) > 0);
      }
    })().finally(() => {
      draining = undefined
    })
    return draining
  }

  function poll(): void {
    if (stopped) return
    timer = setTimeout(() => {
      drain()
        .catch((error) => log.error('outbox.failed', { ...errorFields(error) }))
        .finally(poll)
    }, pollMs)
  }

  return {
    put: (tx, organizationId, effects, now) => putEffects(tx, organizationId, effects, now),
    kick() {
      if (!stopped) drain().catch((error) => log.error('outbox.failed', { ...errorFields(error) }))
    },
    drain,
    start() {
      stopped = false
      poll()
      this.kick()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await draining?.catch(() => {})
    },
  }
}

const removed: Message = sentence('This was removed.')

/** `[Fewer messages]` is on every direct message. */
function withCalm(message: Message): Message {
  const calm = {
    block: 'buttons' as const,
    buttons: [{ press: 'setup.fewer', label: 'Fewer messages', value: {}, style: 'quiet' as const }],
  }
  return { ...message, blocks: [...message.blocks, calm] }
}
