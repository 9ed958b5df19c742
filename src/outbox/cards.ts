/** The rows of cards: locked in one order by whoever says or changes them, and raised when their copies are out of date. */
import type { Card } from '../chat/feature.ts'
import type { Tx } from '../db.ts'

/** The card that gathers others into one direct message; see day.ts. */
export const dayCardKind = 'day.message'

export interface OwnedCard extends Card {
  /** `null` for a refresh by the clock, which knows the card only. */
  organizationId: number | null
}

const nameOf = ({ kind, key }: Card) => `${kind} ${key}`

export type CardIds = (card: Card) => number

/**
 * Locks the rows of these cards, made where they are missing: a change that is still to commit is then seen by whoever
 * says the card for the first time. Always in the same order, so that two transactions never wait for each other.
 */
export async function lockCards(tx: Tx, cards: OwnedCard[]): Promise<CardIds> {
  const owners = new Map<string, OwnedCard>()
  for (const card of cards) {
    const name = nameOf(card)
    owners.set(name, { ...card, organizationId: card.organizationId ?? owners.get(name)?.organizationId ?? null })
  }
  const ids = new Map<string, number>()
  for (const [name, card] of [...owners].sort(([a], [b]) => (a < b ? -1 : 1))) ids.set(name, await lockCard(tx, card))
  return (card) => ids.get(nameOf(card)) ?? 0
}

async function lockCard(tx: Tx, { organizationId, kind, key }: OwnedCard): Promise<number> {
  // Owner 0: not said yet; the first who says it knows the organization.
  const rows = await tx.$queryRaw<{ id: number | bigint }[]>`
    INSERT INTO "CardVersion" ("organizationId", "kind", "key") VALUES (${organizationId ?? 0}, ${kind}, ${key})
    ON CONFLICT ("kind", "key") DO UPDATE SET "organizationId" =
      CASE "CardVersion"."organizationId" WHEN 0 THEN excluded."organizationId" ELSE "CardVersion"."organizationId" END
    RETURNING "id"`
  return Number(rows[0]?.id)
}

/** The copies of these cards are out of date, and so are the day messages that carry them. The cards are locked already. */
export async function refreshCards(tx: Tx, cards: Card[], idOf: CardIds): Promise<void> {
  if (cards.length === 0) return
  await outdate(tx, cards.map(idOf))
  // Looked up under the cards' locks: a day message made meanwhile has committed, or will wait for this change.
  const carriers = await carriersOf(tx, cards)
  const owned = carriers.map((key) => ({ kind: dayCardKind, key, organizationId: null }))
  const carrierOf = await lockCards(tx, owned)
  await outdate(tx, owned.map(carrierOf))
}

async function outdate(tx: Tx, ids: number[]): Promise<void> {
  if (ids.length === 0) return
  const of = { cardId: { in: ids } }
  const due = { state: 'due' as const, dueAt: new Date() }
  await tx.cardVersion.updateMany({ where: { id: { in: ids } }, data: { version: { increment: 1 } } })
  await tx.delivery.updateMany({ where: { ...of, state: 'current' }, data: due })
  // What was set aside may work by now: a channel is opened again, a platform is back.
  await tx.delivery.updateMany({ where: { ...of, state: 'aside', ref: { not: null } }, data: { ...due, attempts: 0 } })
}

async function carriersOf(tx: Tx, cards: Card[]): Promise<string[]> {
  const items = await tx.dayItem.findMany({
    where: { dayMessageId: { not: null }, OR: cards.map(({ kind, key }) => ({ cardKind: kind, cardKey: key })) },
    select: { dayMessageId: true },
    distinct: ['dayMessageId'],
  })
  return items.map(({ dayMessageId }) => String(dayMessageId))
}
