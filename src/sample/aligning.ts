/** Northwind's next strategic review, with its pre-read out and half of the crew heard: through the same door as everybody's. */
import type { Chat, Origin } from '../chat/ports.ts'
import type { Db } from '../db.ts'
import { installation } from '../platforms/web/people.ts'
import { addWorkingDays, toLocal } from '../schedule/calendar.ts'
import { worksIn } from '../schedule/deadlines.ts'

/** Once, after the history is there. */
export async function alignSample(chat: Pick<Chat, 'submit' | 'press'>, db: Db, now: () => Date): Promise<void> {
  const crew = await db.read.crew.findFirst({ where: { name: 'Checkout', organization: { sample: true } } })
  if (!crew || (await db.read.alignmentSession.count({ where: { crewId: crew.id } })) > 0) return
  const as = (account: string): Origin => ({ platform: 'web', installation, account })
  const cadence = { strategicReview: 'first monday of the quarter 10:00', shift: 'next', yearFrom: '1' }
  await chat.submit(as('ana'), 'alignment.schedule', { crew: crew.id }, cadence)
  const session = await db.read.alignmentSession.findFirst({ where: { crewId: crew.id } })
  if (!session) return
  const value = { session: session.id }
  const day = addWorkingDays(toLocal(now(), crew.zone).day, 2, worksIn(crew))
  await chat.submit(as('ana'), 'alignment.move', value, { day, time: '10:00' })
  await chat.submit(as('cleo'), 'alignment.point', value, { text: 'Which stores get guest checkout first?' })
  for (const account of ['ana', 'cleo', 'dev']) await chat.press(as(account), 'alignment.come', value)
  await chat.press(as('paul'), 'alignment.miss', value)
}
