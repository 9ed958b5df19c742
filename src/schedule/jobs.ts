/** Jobs: work due at an instant, unique by name and key, claimed by one conditional write. */
import type { Job } from '../chat/feature.ts'
import type { Tx } from '../db.ts'

export interface ClaimedJob {
  id: number
  name: string
  key: string
  due: Date
  attempts: number
}

/** Inserts, or moves the due time of one that still waits; done and missed ones stay as they are. */
export async function putJobs(tx: Tx, jobs: Job[]): Promise<void> {
  for (const { name, key, due } of jobs) {
    await tx.$executeRaw`
      INSERT INTO "Job" ("name", "key", "due", "attempts") VALUES (${name}, ${key}, ${due}, 0)
      ON CONFLICT ("name", "key") DO UPDATE SET "due" = excluded."due" WHERE "Job"."state" = 'waiting'`
  }
}

/** Waiting jobs of that name whose key begins so are taken back. */
export async function cancelJobs(tx: Tx, name: string, keyPrefix: string): Promise<void> {
  await tx.job.deleteMany({ where: { name, key: { startsWith: keyPrefix }, state: 'waiting' } })
}

/** Whether there is or was one, until it is forgotten. */
export async function hasJob(read: Tx, name: string, key: string): Promise<boolean> {
  return (await read.job.findUnique({ where: { name_key: { name, key } }, select: { id: true } })) !== null
}

export async function nextDue(read: Tx, names?: string[]): Promise<Date | null> {
  const job = await read.job.findFirst({
    where: { state: 'waiting', ...(names && { name: { in: names } }) },
    orderBy: [{ due: 'asc' }, { id: 'asc' }],
  })
  return job?.due ?? null
}

/** What is due, oldest first: waiting, or claimed by a process whose lease ran out. `now` is product time, `machineNow` the machine's. */
export async function dueJobs(read: Tx, now: Date, machineNow: Date, most: number): Promise<ClaimedJob[]> {
  return read.job.findMany({
    where: {
      due: { lte: now },
      OR: [
        { state: 'waiting', OR: [{ leaseUntil: null }, { leaseUntil: { lte: machineNow } }] },
        { state: 'running', leaseUntil: { lte: machineNow } },
      ],
    },
    orderBy: [{ due: 'asc' }, { id: 'asc' }],
    take: most,
    select: { id: true, name: true, key: true, due: true, attempts: true },
  })
}

/** One conditional write: only one of two processes gets the job. */
export async function claim(tx: Tx, job: ClaimedJob, machineNow: Date, leaseUntil: Date): Promise<boolean> {
  const { count } = await tx.job.updateMany({
    where: {
      id: job.id,
      due: job.due,
      OR: [
        { state: 'waiting', OR: [{ leaseUntil: null }, { leaseUntil: { lte: machineNow } }] },
        { state: 'running', leaseUntil: { lte: machineNow } },
      ],
    },
    data: { state: 'running', leaseUntil, attempts: { increment: 1 } },
  })
  return count === 1
}

/** What was done, missed or given up before; at most `most`. True when more is left. */
export async function forgetJobs(tx: Tx, before: Date, most = 1_000): Promise<boolean> {
  const over = await tx.job.findMany({
    where: {
      OR: [
        { state: { in: ['done', 'missed'] }, doneAt: { lt: before } },
        { state: 'failed', due: { lt: before } },
      ],
    },
    select: { id: true },
    take: most,
  })
  await tx.job.deleteMany({ where: { id: { in: over.map(({ id }) => id) } } })
  return over.length === most
}

/** In the transaction that did the work. False when the lease was lost meanwhile: the work must not commit. */
export async function finish(
  tx: Tx,
  job: ClaimedJob,
  lease: Date,
  state: 'done' | 'missed',
  now: Date,
): Promise<boolean> {
  const { count } = await tx.job.updateMany({
    where: { id: job.id, state: 'running', leaseUntil: lease },
    data: { state, doneAt: now, leaseUntil: null },
  })
  return count === 1
}

/** Back to waiting until `again` (machine time), or failed for good. False when the lease was lost meanwhile. */
export async function release(
  tx: Tx,
  job: ClaimedJob,
  lease: Date,
  again: Date | null,
  error: string,
): Promise<boolean> {
  const { count } = await tx.job.updateMany({
    where: { id: job.id, state: 'running', leaseUntil: lease },
    data: { state: again ? 'waiting' : 'failed', leaseUntil: again, lastError: error },
  })
  return count === 1
}
