/** Holds the same conversations on every platform; on PostgreSQL each on one of them, since no platform knows its database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db, Dialect } from '../../src/db.ts'
import { onBothDatabases } from '../support/databases.ts'
import { type ConformancePlatform, type Seen, watched } from './client.ts'
import { platforms } from './platforms.ts'

/** `typed`: a command as it is typed on this platform. */
export type Conversation = (chat: ConformancePlatform, typed: (words: string) => string) => Promise<void>

export const both = ['#checkout', 'Teams > Checkout'] as const

export async function newest(seen: Promise<Seen[]>): Promise<Seen> {
  const last = (await seen).at(-1)
  if (!last) throw new Error('There is nothing here')
  return last
}

/** What is read, however it is laid out: labels end with a colon here and stand in a column of their own there. */
const asRead = (text: string) => text.replace(/:?(\s+|$)/g, ' ').trim()

export function says({ text }: Pick<Seen, 'text'>, ...sentences: string[]): void {
  for (const sentence of sentences) expect(asRead(text)).toContain(asRead(sentence))
}

/** Any fixed choice will do that is another one for about a third of the conversations each. */
const platformOn = (dialect: Dialect, promise: string) =>
  dialect === 'sqlite' ? undefined : platforms[promise.length % platforms.length]?.name

interface Holding {
  /** What is in the database before anybody speaks. */
  before?: (db: Db) => Promise<void>
  /** One after the other in one house, each about things of its own: opening a house takes longer than talking in it. */
  together?: boolean
}

export function hold(conversations: Record<string, Conversation>, { before, together = false }: Holding = {}): void {
  onBothDatabases((database) => {
    for (const { name, open, notSupported } of platforms) {
      const [first = ''] = Object.keys(conversations)
      const held = Object.entries(conversations).filter(([promise]) => {
        // Those in one house stay together.
        const chosen = platformOn(database.dialect, together ? first : promise) ?? name
        return !(promise in notSupported) && chosen === name
      })
      if (!open || held.length === 0) continue
      const typed = (words: string) => `${name === 'teams' ? '@Tandem' : '/tandem'} ${words}`
      const enter = async (db: Db) => {
        const chat = await open(db)
        await before?.(db)
        return chat
      }
      const talk = (conversation: Conversation, chat: ConformancePlatform) =>
        conversation({ ...chat, as: (account) => watched(chat.as(account)) }, typed)

      describe(`on ${name}`, () => {
        let house: { chat: ConformancePlatform; close(): Promise<void> } | undefined
        if (together) {
          beforeAll(async () => {
            const { db, close } = await database.lasting()
            const chat = await enter(db)
            house = { chat, close: () => chat.close().finally(close) }
          })
          afterAll(() => house?.close())
        }
        for (const [promise, conversation] of held) {
          it(promise, async () => {
            if (house) return talk(conversation, house.chat)
            const chat = await enter((await database.fresh()).db)
            try {
              await talk(conversation, chat)
            } finally {
              await chat.close()
            }
          })
        }
      })
    }
  })
}
