/** The copies of cards: to be sent, sent, out of date, set aside. */
import type { Tx } from '../db.ts'

export type DeliveryKind = 'announce' | 'prompt' | 'reminder' | 'notice' | 'urgent'

export interface NewDelivery {
  organizationId: number
  cardId: number
  kind: DeliveryKind
  channelId?: number
  personId?: number
  underId?: number
  /** On which it counts; see budget.ts. */
  day?: string
  state?: 'held'
}

/** One copy per card and conversation: a second one for the same is left out. */
export async function putDelivery(tx: Tx, delivery: NewDelivery): Promise<boolean> {
  const { cardId, channelId = null, personId = null } = delivery
  if (await tx.delivery.findFirst({ where: { cardId, channelId, personId }, select: { id: true } })) return false
  await tx.delivery.create({ data: { ...delivery, dueAt: new Date() } })
  return true
}

const withCard = { card: true, under: true } as const

export type DueDelivery = Awaited<ReturnType<typeof readDelivery>>
const readDelivery = (read: Tx, id: number) => read.delivery.findUniqueOrThrow({ where: { id }, include: withCard })

/** Where a copy goes: a channel, or a person's direct messages. */
export interface Conversation {
  channelId: number | null
  personId: number | null
}

/**
 * Conversations in which something can be tried now, the longest waiting first: an update, or of what is still to be said
 * the first. One that waits holds up its own conversation only.
 */
export async function dueConversations(read: Tx, machineNow: Date, most: number): Promise<Conversation[]> {
  return read.$queryRaw<Conversation[]>`
    SELECT "channelId", "personId" FROM "Delivery"
    WHERE (("state" = 'due' AND "dueAt" <= ${machineNow}) OR ("state" = 'sending' AND "leaseUntil" <= ${machineNow}))
      AND ("ref" IS NOT NULL OR "id" IN (
        SELECT MIN("id") FROM "Delivery" WHERE "ref" IS NULL AND "state" IN ('due', 'sending')
        GROUP BY "channelId", "personId"))
    GROUP BY "channelId", "personId" ORDER BY MIN("id") LIMIT ${most}`
}

function isDue(machineNow: Date) {
  return [
    { state: 'due' as const, dueAt: { lte: machineNow } },
    { state: 'sending' as const, leaseUntil: { lte: machineNow } },
  ]
}

/** What is to be tried next in a conversation. */
export async function nextIn(read: Tx, { channelId, personId }: Conversation, machineNow: Date) {
  const orderBy = { id: 'asc' as const }
  const unsaid = { channelId, personId, ref: null, state: { in: ['due' as const, 'sending' as const] } }
  const first = await read.delivery.findFirst({ where: unsaid, select: { id: true }, orderBy })
  const due = { channelId, personId, OR: isDue(machineNow) }
  const update = { ...due, ref: { not: null } }
  const next = await read.delivery.findFirst({
    where: first ? { OR: [update, { ...due, id: first.id }] } : update,
    select: { id: true },
    orderBy,
  })
  return next?.id ?? null
}

/** One conditional write: only one of two processes gets it. What it got is read anew: another may have sent it since it was listed. */
export async function claimDelivery(
  tx: Tx,
  id: number,
  machineNow: Date,
  leaseUntil: Date,
): Promise<DueDelivery | null> {
  const { count } = await tx.delivery.updateMany({
    where: { id, OR: isDue(machineNow) },
    data: { state: 'sending', leaseUntil, attempts: { increment: 1 } },
  })
  return count === 1 ? readDelivery(tx, id) : null
}

export async function noteSending(tx: Tx, id: number, lease: Date, since: Date): Promise<boolean> {
  const { count } = await tx.delivery.updateMany({ where: { id, leaseUntil: lease }, data: { sendingSince: since } })
  return count === 1
}

export interface Sent {
  ref: string | null
  platform: 'slack' | 'teams' | 'web'
  sentTo: object
  version: number
  ambiguous: boolean
}

/** Current, or due again where the card moved while it was being sent. */
export async function noteSent(tx: Tx, delivery: DueDelivery, lease: Date, sent: Sent): Promise<void> {
  // A write that changes nothing takes the row's lock, so that no refresh slips in between.
  await tx.cardVersion.updateMany({ where: { id: delivery.cardId }, data: { version: { increment: 0 } } })
  const { version } = await tx.cardVersion.findUniqueOrThrow({ where: { id: delivery.cardId } })
  await tx.delivery.updateMany({
    where: { id: delivery.id, leaseUntil: lease },
    data: {
      ref: sent.ref,
      platform: sent.platform,
      sentTo: sent.sentTo,
      sentVersion: sent.version,
      state: version > sent.version ? 'due' : 'current',
      dueAt: new Date(),
      attempts: 0,
      leaseUntil: null,
      sendingSince: null,
      lastError: null,
      ...(sent.ambiguous && { ambiguous: { increment: 1 } }),
    },
  })
}

/** Tried again at `again` (machine time), or set aside. `sendingSince`: since when a send may have arrived. */
export async function noteFailed(
  tx: Tx,
  delivery: DueDelivery,
  lease: Date,
  failed: { error: string; again: Date | null; sendingSince: Date | null },
): Promise<void> {
  await tx.delivery.updateMany({
    where: { id: delivery.id, leaseUntil: lease },
    data: {
      state: failed.again ? 'due' : 'aside',
      dueAt: failed.again ?? new Date(),
      leaseUntil: null,
      lastError: failed.error,
      sendingSince: failed.sendingSince,
    },
  })
}

/** Claimed too early for its platform's pace: due again at `until` (machine time), as if it had not been claimed. */
export async function postpone(tx: Tx, delivery: DueDelivery, lease: Date, until: Date): Promise<void> {
  await tx.delivery.updateMany({
    where: { id: delivery.id, leaseUntil: lease },
    data: { state: 'due', dueAt: until, leaseUntil: null, attempts: { decrement: 1 } },
  })
}

/** What is due in these conversations is not tried one by one: it cannot succeed. What is being sent finds that out by itself. */
export async function setAside(
  tx: Tx,
  { channelIds, personIds }: { channelIds: number[]; personIds: number[] },
  why: string,
): Promise<void> {
  await tx.delivery.updateMany({
    where: { state: 'due', OR: [{ channelId: { in: channelIds } }, { personId: { in: personIds } }] },
    data: { state: 'aside', dueAt: new Date(), lastError: why, leaseUntil: null },
  })
}

/** The copy of the thread's root in the same conversation. */
export async function rootOf(read: Tx, delivery: DueDelivery): Promise<{ ref: string | null; state: string } | null> {
  if (delivery.underId === null) return null
  const { channelId, personId, underId } = delivery
  return read.delivery.findFirst({
    where: { cardId: underId, channelId, personId },
    select: { ref: true, state: true },
  })
}

/** For doctor: what could not be delivered, and what may have arrived twice. */
export async function deliveryReport(read: Tx, organizationId: number) {
  const [byReason, waiting, ambiguous] = await Promise.all([
    read.delivery.groupBy({ by: ['lastError'], where: { organizationId, state: 'aside' }, _count: true }),
    read.delivery.count({ where: { organizationId, state: { in: ['due', 'sending'] } } }),
    read.delivery.aggregate({ where: { organizationId }, _sum: { ambiguous: true } }),
  ])
  const reasons = byReason
    .map(({ lastError, _count: count }) => ({ reason: lastError ?? 'unknown', count }))
    .sort((a, b) => b.count - a.count)
  const aside = reasons.reduce((sum, { count }) => sum + count, 0)
  return { aside, reasons: reasons.slice(0, 5), waiting, ambiguous: ambiguous._sum.ambiguous ?? 0 }
}
