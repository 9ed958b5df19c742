/** What the sandbox needs from the house besides chat/. */
import type { Message } from '../../chat/message.ts'

export interface StoredMessage {
  id: number
  conversation: string
  account: string | null
  underId: number | null
  message: Message
  sentAt: Date
  updatedAt: Date | null
}

/** The conversations themselves: what Slack or Teams would keep. */
export interface Transcript {
  post(message: {
    conversation: string
    account?: string
    underId?: number
    mark?: string
    message: Message
    now: Date
  }): Promise<StoredMessage>
  update(id: number, message: Message, now: Date): Promise<StoredMessage | null>
  list(conversation: string, most: number): Promise<StoredMessage[]>
  findByMark(mark: string): Promise<StoredMessage | null>
}

export interface WebPerson {
  id: number
  account: string
  name: string
  zone: string
  sides: string[]
}

export interface WebChannel {
  id: string
  name: string
  crew: { id: number; name: string } | null
}

export interface Directory {
  people(): Promise<WebPerson[]>
  channels(): Promise<WebChannel[]>
}

export const clockSteps = ['prompt', 'hour', 'day'] as const
export type ClockStep = (typeof clockSteps)[number]

/** Product time, and moving it so that scheduled prompts arrive before one's eyes. */
export interface ClockControl {
  now(): Date
  /** Moves on; a sentence that says where to, or why not. */
  move(step: ClockStep): Promise<string>
}

export interface SampleControl {
  present(): Promise<boolean>
  remove(): Promise<void>
}

export interface CommandHint {
  name: string
  summary: string
  example: string
}
