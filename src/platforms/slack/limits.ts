import type { Limit } from '../../chat/ports.ts'

/** Slack's limits, each with where it bites. Lengths are characters as JavaScript counts them. */
export const limits = {
  /** More: `invalid_blocks`. */
  messageBlocks: 50,
  /** A modal or Home. */
  viewBlocks: 100,
  /** Not documented: `msg_blocks_too_long` came between 11,300 and 13,300 characters of text, containers counted in. */
  messageText: 11_000,
  /** A view has 250 KB at most, as JSON in UTF-8. */
  viewText: 60_000,
  /** What one element of a block is counted with on top of its text. */
  perElement: 40,
  /** The text beside the blocks, for notifications: 4,000 advised, 40,000 cut. */
  summary: 3_000,
  header: 150,
  /** A text of a section or of small print; nothing is documented for rich text. */
  text: 3_000,
  /** What an image says in words. */
  alt: 2_000,
  actions: 25,
  button: 75,
  buttonValue: 2_000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  option: 75,
  optionValue: 150,
  /** Of a select or of one of its groups. */
  options: 100,
  optionGroups: 100,
  /** Check boxes and radio buttons. */
  boxes: 10,
  placeholder: 150,
  label: 2_000,
  hint: 2_000,
  /** Typed into one field; longer values are spread over several. */
  input: 3_000,
  /** Title, submit and close of a modal. */
  viewTitle: 24,
  metadata: 3_000,
  /** Uses of one response_url. */
  responses: 5,
  /** Slack waits 3 s for an answer; the rest is for the way there and back. */
  answerMs: 2_400,
  /** views.update is tier 4, 100 a minute a workspace: what is still going on is told this often at most. */
  progressMs: 2_000,
  /** The link to a message is left out where it takes longer. */
  linkMs: 700,
  /** Either way: Bolt's own check takes timestamps from the future. */
  skewSeconds: 300,
  /** users.info is tier 4: "100+ a minute" a workspace. */
  lookupMs: 600,
  /** More people of one channel are met when they do something. */
  introductions: 200,
  bodyBytes: 2 * 1024 * 1024,
  /** A send that takes longer has an unknown outcome; shorter than the outbox's lease. */
  callMs: 10_000,
  /** An uploaded picture can stand in a message once Slack has looked at it: tried this often, this far apart. */
  pictureTries: 4,
  pictureTryMs: 1_000,
} as const

export const pace: Limit[] = [
  /** 1 message a second a channel, direct messages too. */
  { of: 'conversation', what: 'send', windows: [{ most: 1, ms: 1_000 }] },
  /** "Several hundred messages a minute" a workspace; Slack says no number. */
  { of: 'installation', what: 'send', windows: [{ most: 200, ms: 60_000 }] },
  /** chat.update is tier 3: "50+ a minute" a workspace. */
  { of: 'installation', what: 'update', windows: [{ most: 50, ms: 60_000 }] },
  /** Ours: one lively card leaves the other channels of its workspace their part of the 50. */
  {
    of: 'conversation',
    what: 'update',
    windows: [
      { most: 1, ms: 1_000 },
      { most: 20, ms: 60_000 },
    ],
  },
]
