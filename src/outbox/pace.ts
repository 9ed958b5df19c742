/** How fast a platform may be written to: sliding windows over what went out lately, and what it asked us to hold. In memory: each process for itself. */
import type { Destination, Limit, PlatformName, Scope, Writing } from '../chat/ports.ts'

/** What is about to go out. */
export interface Going {
  platform: PlatformName
  to: Destination
  what: Writing
}

export interface Pacer {
  /** 0: it may go now, and counts from now on. Else how many ms are to pass before it is worth asking again; nothing is counted. */
  ask(going: Going, limits: Limit[], now: number): number
  /** The platform said until when it takes no more of this. */
  hold(going: Going, concerns: Scope, until: number): void
}

/** Then what has passed is swept out. */
const mostKept = 10_000

export function createPacer(): Pacer {
  /** When something went out, oldest first, by what is limited. */
  const gone = new Map<string, { at: number[]; longest: number }>()
  const held = new Map<string, number>()

  function sweep(now: number): void {
    for (const [key, { at, longest }] of gone) if ((at.at(-1) ?? 0) <= now - longest) gone.delete(key)
    for (const [key, until] of held) if (until <= now) held.delete(key)
  }

  function waitOf(key: string, { windows }: Limit, now: number): number {
    const at = gone.get(key)?.at ?? []
    // The oldest of a full window must leave it first.
    return Math.max(0, ...windows.map(({ most, ms }) => (at.at(-most) ?? Number.NEGATIVE_INFINITY) + ms - now))
  }

  function count(key: string, { windows }: Limit, now: number): void {
    const longest = Math.max(...windows.map(({ ms }) => ms))
    const before = gone.get(key)?.at ?? []
    const since = before.findIndex((at) => at > now - longest)
    gone.set(key, { at: [...(since < 0 ? [] : before.slice(since)), now], longest })
  }

  return {
    ask(going, limits, now) {
      const concerned = limits.filter(({ what = going.what }) => what === going.what)
      const stops = scopesOf(going).map((scope) => (held.get(keyOf(going, scope)) ?? now) - now)
      const waits = concerned.map((limit) => waitOf(keyOf(going, limit), limit, now))
      const wait = Math.max(0, ...stops, ...waits)
      if (wait > 0) return wait
      if (gone.size + held.size > mostKept) sweep(now)
      for (const limit of concerned) count(keyOf(going, limit), limit, now)
      return 0
    },
    hold(going, concerns, until) {
      const key = keyOf(going, concerns)
      held.set(key, Math.max(until, held.get(key) ?? 0))
    },
  }
}

const scopesOf = ({ what }: Going): Scope[] => [
  { of: 'conversation' },
  { of: 'conversation', what },
  { of: 'installation' },
  { of: 'installation', what },
]

function keyOf({ platform, to }: Going, { of, what }: Scope): string {
  const conversation = to.channel ?? `@${to.account}`
  return JSON.stringify([platform, to.installation, of === 'conversation' ? conversation : null, what ?? null])
}
