/** Payments core is kicked off: its unified plan is with both sides, and half of them have shown how confident they are. */
import type { Chat, Origin } from '../chat/ports.ts'
import type { Db } from '../db.ts'
import { installation } from '../platforms/web/people.ts'

const hands = { ben: 4, cleo: 3, dev: 4 }

/** Through the same door as everybody's. Once, after the history is there. */
export async function kickOffSample(chat: Pick<Chat, 'submit' | 'press'>, db: Db): Promise<void> {
  const pay = await db.read.initiative.findFirst({ where: { key: 'PAY', organization: { sample: true } } })
  if (!pay || (await db.read.kickoff.count({ where: { initiativeId: pay.id } })) > 0) return
  const as = (account: string): Origin => ({ platform: 'web', installation, account })
  const presenters = { project: String(pay.projectOwnerId), product: String(pay.productOwnerId) }
  const how = { ...presenters, closes: '2 working days' }
  await chat.submit(as('ben'), 'kickoff.begin', { initiative: pay.id }, how)
  const poll = await db.read.poll.findFirst({ where: { cardKind: 'kickoff.card', state: 'open' } })
  if (!poll) return
  for (const [account, fingers] of Object.entries(hands))
    await chat.press(as(account), 'vote.hand', { poll: poll.id, fingers })
}
