/** Server-sent events: every open page hears of new and changed messages it may see. */
import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { limits } from './limits.ts'
import { maySee } from './people.ts'

export interface StreamEvent {
  conversation: string
  /** Drawn for each reader on its own: names are the same, times are in their zone. */
  draw(account: string): Promise<string>
  name: 'message' | 'clock' | 'progress'
}

export interface Streams {
  open(c: Context, account: string): Response
  /** How far it is: a page drawn at another place than where its stream begins has missed something. */
  at(): string
  send(event: StreamEvent): Promise<void>
  close(): void
}

type Listener = { account: string; push(name: string, data: string): void; end(): void }

export function createStreams(): Streams {
  const listeners = new Set<Listener>()
  const run = randomUUID()
  let sent = 0
  const at = () => `${run}.${sent}`
  return {
    at,
    open: (c, account) =>
      streamSSE(c, async (stream) => {
        await new Promise<void>((ended) => {
          const beat = setInterval(() => void stream.writeSSE({ event: 'beat', data: '{}' }), limits.heartbeatMs)
          const listener: Listener = {
            account,
            push: (event, data) => void stream.writeSSE({ event, data }).catch(() => listener.end()),
            end() {
              clearInterval(beat)
              listeners.delete(listener)
              ended()
            },
          }
          listeners.add(listener)
          // A first line at once, so that the page knows it is connected.
          void stream.writeSSE({ event: 'hello', data: JSON.stringify({ at: at() }) })
          stream.onAbort(() => listener.end())
        })
      }),
    async send({ conversation, draw, name }) {
      if (name === 'message') sent += 1
      const seeing = [...listeners].filter(({ account }) => maySee(account, conversation))
      // Nobody waits for a page that does not read.
      await Promise.all(seeing.map(async ({ account, push }) => push(name, await draw(account))))
    },
    close() {
      for (const { end } of [...listeners]) end()
    },
  }
}
