/** Effects into rows, in the transaction that makes them true: all of one transaction at once, so that its locks are taken in order. */
import type { Card, Effect } from '../chat/feature.ts'
import type { Tx } from '../db.ts'
import { nextWorkingMoment } from '../people/hours.ts'
import { toLocal } from '../schedule/calendar.ts'
import { type CrewDays, hasEnough, isFull, isHeld, isWeekFull, putHeld } from './budget.ts'
import { type CardIds, lockCards, type OwnedCard, refreshCards } from './cards.ts'
import { addItem, gatherDay, waitingItems, wakeFor } from './day.ts'
import { putDelivery } from './store.ts'

type Announce = Extract<Effect, { do: 'announce' }>
type Direct = Extract<Effect, { do: 'dm' }>

/** `organizationId` is unknown to jobs: it is that of the crew or person named. */
export async function putEffects(tx: Tx, organizationId: number | null, effects: Effect[], now: Date): Promise<void> {
  const announced = await announcements(tx, organizationId, effects)
  const shown = await showings(tx, effects)
  const told = await directs(tx, organizationId, effects, now)
  const outdated: Card[] = effects.flatMap((effect) => (effect.do === 'refresh' ? [effect.card] : []))
  const written = told.filter((one) => writesNow(one, now)).map(({ person }) => person.id)
  const idOf = await lockCards(tx, [
    ...announced.flatMap(({ card, under, crew: { organizationId: owner } }) => owned(owner, card, under)),
    ...shown.flatMap(({ card, channel }) => owned(channel.organizationId, card)),
    ...told.flatMap(({ card, person }) => owned(person.organizationId, card)),
    ...(await waitingItems(tx, written)),
    ...owned(organizationId, ...outdated),
  ])
  for (const one of announced) await announce(tx, one, idOf, now)
  for (const { card, channel } of shown) {
    const { id: channelId, organizationId: owner } = channel
    await putDelivery(tx, { organizationId: owner, cardId: idOf(card), kind: 'announce', channelId })
  }
  const gathered = new Map<number, { person: Told['person']; kind: 'prompt' | 'urgent' }>()
  for (const one of told) {
    const { person, card, kind } = one
    if (!(await tell(tx, one, idOf(card), now))) outdated.push(card)
    else if (writesNow(one, now) && gathered.get(person.id)?.kind !== 'prompt') {
      gathered.set(person.id, { person, kind: kind === 'prompt' ? 'prompt' : 'urgent' })
    }
  }
  await refreshCards(tx, outdated, idOf)
  // After everything else, so that several prompts of one moment make one message.
  for (const to of gathered.values()) await gatherDay(tx, to.person, to.kind, now)
}

function owned(organizationId: number | null, ...cards: (Card | undefined)[]): OwnedCard[] {
  return cards.flatMap((card) => (card ? [{ ...card, organizationId }] : []))
}

type Announcement = Announce & {
  crew: CrewDays & { organizationId: number; channels: { id: number }[] }
}

async function announcements(tx: Tx, organizationId: number | null, effects: Effect[]): Promise<Announcement[]> {
  const found: Announcement[] = []
  for (const effect of effects) {
    if (effect.do !== 'announce') continue
    const crew = await tx.crew.findFirst({
      where: { id: effect.to, ...(organizationId !== null && { organizationId }) },
      include: { channels: { orderBy: { id: 'asc' } } },
    })
    if (crew) found.push({ ...effect, crew })
  }
  return found
}

type Shown = Extract<Effect, { do: 'show' }> & { channel: { id: number; organizationId: number } }

async function showings(tx: Tx, effects: Effect[]): Promise<Shown[]> {
  const found: Shown[] = []
  for (const effect of effects) {
    const channel = effect.do === 'show' ? await tx.channel.findUnique({ where: { id: effect.in } }) : null
    if (effect.do === 'show' && channel) found.push({ ...effect, channel })
  }
  return found
}

type Told = Direct & {
  person: NonNullable<Awaited<ReturnType<typeof personOf>>>
  /** Urgent, in a week that is full: it goes along with the next prompt. */
  late: boolean
}

async function personOf(tx: Tx, organizationId: number | null, id: number) {
  return tx.person.findFirst({ where: { id, ...(organizationId !== null && { organizationId }) } })
}

/** By person: two transactions that tell the same people something never wait for each other. */
async function directs(tx: Tx, organizationId: number | null, effects: Effect[], now: Date): Promise<Told[]> {
  const found: Told[] = []
  for (const effect of effects) {
    const person = effect.do === 'dm' ? await personOf(tx, organizationId, effect.to) : null
    if (effect.do !== 'dm' || !person) continue
    const late = effect.kind === 'urgent' && (await isWeekFull(tx, person, now))
    found.push({ ...effect, person, late })
  }
  return found.sort((a, b) => a.to - b.to)
}

async function announce(tx: Tx, { card, under, crew, waits }: Announcement, idOf: CardIds, now: Date): Promise<void> {
  const { organizationId } = crew
  const copy = { organizationId, cardId: idOf(card), kind: 'announce' as const, ...(under && { underId: idOf(under) }) }
  const { day } = toLocal(now, crew.zone)
  for (const { id: channelId } of crew.channels) {
    const held = under ? await isHeld(tx, channelId, idOf(under)) : waits === true && (await isFull(tx, channelId, day))
    const state = held ? { state: 'held' as const } : {}
    const put = await putDelivery(tx, { ...copy, channelId, day, ...state })
    if (put && held && !under) await putHeld(tx, channelId, crew, now)
  }
}

/** Prompts are timed by their round; what is urgent still waits for working hours. */
function writesNow({ kind, person, late }: Told, now: Date): boolean {
  const urgent = kind === 'soon' || (kind === 'urgent' && !late)
  return kind === 'prompt' || (urgent && nextWorkingMoment(person, now)?.getTime() === now.getTime())
}

/** False when they have it already. */
async function tell(tx: Tx, one: Told, cardId: number, now: Date): Promise<boolean> {
  const { person, card, kind, late } = one
  // Timed by its round, and about a prompt that they have: a message of its own.
  if (kind === 'reminder') {
    if (await hasEnough(tx, person, now)) return false
    const { day } = toLocal(now, person.zone)
    return putDelivery(tx, { organizationId: person.organizationId, cardId, personId: person.id, kind, day })
  }
  const asks = kind !== 'notice'
  if (!(await addItem(tx, person, card, asks, now))) return false
  if (!writesNow(one, now)) await wakeFor(tx, person, asks && !late, now)
  return true
}
