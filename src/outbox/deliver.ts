/** One copy of one card: where it goes, drawn from committed state, sent or updated, and what is noted of it. */
import { errorFields } from '../chat/boundary.ts'
import type { Card } from '../chat/feature.ts'
import type { Message } from '../chat/message.ts'
import { type Destination, type PlatformName, SendError, type Sender, type Writing } from '../chat/ports.ts'
import { sentence } from '../chat/say.ts'
import type { Db, Tx } from '../db.ts'
import type { Log } from '../log.ts'
import type { Going, Pacer } from './pace.ts'
import { type DueDelivery, noteFailed, noteSending, noteSent, postpone, rootOf } from './store.ts'

export interface DeliverOptions {
  db: Db
  /** Asked at delivery: adapters are made after the outbox. */
  senders: () => Sender[]
  /** Where a person's direct messages go. */
  destinationOf(
    read: Tx,
    personId: number,
    platforms: PlatformName[],
  ): Promise<{ platform: PlatformName; to: Destination } | null>
  /** Drawn for a platform: each shows commands as they are typed there. */
  draw(card: Card, platform: PlatformName): Promise<Message | null>
  /** In the transaction that sets a copy aside: nothing reaches this channel any more. */
  lost?(tx: Tx, channelId: number): Promise<void>
  log: Log
  machineNow: () => Date
  random: () => number
  pacer: Pacer
}

/** At the longest back-off: about a day. An outage of an evening loses nothing. */
const mostAttempts = 150
const firstBackOffMs = 500
const longestBackOffMs = 10 * 60_000
/** A copy whose turn comes later than this is put back: it must not sit on its lease. */
const longestWaitMs = 3_000
const everywhere: PlatformName[] = ['slack', 'teams', 'web']

type Target = { sender: Sender; to: Destination }

/** Delivers a claimed copy, whose lease is `lease`. */
export type Deliver = (delivery: DueDelivery, lease: Date) => Promise<void>

export function createDeliver({
  db,
  senders,
  destinationOf,
  draw,
  lost,
  log,
  machineNow,
  random,
  pacer,
}: DeliverOptions): Deliver {
  async function targetOf(delivery: DueDelivery, tried: PlatformName[]): Promise<Target> {
    const sent = delivery.sentTo as Destination | null
    if (sent && delivery.platform) return connected(delivery.platform, sent)
    if (delivery.personId !== null) return targetOfPerson(delivery.personId, tried)
    const channel = await db.read.channel.findUnique({
      where: { id: delivery.channelId ?? 0 },
      include: { installation: true },
    })
    if (!channel) throw new SendError('gone', 'The channel is not there any more')
    const { installation, externalId } = channel
    return connected(installation.platform, { installation: installation.externalId, channel: externalId })
  }

  async function targetOfPerson(personId: number, tried: PlatformName[]): Promise<Target> {
    const here = senders().flatMap(({ name }) => (tried.includes(name) ? [] : [name]))
    const all = tried.length ? [] : everywhere
    const found = (await destinationOf(db.read, personId, here)) ?? (await destinationOf(db.read, personId, all))
    if (!found) throw new SendError('gone', 'The person has no account on any platform')
    return connected(found.platform, found.to)
  }

  function connected(platform: PlatformName, to: Destination): Target {
    const sender = senders().find(({ name }) => name === platform)
    // Settings that were left out at one start come back with the next.
    if (!sender) throw new SendError('later', `${platform} is not connected`)
    return { sender, to }
  }

  /** A person who cannot be reached where they last acted may be on another platform. */
  async function sendSomewhere(delivery: DueDelivery, lease: Date, doubt: Doubt) {
    const tried: PlatformName[] = []
    let refused: unknown
    for (;;) {
      const target = await targetOf(delivery, tried).catch((error) => {
        throw refused ?? error
      })
      try {
        return await send(delivery, target, lease, doubt)
      } catch (error) {
        const gone = error instanceof SendError && error.outcome === 'gone'
        // What may have arrived there is not said elsewhere as well.
        if (!gone || delivery.personId === null || delivery.ref !== null || doubt.since) throw error
        refused ??= error
        tried.push(target.sender.name)
      }
    }
  }

  /** Machine time; only those wait who share a limit. */
  async function keepPace({ sender, to }: Target, what: Writing): Promise<Going> {
    const going = { platform: sender.name, to, what }
    const began = machineNow().getTime()
    for (;;) {
      const now = machineNow().getTime()
      const wait = pacer.ask(going, sender.pace, now)
      if (wait === 0) return going
      if (now + wait - began > longestWaitMs) throw new NotYet(new Date(now + wait))
      await new Promise((resume) => setTimeout(resume, wait))
    }
  }

  /** What else the platform's answer concerns waits with it. */
  async function writing<T>(going: Going, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      const { retryAfterMs, concerns } = error instanceof SendError ? error : {}
      if (retryAfterMs && concerns) pacer.hold(going, concerns, machineNow().getTime() + retryAfterMs)
      throw error
    }
  }

  async function send(delivery: DueDelivery, target: Target, lease: Date, doubt: Doubt) {
    const { sender, to } = target
    // The version before the drawing: whatever moves after it makes the copy due again.
    const { version, kind, key } = await db.read.cardVersion.findUniqueOrThrow({ where: { id: delivery.cardId } })
    const card = { kind, key }
    const drawn = await draw(card, sender.name)
    const message = drawn && delivery.personId !== null ? withCalm(drawn) : (drawn ?? removed)
    const note = (ref: string | null, ambiguous = false) =>
      db.transact((tx) => noteSent(tx, delivery, lease, { platform: sender.name, sentTo: to, version, ref, ambiguous }))
    if (delivery.ref !== null) {
      const { ref } = delivery
      const going = await keepPace(target, 'update')
      await writing(going, () => sender.update(to, ref, message, { card }))
      return note(ref)
    }
    if (!drawn) return note(null)
    const root = await rootOf(db.read, delivery)
    if (root && root.ref === null && root.state !== 'aside') throw new SendError('later', 'The thread is not there yet')
    const mark = `tandem-${delivery.id}`
    const under = root?.ref ? { under: root.ref } : {}
    if (doubt.since && sender.find) {
      const arrived = await sender.find(to, mark, doubt.since, under)
      if (arrived) return note(arrived)
      // Where it may not look, nobody knows: it is sent again, and counted.
      if (arrived === null) doubt.since = null
    }
    const going = await keepPace(target, 'send')
    const before = doubt.since
    const since = before ?? machineNow()
    if (!(await db.transact((tx) => noteSending(tx, delivery.id, lease, since)))) return
    doubt.since = since
    let ref: string
    try {
      ref = await writing(going, () => sender.send(to, message, { mark, card, ...under }))
    } catch (error) {
      // This send did not arrive; an earlier one that could not be looked up still may have.
      if (error instanceof SendError && error.outcome !== 'unknown') doubt.since = before
      throw error
    }
    await note(ref, before !== null)
  }

  async function fail(delivery: DueDelivery, lease: Date, error: unknown, sendingSince: Date | null): Promise<void> {
    const outcome = error instanceof SendError ? error.outcome : 'later'
    const attempt = delivery.attempts
    const final = outcome === 'gone' || attempt >= mostAttempts
    const backOff = Math.min(longestBackOffMs, firstBackOffMs * 2 ** (attempt - 1)) * (0.5 + random())
    const wait = (error instanceof SendError ? error.retryAfterMs : undefined) ?? backOff
    const again = final ? null : new Date(machineNow().getTime() + wait)
    const said = error instanceof SendError ? error.message : (error as Error | undefined)?.name
    const fields = error instanceof SendError ? {} : errorFields(error)
    log.warn('delivery.failed', { delivery: delivery.id, card: delivery.card.kind, outcome, attempt, final, ...fields })
    await db.transact(async (tx) => {
      await noteFailed(tx, delivery, lease, { error: said ?? 'unknown', again, sendingSince })
      // An update that finds its message deleted says nothing about the channel.
      if (final && delivery.channelId !== null && delivery.ref === null) await lost?.(tx, delivery.channelId)
    })
  }

  return async (delivery, lease) => {
    const doubt: Doubt = { since: delivery.sendingSince }
    try {
      await sendSomewhere(delivery, lease, doubt)
    } catch (error) {
      if (error instanceof NotYet) return void (await db.transact((tx) => postpone(tx, delivery, lease, error.until)))
      await fail(delivery, lease, error, doubt.since)
    }
  }
}

/** Its platform takes no more before `until`. */
class NotYet extends Error {
  readonly until: Date
  constructor(until: Date) {
    super('Not yet')
    this.until = until
  }
}

/** Since when a send may have arrived without anybody knowing; kept over failures until it is looked up or noted. */
interface Doubt {
  since: Date | null
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
