/** How Tandem itself is doing: each line with what to do where something is wrong. */
import type { Context } from './chat/feature.ts'
import type { Db } from './db.ts'
import type { HouseReport } from './features/setup/feature/organization.ts'
import { deliveryReport } from './outbox/store.ts'
import type { ProductClock } from './schedule/clock.ts'

const lateAfterMs = 5 * 60_000

export async function examine(ctx: Context, { db, clock }: { db: Db; clock: ProductClock }): Promise<HouseReport[]> {
  const { tx, actor, now } = ctx
  const late = await tx.job.count({ where: { state: 'waiting', due: { lt: new Date(now.getTime() - lateAfterMs) } } })
  const failed = await tx.job.count({ where: { state: 'failed' } })
  const { aside, waiting, ambiguous } = await deliveryReport(tx, actor.organizationId)
  const moved = Math.round(clock.offset() / 60_000)
  return [
    { label: 'Database', value: db.dialect === 'sqlite' ? 'SQLite, one file, one process' : 'PostgreSQL' },
    { label: 'Clock', value: moved === 0 ? "the machine's" : `moved by ${moved} minutes (sandbox)` },
    { label: 'Time zone data', value: process.versions.tz ?? "the system's" },
    {
      label: 'Jobs more than 5 minutes late',
      value: String(late),
      ...(late && {
        advice: `${late} jobs are late: Tandem was not running, or is too busy. They run by themselves; if the number grows, look at the log for job.failed.`,
      }),
    },
    {
      label: 'Jobs that failed for good',
      value: String(failed),
      ...(failed && {
        advice: `${failed} jobs failed 5 times. The log has their reference under job.failed; report it with the version.`,
      }),
    },
    { label: 'Messages on their way', value: String(waiting) },
    {
      label: 'Messages set aside',
      value: String(aside),
      ...(aside && {
        advice: `${aside} messages could not be delivered: the channel is gone or the bot was removed from it. Invite it again, or take the channel out of the crew with /tandem setup.`,
      }),
    },
    {
      label: 'Messages that may have arrived twice',
      value: String(ambiguous),
      ...(ambiguous && {
        advice: `${ambiguous} messages were sent again because nobody could tell whether they had arrived. A doubled card can be deleted in the chat.`,
      }),
    },
  ]
}
