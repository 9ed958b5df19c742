/** How many messages somebody had, in words: for whoever they are about, and nobody else. */
import type { Tx } from '../db.ts'
import { isFull, type MessageCounts, messagesTo, nextRoom, sumOf, weekOf } from '../outbox/budget.ts'
import type { Crew } from '../people/crews.ts'
import { addDays, formatDay, toLocal } from '../schedule/calendar.ts'

const names: Record<keyof MessageCounts, [one: string, many: string]> = {
  prompt: ['prompt', 'prompts'],
  reminder: ['reminder', 'reminders'],
  notice: ['with news', 'with news'],
  urgent: ['because somebody needed you', 'because somebody needed you'],
}

/** "4 messages (3 prompts, 1 reminder)". */
export function countsText(counts: MessageCounts): string {
  const sum = sumOf(counts)
  const parts = (Object.keys(names) as (keyof MessageCounts)[]).flatMap((kind) => {
    const count = counts[kind]
    return count === 0 ? [] : [`${count} ${names[kind][count === 1 ? 0 : 1]}`]
  })
  if (sum === 0) return 'no message'
  return `${sum} ${sum === 1 ? 'message' : 'messages'} (${parts.join(', ')})`
}

/** This week and the last one, in the person's own days. */
export async function budgetText(read: Tx, { id, zone }: { id: number; zone: string }, now: Date): Promise<string> {
  const week = weekOf(toLocal(now, zone).day)
  const last = weekOf(addDays(week.from, -1))
  const current = countsText(await messagesTo(read, id, week))
  const former = countsText(await messagesTo(read, id, last))
  return `Tandem wrote you ${current} since Monday, and ${former} in the week before. Answers to what you ask are not counted.`
}

/** To who posts what can wait: when it comes, where the day has no room for it; else nothing. */
export async function waitsText(read: Tx, crew: Crew, now: Date): Promise<string> {
  const [channel] = crew.channels
  if (!channel || !(await isFull(read, channel.id, toLocal(now, crew.zone).day))) return ''
  return ` The channel has had three posts today: it comes on ${formatDay(nextRoom(crew, now))}.`
}
