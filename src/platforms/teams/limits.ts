import type { Limit } from '../../chat/ports.ts'

/** What Teams allows, each with its fact. */
export const limits = {
  /** A bot's message may be about 100 KB, attachments included; it is refused whole beyond that. */
  messageBytes: 80_000,
  /** What an image says in words. */
  alt: 2_000,
  /** Pictures inside a message, all together, as text: what is left is for the message. */
  pictureBytes: 60_000,
  /** A card's host shows six actions of a row and drops the others. */
  actionsInRow: 6,
  /** Longer titles are cut by the client without a sign. */
  buttonTitle: 75,
  /** The title bar of a dialog. */
  dialogTitle: 60,
  /** Dialogs take a width and a height in pixels; these are Teams' "medium". */
  dialogWidth: 600,
  dialogHeight: 560,
  /** The line that an invoke may answer with is shown in a small box. */
  toast: 200,
  /** getPagedMembers gives at most 500 at a time. */
  membersInPage: 500,
  /** An invoke must be answered within 10 s, a turn within 15 s, or it comes again. What is asked on the way gets less. */
  lookupMs: 4_000,
  /** Of the 10 s: what is not there by then goes on elsewhere. */
  answerMs: 6_000,
  /** What is still going on is told this often at most. */
  progressMs: 2_000,
  /** botbuilder has no time-out of its own. Token and request together stay under the outbox's lease of 60 s. */
  tokenMs: 15_000,
  requestMs: 20_000,
  /** What waits for consent to be stored as a file is kept this long. */
  fileMs: 15 * 60_000,
  /** An activity is at most a message and what was typed into it. */
  bodyBytes: 1024 * 1024,
} as const

export const pace: Limit[] = [
  /** 7 messages in 1 s, 8 in 2 s, 60 in 30 s, 1,800 an hour in one conversation, updates counted in. */
  {
    of: 'conversation',
    windows: [
      { most: 7, ms: 1_000 },
      { most: 8, ms: 2_000 },
      { most: 60, ms: 30_000 },
      { most: 1_800, ms: 3_600_000 },
    ],
  },
  /** 50 requests a second for one bot in one tenant: 10 are left for answers, which do not wait. */
  { of: 'installation', windows: [{ most: 40, ms: 1_000 }] },
]
