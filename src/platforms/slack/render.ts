/** Messages as Slack takes them: lists are shortened until one fits; what stands below them is always there. */
import type { Block, Message } from '../../chat/message.ts'
import { plainText } from '../../chat/plain.ts'
import { type Amount, drawBlock } from './blocks.ts'
import { limits } from './limits.ts'
import { context, cut, escaped, plain, type Reader, richText, type SlackBlock, sections } from './text.ts'

export interface SlackMessage {
  text: string
  blocks: SlackBlock[]
}

const whole: Amount = { entries: Number.POSITIVE_INFINITY, characters: Number.POSITIVE_INFINITY }
const amounts: Amount[] = [
  whole,
  { entries: 200, characters: 3_000 },
  { entries: 100, characters: 1_000 },
  { entries: 50, characters: 500 },
  { entries: 25, characters: 300 },
  { entries: 12, characters: 140 },
  { entries: 6, characters: 140 },
  { entries: 3, characters: 100 },
]
const least: Amount = { entries: 1, characters: 50 }

const messageRoom = { blocks: limits.messageBlocks, text: limits.messageText }

/** As one message, for what is sent once and kept current. */
export function drawMessage(message: Message, reader: Reader): SlackMessage {
  return { text: summaryOf(message), blocks: fitted(message.blocks, reader, messageRoom) }
}

/** As several messages where one does not hold it; the last of `most` is shortened. */
export function drawMessages(message: Message, reader: Reader, most: number = limits.responses): SlackMessage[] {
  const text = summaryOf(message)
  const pages: { blocks: SlackBlock[]; size: number }[] = []
  const room = { blocks: limits.messageBlocks * most, text: limits.messageText * most }
  for (const block of drawn(message.blocks, reader, whole, room) ?? []) {
    const size = sizeOf(block)
    const page = pages.at(-1)
    if (!page || page.blocks.length === limits.messageBlocks || page.size + size > limits.messageText) {
      pages.push({ blocks: [block], size })
    } else {
      page.blocks.push(block)
      page.size += size
    }
  }
  const fit = pages.length > 0 && pages.length <= most && pages.every(({ size }) => size <= limits.messageText)
  return fit ? pages.map(({ blocks }) => ({ text, blocks })) : [drawMessage(message, reader)]
}

/** Inside a modal or Home. */
export function drawView(blocks: Block[], reader: Reader): SlackBlock[] {
  const made = fitted(blocks, reader, { blocks: limits.viewBlocks, text: limits.viewText })
  // A view without blocks is refused.
  return made.length ? made : [context(plain(''))]
}

/** Where Slack takes no block of it: the same in words. */
export function wordsOf(message: Message, reader: Reader): SlackMessage {
  return { text: escaped(cut(plainText(message, reader), limits.summary)), blocks: [] }
}

/** The same where Slack does not take a picture: what it shows, in words. Nothing where there is none. */
export function withoutPictures({ text, blocks }: SlackMessage): SlackMessage | null {
  if (!blocks.some(({ type }) => type === 'image')) return null
  return {
    text,
    blocks: blocks.map((block) => (block.type === 'image' ? sections([richText(block.alt_text)]) : block)),
  }
}

const summaryOf = ({ summary }: Message) => cut(escaped(cut(summary, limits.summary / 2)), limits.summary)

interface Room {
  blocks: number
  text: number
}

function fitted(blocks: Block[], reader: Reader, room: Room): SlackBlock[] {
  for (const amount of amounts) {
    const made = drawn(blocks, reader, amount, room)
    if (made) return made
  }
  // Texts and headings without end: the beginning, and the end from the last buttons on.
  const from = endOf(blocks)
  const last = blocks.slice(from).flatMap((block) => drawBlock(block, reader, least).slice(-1))
  let size = sizeOf(last) + perNote
  const kept: SlackBlock[] = []
  for (const [index, block] of blocks.slice(0, from).entries()) {
    const made = drawBlock(block, reader, least)
    size += sizeOf(made)
    if (kept.length + made.length + last.length + 1 > room.blocks || size > room.text) {
      return [...kept, context(plain(`and ${from - index} more`)), ...last]
    }
    kept.push(...made)
  }
  return [...kept, ...last]
}

/** Where the last buttons stand, with at most a line or two below them; else the last block. */
function endOf(blocks: Block[]): number {
  const buttons = blocks.findLastIndex(({ block }) => block === 'buttons')
  return buttons >= 0 && blocks.length - buttons <= 3 ? buttons : Math.max(blocks.length - 1, 0)
}

/** The line that says how much is left out. */
const perNote = 200

/** Text, and something for every container around it. */
export function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + sizeOf(item), 0)
  if (typeof value !== 'object' || value === null) return 0
  let size: number = limits.perElement
  for (const [key, item] of Object.entries(value)) {
    if (typeof item !== 'string') size += sizeOf(item)
    else if (key === 'text' || key === 'fallback' || key === 'alt_text') size += item.length
  }
  return size
}

/** All of it, or nothing where there is no room for it. */
function drawn(blocks: Block[], reader: Reader, amount: Amount, room: Room): SlackBlock[] | null {
  const made: SlackBlock[] = []
  let [alerts, size] = [0, 0]
  for (const [index, block] of blocks.entries()) {
    // A run of alerts is a list too.
    alerts = block.block === 'alert' ? alerts + 1 : 0
    if (alerts > amount.entries && blocks[index + 1]?.block === 'alert') continue
    const next =
      alerts > amount.entries
        ? [context(plain(`and ${alerts - amount.entries} more`))]
        : drawBlock(block, reader, amount)
    size += sizeOf(next)
    made.push(...next)
    if (made.length > room.blocks || size > room.text) return null
  }
  return made
}
