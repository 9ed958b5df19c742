/** Processes that are killed, and who kills them: at the moment a message of each platform stands before its server. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Done, Order } from './child.ts'

export type Mortal = ReturnType<typeof startMortal>

export function startMortal(file: string) {
  const child: ChildProcess = fork(file, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ended = once(child, 'exit')
  const heard: Done[] = []
  const waiting = new Set<() => void>()
  child.on('message', (done: Done) => {
    heard.push(done)
    for (const wake of waiting) wake()
  })

  async function until(name: Done['done']): Promise<Done> {
    for (;;) {
      const found = heard.findIndex(({ done }) => done === name)
      if (found >= 0) return heard.splice(found, 1)[0] as Done
      await new Promise<void>((resolve) => {
        const wake = () => {
          waiting.delete(wake)
          resolve()
        }
        waiting.add(wake)
        child.once('exit', wake)
      })
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended before "${name}"`)
    }
  }

  return {
    ended,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    loaded: () => until('load'),
    send: (order: Order) => child.send(order),
    async tell(order: Order): Promise<Done> {
      child.send(order)
      return until(order.do)
    },
  }
}

export type When = 'before it is stored' | 'after it was stored'

/**
 * Armed, it holds the first message of each platform, stored or not, and every one after it unstored; when both stand
 * there, the process dies. So exactly one message of each platform is in doubt although it may have arrived.
 */
export function createKiller() {
  let armed:
    | { when: When; kill: () => Promise<void>; first: Set<string>; dead: Promise<void>; die: () => void }
    | undefined
  const platforms = 2
  return {
    /** Resolves when it has killed. */
    arm(when: When, kill: () => Promise<void>): Promise<void> {
      let die = () => {}
      const dead = new Promise<void>((resolve) => {
        die = resolve
      })
      armed = { when, kill, first: new Set(), dead, die }
      return dead
    },
    /** False: nobody is there any more to be answered. */
    async hold(platform: string, store: () => unknown): Promise<boolean> {
      const now = armed
      if (!now) return true
      if (!now.first.has(platform)) {
        now.first.add(platform)
        if (now.when === 'after it was stored') await store()
        if (now.first.size === platforms) {
          await now.kill()
          armed = undefined
          now.die()
        }
      }
      await now.dead
      return false
    },
  }
}
