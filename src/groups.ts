/**
 * Transactions that wait at the same moment, in one commit: they run one after the other, each sees what those before it
 * wrote, and each is answered when all of it is committed. One that is alone waits for nobody.
 */
import type { Tx } from './chat/ports.ts'

export interface GroupLimits {
  works: number
  ms: number
}

/**
 * More in one commit gain little, and those at its head wait for all that follow. After 10 ms nobody else is taken in: the
 * first is not kept waiting for the last of a long queue.
 */
export const groupLimits: GroupLimits = { works: 32, ms: 10 }

/** Runs this in one transaction and resolves once it is committed. */
type Begin = (work: (tx: Tx) => Promise<void>) => Promise<void>

/** One statement without values, in the transaction that is open. */
type Run = (sql: string) => void

interface Waiting {
  work: (tx: Tx) => Promise<unknown>
  /** It was in a group that could not be committed as a whole. */
  alone: boolean
  resolve(value: unknown): void
  reject(error: unknown): void
}

/** Answers this member, once what it saw and wrote is committed. */
type Settle = () => void

export function createGroups(
  begin: Begin,
  run: Run,
  limits: GroupLimits,
): <T>(work: (tx: Tx) => Promise<T>) => Promise<T> {
  const queue: Waiting[] = []
  let running = false

  async function runAll(): Promise<void> {
    running = true
    for (let first = queue.shift(); first; first = queue.shift()) await runGroup(first)
    running = false
  }

  async function runGroup(first: Waiting): Promise<void> {
    const members = [first]
    const settles: Settle[] = []
    try {
      await begin(async (tx) => {
        const until = performance.now() + limits.ms
        // Nothing is before it that its failure could undo: it needs no savepoint, and costs what it costs alone.
        settles.push(fulfilled(first, await during(tx, first.work)))
        while (members.length < limits.works && performance.now() < until) {
          const next = first.alone || queue[0]?.alone ? undefined : queue.shift()
          if (!next) break
          members.push(next)
          settles.push(await apart(tx, run, next))
        }
      })
    } catch (error) {
      if (members.length === 1) first.reject(error)
      // Whose fault it is, shows when each is done anew; in the same order, before those who came later.
      else queue.unshift(...members.map((member) => ({ ...member, alone: true })))
      return
    }
    for (const settle of settles) settle()
  }

  return <T>(work: (tx: Tx) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      queue.push({ work, alone: false, resolve: resolve as Waiting['resolve'], reject })
      if (!running) void runAll()
    })
}

function fulfilled({ resolve }: Waiting, value: unknown): Settle {
  return () => resolve(value)
}

/** The transaction outlives this work: what it would still begin after it has ended is refused. */
async function during<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  const own = Proxy.revocable(tx, {})
  try {
    return await work(own.proxy)
  } finally {
    own.revoke()
  }
}

/** What it throws undoes what it wrote, and nothing else. It is told only after the commit: it may be about what others wrote. */
async function apart(tx: Tx, run: Run, member: Waiting): Promise<Settle> {
  run('SAVEPOINT "work"')
  try {
    const value = await during(tx, member.work)
    run('RELEASE "work"')
    return fulfilled(member, value)
  } catch (error) {
    // What it had begun beside that which failed ends first: the driver is synchronous, so that is before the next turn.
    await new Promise((resume) => setImmediate(resume))
    run('ROLLBACK TO "work"')
    run('RELEASE "work"')
    return () => member.reject(error)
  }
}
