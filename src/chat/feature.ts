/** The shape of a feature and of everything its handlers take and return. Handlers return; adapters and the outbox act. */
import type { z } from 'zod'
import type { FieldErrors, Form, Inputs, Values } from './form.ts'
import type { Block, CrewId, Instant, Message, PersonId } from './message.ts'
import type { Snapshot, Tx } from './ports.ts'

export interface Card {
  /** `feature.noun`, as declared in the feature's `cards`. */
  kind: string
  key: string
}

/** What follows from a change of state: durable, written with it, delivered by the outbox. */
export type Effect =
  /** On every channel of the crew; with `under`, in that card's thread. `waits`: it is no worse on the next working day, where this one has had enough. */
  | { do: 'announce'; to: CrewId; card: Card; under?: Card; waits?: true }
  /** In one channel, which need not belong to a crew: who names another organization's has its people's consent. */
  | { do: 'show'; in: number; card: Card }
  /** The card's copies are out of date. */
  | { do: 'refresh'; card: Card }
  /**
   * `prompt` and `notice` are gathered into the person's day message; `urgent` is for what cannot wait: asked by name, escalated.
   * `soon` is urgent, and tomorrow would be too late: it comes even where the person's week is full.
   */
  | { do: 'dm'; to: PersonId; card: Card; kind: 'prompt' | 'reminder' | 'notice' | 'urgent' | 'soon' }

/** What the person who acted gets at once: at most one, best effort. */
export type Answer =
  /** `notTaken`: to a form of which nothing was saved; the platform keeps what was typed in it. */
  | { do: 'tell'; message: Message; notTaken?: true }
  | { do: 'post'; message: Message }
  | { do: 'open'; form: Form }
  /** The form again, values kept, each error under its field; the transaction is rolled back. Outside a form: a sentence. */
  | { do: 'refuse'; errors: FieldErrors }
  | { do: 'file'; name: string; type: string; content: Uint8Array }

/** Facts by name; each feature adds its own by declaration merging, so that hearing one is typed. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the features
export interface Facts {}
export type FactName = keyof Facts & string
export type Fact = { [K in FactName]: { fact: K } & Facts[K] }[FactName]

export interface Actor {
  id: PersonId
  organizationId: number
  name: string
  zone: string
  /** Organization admin. */
  admin: boolean
}

export interface Place {
  platform: 'slack' | 'teams' | 'web'
  installationId: number
  /** Row id of the channel; absent in a direct message. */
  channelId?: number
  /** The crew that the channel belongs to, if any. */
  crewId?: CrewId
}

export interface Context {
  actor: Actor
  place: Place
  now: Instant
  tx: Tx
}

/**
 * What takes long: it reads and computes with no transaction open, so that nobody waits for it, and returns what is then done in
 * one. Its handler has written nothing and leads to nothing else.
 */
export type Later = (snapshot: Snapshot, progress: Progress) => Promise<(ctx: Context) => Promise<Outcome>>

/** How far it is, in a few words, to whoever waits for the answer. Best effort: each platform shows it as it can, or not at all. */
export type Progress = (said: string) => void

export interface Outcome {
  answer?: Answer
  effects?: Effect[]
  facts?: Fact[]
  later?: Later
}

/** What a job or a fact may lead to: nobody is waiting for an answer. */
export type Consequence = Omit<Outcome, 'answer' | 'later'>

export interface Argument {
  name: string
  /** What a good value looks like, for help and errors: "a date such as 2026-11-23 or mon". */
  expects: string
  example: string
  optional?: true
  /** Takes all remaining words as one text. */
  rest?: true
  /** Typed value, or the reason why not (one sentence, with the nearest valid value where there is one). */
  parse(text: string, ctx: Context): { value: unknown } | { error: string }
}

export interface Command {
  /** Without the root: `standup`, `standup report`. */
  name: string
  /** One line for help and manifests, starting with a verb. */
  summary: string
  args?: Argument[]
  /** The verb gets a Slack alias of its own (`/standup`). Only on a one-word name. */
  alias?: true
  /** Typed without the root where an answer may be meant: whether these values can only be the command's. */
  unmistakable?(args: Record<string, unknown>): boolean
  run(args: Record<string, unknown>, ctx: Context): Promise<Outcome>
}

/** Not done, with the sentence that says why and what to do. Drawn instead of a form that cannot be opened. */
export interface Refusal {
  refused: string
}

export interface PressDefinition {
  value: z.ZodType
  run(value: unknown, ctx: Context): Promise<Outcome>
}

export interface FormDefinition {
  value: z.ZodType
  /** The form as it is now; drawn to open it, and again on submission to read the values against it. */
  draw(value: unknown, ctx: Context): Promise<Form | Refusal>
  submit(values: Record<string, unknown>, value: unknown, ctx: Context): Promise<Outcome>
}

/** A message in a conversation that somebody chose an action for, as far as its platform tells of it. */
export interface ChosenMessage {
  /** As people read it; nothing where it is a picture. */
  text: string
  /** The name of whoever said it. */
  author?: string
  link?: string
  at?: Instant
}

/** An action in the menu of every message, by its id `feature.verb`. */
export interface MenuDefinition {
  /** Slack shows 24 characters. */
  title: string
  /** One line for manifests, starting with a verb. */
  summary: string
  /** Mostly opens a form with the words in it: a platform may ask twice. They stand in an input, never in a value. */
  run(message: ChosenMessage, ctx: Context): Promise<Outcome>
}

export type Menus = Record<string, MenuDefinition>

/** How long what people did and said is kept, in days. */
export interface Retention {
  participationDays: number
  answerDays: number
}

export interface Job {
  name: string
  key: string
  due: Instant
}

export interface JobDefinition {
  /** What to do with a job that is found late (later than `graceMinutes`): run it, or call `missed` instead. */
  late: { graceMinutes: number } | 'run'
  run(key: string, ctx: JobContext): Promise<Consequence>
  missed?(key: string, ctx: JobContext): Promise<Consequence>
  /** After the last try: what must go on all the same, such as the next job of a chain. */
  failed?(key: string, ctx: JobContext): Promise<Consequence>
}

export interface JobContext {
  /** Product time of the run; `due` is when it should have run. */
  now: Instant
  due: Instant
  tx: Tx
}

export interface Readers {
  people: number
  /** Of them. */
  guests: number
}

/** For cards made of other cards (the day's message), and for what only a platform knows: drawing is outside transactions. */
export interface House {
  draw(card: Card): Promise<Message | null>
  waiting(personId: PersonId): Promise<Block[]>
  /** Who can read a channel, as its platform says now; `null` where it does not tell. */
  readers(channelId: number): Promise<Readers | null>
  snapshot: Snapshot
}

export type CardDrawer = (key: string, read: Tx, now: Instant, house: House) => Promise<Message | null>

export interface Lost {
  crewId: CrewId
  channelId: number
  why: 'archived' | 'removed' | 'uninstalled'
}

export interface Feature {
  name: string
  commands?: Command[]
  presses?: Record<string, PressDefinition>
  forms?: Record<string, FormDefinition>
  menus?: Menus
  /** Draws a card from what is committed now; `null` when its record is gone. */
  cards?: Record<string, CardDrawer>
  jobs?: Record<string, JobDefinition>
  facts?: { [K in FactName]?: (fact: Facts[K], ctx: { now: Instant; tx: Tx }) => Promise<Consequence> }
  events?: {
    /** A member is in none of the crew's channels any more. */
    left?(event: { personId: PersonId; crewId: CrewId }, ctx: { now: Instant; tx: Tx }): Promise<Consequence>
    /** The bot cannot write in a crew's channel any more. */
    lost?(event: Lost, ctx: { now: Instant; tx: Tx }): Promise<Consequence>
  }
  /** Plain text written to the bot while this feature has asked something; `undefined` when it is not ours. */
  text?(text: string, ctx: Context): Promise<Outcome | undefined>
  /** Addressed to the bot in a channel, for all to read, and no command; `undefined` when it is not ours. */
  overheard?(text: string, ctx: Context): Promise<Outcome | undefined>
  /** Its part of the personal page. */
  home?(ctx: { actor: Actor; now: Instant; tx: Tx }): Promise<Block[]>
  /** "Also waiting for you" on the day's prompt: what only this person can do. */
  waiting?(personId: PersonId, ctx: { now: Instant; tx: Tx }): Promise<Block[]>
  /** Deletes a batch of what is older than it may be kept; true when more is left. */
  forget?(ctx: { now: Instant; tx: Tx; retention: Retention }): Promise<boolean>
  /** Of these cards of its own, those that may still change: their copies are kept. Without it all are. */
  changing?(cards: Card[], read: Tx): Promise<Card[]>
  /** When this feature next prompts this person on their day; what waits for them goes along. */
  nextAsk?(personId: PersonId, ctx: { now: Instant; tx: Tx }): Promise<Instant | null>
}

/** Types a press handler by the schema of its value. */
export function press<S extends z.ZodType>(
  value: S,
  run: (value: z.infer<S>, ctx: Context) => Promise<Outcome>,
): PressDefinition {
  return { value, run: run as PressDefinition['run'] }
}

/** Types a form by its inputs and the schema of its value. */
export function formDefinition<S extends z.ZodType, I extends Inputs>(
  value: S,
  draw: (value: z.infer<S>, ctx: Context) => Promise<Form<I> | Refusal>,
  submit: (values: Values<I>, value: z.infer<S>, ctx: Context) => Promise<Outcome>,
): FormDefinition {
  return { value, draw: draw as FormDefinition['draw'], submit: submit as unknown as FormDefinition['submit'] }
}
