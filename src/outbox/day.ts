/** The day message: what a person is told, gathered into one direct message. A prompt goes out at once and takes along what waits, and so does what cannot wait. */
import type { Card, CardDrawer } from '../chat/feature.ts'
import type { Block, Message } from '../chat/message.ts'
import type { Tx } from '../db.ts'
import { type Hours, nextWorkingDay, nextWorkingMoment } from '../people/hours.ts'
import { toLocal } from '../schedule/calendar.ts'
import { putJobs } from '../schedule/jobs.ts'
import { dayCardKind, lockCards } from './cards.ts'
import { putDelivery } from './store.ts'

type Recipient = Hours & { id: number; organizationId: number }

/** Adds a card to what a person is to be told; false when a sent day message carries it already. `asks`: it wants something of them. */
export async function addItem(
  tx: Tx,
  { id: personId, organizationId }: Recipient,
  { kind: cardKind, key: cardKey }: Card,
  asks: boolean,
  now: Date,
): Promise<boolean> {
  const known = await tx.dayItem.findUnique({ where: { personId_cardKind_cardKey: { personId, cardKind, cardKey } } })
  if (known?.dayMessageId) return false
  if (known) {
    if (asks) await tx.dayItem.update({ where: { id: known.id }, data: { prompt: true } })
    return true
  }
  await tx.dayItem.create({ data: { organizationId, personId, cardKind, cardKey, prompt: asks, createdAt: now } })
  return true
}

export async function waitingItems(read: Tx, personIds: number[]) {
  const rows = await read.dayItem.findMany({ where: { personId: { in: personIds }, dayMessageId: null } })
  return rows.map(({ cardKind: kind, cardKey: key, prompt: asks, ...row }) => ({ ...row, kind, key, asks }))
}

/**
 * Puts the job that tells this person what waits. What asks something of them waits for working hours, the rest for the
 * next working day. Where nobody can say when that is, it waits until they say so; see rounds/gather.ts.
 */
export async function wakeFor(tx: Tx, person: Recipient, asks: boolean, now: Date): Promise<void> {
  const due = asks ? nextWorkingMoment(person, now) : nextWorkingDay(person, now)
  if (due) await putWaking(tx, person.id, asks ? 'day.urgent' : 'day.gather', due)
}

/** The key holds the moment: a job that finds its person at rest puts itself anew. */
export async function putWaking(tx: Tx, personId: number, name: 'day.gather' | 'day.urgent', due: Date): Promise<void> {
  await putJobs(tx, [{ name, key: `${personId}:${due.toISOString()}`, due }])
}

/** Makes one day message of everything that waits for this person; false when nothing does. */
export async function gatherDay(
  tx: Tx,
  { id: personId, organizationId, zone }: Pick<Recipient, 'id' | 'organizationId' | 'zone'>,
  kind: 'prompt' | 'urgent' | 'notice',
  now: Date,
): Promise<boolean> {
  const waiting = await waitingItems(tx, [personId])
  if (waiting.length === 0) return false
  // Whoever is just changing one of them commits first, or finds this message and makes it out of date.
  await lockCards(tx, waiting)
  const message = await tx.dayMessage.create({ data: { organizationId, personId, sentAt: now } })
  const { count } = await tx.dayItem.updateMany({
    where: { id: { in: waiting.map(({ id }) => id) }, dayMessageId: null },
    data: { dayMessageId: message.id },
  })
  if (count === 0) {
    // Another process gathered them at the same moment.
    await tx.dayMessage.delete({ where: { id: message.id } })
    return false
  }
  const card = { kind: dayCardKind, key: String(message.id) }
  const idOf = await lockCards(tx, [{ ...card, organizationId }])
  await putDelivery(tx, { organizationId, cardId: idOf(card), kind, personId, day: toLocal(now, zone).day })
  return true
}

/** Who they are here with comes first, then what asks something of them, then the rest; below a prompt, what else waits. */
export const drawDayMessage: CardDrawer = async (key, read, _now, house) => {
  const day = await read.dayMessage.findUnique({ where: { id: Number(key) }, include: { items: true } })
  if (!day) return null
  const drawn: { message: Message; rank: number }[] = []
  for (const { cardKind, cardKey, prompt } of day.items.sort((a, b) => a.id - b.id)) {
    const message = await house.draw({ kind: cardKind, key: cardKey })
    if (message) drawn.push({ message, rank: message.leads ? 0 : prompt ? 1 : 2 })
  }
  if (drawn.length === 0) return null
  const messages = drawn.sort((a, b) => a.rank - b.rank).map(({ message }) => message)
  const blocks: Block[] = messages.flatMap(({ blocks: own }, index) => (index ? [{ block: 'divider' }, ...own] : own))
  const waiting = (await isPrompt(read, key)) ? await house.waiting(day.personId) : []
  if (waiting.length) {
    blocks.push({ block: 'divider' }, { block: 'note', text: `Also waiting for you (${waiting.length})` }, ...waiting)
  }
  return { summary: messages.map(({ summary }) => summary).join('; '), blocks }
}

async function isPrompt(read: Tx, key: string): Promise<boolean> {
  const copy = { kind: 'prompt' as const, card: { kind: dayCardKind, key } }
  return (await read.delivery.findFirst({ where: copy, select: { id: true } })) !== null
}
