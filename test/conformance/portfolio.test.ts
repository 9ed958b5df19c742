/** A crew keeps its portfolio in chat, on every platform and both databases. */
import { conversations } from './portfolio/conversations.ts'
import { hold } from './runner.ts'

hold(conversations, {
  together: true,
  // Stand-ups have conversations of their own, and would take most of the days that pass here.
  before: (db) =>
    db.transact(async (tx) => void (await tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))),
})
