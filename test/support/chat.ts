/** Dispatch alone: one person, features of the test's own, and a transaction whose writes stand in a list. */
import { createDispatch } from '../../src/chat/dispatch.ts'
import type { Effect, Fact, Feature } from '../../src/chat/feature.ts'
import { plainText } from '../../src/chat/plain.ts'
import type { Origin, Reply, Tx } from '../../src/chat/ports.ts'
import { sentence } from '../../src/chat/say.ts'

declare module '../../src/chat/feature.ts' {
  interface Facts {
    'test.happened': { times: number }
  }
}

export const origin = (once?: string): Origin => ({
  platform: 'web',
  installation: 'sandbox',
  account: 'ana',
  ...(once && { once }),
})
export const happened = (times: number): Fact => ({ fact: 'test.happened', times }) as Fact
export const refresh = (key: string): Effect => ({ do: 'refresh', card: { kind: 'test.card', key } })

/** Writes stand in a list, committed with their transaction. */
export function open(features: Feature[]) {
  const committed: string[] = []
  const seen = new Set<string>()
  const lines: string[] = []
  let kicks = 0
  const chat = createDispatch({
    features,
    db: {
      async transact(work) {
        const before = new Set(seen)
        const pending: string[] = []
        try {
          const result = await work({ write: (line: string) => pending.push(line) } as unknown as Tx)
          committed.push(...pending)
          return result
        } catch (error) {
          seen.clear()
          for (const name of before) seen.add(name)
          throw error
        }
      },
      snapshot: (work) => work({} as Tx),
    },
    identities: {
      resolve: async ({ account }) =>
        account === 'ana'
          ? {
              actor: { id: 1, organizationId: 7, name: 'Ana', zone: 'Europe/Berlin', admin: false },
              place: { platform: 'web', installationId: 1 },
              lastHere: null,
            }
          : null,
    },
    outbox: {
      async put(tx, organizationId, effects) {
        for (const effect of effects) write(tx, `${organizationId} ${effect.do}`)
      },
      setAside: async () => {},
      bringBack: async () => {},
      kick: () => {
        kicks += 1
      },
    },
    firstTime: async (_tx, _platform, once) => !seen.has(once) && Boolean(seen.add(once)),
    clock: { now: () => new Date('2026-11-23T08:00:00Z') },
    log: { error: (event, fields) => lines.push(JSON.stringify({ event, ...fields })) },
  })
  return { chat, committed, lines, kicks: () => kicks }
}

export const write = (tx: Tx, line: string) => (tx as unknown as { write(line: string): void }).write(line)
export const words = (reply: Reply) =>
  'message' in reply ? plainText(reply.message, { name: String, zone: 'UTC' }) : JSON.stringify(reply)

export const noting = (extra: Partial<Feature> = {}): Feature => ({
  name: 'test',
  commands: [
    {
      name: 'note',
      summary: 'Note something',
      args: [
        {
          name: 'text',
          expects: 'some words',
          example: 'lost keys',
          rest: true,
          parse: (text) => (text.length < 30 ? { value: text } : { error: 'That is too long.' }),
        },
      ],
      async run({ text }, { tx }) {
        write(tx, `noted ${text}`)
        if (text === 'fail') throw new Error('Ana wrote: the plan is lost')
        return { answer: { do: 'tell', message: sentence('Noted.') }, effects: [refresh('1')], facts: [happened(0)] }
      },
    },
    {
      name: 'ping',
      summary: 'Answer',
      run: async () => ({ answer: { do: 'tell', message: sentence('Pong.') } }),
    },
  ],
  ...extra,
})
