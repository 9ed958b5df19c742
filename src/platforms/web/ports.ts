/** What the sandbox needs from the house besides chat/. */

/** The conversations themselves: what Slack or Teams would keep. Shapes only: the house hands over what has them. */
export type { Transcript, TranscriptMessage as StoredMessage } from '../../outbox/transcript.ts'
export type { Directory, ListedChannel as WebChannel, ListedPerson as WebPerson } from '../../people/directory.ts'

export const clockSteps = ['prompt', 'hour', 'day'] as const
export type ClockStep = (typeof clockSteps)[number]

/** Product time, and moving it so that scheduled prompts arrive before one's eyes. */
export interface ClockControl {
  now(): Date
  /** Moves on; a sentence that says where to, in the reader's zone, or why not. */
  move(step: ClockStep, zone: string): Promise<string>
}

export interface SampleControl {
  present(): Promise<boolean>
  remove(): Promise<void>
}

/** An action in the menu of every message. */
export interface MenuHint {
  id: string
  title: string
  summary: string
}

export interface CommandHint {
  name: string
  summary: string
  example: string
}
