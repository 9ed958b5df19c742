/** The whole house on a fresh database with the sample organization, a clock that stands still, and a platform in memory. */
import { createApp } from '../../src/app.ts'
import type { Message } from '../../src/chat/message.ts'
import { personsIn, plainText } from '../../src/chat/plain.ts'
import type { Destination, Origin, Reply, Sender } from '../../src/chat/ports.ts'
import type { Db } from '../../src/db.ts'
import { createLog } from '../../src/log.ts'
import { createNames } from '../../src/people/identities.ts'
import { directOf, installation } from '../../src/platforms/web/people.ts'
import { loadSample } from '../../src/sample.ts'
import { toInstant } from '../../src/schedule/calendar.ts'
import { createClock } from '../../src/schedule/clock.ts'

export interface Posted {
  ref: string
  conversation: string
  under: string | undefined
  message: Message
  /** Product time. */
  at: Date
  updates: number
}

/** Monday in Berlin, before anybody works; the sample's first round is this day's. */
export const monday = toInstant('2026-11-23', '06:00', 'Europe/Berlin')

/** `guests`: how many read along in each channel; without it the platform does not tell. */
export async function openHouse(
  db: Db,
  { at = monday, sample = true, guests }: { at?: Date; sample?: boolean; guests?: number } = {},
) {
  const clock = createClock({ machine: () => 0, offsetMs: at.getTime() })
  const posted: Posted[] = []
  const byRef = new Map<string, Posted>()
  const lines: string[] = []
  const sender: Sender = {
    name: 'web',
    pace: [],
    async send(to: Destination, message, { mark, under }) {
      const conversation = to.channel ?? directOf(to.account ?? '')
      const one = { ref: mark, conversation, under, message, at: clock.now(), updates: 0 }
      posted.push(one)
      byRef.set(mark, one)
      return mark
    },
    async update(_to, ref, message) {
      const found = byRef.get(ref)
      if (found) {
        found.message = message
        found.updates += 1
      }
    },
    ...(guests !== undefined && { readers: async () => ({ people: 9, guests }) }),
  }
  const app = createApp({
    db,
    clock,
    log: createLog({ level: 'warn', write: (line) => lines.push(line) }),
    senders: () => [sender],
  })
  if (sample) await db.transact((tx) => loadSample(tx, app.chat.apply, clock.now()))
  await app.outbox.drain()

  const origin = (account: string, channel?: string, once?: string): Origin => ({
    platform: 'web',
    installation,
    account,
    ...(channel && { channel }),
    ...(once && { once }),
  })
  const names = createNames(db, 'web')

  async function text(message: Message, zone = 'Europe/Berlin'): Promise<string> {
    const known = await names.of(personsIn(message))
    return plainText(message, { name: (id) => known.get(id)?.name ?? `person ${id}`, zone })
  }

  async function settled(reply: Promise<Reply>): Promise<Reply> {
    const answer = await reply
    await app.outbox.drain()
    return answer
  }

  return {
    app,
    db,
    clock,
    posted,
    /** What was logged. */
    lines,
    sender,
    text,
    say: (account: string, words: string, channel?: string) =>
      settled(app.chat.command(origin(account, channel), words)),
    write: (account: string, words: string) => settled(app.chat.text(origin(account), words)),
    press: (account: string, press: string, value: unknown, channel?: string) =>
      settled(app.chat.press(origin(account, channel), press, value)),
    submit: (
      account: string,
      form: string,
      value: unknown,
      raw: Record<string, string | string[]>,
      once?: string,
      progress?: (said: string) => void,
    ) => settled(app.chat.submit(origin(account, undefined, once), form, value, raw, progress)),
    /** Moves product time on to a moment in Berlin, running what is due on the way. */
    to: (day: string, time: string, zone = 'Europe/Berlin') =>
      app.runner.advance(toInstant(day, time, zone), () => app.outbox.drain()),
    /** Root messages and replies of a conversation as text, oldest first. */
    async seen(conversation: string): Promise<string[]> {
      return Promise.all(posted.filter((one) => one.conversation === conversation).map(({ message }) => text(message)))
    },
    /** The words of an answer. */
    async said(reply: Reply): Promise<string> {
      switch (reply.do) {
        case 'nothing':
          return ''
        case 'tell':
        case 'post':
          return text(reply.message)
        case 'open':
          return `form ${reply.form.id}`
        case 'refuse':
          return Object.entries(reply.errors)
            .map(([field, error]) => `${field}: ${error}`)
            .join('\n')
        case 'file':
          return new TextDecoder().decode(reply.content)
      }
    },
    async person(name: string) {
      return db.read.person.findFirstOrThrow({ where: { name } })
    },
  }
}

export type OpenHouse = Awaited<ReturnType<typeof openHouse>>

/** The newest round of the Checkout crew. */
export async function newestRound(db: Db) {
  return db.read.round.findFirstOrThrow({ orderBy: [{ day: 'desc' }, { id: 'desc' }] })
}

export const nobody = { helper: 'nobody' }
