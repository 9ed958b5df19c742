/** How Tandem itself is doing: each line with what to do where something is wrong. */
import type { Context } from './chat/feature.ts'
import type { Db, Tx } from './db.ts'
import type { HouseReport } from './features/setup/feature/organization.ts'
import { deliveryReport } from './outbox/store.ts'
import type { ProductClock } from './schedule/clock.ts'

const lateAfterMs = 5 * 60_000
/** More are not looked at: by then the number says enough. */
const mostJobs = 5_000

type Subject = 'ritual' | 'round' | 'blocker' | 'person'

/** `house`: everybody's. Else what a job's key begins with the id of; its row says whose job it is. */
export const subjects: Record<string, Subject | 'house' | null> = {
  'standup.open': 'ritual',
  'standup.prompt': 'round',
  'standup.remind': 'round',
  'standup.digest': 'round',
  'standup.close': 'round',
  'standup.raise': 'blocker',
  // Its crew is gone.
  'standup.remove': null,
  'day.gather': 'person',
  'day.urgent': 'person',
  'retention.sweep': 'house',
}

/** Only those of one organization: jobs themselves belong to none. */
async function countJobs(tx: Tx, organizationId: number, where: object): Promise<number> {
  const jobs = await tx.job.findMany({
    where,
    select: { name: true, key: true },
    orderBy: { id: 'desc' },
    take: mostJobs,
  })
  const ids: Record<Subject, number[]> = { ritual: [], round: [], blocker: [], person: [] }
  for (const { name, key } of jobs) {
    const subject = subjects[name]
    if (subject && subject !== 'house') ids[subject].push(Number.parseInt(key, 10))
  }
  const own = (subject: Subject) => ({
    where: { organizationId, id: { in: [...new Set(ids[subject])] } },
    select: { id: true },
  })
  const rows = {
    ritual: await tx.ritual.findMany(own('ritual')),
    round: await tx.round.findMany(own('round')),
    blocker: await tx.blocker.findMany(own('blocker')),
    person: await tx.person.findMany(own('person')),
  }
  const counted = (Object.keys(rows) as Subject[]).map((subject) => {
    const known = new Set(rows[subject].map(({ id }) => id))
    return ids[subject].filter((id) => known.has(id)).length
  })
  const shared = jobs.filter(({ name }) => subjects[name] === 'house').length
  return counted.reduce((sum, count) => sum + count, shared)
}

export async function examine(ctx: Context, { db, clock }: { db: Db; clock: ProductClock }): Promise<HouseReport[]> {
  const { tx, actor, now } = ctx
  const lateSince = new Date(now.getTime() - lateAfterMs)
  const late = await countJobs(tx, actor.organizationId, { state: 'waiting', due: { lt: lateSince } })
  const failed = await countJobs(tx, actor.organizationId, { state: 'failed' })
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
