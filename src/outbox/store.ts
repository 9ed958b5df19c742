/** Cards, their versions and their copies. */
import type { Card } from '../chat/feature.ts'
import type { Tx } from '../db.ts'

/** The card that gathers others into one direct message; see day.ts. */
export const dayCardKind = 'day.message'

export type DeliveryKind = 'announce' | 'prompt' | 'reminder' | 'notice' | 'urgent'

/** The row of a card; made with the first copy. */
export async function ensureCard(tx: Tx, organizationId: number, { kind, key }: Card): Promise<number> {
  await tx.$executeRaw`
    INSERT INTO "CardVersion" ("organizationId", "kind", "key") VALUES (${organizationId}, ${kind}, ${key})
    ON CONFLICT DO NOTHING`
  return (await tx.cardVersion.findUniqueOrThrow({ where: { kind_key: { kind, key } }, select: { id: true } })).id
}

export interface NewDelivery {
  organizationId: number
  cardId: number
  kind: DeliveryKind
  channelId?: number
  personId?: number
  underId?: number
}

/** One copy per card and conversation: a second one for the same is left out. */
export async function putDelivery(tx: Tx, delivery: NewDelivery): Promise<boolean> {
  const { cardId, channelId = null, personId = null } = delivery
  if (await tx.delivery.findFirst({ where: { cardId, channelId, personId }, select: { id: true } })) return false
  await tx.delivery.create({ data: { ...delivery, dueAt: new Date() } })
  return true
}

/** Day messages that carry a card: they are out of date with it. */
async function carriersOf(tx: Tx, kind: string, key: string): Promise<string[]> {
  const items = await tx.dayItem.findMany({
    where: { cardKind: kind, cardKey: key, dayMessageId: { not: null } },
    select: { dayMessageId: true },
  })
  return items.map(({ dayMessageId }) => String(dayMessageId))
}

/** The card's copies are out of date, and so are the day messages that carry it. */
export async function refreshCard(tx: Tx, { kind, key }: Card): Promise<void> {
  const cards = [
    { kind, key },
    ...(await carriersOf(tx, kind, key)).map((carrier) => ({ kind: dayCardKind, key: carrier })),
  ]
  for (const card of cards) {
    // Raising the version first locks the card's row: a send that is just being noted waits and sees it.
    const { count } = await tx.cardVersion.updateMany({ where: card, data: { version: { increment: 1 } } })
    if (count)
      await tx.delivery.updateMany({ where: { card, state: 'current' }, data: { state: 'due', dueAt: new Date() } })
  }
}

const withCard = { card: true, under: true } as const

export async function dueDeliveries(read: Tx, machineNow: Date, most: number) {
  return read.delivery.findMany({
    where: {
      OR: [
        { state: 'due', dueAt: { lte: machineNow } },
        { state: 'sending', leaseUntil: { lte: machineNow } },
      ],
    },
    include: withCard,
    orderBy: { id: 'asc' },
    take: most,
  })
}

export type DueDelivery = Awaited<ReturnType<typeof dueDeliveries>>[number]

/** An earlier first post of the same conversation that is still to come: order is kept. */
export async function blockedBy(read: Tx, delivery: DueDelivery): Promise<boolean> {
  const { channelId, personId, id } = delivery
  const earlier = await read.delivery.findFirst({
    where: { channelId, personId, id: { lt: id }, ref: null, state: { in: ['due', 'sending'] } },
    select: { id: true },
  })
  return earlier !== null
}

/** One conditional write: only one of two processes gets it. What it got is read anew: another may have sent it since it was listed. */
export async function claimDelivery(
  tx: Tx,
  id: number,
  machineNow: Date,
  leaseUntil: Date,
): Promise<DueDelivery | null> {
  const { count } = await tx.delivery.updateMany({
    where: {
      id,
      OR: [
        { state: 'due', dueAt: { lte: machineNow } },
        { state: 'sending', leaseUntil: { lte: machineNow } },
      ],
    },
    data: { state: 'sending', leaseUntil, attempts: { increment: 1 } },
  })
  return count === 1 ? tx.delivery.findUniqueOrThrow({ where: { id }, include: withCard }) : null
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

/** Tried again at `again` (machine time), or set aside. `unknown` keeps the mark that a send may have arrived. */
export async function noteFailed(
  tx: Tx,
  delivery: DueDelivery,
  lease: Date,
  failed: { error: string; again: Date | null; unknown: boolean },
): Promise<void> {
  await tx.delivery.updateMany({
    where: { id: delivery.id, leaseUntil: lease },
    data: {
      state: failed.again ? 'due' : 'aside',
      ...(failed.again && { dueAt: failed.again }),
      leaseUntil: null,
      lastError: failed.error,
      ...(failed.unknown ? {} : { sendingSince: null }),
    },
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
  const [aside, waiting, ambiguous] = await Promise.all([
    read.delivery.count({ where: { organizationId, state: 'aside' } }),
    read.delivery.count({ where: { organizationId, state: { in: ['due', 'sending'] } } }),
    read.delivery.aggregate({ where: { organizationId }, _sum: { ambiguous: true } }),
  ])
  return { aside, waiting, ambiguous: ambiguous._sum.ambiguous ?? 0 }
}
