/** What the Teams adapter needs from the house, and what it keeps of a conversation. */
import type { Card } from '../../chat/feature.ts'
import type { Message } from '../../chat/message.ts'
import type { Chat, Limit, Links, Names, Newcomers, Pictures } from '../../chat/ports.ts'
import type { Log } from '../../log.ts'

/** How a conversation is reached without being asked first. */
export interface Reference {
  serviceUrl: string
  /** Who the bot is there. */
  bot: { id: string; name?: string }
  kind: 'personal' | 'groupChat' | 'channel'
  /** Absent for a person met in a team: their chat is made when it is first needed. */
  conversation?: string
  /** Of a channel. Its team's people come and go together. */
  team?: string
  /** The person in a personal chat, by the `29:` id that making a chat asks for. */
  user?: string
}

export interface At {
  /** The tenant. */
  installation: string
  /** The conversation without its thread, or the account of a person for the personal chat. */
  conversation: string
}

/** Kept in the database: what is to be sent outlives the process. */
export interface References {
  put(at: At, reference: Reference): Promise<void>
  get(at: At): Promise<Reference | null>
  drop(at: At): Promise<void>
  all(installation: string): Promise<{ conversation: string; reference: Reference }[]>
}

export interface TeamsSettings {
  appId?: string
  appPassword?: string
  appType: string
  tenantId?: string
  allowUnauthenticated: boolean
}

export interface TeamsOptions {
  settings: TeamsSettings
  chat: Chat
  names: Names
  newcomers: Newcomers
  references: References
  /** Where Teams can reach this house. */
  pictures?: Pictures
  /** A card as it is now: for a person's own view of a shared one, and the way back from it. */
  draw(card: Card): Promise<Message | null>
  /** The zone of an account's person, for moments in what only they read. */
  zoneOf(at: { installation: string; account: string }): Promise<string | undefined>
  /** Where files can be handed over by a link; absent: by consent. */
  links?: Links
  log: Log
  /** Where Teams does not say in which zone a person is. */
  zone?: string
  /** As people mention the bot. */
  name?: string
  /** Tests need not wait. */
  pace?: Limit[]
  answerMs?: number
}
