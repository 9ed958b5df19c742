/** What chat/ needs from the rest of the house and what adapters get from it. Nothing here knows a database or an SDK. */
import type { Actor, Answer, ChosenMessage, Effect, Place, Progress } from './feature.ts'
import type { FieldErrors, Form, RawValues } from './form.ts'
import type { Chart, Instant, PersonId } from './message.ts'

export * from './sending.ts'

/** The open transaction (or a reader with the same reads). `db.ts` says what it really is, by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by db.ts
export interface Tx {}

export type PlatformName = 'slack' | 'teams' | 'web'

/** Who acted and where, in the platform's own ids. */
export interface Origin {
  platform: PlatformName
  /** The workspace or tenant, as the platform names it. */
  installation: string
  /** The account. */
  account: string
  /** The conversation; absent for a direct message to the bot. */
  channel?: string
  /** Unique per user action where the platform repeats itself (event id, activity id, form instance): acted on once. */
  once?: string
}

/** What adapters call. Each answers when its transaction has committed. */
export interface Chat {
  /** `text` is the whole line with or without the root (`/tandem standup now`, `standup now`). */
  command(origin: Origin, text: string): Promise<Reply>
  press(origin: Origin, press: string, value: unknown): Promise<Reply>
  /** `progress` hears how far it is where that takes long. */
  submit(origin: Origin, form: string, value: unknown, raw: RawValues, progress?: Progress): Promise<Reply>
  /** Opens a form that stands in a message as a button, where the platform has no inline inputs. */
  open(origin: Origin, form: string, value: unknown): Promise<Reply>
  /** An action chosen in the menu of a message. */
  menu(origin: Origin, menu: string, message: ChosenMessage): Promise<Reply>
  /** Plain text in a direct message. */
  text(origin: Origin, text: string): Promise<Reply>
  /** What happened without anybody asking for anything. Throws where it could not be written down: it may be sent again. */
  event(at: EventOrigin, happening: Happening): Promise<void>
}

export type EventOrigin = Pick<Origin, 'platform' | 'installation' | 'once'>

/** In the platform's own ids. Who joins a channel is not in the crew by that: nobody is surprised. */
export type Happening =
  /** A person is in these conversations no longer. */
  | { event: 'left'; account: string; channels: string[] }
  /** The bot cannot write there any more. */
  | { event: 'lost'; channels: string[]; why: 'archived' | 'removed' }
  | { event: 'uninstalled' }
  /** It can write there again; without channels: the app was installed again, and its channels follow one by one. */
  | { event: 'returned'; channels?: string[] }

/** Room `people/`: what a happening means for crews, found out before the transaction. */
export interface Whereabouts {
  /** Our channels by these names; all of the installation where none are given. */
  channels(at: EventOrigin, channels?: string[]): Promise<{ channelId: number; crewId: number | null }[]>
  /** Crews that meet in one of these channels, of whom this person is a member, and in none of whose channels they are. */
  crewsLeft(at: EventOrigin, account: string, channels: string[]): Promise<{ personId: PersonId; crewId: number }[]>
  /** People with no account outside this installation. */
  onlyHere(at: EventOrigin): Promise<PersonId[]>
}

/** An answer as an adapter gets it: a refusal brings the form to show again. */
export type Reply =
  | { do: 'nothing' }
  | Exclude<Answer, { do: 'refuse' }>
  | { do: 'refuse'; errors: FieldErrors; form: Form; raw: RawValues }

export interface Known {
  actor: Actor
  place: Place
  /** When they were noted to have acted here; `null` where never, or elsewhere since. */
  lastHere: Instant | null
}

/** Room `people/`: from a platform's account to a person. */
export interface Identities {
  /** Before the transaction; `null` when this account is not known (the adapter introduces it first). */
  resolve(origin: Origin): Promise<Known | null>
  /** Notes, where it is not noted yet, which account a person acted with last; direct messages go there. */
  noteActed?(tx: Tx, who: Known, now: Instant): Promise<void>
}

export interface Workspace {
  platform: PlatformName
  /** The workspace or tenant, as the platform names it. */
  installation: string
  installationName: string
}

/** An account as its platform describes it. The e-mail is lower case, and given only where the platform has verified it. */
export interface Introduction extends Workspace {
  account: string
  name: string
  email?: string
  /** IANA name. */
  zone: string
  guest: boolean
}

/** Room `people/`: adapters introduce whom and what they see for the first time, before they hand over what was done. */
export interface Newcomers {
  known(origin: Pick<Origin, 'platform' | 'installation' | 'account'>): Promise<boolean>
  introduce(newcomer: Introduction): Promise<void>
  channel(workspace: Workspace, channel: { id: string; name: string }): Promise<void>
  /** Of a known channel: exactly these accounts are in it; those nobody introduced are left out. */
  roster(at: Pick<Origin, 'platform' | 'installation'>, channel: string, accounts: string[]): Promise<void>
  came(at: Pick<Origin, 'platform' | 'installation'>, channel: string, account: string): Promise<void>
  went(at: Pick<Origin, 'platform' | 'installation'>, channels: string[], account: string): Promise<void>
}

/** What an installation is reached with; where tokens are rotated, until when, and what the next one is got with. */
export interface Token {
  token: string
  rotated?: { refresh: string; endsAt: Instant }
}

/** Asks the platform for the next token. Throws with a code as message, never a secret. */
export type Renew = (refresh: string) => Promise<Token>

/** Room `people/`: installations that people made themselves, each with its own token. */
export interface Installations {
  keep(workspace: Workspace, token: Token): Promise<void>
  /** Renewed where it ends soon or is the one that was `refused`; `null` where the bot is not installed, or not any more. */
  tokenOf(platform: PlatformName, installation: string, renew: Renew, refused?: string): Promise<string | null>
  drop(platform: PlatformName, installation: string): Promise<void>
}

export interface HandedLink {
  link: string
  minutes: number
}

/** Files behind signed links, where people can reach this house from outside and it has a key to sign with. */
export interface Links {
  hand(
    to: Pick<Origin, 'platform' | 'installation'>,
    file: { name: string; type: string; content: Uint8Array },
  ): Promise<HandedLink>
}

/** One line of doctor, with what to do where something is wrong. */
export interface Finding {
  label: string
  value: string
  advice?: string
}

/** How an installation and the crews' channels in it look from the platform; `date`: its clock. Throws where it does not answer. */
export type Inspect = (
  installation: string,
  channels: { id: string; name: string }[],
) => Promise<{ findings: Finding[]; date?: Date | undefined }>

/** Reads of one moment, whatever is committed meanwhile; they hold nobody up. */
export type Snapshot = <T>(work: (read: Tx) => Promise<T>) => Promise<T>

/** What chat/ needs of the database. */
export interface Transactions {
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  snapshot: Snapshot
}

/** Whether a request is the first of its name; asked in the transaction that acts. */
export type FirstTime = (tx: Tx, platform: PlatformName, once: string, now: Instant) => Promise<boolean>

/** Room `outbox/`. */
export interface Outbox {
  /** The organization is that of whoever acted; for jobs it is found from the crew or person. */
  put(tx: Tx, organizationId: number | null, effects: Effect[], now: Instant): Promise<void>
  /** What is due in these channels and for these people cannot succeed. */
  setAside(tx: Tx, to: { channelIds: number[]; personIds: PersonId[] }, why: string): Promise<void>
  /** What was set aside there lately can succeed again; only what is still worth saying is due. */
  bringBack(tx: Tx, to: { channelIds: number[]; personIds: PersonId[] }): Promise<void>
  /** After commit: try at once, do not wait. */
  kick(): void
}

/** Charts behind addresses that a platform fetches them from, where it can reach this house. */
export interface Pictures {
  /** Nothing where the installation is not known, or the chart cannot be drawn. */
  address(at: Pick<Origin, 'platform' | 'installation'>, chart: Chart): Promise<string | null>
}

/** Names for people in blocks, as adapters draw them. */
export interface Names {
  of(ids: PersonId[]): Promise<Map<PersonId, { name: string; account?: string }>>
}
