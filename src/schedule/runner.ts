/** Runs what is due: each job once, however many processes tick; late ones as their definition says. */

import { errorFields } from '../chat/boundary.ts'
import type { Consequence, JobDefinition } from '../chat/feature.ts'
import type { Db, Tx } from '../db.ts'
import type { Log } from '../log.ts'
import type { ProductClock } from './clock.ts'
import { type ClaimedJob, claim, dueJobs, finish, nextDue, release } from './jobs.ts'

export interface RunnerOptions {
  db: Db
  clock: ProductClock
  jobs: Record<string, JobDefinition>
  apply(tx: Tx, consequence: Consequence, now: Date): Promise<void>
  /** After a commit: the outbox has something to try. */
  kick(): void
  log: Log
  machineNow?: () => Date
}

export interface Runner {
  start(): void
  stop(): Promise<void>
  /** Runs everything due now; how many jobs it ran. */
  tick(): Promise<number>
  /** For the sandbox: moves product time on, stopping at every job on the way so that each runs at its own time. */
  advance(to: Date, drain: () => Promise<void>): Promise<void>
}

const tickMs = 1_000
const leaseMs = 60_000
const batch = 50
const mostAttempts = 5
/** A sandbox day holds some dozens of jobs; this ends a loop that feeds itself. */
const mostSteps = 10_000

export function createRunner(options: RunnerOptions): Runner {
  const { db, clock, jobs, apply, kick, log, machineNow = () => new Date() } = options
  const names = Object.keys(jobs)
  let timer: NodeJS.Timeout | undefined
  let running: Promise<number> | undefined
  let stopped = true

  async function runDue(): Promise<number> {
    let ran = 0
    for (;;) {
      const due = await dueJobs(db.read, clock.now(), machineNow(), batch)
      let claimed = 0
      for (const job of due) {
        if (!(await runOne(job))) continue
        claimed += 1
      }
      ran += claimed
      if (claimed === 0) return ran
    }
  }

  /** True when this process got the job, whatever became of it. */
  async function runOne(job: ClaimedJob): Promise<boolean> {
    const machine = machineNow()
    const lease = new Date(machine.getTime() + leaseMs)
    if (!(await db.transact((tx) => claim(tx, job, machine, lease)))) return false
    const definition = jobs[job.name]
    try {
      if (!definition) throw new Error('No feature runs this job')
      await db.transact(async (tx) => {
        const now = clock.now()
        const late = isLate(definition, job.due, now)
        const run = late ? definition.missed : definition.run
        const consequence = (await run?.(job.key, { now, due: job.due, tx })) ?? {}
        if (!(await finish(tx, job, lease, late ? 'missed' : 'done', now))) throw new Error('The lease was lost')
        await apply(tx, consequence, now)
      })
      kick()
    } catch (error) {
      const attempt = job.attempts + 1
      const again = attempt < mostAttempts ? new Date(machineNow().getTime() + 2 ** attempt * 1_000) : null
      log.error('job.failed', { job: job.name, key: job.key, attempt, final: again === null, ...errorFields(error) })
      const putBack = (tx: Tx) => release(tx, job, lease, again, error instanceof Error ? error.name : 'unknown')
      if (again || !(await goneOn(job, definition, putBack))) await db.transact(putBack)
    }
    return true
  }

  /** A job that failed for good, and what goes on without it: together, or not at all. */
  async function goneOn(job: ClaimedJob, definition: JobDefinition | undefined, putBack: (tx: Tx) => Promise<boolean>) {
    const { failed } = definition ?? {}
    if (!failed) return false
    try {
      await db.transact(async (tx) => {
        const now = clock.now()
        if (await putBack(tx)) await apply(tx, await failed(job.key, { now, due: job.due, tx }), now)
      })
      kick()
      return true
    } catch (error) {
      log.error('job.failed', { job: job.name, key: job.key, after: 'failed', ...errorFields(error) })
      return false
    }
  }

  async function tick(): Promise<number> {
    // One tick at a time: the second waits for the first and looks again.
    while (running) await running
    running = runDue().finally(() => {
      running = undefined
    })
    return running
  }

  function schedule(): void {
    if (stopped) return
    timer = setTimeout(async () => {
      try {
        await tick()
      } catch (error) {
        log.error('tick.failed', { ...errorFields(error) })
      }
      schedule()
    }, tickMs)
  }

  return {
    tick,
    start() {
      stopped = false
      schedule()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running?.catch(() => 0)
    },
    async advance(to, drain) {
      for (let step = 0; step < mostSteps; step += 1) {
        await tick()
        await drain()
        const due = await nextDue(db.read, names)
        if (!due || due > to) break
        if (due > clock.now()) clock.moveTo(due)
        // What is due already and stays so waits for its back-off.
        else if ((await tick()) === 0) break
      }
      if (to > clock.now()) clock.moveTo(to)
      await tick()
      await drain()
    },
  }
}

function isLate(definition: JobDefinition, due: Date, now: Date): boolean {
  return definition.late !== 'run' && now.getTime() - due.getTime() > definition.late.graceMinutes * 60_000
}
