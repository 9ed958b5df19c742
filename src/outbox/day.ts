/** The day message: what a person is told on a day, gathered into one direct message. Prompts go out at once and take waiting notices along. */
import type { CardDrawer } from '../chat/feature.ts'
import type { Block, Message } from '../chat/message.ts'
import type { Tx } from '../db.ts'
import { isAway, worksOn } from '../people/sides.ts'
import { addDays, toInstant, toLocal } from '../schedule/calendar.ts'
import { dayCardKind, ensureCard, putDelivery } from './store.ts'

interface Hours {
  zone: string
  workDays: string
  workFrom: string
  workTo: string
  awayFrom: string | null
  awayTo: string | null
}

/** Now inside a person's working hours, else when they next begin. Nobody is away for longer than this looks ahead. */
export function nextWorkingMoment(person: Hours, now: Date): Date {
  const local = toLocal(now, person.zone).day
  for (let ahead = 0; ahead < 400; ahead += 1) {
    const day = addDays(local, ahead)
    if (!worksOn(person, day) || isAway(person, day)) continue
    const from = toInstant(day, person.workFrom, person.zone)
    if (now < from) return from
    if (now < toInstant(day, person.workTo, person.zone)) return now
  }
  return now
}

/** Adds a card to what a person is to be told; false when a sent day message carries it already. */
export async function addItem(
  tx: Tx,
  item: { organizationId: number; personId: number; cardKind: string; cardKey: string; prompt: boolean },
  now: Date,
): Promise<boolean> {
  const { personId, cardKind, cardKey } = item
  const known = await tx.dayItem.findUnique({ where: { personId_cardKind_cardKey: { personId, cardKind, cardKey } } })
  if (known) return known.dayMessageId === null
  await tx.dayItem.create({ data: { ...item, createdAt: now } })
  return true
}

/** Makes one day message of everything that waits for this person; false when nothing does. */
export async function gatherDay(tx: Tx, organizationId: number, personId: number, now: Date): Promise<boolean> {
  const waiting = await tx.dayItem.findMany({ where: { personId, dayMessageId: null } })
  if (waiting.length === 0) return false
  const message = await tx.dayMessage.create({ data: { organizationId, personId, sentAt: now } })
  await tx.dayItem.updateMany({
    where: { id: { in: waiting.map(({ id }) => id) } },
    data: { dayMessageId: message.id },
  })
  const card = await ensureCard(tx, organizationId, { kind: dayCardKind, key: String(message.id) })
  const kind = waiting.some(({ prompt }) => prompt) ? 'prompt' : 'notice'
  await putDelivery(tx, { organizationId, cardId: card, kind, personId })
  return true
}

/** Prompts first, then notices, then what else waits for this person. */
export const drawDayMessage: CardDrawer = async (key, read, _now, house) => {
  const day = await read.dayMessage.findUnique({ where: { id: Number(key) }, include: { items: true } })
  if (!day) return null
  const items = [...day.items].sort((a, b) => Number(b.prompt) - Number(a.prompt) || a.id - b.id)
  const messages: Message[] = []
  for (const item of items) {
    const message = await house.draw({ kind: item.cardKind, key: item.cardKey })
    if (message) messages.push(message)
  }
  if (messages.length === 0) return null
  const waiting = items.some(({ prompt }) => prompt) ? await house.waiting(day.personId) : []
  const blocks: Block[] = messages.flatMap(({ blocks: own }, index) => (index ? [{ block: 'divider' }, ...own] : own))
  if (waiting.length) {
    blocks.push({ block: 'divider' }, { block: 'note', text: `Also waiting for you (${waiting.length})` }, ...waiting)
  }
  return { summary: messages.map(({ summary }) => summary).join('; '), blocks }
}
