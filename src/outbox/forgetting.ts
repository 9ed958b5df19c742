/** Copies that will never change again: day messages with their items, and cards with their deliveries. */
import type { Card } from '../chat/feature.ts'
import type { Tx } from '../db.ts'
import { dayCardKind, lockCards } from './cards.ts'

const batch = 200

/** Of these cards, those that may still change. */
export type Changing = (cards: Card[], read: Tx) => Promise<Card[]>

const nameOf = ({ kind, key }: Card) => `${kind} ${key}`

/** True when more is left. What still waits to be told is kept, however old it is. */
export async function forgetDayMessages(tx: Tx, before: Date, changing: Changing): Promise<boolean> {
  return paged(async (after) => {
    const page = await tx.dayMessage.findMany({
      where: { id: { gt: after }, sentAt: { lt: before } },
      include: { items: true },
      orderBy: { id: 'asc' },
      take: batch,
    })
    const cardsIn = ({ items }: (typeof page)[number]) =>
      items.map(({ cardKind: kind, cardKey: key }) => ({ kind, key }))
    const kept = new Set((await changing(page.flatMap(cardsIn), tx)).map(nameOf))
    const ids = page.filter((one) => !cardsIn(one).some((card) => kept.has(nameOf(card)))).map(({ id }) => id)
    await tx.cardVersion.deleteMany({ where: { kind: dayCardKind, key: { in: ids.map(String) } } })
    await tx.dayMessage.deleteMany({ where: { id: { in: ids } } })
    return { last: page.at(-1)?.id, full: page.length === batch, deleted: ids.length }
  })
}

/** Untouched since `before` (machine time), of these kinds. True when more is left. */
export async function forgetCards(tx: Tx, before: Date, kinds: string[], changing: Changing): Promise<boolean> {
  const fresh = {
    OR: [{ state: { in: ['due' as const, 'sending' as const, 'held' as const] } }, { dueAt: { gte: before } }],
  }
  return paged(async (after) => {
    const old = { kind: { in: kinds }, deliveries: { none: fresh } }
    const page = await tx.cardVersion.findMany({
      where: { ...old, id: { gt: after } },
      orderBy: { id: 'asc' },
      take: batch,
    })
    const carried = await tx.dayItem.findMany({
      where: { cardKind: { in: kinds }, cardKey: { in: page.map(({ key }) => key) } },
      select: { cardKind: true, cardKey: true },
    })
    const kept = new Set([
      ...(await changing(page, tx)).map(nameOf),
      ...carried.map(({ cardKind: kind, cardKey: key }) => nameOf({ kind, key })),
    ])
    const over = page.filter((card) => !kept.has(nameOf(card)))
    // Whoever is just saying one of them commits first, and it is not old any more.
    await lockCards(tx, over)
    const { count } = await tx.cardVersion.deleteMany({ where: { ...old, id: { in: over.map(({ id }) => id) } } })
    return { last: page.at(-1)?.id, full: page.length === batch, deleted: count }
  })
}

/** Over what is kept until a batch was deleted or there is no more. */
async function paged(work: (after: number) => Promise<{ last: number | undefined; full: boolean; deleted: number }>) {
  let [after, deleted] = [0, 0]
  for (;;) {
    const page = await work(after)
    deleted += page.deleted
    if (!page.full || page.last === undefined) return false
    if (deleted >= batch) return true
    after = page.last
  }
}
