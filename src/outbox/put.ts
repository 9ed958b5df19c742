/** Effects into rows, in the transaction that makes them true. */
import type { Effect } from '../chat/feature.ts'
import type { Tx } from '../db.ts'
import { toLocal } from '../schedule/calendar.ts'
import { putJobs } from '../schedule/jobs.ts'
import { addItem, gatherDay, nextWorkingMoment } from './day.ts'
import { ensureCard, putDelivery, refreshCard } from './store.ts'

type Direct = Extract<Effect, { do: 'dm' }>

/** `organizationId` is unknown to jobs: it is that of the crew or person named. */
export async function putEffects(tx: Tx, organizationId: number | null, effects: Effect[], now: Date): Promise<void> {
  const prompted = new Map<number, number>()
  const refreshed = new Map<string, Extract<Effect, { do: 'refresh' }>>()
  for (const effect of effects) {
    switch (effect.do) {
      case 'announce':
        await announce(tx, organizationId, effect)
        break
      case 'refresh':
        refreshed.set(`${effect.card.kind} ${effect.card.key}`, effect)
        break
      case 'dm': {
        const person = await personOf(tx, organizationId, effect.to)
        if (!person) break
        if (effect.kind === 'prompt' || effect.kind === 'notice') {
          if (await gather(tx, person, effect, now)) prompted.set(person.id, person.organizationId)
        } else await direct(tx, person, effect, now)
        break
      }
    }
  }
  for (const { card } of refreshed.values()) await refreshCard(tx, card)
  // After everything else, so that several prompts of one moment make one message.
  for (const [personId, organization] of prompted) await gatherDay(tx, organization, personId, now)
}

async function announce(
  tx: Tx,
  organizationId: number | null,
  { to, card, under }: Extract<Effect, { do: 'announce' }>,
) {
  const crew = await tx.crew.findFirst({
    where: { id: to, ...(organizationId !== null && { organizationId }) },
    include: { channels: { orderBy: { id: 'asc' } } },
  })
  if (!crew) return
  const cardId = await ensureCard(tx, crew.organizationId, card)
  const underId = under && (await ensureCard(tx, crew.organizationId, under))
  for (const { id: channelId } of crew.channels) {
    const delivery = { organizationId: crew.organizationId, cardId, kind: 'announce' as const, channelId }
    await putDelivery(tx, { ...delivery, ...(underId && { underId }) })
  }
}

async function personOf(tx: Tx, organizationId: number | null, id: number) {
  return tx.person.findFirst({ where: { id, ...(organizationId !== null && { organizationId }) } })
}

type PersonRow = NonNullable<Awaited<ReturnType<typeof personOf>>>

/** True when the person is to be written to now. */
async function gather(tx: Tx, person: PersonRow, { card, kind }: Direct, now: Date): Promise<boolean> {
  const { organizationId, id: personId } = person
  const item = { organizationId, personId, cardKind: card.kind, cardKey: card.key, prompt: kind === 'prompt' }
  if (!(await addItem(tx, item, now))) {
    await refreshCard(tx, card)
    return false
  }
  if (kind === 'prompt') return true
  // A notice waits for a prompt; at the latest it goes out when the next working day begins.
  const tomorrow = nextWorkingMoment(person, now)
  const due = tomorrow > now ? tomorrow : nextWorkingMoment(person, endOfWork(person, now))
  await putJobs(tx, [{ name: 'day.gather', key: `${personId}:${toLocal(due, person.zone).day}`, due }])
  return false
}

function endOfWork(person: PersonRow, now: Date): Date {
  let after = now
  // Hours are whole or half: the first quarter of an hour outside them begins the search for the next day.
  while (nextWorkingMoment(person, after).getTime() === after.getTime()) after = new Date(after.getTime() + 15 * 60_000)
  return after
}

/** Reminders are timed by their round; what is urgent still waits for working hours. */
async function direct(tx: Tx, person: PersonRow, { card, kind, to }: Direct, now: Date): Promise<void> {
  const moment = kind === 'urgent' ? nextWorkingMoment(person, now) : now
  if (moment > now) {
    await putJobs(tx, [{ name: 'day.urgent', key: `${to}|${card.kind}|${card.key}`, due: moment }])
    return
  }
  const cardId = await ensureCard(tx, person.organizationId, card)
  const delivery = { organizationId: person.organizationId, cardId, personId: to, kind: kind as 'reminder' | 'urgent' }
  if (!(await putDelivery(tx, delivery))) await refreshCard(tx, card)
}
