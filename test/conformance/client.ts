/** What a person can do and see in a chat, whichever chat it is. Each platform drives this through its own real protocol. */
import { expect } from 'vitest'
import type { App } from '../../src/app.ts'
import { privateMarks } from '../../src/chat/spoken.ts'
import type { Db } from '../../src/db.ts'

/** A place as a person names it: the direct message with the bot, or a channel of the sample by its name. */
export type Where = 'direct' | '#checkout' | 'Teams > Checkout' | '#payments'

export interface SeenField {
  /** What stands in it: the words, the chosen labels, nothing. */
  value: string
  hint: string
  error: string
  choices: string[]
}

/** Something that came: a message, a private answer, a form, a file. */
export interface Seen {
  kind: 'message' | 'private' | 'form' | 'file' | 'nothing'
  /** As read from top to bottom, without what stands in fields and on buttons. */
  text: string
  buttons: string[]
  /** By label. */
  fields: Record<string, SeenField>
  press(button: string): Promise<Seen>
  /** Fills fields by their labels and sends; several choices by their labels too. */
  send(values: Record<string, string | string[]>): Promise<Seen>
  /** Sends the same form once more, as a doubled press would. */
  sendAgain(): Promise<Seen>
}

/** What somebody said in a place. */
export interface Said {
  by: string
  text: string
}

export interface Chatter {
  say(where: Where, line: string): Promise<Seen>
  /** Somebody says something, and this person chooses an action in the menu of that message, by its title. */
  choose(where: Where, said: Said, action: string): Promise<Seen>
  /** Messages of a place, oldest first, as this person sees them now. */
  read(where: Where): Promise<Seen[]>
  /** What stands in the threads of a place, oldest thread first. */
  threads(where: Where): Promise<Seen[]>
}

export interface ConformancePlatform {
  app: App
  as(account: string): Chatter
  /** Moves product time to a moment in Berlin and lets everything that is due happen. */
  to(day: string, time: string): Promise<void>
  close(): Promise<void>
}

export interface PlatformUnderTest {
  name: 'web' | 'slack' | 'teams'
  /** `null`: not connected yet; nothing is run, and this sentence says so. */
  open: ((db: Db) => Promise<ConformancePlatform>) | null
  /** Conversations a platform cannot hold, by name, with the reason. */
  notSupported: Record<string, string>
}

/** Everything this person sees is looked at: nothing of it may still be in the house's own signs. */
export function watched(chatter: Chatter): Chatter {
  const look = async (seen: Promise<Seen>): Promise<Seen> => watchedSeen(await seen)
  return {
    say: (where, line) => look(chatter.say(where, line)),
    read: async (where) => (await chatter.read(where)).map(watchedSeen),
    threads: async (where) => (await chatter.threads(where)).map(watchedSeen),
    choose: (...args) => look(chatter.choose(...args)),
  }

  function watchedSeen(seen: Seen): Seen {
    const { text, buttons, fields } = seen
    expect(JSON.stringify([text, buttons, fields])).not.toMatch(privateMarks)
    return {
      ...seen,
      press: (button) => look(seen.press(button)),
      send: (values) => look(seen.send(values)),
      sendAgain: () => look(seen.sendAgain()),
    }
  }
}

/** Nothing came back. */
export const blank: Seen = {
  kind: 'nothing',
  text: '',
  buttons: [],
  fields: {},
  press: () => Promise.reject(new Error('Nothing came that could be pressed')),
  send: () => Promise.reject(new Error('Nothing came that could be filled in')),
  sendAgain: () => Promise.reject(new Error('Nothing was sent yet')),
}
