/** How Tandem itself is doing: each line with what to do where something is wrong. */
import type { Command, Menus } from './chat/feature.ts'
import { momentText } from './chat/moment.ts'
import type { Naming } from './chat/naming.ts'
import type { Finding } from './chat/ports.ts'
import { command } from './chat/spoken.ts'
import type { Db, Tx } from './db.ts'
import { countJobs } from './doctor/jobs.ts'
import { databaseFindings, zoneFinding } from './doctor/machine.ts'
import { manifestFinding } from './doctor/manifests.ts'
import { doubles } from './doctor/people.ts'
import type { Inspections } from './doctor/platforms.ts'
import { tokens } from './doctor/tokens.ts'
import { deliveryReport } from './outbox/store.ts'
import type { ProductClock } from './schedule/clock.ts'

export { subjects } from './doctor/jobs.ts'

export interface Examined {
  tx: Tx
  now: Date
  actor: { organizationId: number; zone: string }
}

export interface Surroundings {
  db: Db
  clock: ProductClock
  commands: () => Command[]
  menus: () => Menus
  inspections?: Inspections
  naming: Naming
  /** Where manifests/ stands. */
  folder?: string
  /** The key that stored tokens are read with, where there are any. */
  keyId?: string
}

const lateAfterMs = 5 * 60_000

export async function examine({ tx, actor, now }: Examined, surroundings: Surroundings): Promise<Finding[]> {
  const { db, clock, commands, menus, inspections, naming, folder = process.cwd(), keyId } = surroundings
  const { organizationId } = actor
  const late = await countJobs(tx, organizationId, {
    state: 'waiting',
    due: { lt: new Date(now.getTime() - lateAfterMs) },
  })
  const failed = await countJobs(tx, organizationId, { state: 'failed' })
  const moved = Math.round(clock.offset() / 60_000)
  const seen = inspections?.of(organizationId)
  const asOf = seen?.at ? momentText(new Date(seen.at.getTime() + clock.offset()), actor.zone) : null
  return [
    ...(await databaseFindings(db)),
    { label: 'Clock', value: moved === 0 ? "the machine's" : `moved by ${moved} minutes (sandbox)` },
    zoneFinding(),
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
    ...(await deliveries(tx, organizationId)),
    ...(keyId ? await tokens(tx, organizationId, keyId, (at) => momentText(at, actor.zone)) : []),
    ...(seen?.findings ?? []),
    ...(asOf ? [{ label: 'Platforms asked', value: asOf }] : []),
    manifestFinding(commands(), menus(), folder, naming),
    await doubles(tx, organizationId),
  ]
}

async function deliveries(tx: Tx, organizationId: number): Promise<Finding[]> {
  const { aside, reasons, waiting, ambiguous } = await deliveryReport(tx, organizationId)
  const why = reasons.map(({ reason, count }) => `${count} ${reason}`).join(', ')
  return [
    { label: 'Messages on their way', value: String(waiting) },
    {
      label: 'Messages set aside',
      value: aside ? `${aside} (${why})` : '0',
      ...(aside && {
        advice: `${aside} messages could not be delivered: the channel is gone or the bot was removed from it. Invite it again, or take the channel out of the crew with ${command('setup')}.`,
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
