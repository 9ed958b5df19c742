/** A channel that is there again: what was set aside for it, and still makes sense, is due once more. */
import type { PersonId } from '../chat/message.ts'
import type { Tx } from '../db.ts'

/** What is older is no news any more. */
const newsMs = 7 * 24 * 3_600_000

export interface Aside {
  id: number
  ref: string | null
  channelId: number | null
  personId: number | null
  underId: number | null
  cardId: number
  kind: string
}

/** Updates of what was said; of each kind of card the newest that was not, unless a newer one was; and what stands in the threads of those. */
export function worthSaying(asides: Aside[], said: Aside[]): number[] {
  const where = ({ channelId, personId }: Aside) => `${channelId}:${personId}`
  const kindAt = (one: Aside) => `${where(one)} ${one.kind}`
  const updates = asides.filter(({ ref }) => ref !== null)
  const newest = new Map<string, Aside>()
  for (const one of [...asides, ...said].sort((a, b) => a.id - b.id)) {
    if (one.underId === null) newest.set(kindAt(one), one)
  }
  const roots = [...newest.values()].filter(({ ref }) => ref === null)
  const threads = new Set([...said, ...updates, ...roots].map((one) => `${where(one)} ${one.cardId}`))
  const replies = asides.filter((one) => one.ref === null && threads.has(`${where(one)} ${one.underId}`))
  return [...updates, ...roots, ...replies].map(({ id }) => id)
}

const withKind = { card: { select: { kind: true } } } as const
const flat = <T extends { card: { kind: string } }>({ card: { kind }, ...row }: T) => ({ ...row, kind })

export async function bringBack(
  tx: Tx,
  { channelIds, personIds }: { channelIds: number[]; personIds: PersonId[] },
): Promise<void> {
  // Machine time, as everything of deliveries.
  const now = new Date()
  const there = { OR: [{ channelId: { in: channelIds } }, { personId: { in: personIds } }] }
  const since = new Date(now.getTime() - newsMs)
  const asides = await tx.delivery.findMany({
    where: { ...there, state: 'aside', dueAt: { gte: since } },
    include: withKind,
    orderBy: { id: 'asc' },
  })
  const [first] = asides
  if (!first) return
  const roots = asides.flatMap(({ underId }) => (underId === null ? [] : [underId]))
  const said = await tx.delivery.findMany({
    where: { AND: [there, { ref: { not: null } }, { OR: [{ id: { gt: first.id } }, { cardId: { in: roots } }] }] },
    include: withKind,
  })
  await tx.delivery.updateMany({
    where: { id: { in: worthSaying(asides.map(flat), said.map(flat)) }, state: 'aside' },
    data: { state: 'due', dueAt: now, attempts: 0, lastError: null },
  })
}
